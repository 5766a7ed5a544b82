"""A listed party while it is being read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from byway.lists.relation import stated

_CODE = re.compile(r"[\w.-]{1,64}$")

TOPICS = (
    "sanction",
    "wanted",
    "debarment",
    "export.control",
    "sanction.linked",
    "export.control.linked",
    "sanction.counter",
    "asset.frozen",
    "invest.ban",
    "export.risk",
    "reg.action",
    "reg.warn",
    "crime",
    "poi",
)
"""FtM topics that a designation may have, the most telling first."""


class Draft:
    """A FollowTheMoney entity in the making, with its sanctions.

    Values are trimmed, runs of white space become one space, empty values and repeats fall away.
    """

    __slots__ = ("id", "properties", "relations", "sanctions", "schema")

    def __init__(self, id: str, schema: str) -> None:
        self.id = id
        self.schema = schema
        self.properties: dict[str, dict[str, None]] = {}
        self.sanctions: list[dict[str, Any]] = []
        self.relations: list[dict[str, Any]] = []

    def add(self, name: str, *values: str | None) -> None:
        """Add values to a property, in order."""
        for value in values:
            if value and (clean := " ".join(value.split())):
                self.properties.setdefault(name, {})[clean] = None

    def get(self, name: str) -> tuple[str, ...]:
        """The values of a property so far."""
        return tuple(self.properties.get(name, ()))

    def replace(self, name: str, old: str, new: str) -> None:
        """Put one value of a property in the place of another, in order."""
        values = self.properties[name]
        self.properties[name] = {new if value == old else value: None for value in values}

    def designate(
        self,
        *,
        topic: str = "sanction",
        authority: str | None = None,
        programme: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        reason: str | None = None,
        entry: str | None = None,
        address: str | None = None,
    ) -> None:
        """Add a standing on the list as an FtM Sanction; the topic becomes the party's too."""
        self.add("topics", topic)
        if programme and _CODE.match(programme):
            self.add("programId", programme)
        given = {
            "authority": authority,
            "program": programme,
            "startDate": str(since) if since else None,
            "endDate": str(until) if until else None,
            "reason": reason,
            "authorityId": entry,
            "sourceUrl": address,
            "provisions": None if topic == "sanction" else topic,
        }
        properties = {k: [" ".join(v.split())] for k, v in given.items() if v and v.strip()}
        self.sanctions.append(
            {
                "id": sanction_id(self.id, properties),
                "schema": "Sanction",
                "properties": {"entity": [self.id], **properties},
            }
        )

    def relate(
        self, role: str, *, other: str | None = None, name: str | None = None, **more: str
    ) -> None:
        """Add a tie to another party, given by its id or by its name, in the publisher's word."""
        if other or (name and name.strip()):
            self.relations.append(stated(self.id, role, other=other, name=name, **more))

    def merge(self, other: Mapping[str, Any]) -> None:
        """Take in what another nested entity of the same id says."""
        for name, values in other["properties"].items():
            if name != "sanctions":
                self.add(name, *values)
        known = {sanction["id"] for sanction in self.sanctions}
        self.sanctions += [
            s for s in other["properties"].get("sanctions", []) if s["id"] not in known
        ]

    def to_nested(self) -> dict[str, Any]:
        """The nested FtM dict: sanctions are whole entities inside `properties.sanctions`."""
        properties: dict[str, Any] = {name: list(v) for name, v in self.properties.items()}
        if self.sanctions:
            unique = {sanction["id"]: sanction for sanction in self.sanctions}
            properties["sanctions"] = list(unique.values())
        return {
            "id": self.id,
            "caption": self.caption,
            "schema": self.schema,
            "properties": properties,
        }

    def designate_by_topics(self) -> None:
        """Where there is no Sanction, make one for every topic that says there should be."""
        if not self.sanctions:
            programme = "; ".join(self.get("programId") or self.get("program")) or None
            for topic in [topic for topic in TOPICS if topic in self.get("topics")]:
                self.designate(topic=topic, programme=programme)

    @property
    def caption(self) -> str:
        """The first name, else the first alias, else the id."""
        for name in ("name", "alias", "weakAlias"):
            if values := self.get(name):
                return values[0]
        return self.id


def sanction_id(party_id: str, properties: Mapping[str, Iterable[str]]) -> str:
    """An id for a party's sanction that stays the same while its content does."""
    content = json.dumps(
        [party_id, {k: sorted(v) for k, v in properties.items() if k != "entity"}], sort_keys=True
    )
    return f"{party_id}-sanction-{hashlib.sha256(content.encode()).hexdigest()[:12]}"
