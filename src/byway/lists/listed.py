"""A listed party: who it is and how it stands on the list."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from byway.lists.draft import TOPICS, sanction_id
from byway.model import Designation, Party
from byway.model.record import Record


class ListedParty(Record):
    """A party with its designations on one list.  Not a claim that a query is this party."""

    party: Party
    designations: tuple[Designation, ...] = ()

    def to_ftm(self) -> list[dict[str, Any]]:
        """The party and one Sanction entity per designation, as FtM-shaped dicts."""
        return [self.party.to_ftm(), *(sanction_to_ftm(d) for d in self.designations)]

    def to_nested(self) -> dict[str, Any]:
        """One FtM dict with the Sanction entities inside `properties.sanctions`."""
        nested = self.party.to_ftm()
        if self.designations:
            nested["properties"]["sanctions"] = [sanction_to_ftm(d) for d in self.designations]
        return nested

    @classmethod
    def from_nested(
        cls, nested: Mapping[str, Any], list_name: str, snapshot: date | None = None
    ) -> ListedParty:
        """A listed party from the nested FtM dict, as read from the snapshot of a list."""
        properties = dict(nested["properties"])
        sanctions = properties.pop("sanctions", ())
        topics = tuple(properties.get("topics", ()))
        return cls(
            party=Party.from_ftm({**nested, "properties": properties}),
            designations=tuple(
                designation_from_ftm(s, str(nested["id"]), topics, list_name, snapshot)
                for s in sanctions
            ),
        )


def sanction_to_ftm(designation: Designation) -> dict[str, Any]:
    """An FtM Sanction entity.  A topic other than `sanction` is kept in `provisions`."""
    given = {
        "authority": designation.authority,
        "program": designation.programme,
        "startDate": designation.since and designation.since.isoformat(),
        "endDate": designation.until and designation.until.isoformat(),
        "reason": designation.reason,
        "authorityId": designation.entry,
        "sourceUrl": designation.address,
        "provisions": None if designation.topic == "sanction" else designation.topic,
    }
    properties = {name: [value] for name, value in given.items() if value}
    return {
        "id": sanction_id(designation.party_id, properties),
        "schema": "Sanction",
        "properties": {"entity": [designation.party_id], **properties},
    }


def designation_from_ftm(
    sanction: Mapping[str, Any],
    party_id: str,
    topics: tuple[str, ...],
    list_name: str,
    snapshot: date | None,
) -> Designation:
    """A designation from an FtM Sanction entity of a party with these `topics`.

    Several values of one property are joined; of several dates the earliest start and the
    latest end count.  Dates that are only a year or a month are taken at their first day.
    """
    given = sanction["properties"]

    def joined(*names: str) -> str | None:
        for name in names:
            if values := given.get(name):
                return "; ".join(values)
        return None

    own = [value for value in given.get("provisions", ()) if value in TOPICS]
    carried = [topic for topic in TOPICS if topic in topics]
    starts = sorted(given.get("startDate") or given.get("listingDate") or ())
    return Designation(
        party_id=party_id,
        list=list_name,
        topic=(own or carried or ["sanction"])[0],
        authority=joined("authority", "publisher"),
        programme=joined("program", "programId"),
        since=first_day(starts[0]) if starts else None,
        until=last_day(given.get("endDate", ())),
        reason=joined("reason"),
        entry=joined("authorityId", "unscId", "recordId"),
        address=joined("sourceUrl", "programUrl"),
        snapshot=snapshot,
    )


def first_day(value: str) -> date | None:
    """The day of an FtM date (YYYY, YYYY-MM, YYYY-MM-DD or longer), the first one it covers."""
    parts = [*value[:10].split("-"), "01", "01"][:3]
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def last_day(values: Iterable[str]) -> date | None:
    """The latest day that any of these FtM dates covers, or None."""
    days = []
    for value in values:
        start = first_day(value)
        if start and len(value) == 4:
            start = date(start.year, 12, 31)
        elif start and len(value) == 7:
            start = start.replace(day=monthrange(start.year, start.month)[1])
        days.append(start)
    return max(filter(None, days), default=None)
