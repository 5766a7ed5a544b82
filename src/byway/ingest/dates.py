"""Publication dates as the first lines of a text give them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from byway.ingest.patterns import month_pattern, months

_NUMERIC = re.compile(
    r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"
    r"|\b(?P<d2>\d{1,2})(?P<sep>[./])\s?(?P<m2>\d{1,2})(?P=sep)\s?(?P<y2>\d{4})\b"
)
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(:\d{2})?\s?(h|uhr|[ap]\.?m\.?)?(\s?(GMT|UTC|MSK|CET|EST|EDT|ET|BST))?\b",
    re.IGNORECASE,
)
_HERE = "\0"  # stands for a date that was found
_APART = re.compile(r"[^\w\s]\s*\0|\0[^\w\0]*[^\w\s\0]")
_NOISE = re.compile(
    r"\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b"
    r"|\b(last|updated?|published|posted|modified|date|on|at|by|the)\b"
    r"|(?<=\d)(st|nd|rd|th)\b|\b(года|року)\b|\b[рг]\.",
    re.IGNORECASE,
)


@cache
def _written() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"\b(?:(?P<m>{month})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.)? (?P<m2>{month})\.?,? (?P<y2>\d{{4}}))\b",
        re.IGNORECASE,
    )


def dates_in(text: str) -> list[date]:
    """The full dates (day, month and year) that `text` names without ambiguity, in order.

    "03/04/2023" is none: it is read differently on each side of the Atlantic; "03.04.2023" is the
    3rd of April.
    """
    found = []
    for match in _NUMERIC.finditer(text):
        year, month, day = (match[k] or match[f"{k}2"] for k in "ymd")
        numbers = _numeric(int(year), int(month), int(day), match["sep"])
        found.append((match.start(), numbers))
    for match in _written().finditer(text):
        year, name, day = (match[k] or match[f"{k}2"] for k in "ymd")
        found.append((match.start(), _valid(int(year), months()[name.casefold()], int(day))))
    return [when for _, when in sorted(found, key=lambda item: item[0]) if when]


def is_date_line(text: str) -> bool:
    """Whether `text` is a date with nothing but a time or weekday, or up to three words set apart.

    "ISW analysis, March 17, 2023" is one, "Putin met Xi on March 20, 2023" is not.
    """
    if len(text) > 80:
        return False
    rest = _written().sub(_HERE, _NUMERIC.sub(_HERE, text))
    if _HERE not in rest:
        return False
    left = len(re.findall(r"[^\W\d_]{2,}", _NOISE.sub(" ", _TIME.sub(" ", rest))))
    return left == 0 or (left <= 3 and bool(_APART.search(rest)) and text[-1] not in ".!?")


def _numeric(year: int, month: int, day: int, separator: str | None) -> date | None:
    if separator == "/" and month != day and month <= 12 and day <= 12:
        return None
    if separator == "/" and month > 12:
        month, day = day, month
    return _valid(year, month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
