"""The lists that a question is asked of: snapshots, each with its prepared screener."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from byway.decisions import Decisions
from byway.errors import BywayError, OutputError
from byway.lists import ListStore, Snapshot
from byway.model import Designation, Match, Party
from byway.screening import Entity, Screener, has_name
from byway.screening.workers import Workers

INDEX = "screener"
"""Name of the folder that holds a snapshot's prepared screener."""
WORTH_WORKERS = 5_000
"""Lists with fewer parties than this are matched faster than they are sent about."""
NO_NAME = "no name to screen"
"""The reason of a row without a match whose party has no name that can be read."""

Note = Callable[[str], None]
Ranked = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of lists about each party: `Watchlists.screen_many` says how."""

    as_of: date
    threshold: float | None
    limit: int
    reasons: bool


@dataclass(frozen=True)
class Watchlist:
    """One snapshot, or some of its parties, with the screener over them."""

    snapshot: Snapshot
    screener: Screener

    @classmethod
    def open(cls, snapshot: Snapshot, building: Note | None = None) -> Watchlist:
        """With the screener prepared for this snapshot, or built and kept now.

        `building` is told before a build, which takes seconds where a list is long.
        """
        folder = snapshot.path_for(INDEX)
        if folder.exists() and (kept := _kept(folder)) and len(kept) <= snapshot.parties_total:
            return cls(snapshot, kept)
        if building:
            building(f"preparing {snapshot.id} ({snapshot.parties_total:,} parties), once")
        screener = Screener.build(listed.party.to_ftm() for listed in snapshot.parties())
        with suppress(OutputError):  # a read-only folder only costs the time to build it again
            screener.save(folder)
        return cls(snapshot, screener)

    @classmethod
    def of(cls, snapshot: Snapshot, ids: Iterable[str]) -> Watchlist:
        """With a screener over these of the snapshot's parties alone."""
        chosen = (snapshot.party(id).party.to_ftm() for id in ids)
        return cls(snapshot, Screener.build(chosen))

    def standing(self, party: Party, ranked: Ranked, asked: Question) -> list[Match]:
        """The matches that `asked` asks for, of those in `ranked`.

        Where some that do not stand took the places of others, more are asked for.
        """
        cut = self.screener.threshold if asked.threshold is None else asked.threshold
        scored = [(listed_id, score) for listed_id, score in ranked if score >= cut]
        found = [
            m for listed_id, score in scored if (m := self.match(party, listed_id, score, asked))
        ]
        if len(found) < asked.limit <= len(scored) < len(self.screener):
            more = self.screener.match(party.to_ftm(), limit=4 * len(scored))
            if len(more) > len(ranked):
                return self.standing(party, more, asked)
        return found

    def match(self, party: Party, listed_id: str, score: float, asked: Question) -> Match | None:
        """The match with what stands on the day asked for; None where nothing does."""
        listed = self.snapshot.party(listed_id)
        designations = listed.designations or (self._presence(listed.party),)
        standing = tuple(d for d in designations if d.in_force(asked.as_of))
        if not standing:
            return None
        return Match(
            query_id=party.id,
            query=party.caption,
            listed=listed.party,
            score=score,
            strong=score >= self.screener.strong_threshold,
            reasons=self.screener.explain(party.to_ftm(), listed_id) if asked.reasons else (),
            designations=standing,
        )

    def _presence(self, party: Party) -> Designation:
        """The standing of a party whose list gives no designations: that it is on the list."""
        return Designation(
            party_id=party.id,
            list=self.snapshot.name,
            topic=next(iter(party.get("topics")), "poi"),
            authority=self.snapshot.publisher or None,
            snapshot=self.snapshot.day,
        )


class Watchlists:
    """Several list snapshots that are screened as one.  Each keeps its own index.

    `building` is told when an index has to be built.  As a context manager it ends the
    processes that `work` starts.
    """

    def __init__(self, snapshots: Sequence[Snapshot], building: Note | None = None) -> None:
        self.snapshots = tuple(snapshots)
        self._building = building
        self._opened: list[Watchlist] = []
        self._workers: dict[int, Workers] = {}
        self._running = ExitStack()

    @classmethod
    def open(
        cls,
        folder: Path,
        names: Sequence[str] | None = None,
        as_of: date | None = None,
        building: Note | None = None,
    ) -> Watchlists:
        """Of each list in `folder` the newest snapshot that is not later than `as_of`."""
        return cls(ListStore(folder).select(names, as_of), building)

    @classmethod
    def over(cls, parts: Sequence[tuple[Snapshot, Sequence[str]]]) -> Watchlists:
        """Some parties of some snapshots, by their ids."""
        made = cls([snapshot for snapshot, _ in parts])
        made._opened = [Watchlist.of(snapshot, ids) for snapshot, ids in parts]
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.clear()
        self._running.close()

    def prepare(self, note: Note | None = None) -> None:
        """Load every screener, building and keeping those that are not there yet."""
        for snapshot in self.snapshots[len(self._opened) :]:
            if note:
                note(f"preparing {snapshot.id}")
            self._opened.append(Watchlist.open(snapshot, self._building))

    def work(self, count: int) -> None:
        """Match with `count` processes from now on; leaving the `with` block ends them."""
        self.prepare()
        for number, watchlist in enumerate(self._opened):
            if count > 1 and len(watchlist.screener) >= WORTH_WORKERS:
                workers = self._running.enter_context(Workers(watchlist.screener, count))
                self._workers[number] = workers

    def screen_many(
        self,
        parties: Sequence[Party],
        *,
        as_of: date,
        threshold: float | None = None,
        limit: int = 10,
        decisions: Decisions | None = None,
        reasons: bool = True,
    ) -> list[tuple[Match, ...]]:
        """For each party the listed ones it may be, best first, with what stands on `as_of`.

        Only matches at or above `threshold` (default: the screener's own) with a designation in
        force count.  Where a list gives no designations, being on it is one.  Decisions that were
        made about a pair are applied.  Without `reasons` matches have none, and are found faster.
        """
        self.prepare()
        queries = [party.to_ftm() for party in parties]
        asked = Question(as_of, threshold, limit, reasons)
        found: list[list[Match]] = [[] for _ in parties]
        for number, watchlist in enumerate(self._opened):
            results = self._ranked(number, queries, limit)
            for party, ranked, matches in zip(parties, results, found, strict=True):
                matches.extend(watchlist.standing(party, ranked, asked))
        best = [tuple(sorted(m, key=lambda x: (-x.score, x.listed.id))[:limit]) for m in found]
        if decisions is None:
            return best
        return [decisions.apply(p, m) for p, m in zip(parties, best, strict=True)]

    def _ranked(self, number: int, queries: Sequence[Entity], limit: int) -> Iterable[Ranked]:
        """What one list answers; with workers the next answers come while these are explained."""
        if workers := self._workers.get(number):
            return workers.stream(queries, limit)
        return self._opened[number].screener.match_many(queries, limit=limit)


def _kept(folder: Path) -> Screener | None:
    """The screener in a folder; None when it is of another version, cut short or odd."""
    try:
        return Screener.load(folder)
    except (BywayError, ValueError, TypeError, LookupError, AttributeError, OSError):
        return None


def result_rows(
    parties: Iterable[Party], found: Iterable[tuple[Match, ...]]
) -> Iterator[dict[str, object]]:
    """Rows of the screening table: one for each match, one without `entity_id` where none was.

    Several designations of one listed party are joined by "; " in the order of the lists.
    """
    for party, matches in zip(parties, found, strict=True):
        if not matches:
            row: dict[str, object] = {"query_id": party.id, "rank": 0}
            yield row if has_name(party) else {**row, "reasons": NO_NAME}
        for rank, match in enumerate(matches, 1):
            standing = match.designations
            starts = [d.since for d in standing if d.since]
            ends = [d.until for d in standing if d.until]
            programmes = dict.fromkeys(d.programme for d in standing if d.programme)
            yield {
                "query_id": party.id,
                "rank": rank,
                "entity_id": match.listed.id,
                "caption": match.listed.caption,
                "schema": match.listed.schema_name,
                "score": round(match.score, 4),
                "list": "; ".join(dict.fromkeys(d.list for d in standing)),
                "programme": "; ".join(programmes),
                "since": min(starts, default=None),
                "until": max(ends) if len(ends) == len(standing) else None,
                "reasons": [
                    f"{r.feature}: {r.query_value} ~ {r.listed_value}" for r in match.reasons
                ],
            }
