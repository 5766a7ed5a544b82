"""Dates of birth and founding as lists give them: a year, a month, a day, a range, "circa"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:.*)?")
_DMY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_CIRCA = re.compile(r"(?:circa|ca?\.?|about|approximately|approx\.?|~)\s*(?=\d)", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:/|\bto\b|–|—)\s*", re.IGNORECASE)


class Day(NamedTuple):
    """A date as exactly as it is known: month and day are 0 when they are not.

    `last` is the last year it may be (a range or "circa"); equal to `year` otherwise.
    """

    year: int
    month: int = 0
    day: int = 0
    last: int = 0

    @property
    def first_year(self) -> int:
        """The first year it may be."""
        return self.year

    @property
    def last_year(self) -> int:
        """The last year it may be."""
        return self.last or self.year

    def __str__(self) -> str:
        """As lists write it: `1952`, `1952-10`, `1952-10-07`, `1950 to 1954`."""
        if self.last:
            return f"{self.year} to {self.last}"
        parts = (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}")
        return "-".join(parts[: 1 + bool(self.month) + bool(self.month and self.day)])

    @property
    def exact(self) -> bool:
        """Whether year, month and day are all known."""
        return bool(self.month and self.day and not self.last)


@lru_cache(maxsize=50_000)
def parse(text: str) -> Day | None:
    """A date written `YYYY[-MM[-DD]]`, `DD/MM/YYYY`, "circa YYYY" or `YYYY to YYYY`, else None.

    A month or day of zero is unknown.  "circa" gives two years to either side.
    """
    text = text.strip()
    if len(text) > 64:
        return None
    circa = _CIRCA.match(text)
    if circa:
        inner = parse(text[circa.end() :])
        return Day(inner.year - 2, last=inner.last_year + 2) if inner else None
    found = _ISO.fullmatch(text)
    if found:
        return _checked(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    found = _DMY.fullmatch(text)
    if found:
        return _checked(int(found[3]), int(found[2]), int(found[1]))
    parts = _RANGE.split(text)
    if len(parts) == 2:
        first, last = parse(parts[0]), parse(parts[1])
        if first and last and first.year <= last.last_year:
            if first.year == last.last_year:
                return Day(first.year)
            return Day(first.year, last=last.last_year)
    return None


def _checked(year: int, month: int, day: int) -> Day | None:
    if not 1000 <= year <= 2200 or month > 12 or day > 31:
        return None
    return Day(year, month, day if month else 0)
