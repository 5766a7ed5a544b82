"""What a rule says of the parties below listed owners, each with its range and its working."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

from byway.model import Holding
from byway.model.record import Record
from byway.ownership.shares import told


class Meets(StrEnum):
    """Whether a rule is met.  It is of the records: what they leave open may meet it."""

    MEETS = "meets"
    MAY_MEET = "may meet"
    DOES_NOT = "does not meet"


class Listed(Record):
    """A party of the graph that stands on a list.

    `sure` is False for one that only resembles a listed party: it is to be looked at, and never
    counts as listed.  `since` and `until` bound its standing; None is not given and bounds
    nothing.  `by` says which list or authority.
    """

    party_id: str
    since: date | None = None
    until: date | None = None
    sure: bool = True
    by: str | None = None

    def in_force(self, day: date) -> bool:
        """Whether it stands on `day`."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)


class Step(Record):
    """One holding in the working of a result, and whether it counts: in full, perhaps or not."""

    holding: Holding
    owner: str
    owned: str
    counts: str
    why: str
    told: int = 1

    @property
    def text(self) -> str:
        """The step in words, with its source and what the records leave out."""
        holding = self.holding
        share = told(holding.share_low, holding.share_high)
        verb = {
            "ownership": f"holds {share} of",
            "voting": f"has {share} of the votes in",
            "control": "controls",
        }.get(holding.kind, "is linked to")
        notes = [
            *([holding.source] if holding.source else []),
            *(["through others"] if not holding.direct else []),
            *(["undated"] if holding.since is None and holding.until is None else []),
            *([f"{self.told} records, taken as one holding"] if self.told > 1 else []),
        ]
        of = f" ({'; '.join(notes)})" if notes else ""
        return f"{self.owner} {verb} {self.owned}{of}: {self.why}"


class Result(Record):
    """One party below listed owners.

    `outcome` is the rule's; `ownership` is that of shares (and votes, where the rule takes them
    alike) alone, and `control` is "stated", "possible" or "not shown".  `low` and `high` are the
    percent of shares that persons who count hold in it; where the rule does not add up different
    owners, `low` is of the one who holds most.  `listed_owners` are the ids of listed parties
    above it, nearest first, `possible_owners` of those that only resemble a listed one.
    """

    party_id: str
    name: str
    outcome: Meets
    ownership: Meets
    control: str
    low: float
    high: float
    listed: bool = False
    listed_owners: tuple[str, ...] = ()
    possible_owners: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    share_unknown: bool = False
    working: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The working in words, from the listed owners down."""
        return tuple(step.text for step in self.working)


def ordered(results: Iterator[Result]) -> list[Result]:
    """What meets first, then what may, each with the greatest share first."""
    places = list(Meets)
    return sorted(results, key=lambda r: (places.index(r.outcome), -r.low, -r.high, r.party_id))
