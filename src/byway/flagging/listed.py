"""What lists say of each name of a file: the registers `listed`, `unverified`, `listed_addresses`.

A shipment's party is screened by its name alone, each distinct name once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Self

from byway.batches import batched
from byway.decisions import Decisions
from byway.lists.snapshot import open_snapshot
from byway.model import Designation, Match, Party
from byway.shipments.registers import SHAPES
from byway.shipments.schema import NOBODY
from byway.watchlists import Watchlists

BATCH = 5_000
"""Names that are screened between two words of progress."""
SCHEMA = "LegalEntity"
"""What a party of a shipment is: a person or a body, the papers seldom say which."""
LIMIT = 5
UNVERIFIED = "Unverified List"
"""The programme of the list that is a red flag of its own."""
ANSWERS = {"name": "string", **SHAPES["listed"].columns, "entry": "string"}
"""Columns of what lists say of names, with their types: a row for each name, as the register
`listed` has it, and a row with `entry` for each entry of the Unverified List that the name meets,
as `unverified` has it."""


@dataclass(frozen=True)
class Screening:
    """How names are screened: against what, for which day, from which score on."""

    watchlists: Watchlists
    day: date
    threshold: float | None = None
    decisions: Decisions | None = None

    @classmethod
    def sent(
        cls, folder: Path, day: date, threshold: float | None, decisions: Decisions | None
    ) -> Self:
        """One against the snapshots in the folders of `folder`, which each process opens once."""
        return cls(_opened(folder), day, threshold, decisions)

    def answers(
        self, names: Iterable[str], progress: Callable[[int], None] | None = None
    ) -> list[dict[str, Any]]:
        """What lists say of the names, rows of ANSWERS; a name that says `none` has none."""
        rows: list[dict[str, Any]] = []
        done = 0
        said = (name for name in names if name.strip().lower() != NOBODY)
        for batch in batched(said, BATCH):
            for name, matches in zip(batch, self.screen(batch), strict=True):
                rows.append(_best(name, matches))
                rows += _unverified(name, matches)
            done += len(batch)
            if progress:
                progress(done)
        return rows

    def screen(self, names: Sequence[str]) -> list[tuple[Match, ...]]:
        """The matches of each name, best first, without reasons."""
        return self.watchlists.screen_many(
            [Party.named(name, SCHEMA) for name in names],
            as_of=self.day,
            threshold=self.threshold,
            limit=LIMIT,
            decisions=self.decisions,
            reasons=False,
        )

    def addresses(self) -> tuple[list[dict[str, Any]], bool]:
        """Rows of the register `listed_addresses`, and whether a list that is searched carries the
        Unverified List: the lists are long, and read once for both."""
        rows, unverified = [], False
        for snapshot in self.watchlists.snapshots:
            for listed in snapshot.parties():
                unverified = unverified or any(map(_is_unverified, listed.designations))
                standing = [d for d in listed.designations if d.in_force(self.day)]
                if standing or not listed.designations:
                    since = _first_day(standing)
                    rows += [
                        {
                            "address": address,
                            "since": since,
                            "caption": listed.party.caption,
                            "list": snapshot.name,
                        }
                        for address in listed.party.get("address")
                    ]
        return rows, unverified


@cache
def _opened(folder: Path) -> Watchlists:
    return Watchlists([open_snapshot(place) for place in sorted(folder.iterdir())])


def _best(name: str, matches: tuple[Match, ...]) -> dict[str, Any]:
    """The best match, and the first day on which one of them all surely stood on a list.

    Each list has a match of its own, with days of its own.  Where one of them does not say since
    when, that day is its snapshot's, and of days before it nothing is known: `since` is empty.
    """
    if not matches:
        return {"name": name, "listed": False}
    best = matches[0]
    standing = [d for match in matches for d in match.designations]
    days = [day for d in standing if (day := d.since or d.snapshot)]
    first = min(days, default=None)
    earliest = (m for m in matches if any(first in (d.since, d.snapshot) for d in m.designations))
    dated = all(d.since for d in standing)
    return {
        "name": name,
        "listed": True,
        "id": best.listed.id,
        "caption": _joined(m.listed.caption for m in (best, *(earliest if first else ()))),
        "list": _joined(d.list for d in standing),
        "topic": _joined(d.topic for d in standing),
        "since": first if dated else None,
        "snapshot": min((d.snapshot for d in standing if d.snapshot), default=None)
        if dated
        else first,
        "score": round(best.score, 4),
    }


def _unverified(name: str, matches: tuple[Match, ...]) -> Iterator[dict[str, Any]]:
    for match in matches:
        held = [d for d in match.designations if _is_unverified(d)]
        if held:
            entry = f"{match.listed.caption} ({held[0].list}, {match.score:.2f})"
            yield {"name": name, "since": _first_day(held), "entry": entry}


def _is_unverified(designation: Designation) -> bool:
    return UNVERIFIED in (designation.programme or "")


def _first_day(designations: Iterable[Designation]) -> date | None:
    return min((d.since for d in designations if d.since), default=None)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))
