"""Dated claims in order, and where each lies on one line of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from byway.model import Claim
from byway.render.words import MONTHS, span

MOST_TICKS = 5
"""Most stretches between ticks; more labels would touch each other at the width of a phone."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
"""Distances between ticks, in months."""
NARROWEST = 0.8
"""Width in percent of a mark for a single day, so that it can be seen."""


@dataclass(frozen=True)
class Entry:
    """Claims of one date.

    `said` is the date as the claims give it; `left` and `width` are in percent of the line,
    `lane` counts from 0.
    """

    said: str
    first: date
    last: date
    claims: tuple[int, ...]
    left: float
    width: float
    lane: int


@dataclass(frozen=True)
class Timeline:
    """Entries by first day, ticks as (percent, label), numbers of claims without a date."""

    entries: tuple[Entry, ...]
    ticks: tuple[tuple[float, str], ...]
    undated: tuple[int, ...]

    @property
    def lanes(self) -> int:
        """How many lanes keep overlapping entries apart."""
        return max((e.lane for e in self.entries), default=-1) + 1


def timeline(claims: Mapping[int, Claim]) -> Timeline:
    """The timeline of the claims that carry an ISO date, a month, a year or `start/end`."""
    dated: dict[tuple[date, date, str], list[int]] = {}
    undated = []
    for number, claim in claims.items():
        days = span(claim.date)
        if days is None or claim.date is None:
            undated.append(number)
        else:
            dated.setdefault((*days, claim.date), []).append(number)
    if not dated:
        return Timeline((), (), tuple(undated))
    low, high, ticks = _axis(min(k[0] for k in dated), max(k[1] for k in dated))
    days_long = high - low
    entries: list[Entry] = []
    free: list[float] = []
    for (first, last, text), numbers in sorted(dated.items()):
        left = 100 * (first.toordinal() - low) / days_long
        width = max(NARROWEST, 100 * (last.toordinal() + 1 - first.toordinal()) / days_long)
        lane = next((i for i, until in enumerate(free) if until <= left), len(free))
        free[lane : lane + 1] = [left + width + NARROWEST]
        entries.append(
            Entry(text, first, last, tuple(numbers), round(left, 2), round(width, 2), lane)
        )
    return Timeline(tuple(entries), ticks, tuple(undated))


def _axis(first: date, last: date) -> tuple[int, int, tuple[tuple[float, str], ...]]:
    """First and last ordinal of the line and its ticks, at whole steps of months."""
    start = 12 * first.year + first.month - 1
    stop = 12 * last.year + last.month
    step = next((s for s in STEPS if -(-stop // s) - start // s <= MOST_TICKS), STEPS[-1])
    start -= start % step
    stop += -stop % step
    low, high = _ordinal(start), _ordinal(stop)
    ticks = tuple(
        (round(100 * (_ordinal(month) - low) / (high - low), 2), _tick_label(month, step))
        for month in range(start, stop + 1, step)
    )
    return low, high, ticks


def _ordinal(month: int) -> int:
    """The first day of a month counted from year 0, kept within the calendar and its end."""
    year, index = divmod(month, 12)
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(year, index + 1, 1).toordinal() if year else 1


def _tick_label(month: int, step: int) -> str:
    year, index = divmod(month, 12)
    return str(year) if step >= 12 else f"{MONTHS[index][:3]} {year}"
