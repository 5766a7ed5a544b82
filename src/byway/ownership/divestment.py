"""Holdings of listed owners that ended or became smaller around their designation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np

from byway.model import Outcome
from byway.model.record import Record
from byway.ownership import days
from byway.ownership.graph import LINKED, OWNERSHIP, Holdings
from byway.ownership.results import Listed
from byway.ownership.shares import NEAR
from byway.ownership.view import Places


class Divestment(Record):
    """What became of a listed owner's holding, as far as records tell.

    `outcome` is PRESENT where it ended or shrank within the window and another holder who is not
    listed came in then, NOT_ASSESSABLE where it did and no new holder is recorded, or where the
    day of the designation is not known, ABSENT otherwise.  `days` counts from the designation to
    the end, negative before it.  `tie` is what links the new holder to the old one by the records;
    None says that no tie is recorded, not that there is none.
    """

    owned_id: str
    owner_id: str
    outcome: Outcome
    designated: date | None = None
    ended: date | None = None
    days: int | None = None
    shrunk_to: float | None = None
    new_holders: tuple[str, ...] = ()
    tie: str | None = None


def divestments(
    holdings: Holdings,
    listed: Iterable[Listed],
    *,
    as_of: date,
    days_before: int = 90,
    days_after: int = 180,
    new_holder_within: int = 60,
) -> list[Divestment]:
    """Every holding that a listed owner had, as it stands on `as_of`.

    A holding moved when its record ends, and no other record of it follows that is as large,
    between `days_before` before and `days_after` after the designation.  A holder is new when its
    record begins within `new_holder_within` days of that end.  The windows are parameters, no
    official text gives them.
    """
    entries = {e.party_id: e for e in listed if e.sure and e.party_id in holdings.numbers}
    numbers = {holdings.numbers[id]: entry for id, entry in entries.items()}
    edges, today = holdings.edges, days.number(as_of)
    past = (edges.kind == OWNERSHIP) & (edges.since <= today)
    mine = np.flatnonzero(past & np.isin(edges.owner, list(numbers)))
    pairs: dict[tuple[int, int], list[int]] = {}
    for place in mine.tolist():
        pairs.setdefault((int(edges.owner[place]), int(edges.owned[place])), []).append(place)
    coming = np.flatnonzero(past & np.isin(edges.owned, [owned for _, owned in pairs]))
    found = []
    for (owner, owned), places in pairs.items():
        entry = numbers[owner]
        moved = _moved(holdings, places, today)
        about: dict[str, Any] = {"owned_id": holdings.ids[owned], "owner_id": entry.party_id}
        if moved is None:
            found.append(Divestment(**about, designated=entry.since, outcome=Outcome.ABSENT))
            continue
        end, left = moved
        about |= {"ended": days.day(end), "shrunk_to": left}
        if entry.since is None:
            found.append(Divestment(**about, outcome=Outcome.NOT_ASSESSABLE))
            continue
        about |= {"designated": entry.since, "days": end - days.number(entry.since)}
        if not -days_before <= about["days"] <= days_after:
            found.append(Divestment(**about, outcome=Outcome.ABSENT))
            continue
        near = end - new_holder_within, end + new_holder_within
        fresh = _new_holders(holdings, coming, (owner, owned), near)
        outside = [n for n in fresh if not _stood(numbers.get(n), end)]
        outcome = Outcome.ABSENT if fresh else Outcome.NOT_ASSESSABLE
        found.append(
            Divestment(
                **about,
                outcome=Outcome.PRESENT if outside else outcome,
                new_holders=tuple(holdings.ids[n] for n in outside or fresh),
                tie=_tie(holdings, owner, outside),
            )
        )
    return found


def _moved(holdings: Holdings, places: list[int], today: int) -> tuple[int, float | None] | None:
    """The last day of the holding as it was, and what is left of it at most; None where it did not
    end or shrink."""
    edges = holdings.edges
    for place in sorted(places, key=lambda p: -int(edges.until[p])):
        end = int(edges.until[place])
        if end >= today:
            continue
        after = [p for p in places if edges.since[p] <= end + 1 <= edges.until[p]]
        if not after:
            later = [p for p in places if edges.since[p] > end]
            if later and max(edges.high[p] for p in later) >= edges.low[place] - NEAR:
                continue
            return end, max((float(edges.high[p]) for p in later), default=None)
        left = max(float(edges.high[p]) for p in after)
        if left < edges.low[place] - NEAR:
            return end, left
    return None


def _new_holders(
    holdings: Holdings, coming: Places, pair: tuple[int, int], window: tuple[int, int]
) -> list[int]:
    """Other owners whose records begin in a window of days."""
    edges, (owner, owned) = holdings.edges, pair
    mine = coming[(edges.owned[coming] == owned) & (edges.owner[coming] != owner)]
    near = mine[(window[0] <= edges.since[mine]) & (edges.since[mine] <= window[1])]
    return list(dict.fromkeys(edges.owner[near].tolist()))


def _stood(entry: Listed | None, at: int) -> bool:
    """Whether a holder was listed when it came in; one listed without a date was."""
    day = days.day(at)
    return entry is not None and day is not None and entry.in_force(day)


def _tie(holdings: Holdings, owner: int, holders: list[int]) -> str | None:
    """What the records call the first tie between the old holder and a new one."""
    edges = holdings.edges
    for other in holders:
        pair = (edges.owner == owner) & (edges.owned == other)
        pair |= (edges.owner == other) & (edges.owned == owner)
        for place in np.flatnonzero(pair & (edges.kind == LINKED)).tolist():
            words = holdings.sources[edges.source[place]] or "linked"
            return f"{holdings.name(other)}: {words}"
    return None
