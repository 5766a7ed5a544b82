"""Whether two reports relay one and the same: signs for and against, added up.

Each sign adds or takes a number of points; the points were set by hand on one half of the data
(see docs/method.md).  What no report can do without is a common origin: someone both cite, one
that cites the other's publisher, or the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from byway.roots.signs import Signs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Cosines = Callable[[tuple[str, ...], tuple[str, ...]], "NDArray[np.float32]"]

JOINED = 4.0
"""Points from which two reports are taken for relays of one root."""
COPIED = 0.25
"""Share of the shorter report's five-word stretches from which it is a copy in part."""
COPIED_LEAST = 10
"""Stretches that must be the same, lest two notices meet in a title."""
LEARNED = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())
"""Languages that the sentence vectors were trained on; for others low values mean nothing."""
COPY, LEADING, MENTIONED, UNCITED = 8.0, 3.0, 1.0, -4.0
"""Points for a copy in part; for a common source that both lead with; that is only mentioned by
one of them; for none."""
FARTHEST = (-2.0, 3.0)
"""Least and most points that the sentence vectors give."""
UNREAD = -0.5
"""Points where the vectors cannot tell."""
_BEST = 3
"""Sentences of the shorter report whose nearest sentences in the other are looked at."""
_COMMON_COSINE = 0.45
"""Cosine of unrelated reports' nearest sentences, about."""


@dataclass(frozen=True)
class Likeness:
    """Points for one root, and what speaks for it.

    `cited` are the keys of common sources, `names`, `numbers` and `days` what both tell of;
    `copied` is the share of the shorter text that is in the other; `nearest` the mean cosine of
    the nearest sentences, None where it could not decide.
    """

    points: float
    cited: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()
    copied: float = 0.0
    nearest: float | None = None

    @property
    def open(self) -> bool:
        """Whether the sentence vectors can still decide it."""
        return JOINED - FARTHEST[1] <= self.points < JOINED - FARTHEST[0]


def compare(a: Signs, b: Signs) -> Likeness:
    """Compare two reports by all but the meaning of their sentences."""
    cited = common_sources(a, b)
    names = frozenset(key for key in (a.names & b.names) - cited if a.is_word(key))
    days = frozenset(d for d in a.days & b.days if not (_is_own(d, a) and _is_own(d, b)))
    numbers = a.numbers & b.numbers
    points = _time(a, b) + min(0.7 * len(days), 2.0)
    points += min((0.3 if _german(a, b) else 0.7) * len(names), 3.0)
    points += min(sum(1.2 if len(n) > 2 else 0.7 for n in numbers), 3.0)
    copied, stretches = _copied(a, b)
    if stretches >= COPIED_LEAST and copied >= COPIED:
        points += COPY
    elif cited:
        points += LEADING if _leads(cited, a, b) else MENTIONED
    else:
        points += UNCITED
    return Likeness(points, cited, names, numbers, days, copied)


def settle(found: Likeness, a: Signs, b: Signs, cosines: Cosines) -> Likeness:
    """The same with what the sentence vectors say, where that can decide it."""
    if not found.open:
        return found
    nearest = _nearest(a, b, cosines)
    near = max(FARTHEST[0], min(10 * (nearest - _COMMON_COSINE), FARTHEST[1]))
    if not {a.language or "en", b.language or "en"} <= LEARNED:
        near = max(near, UNREAD)
    return replace(found, points=found.points + near, nearest=nearest)


def common_sources(a: Signs, b: Signs) -> frozenset[str]:
    """Keys of the sources that both cite, or that one cites and the other is published by."""
    shared = (a.cited | a.published_by) & (b.cited | b.published_by)
    return (shared & (a.cited | b.cited)) - (a.published_by & b.published_by)


def _copied(a: Signs, b: Signs) -> tuple[float, int]:
    shared = len(a.shingles & b.shingles)
    return shared / max(1, min(len(a.shingles), len(b.shingles))), shared


def _leads(cited: frozenset[str], a: Signs, b: Signs) -> bool:
    """Whether both reports lead with one of the sources.

    German gives every noun a capital: between two German reports one word is no name.
    """
    leading = cited & (a.leads | a.published_by) & (b.leads | b.published_by)
    return any(not _german(a, b) or key.startswith("=") for key in leading)


def _german(a: Signs, b: Signs) -> bool:
    return a.language == b.language == "de"


def _is_own(day: tuple[int, int], signs: Signs) -> bool:
    """Whether a day is that of the report itself, or the one before."""
    own = signs.published
    return own is not None and own.month == day[0] and own.day - day[1] in (0, 1)


def _time(a: Signs, b: Signs) -> float:
    """Relays follow their root within days."""
    points = 0.0
    if a.report_days and b.report_days:
        points += 1.5 if a.report_days & b.report_days else -3.0
    if a.published is None or b.published is None:
        return points - 1.0
    apart = abs((a.published - b.published).days)
    if apart <= 1:
        return points + 1.0
    return points + (0.5 if apart <= 3 else max(-6.0, -apart / 5))


def compared(signs: Signs) -> tuple[str, ...]:
    """The sentences whose vectors are compared."""
    return tuple(s for s in signs.sentences if len(s) > 15)


def _nearest(a: Signs, b: Signs, cosines: Cosines) -> float:
    """Mean cosine of the sentences that have the nearest ones in the other report."""
    left, right = compared(a), compared(b)
    if not left or not right:
        return 0.0
    found = cosines(left, right)
    best = sorted(found.max(axis=0 if len(left) > len(right) else 1), reverse=True)[:_BEST]
    return float(sum(best) / len(best))
