"""Ties between parties as lists state them: FollowTheMoney's edges, with the words for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from byway.lists.describe import load_yaml
from byway.lists.schema import edge
from byway.model.record import NO_PROPERTIES, Properties, Record

LINK = "UnknownLink"
PEOPLE = ("Family", "Associate")
"""Schemata whose both ends are persons."""


class Relation(Record):
    """A tie that a list states between two parties.  Not a judgement on what follows from it.

    `schema_name` is the FtM edge (UnknownLink, Control, Ownership, Directorship, Family, ...);
    `source_id` and `target_id` are its ends, None where the list has only a name for it that is
    no party's; `source` and `target` are their names as given, or ids where no name is.
    `role` is the publisher's word for the tie, `since` and `until` are FtM dates,
    `properties` whatever else is said (percentage, summary, ...).
    """

    id: str
    list: str
    schema_name: str
    source_id: str | None
    source: str
    target_id: str | None
    target: str
    role: str | None = None
    since: str | None = None
    until: str | None = None
    properties: Properties = NO_PROPERTIES

    def to_ftm(self) -> dict[str, Any]:
        """The FtM entity; `names`, beside `properties`, has the names of its ends."""
        ends = edge(self.schema_name)
        properties: dict[str, Any] = {name: list(v) for name, v in self.properties.items()}
        names = {}
        for property, id, name in zip(
            ends, (self.source_id, self.target_id), (self.source, self.target), strict=True
        ):
            if id:
                properties[property] = [id]
            if name != id:
                names[property] = name
        for name, value in (
            ("role", self.role),
            ("startDate", self.since),
            ("endDate", self.until),
        ):
            if value:
                properties[name] = [value]
        entity = {"id": self.id, "schema": self.schema_name, "properties": properties}
        return {**entity, "names": names} if names else entity

    @classmethod
    def from_ftm(
        cls, entity: Mapping[str, Any], list_name: str, captions: Mapping[str, str]
    ) -> Relation:
        """A relation from its FtM entity; `captions` gives the names of parties by id."""
        given = dict(entity["properties"])
        names = entity.get("names") or {}
        ids = [str(next(iter(given.pop(name, ())), "")) or None for name in edge(entity["schema"])]
        source, target = (
            captions.get(id or "") or names.get(name) or id or "?"
            for name, id in zip(edge(entity["schema"]), ids, strict=True)
        )
        role = "; ".join(map(str, given.pop("role", ()))) or None
        since = min(map(str, given.pop("startDate", ())), default=None)
        until = max(map(str, given.pop("endDate", ())), default=None)
        return cls(
            id=str(entity["id"]),
            list=list_name,
            schema_name=str(entity["schema"]),
            source_id=ids[0],
            source=source,
            target_id=ids[1],
            target=target,
            role=role,
            since=since,
            until=until,
            properties={k: tuple(map(str, v)) for k, v in given.items() if v},
        )


def stated(
    party_id: str, role: str, *, other: str | None = None, name: str | None = None, **more: str
) -> dict[str, Any]:
    """The FtM entity of a tie that a party's entry states, by the publisher's word for it.

    The other end is given by its id or by its name alone.  A word that is not known is a link.
    """
    known = _roles().get(role.casefold(), {"schema": LINK})
    near, far = edge(known["schema"])
    if known.get("turned"):
        near, far = far, near
    properties: dict[str, Any] = {near: [party_id], "role": [role]}
    properties |= {key: [value] for key, value in more.items() if value}
    names = {}
    if other:
        properties[far] = [other]
    if name:
        names[far] = " ".join(name.split())
    content = json.dumps([known["schema"], properties, names], sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    entity = {
        "id": f"{party_id}-link-{digest}",
        "schema": known["schema"],
        "properties": properties,
    }
    return {**entity, "names": names} if names else entity


@lru_cache(maxsize=1)
def _roles() -> dict[str, dict[str, Any]]:
    return {role.casefold(): form for role, form in load_yaml("relations.yml")["roles"].items()}
