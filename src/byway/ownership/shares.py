"""Shares as ranges in percent, from the ways in which people write them."""

from __future__ import annotations

import re
from functools import lru_cache

UNKNOWN = (0.0, 100.0)
"""The range of a share that nobody states."""
OPEN = 1e-6
"""What an open bound is moved inwards, in percent: "more than 50" begins at 50.000001."""
NEAR = 1e-9
"""Shares that differ by less are the same share (sums of decimal fractions are not exact)."""
EXPECTED = 'a share in percent: "51", "51%", "25-50", ">50", "50%+", or nothing where unknown'

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_EXACT = re.compile(rf"{_NUMBER}\Z")
_RANGE = re.compile(rf"{_NUMBER}(?:-|–|to|\.\.){_NUMBER}\Z")
_BOUND = re.compile(rf"(>=|<=|>|<|≥|≤|atleast|upto|morethan|lessthan|over|under){_NUMBER}\Z")
_OR_MORE = re.compile(rf"{_NUMBER}(?:\+|ormore|andover)\Z")
_UNKNOWN = frozenset(("", "?", "-", "n/a", "na", "nan", "null", "none", "unknown"))


@lru_cache(maxsize=65_536)
def parse(text: str) -> tuple[float, float]:
    """The range (low, high) in percent of a share as written; (0, 100) where it is empty.

    An open bound is `OPEN` away from its number.  Raises ValueError for what is no share between
    0 and 100.
    """
    plain = "".join(text.casefold().split()).replace("%", "").replace("percent", "")
    if plain in _UNKNOWN:
        return UNKNOWN
    if found := _EXACT.match(plain):
        low = high = _number(found[1])
    elif found := _RANGE.match(plain):
        low, high = _number(found[1]), _number(found[2])
    elif found := _OR_MORE.match(plain):
        low, high = _number(found[1]), 100.0
    elif found := _BOUND.match(plain):
        low, high = _bounded(found[1], _number(found[2]))
    else:
        raise ValueError(f"{text!r} is no share")
    return checked(low, high)


def checked(low: float, high: float) -> tuple[float, float]:
    """The range again; raises ValueError when it is not within 0 and 100, or turned round."""
    if not 0 <= low <= high <= 100:
        raise ValueError(f"{low:g} to {high:g} is no share")
    return low, high


def interval(
    low: float | None, high: float | None, *, low_open: bool = False, high_open: bool = False
) -> tuple[float, float]:
    """The range between two bounds of which either may be missing or open.

    Raises ValueError when it is not within 0 and 100.
    """
    bottom = 0.0 if low is None else low + (OPEN if low_open else 0.0)
    top = 100.0 if high is None else high - (OPEN if high_open else 0.0)
    return checked(min(bottom, 100.0), max(top, 0.0))


def told(low: float, high: float) -> str:
    """The range in words: "51 %", "25 to 50 %", "more than 50 %", "an unknown share"."""
    if low <= NEAR and high >= 100 - NEAR:
        return "an unknown share"
    if high - low <= NEAR:
        return f"{_plain(low)} %"
    low_open, high_open = _is_open(low, OPEN), _is_open(high, -OPEN)
    bottom, top = (
        _plain(low - OPEN if low_open else low),
        _plain(high + OPEN if high_open else high),
    )
    if high >= 100 - NEAR:
        return f"more than {bottom} %" if low_open else f"{bottom} % or more"
    if low <= NEAR:
        return f"less than {top} %" if high_open else f"at most {top} %"
    words = f"{bottom} to {top} %"
    exclusive = [f"not {bound}" for bound, left in ((bottom, low_open), (top, high_open)) if left]
    return f"{words} ({' and '.join(exclusive)} itself)" if exclusive else words


def _bounded(sign: str, number: float) -> tuple[float, float]:
    if sign in (">", "morethan", "over"):
        return min(number + OPEN, 100.0), 100.0
    if sign in ("<", "lessthan", "under"):
        return 0.0, max(number - OPEN, 0.0)
    return (number, 100.0) if sign in (">=", "≥", "atleast") else (0.0, number)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _is_open(value: float, step: float) -> bool:
    return abs(round(value - step, 4) + step - value) < NEAR and abs(round(value, 4) - value) > NEAR


def _plain(value: float) -> str:
    return f"{round(value, 4):g}" if abs(value) < 1e5 else str(value)
