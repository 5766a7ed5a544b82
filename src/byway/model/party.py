"""Parties and their standing: who, on which list, and how a query met a listed party."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from byway.model.record import NO_PROPERTIES, Properties, Record


class Party(Record):
    """A person, organisation, vessel or aircraft: a FollowTheMoney entity.

    `schema_name` is the FtM schema, `properties` its properties (name, alias, weakAlias,
    birthDate, country, topics, ...).  Not more than what a list or a report says of it.
    """

    id: str
    schema_name: str
    caption: str
    properties: Properties = NO_PROPERTIES

    def get(self, name: str) -> tuple[str, ...]:
        """The values of one property, () when there is none."""
        return self.properties.get(name, ())

    @property
    def names(self) -> tuple[str, ...]:
        """Names and aliases in order, without weak aliases, without repeats."""
        return tuple(dict.fromkeys(self.get("name") + self.get("alias")))

    def to_ftm(self) -> dict[str, Any]:
        """The FtM-shaped dict `{"id", "caption", "schema", "properties"}`."""
        return {
            "id": self.id,
            "caption": self.caption,
            "schema": self.schema_name,
            "properties": {name: list(values) for name, values in self.properties.items()},
        }

    @classmethod
    def named(cls, name: str, schema_name: str = "LegalEntity") -> Party:
        """A party of whom only a name is known; it is its id, too."""
        return cls(id=name, schema_name=schema_name, caption=name, properties={"name": (name,)})

    @classmethod
    def from_ftm(cls, data: Mapping[str, Any]) -> Party:
        """A party from an FtM-shaped dict; the caption defaults to the first name, then the id."""
        properties = {
            name: tuple(str(value) for value in values)
            for name, values in (data.get("properties") or {}).items()
            if values
        }
        names = properties.get("name") or properties.get("alias") or (str(data["id"]),)
        return cls(
            id=str(data["id"]),
            schema_name=str(data["schema"]),
            caption=str(data.get("caption") or names[0]),
            properties=properties,
        )


class Designation(Record):
    """A party's standing on one list.

    `list` is the list's name in the store, `topic` the FtM topic ("sanction", "wanted",
    "export.control", "debarment"), `programme` the programme or regulation, `since`/`until` its
    dates where the list gives them (None is *not given*, never *not designated*), `snapshot` the
    date of the list it was read from.
    """

    party_id: str
    list: str
    topic: str = "sanction"
    authority: str | None = None
    programme: str | None = None
    since: date | None = None
    until: date | None = None
    reason: str | None = None
    entry: str | None = None
    address: str | None = None
    snapshot: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it stands on `day`; a missing date bounds nothing."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)


class Reason(Record):
    """One thing that spoke for (weight > 0) or against (weight < 0) a match."""

    feature: str
    query_value: str
    listed_value: str
    weight: float


class Match(Record):
    """A query party met a listed party.  A match is a lead for a person to check.

    `score` is in [0, 1]; `strong` is at or above the strong threshold.  `designations` are those
    in force on the day of the question.
    """

    query_id: str
    query: str
    listed: Party
    score: float
    strong: bool = False
    reasons: tuple[Reason, ...] = ()
    designations: tuple[Designation, ...] = ()


class Holding(Record):
    """Owner and owned, with the share as a range in percent, [0, 100] when unknown.

    `kind` is ownership, voting, control or linked; none of them is ever turned into another.
    `direct` is False where the record itself says that the interest is held through others.
    """

    owner_id: str
    owned_id: str
    kind: str = "ownership"
    share_low: float = 0.0
    share_high: float = 100.0
    since: date | None = None
    until: date | None = None
    source: str | None = None
    direct: bool = True


class Reach(Record):
    """What ownership records say of a party under an authority's rule on majority ownership.

    `outcome` is "meets", "may meet" or "does not meet"; `statement` says it in words that go no
    further than the records, `working` shows the holdings that it follows from.  `party` is the
    name as the records give it, `dataset` the file, `rule` the text that was applied.
    """

    party: str
    authority: str
    outcome: str
    statement: str
    dataset: str
    rule: str
    working: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    as_of: date | None = None
