"""What lists say of each name of a file: the registers `listed`, `unverified`, `listed_addresses`.

A shipment's party is screened by its name alone, each distinct name once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from byway.decisions import Decisions
from byway.model import Designation, Match, Party
from byway.watchlists import Watchlists

BATCH = 5_000
"""Names that are screened between two words of progress."""
SCHEMA = "LegalEntity"
"""What a party of a shipment is: a person or a body, the papers seldom say which."""
LIMIT = 5
UNVERIFIED = "Unverified List"
"""The programme of the list that is a red flag of its own."""


@dataclass(frozen=True)
class Screening:
    """How names are screened: against what, for which day, from which score on."""

    watchlists: Watchlists
    day: date
    threshold: float | None = None
    decisions: Decisions | None = None

    def registers(
        self, names: Iterable[str], progress: Callable[[int], None] | None = None
    ) -> dict[str, list[dict[str, Any]]]:
        """Rows of the registers, by their names; of `listed` one for each name.

        `unverified` is there only where a list that was searched carries it.
        """
        listed: list[dict[str, Any]] = []
        unverified: list[dict[str, Any]] = []
        for batch in _batches(names):
            for name, matches in zip(batch, self.screen(batch), strict=True):
                listed.append(_best(name, matches))
                unverified += _unverified(name, matches)
            if progress:
                progress(len(listed))
        found = {"listed": listed, "listed_addresses": self._addresses()}
        return {**found, "unverified": unverified} if self._has_unverified() else found

    def screen(self, names: Sequence[str]) -> list[tuple[Match, ...]]:
        """The matches of each name, best first."""
        return self.watchlists.screen_many(
            [party(name) for name in names],
            as_of=self.day,
            threshold=self.threshold,
            limit=LIMIT,
            decisions=self.decisions,
        )

    def _addresses(self) -> list[dict[str, Any]]:
        rows = []
        for snapshot in self.watchlists.snapshots:
            for listed in snapshot.parties():
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
        return rows

    def _has_unverified(self) -> bool:
        return any(
            UNVERIFIED in (d.programme or "")
            for snapshot in self.watchlists.snapshots
            for listed in snapshot.parties()
            for d in listed.designations
        )


def party(name: str) -> Party:
    """The party that is asked about by a name; the name is its id, for decisions."""
    return Party(id=name, schema_name=SCHEMA, caption=name, properties={"name": (name,)})


def _best(name: str, matches: tuple[Match, ...]) -> dict[str, Any]:
    if not matches:
        return {"name": name, "listed": False}
    best = matches[0]
    standing = best.designations
    return {
        "name": name,
        "listed": True,
        "id": best.listed.id,
        "caption": best.listed.caption,
        "list": _joined(d.list for d in standing),
        "topic": _joined(d.topic for d in standing),
        "since": _first_day(standing),
        "snapshot": min((d.snapshot for d in standing if d.snapshot), default=None),
        "score": round(best.score, 4),
    }


def _unverified(name: str, matches: tuple[Match, ...]) -> Iterator[dict[str, Any]]:
    for match in matches:
        held = [d for d in match.designations if UNVERIFIED in (d.programme or "")]
        if held:
            entry = f"{match.listed.caption} ({held[0].list}, {match.score:.2f})"
            yield {"name": name, "since": _first_day(held), "entry": entry}


def _first_day(designations: Iterable[Designation]) -> date | None:
    return min((d.since for d in designations if d.since), default=None)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, BATCH)):
        yield batch
