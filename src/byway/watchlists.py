"""The lists that a question is asked of: snapshots, each with its prepared screener."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from byway.errors import OutputError
from byway.lists import Snapshot
from byway.model import Match, Party
from byway.screening import Screener

INDEX = "screener"
"""Name of the folder that holds a snapshot's prepared screener."""


class Watchlists:
    """Several list snapshots that are screened as one.  Each keeps its own index."""

    def __init__(self, snapshots: Sequence[Snapshot]) -> None:
        self.snapshots = tuple(snapshots)
        self._screeners: dict[str, Screener] = {}

    def prepare(self, note: Callable[[str], None] | None = None) -> None:
        """Load every screener, building and keeping those that are not there yet."""
        for snapshot in self.snapshots:
            if snapshot.id not in self._screeners:
                if note:
                    note(f"preparing {snapshot.id}")
                self._screeners[snapshot.id] = _screener(snapshot)

    def screen(
        self,
        party: Party,
        *,
        as_of: date,
        threshold: float | None = None,
        limit: int = 10,
    ) -> tuple[Match, ...]:
        """The listed parties that `party` may be, best first, with what stands on `as_of`.

        Only matches at or above `threshold` (default: the screener's own) with a designation in
        force count; a listed party without designations is none.
        """
        return self.screen_many([party], as_of=as_of, threshold=threshold, limit=limit)[0]

    def screen_many(
        self,
        parties: Sequence[Party],
        *,
        as_of: date,
        threshold: float | None = None,
        limit: int = 10,
    ) -> list[tuple[Match, ...]]:
        """`screen` for each of many parties, in order."""
        self.prepare()
        found: list[list[Match]] = [[] for _ in parties]
        for snapshot in self.snapshots:
            screener = self._screeners[snapshot.id]
            cut = screener.threshold if threshold is None else threshold
            results = screener.match_many([party.to_ftm() for party in parties], limit=limit)
            for party, ranked, matches in zip(parties, results, found, strict=True):
                for listed_id, score in ranked:
                    if score >= cut:
                        match = _match(party, listed_id, score, snapshot, screener, as_of)
                        if match:
                            matches.append(match)
        return [tuple(sorted(m, key=lambda x: (-x.score, x.listed.id))[:limit]) for m in found]


def _screener(snapshot: Snapshot) -> Screener:
    folder = snapshot.path_for(INDEX)
    if folder.exists():
        return Screener.load(folder)
    screener = Screener.build(listed.party.to_ftm() for listed in snapshot.parties())
    with suppress(OutputError):  # a read-only folder only costs the time to build it again
        screener.save(folder)
    return screener


def _match(
    party: Party,
    listed_id: str,
    score: float,
    snapshot: Snapshot,
    screener: Screener,
    as_of: date,
) -> Match | None:
    listed = snapshot.party(listed_id)
    standing = tuple(d for d in listed.designations if d.in_force(as_of))
    if not standing:
        return None
    return Match(
        query_id=party.id,
        query=party.caption,
        listed=listed.party,
        score=score,
        strong=score >= screener.strong_threshold,
        reasons=screener.explain(party.to_ftm(), listed_id),
        designations=standing,
    )


def result_rows(
    parties: Iterable[Party], found: Iterable[tuple[Match, ...]]
) -> Iterator[dict[str, object]]:
    """Rows of the screening table: one for each match, one without `entity_id` where none was.

    Several designations of one listed party are joined by "; " in the order of the lists.
    """
    for party, matches in zip(parties, found, strict=True):
        if not matches:
            yield {"query_id": party.id, "rank": 0}
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
