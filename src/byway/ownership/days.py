"""Dates as records give them, whole or in part, as days since 1970-01-01."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

ALWAYS = -(2**31)
"""The first day of what has no first day."""
FOREVER = 2**31 - 1
"""The last day of what has no last day."""
EXPECTED = "a date: YYYY-MM-DD, YYYY-MM or YYYY"
_EPOCH = date(1970, 1, 1)


@lru_cache(maxsize=65_536)
def first(text: str | None) -> int:
    """The first day that a date covers, `ALWAYS` where there is none; ValueError for no date."""
    if not (plain := (text or "").strip()):
        return ALWAYS
    year, month, day = _parts(plain)
    return number(date(year, month or 1, day or 1))


@lru_cache(maxsize=65_536)
def last(text: str | None) -> int:
    """The last day that a date covers, `FOREVER` where there is none; ValueError for no date."""
    if not (plain := (text or "").strip()):
        return FOREVER
    year, month, day = _parts(plain)
    month = month or 12
    return number(date(year, month, day or monthrange(year, month)[1]))


def number(day: date) -> int:
    """The number of a day."""
    return (day - _EPOCH).days


def day(value: int) -> date | None:
    """The day of a number; None for `ALWAYS` and `FOREVER`."""
    return None if value in (ALWAYS, FOREVER) else _EPOCH + timedelta(days=int(value))


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day, 0 where not given; a time of the day is cut off."""
    parts = text.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0].split("-")
    if len(parts) > 3 or not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        raise ValueError(f"{text!r} is no date")
    year, month, of_month = map(int, [*parts, "0", "0"][:3])
    if not 0 <= month <= 12 or (len(parts) > 1 and not month) or (len(parts) > 2 and not of_month):
        raise ValueError(f"{text!r} is no date")
    date(year, month or 1, of_month or 1)
    return year, month, of_month
