"""Screening again only what changed: new and changed entries, and hits that fell away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from byway.decisions import Decisions
from byway.errors import OptionError
from byway.lists import ListDiff, ListStore, Snapshot, diff
from byway.model import Match, Party
from byway.watchlists import Watchlists


@dataclass(frozen=True)
class Changes:
    """What changed on some lists since earlier snapshots of them.

    `now` holds the entries that are new or read otherwise, as they are now; `then` those that
    went or read otherwise, as they were.
    """

    diffs: tuple[ListDiff, ...]
    now: Watchlists
    then: Watchlists

    @classmethod
    def since(cls, store: ListStore, marks: Sequence[str], as_of: date | None = None) -> Changes:
        """Since the snapshots named by `marks` (`ofac@2022-02-25`), up to `as_of`.

        Raises OptionError for a mark that is no snapshot of the store or later than what is
        compared with it, ListError when a list has no snapshot early enough.
        """
        kept = {snapshot.id: snapshot for snapshot in store.snapshots()}
        pairs = []
        for mark in marks:
            if mark not in kept:
                raise OptionError("--since", f"{mark!r} is not there", "one of " + ", ".join(kept))
            (after,) = store.select([kept[mark].name], as_of)
            if after.day < kept[mark].day:
                problem = f"{mark!r} is later than {after.id!r}"
                raise OptionError("--since", problem, "an earlier snapshot, or a later --as-of")
            pairs.append((kept[mark], after, diff(kept[mark], after)))
        return cls(
            diffs=tuple(found for _, _, found in pairs),
            now=Watchlists.over([(after, found.touched()) for _, after, found in pairs]),
            then=Watchlists.over([(before, _left(found)) for before, _, found in pairs]),
        )

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots as they are now."""
        return self.now.snapshots

    def fallen(
        self,
        parties: Sequence[Party],
        *,
        as_of: date,
        threshold: float | None = None,
        limit: int = 10,
        decisions: Decisions | None = None,
    ) -> list[tuple[Match, ...]]:
        """For each party the matches of then that are none now: entries that went or changed."""
        how = partial(
            Watchlists.screen_many,
            as_of=as_of,
            threshold=threshold,
            limit=limit,
            decisions=decisions,
        )
        before = how(self.then, parties)
        met = [party for party, old in zip(parties, before, strict=True) if old]
        after = iter(how(self.now, met))
        return [_without(old, next(after)) if old else () for old in before]


def _left(found: ListDiff) -> tuple[str, ...]:
    gone = tuple(listed.party.id for listed in found.removed)
    return gone + tuple(party.id for party in found.changed)


def _without(old: Sequence[Match], new: Sequence[Match]) -> tuple[Match, ...]:
    kept = set(map(_key, new))
    return tuple(match for match in old if _key(match) not in kept)


def _key(match: Match) -> tuple[str, str]:
    return match.listed.id, min((d.list for d in match.designations), default="")
