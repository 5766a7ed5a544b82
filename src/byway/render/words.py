"""Values in words: labels, dates, countries, percentages, safe addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from byway.data import load_yaml
from byway.model import Certainty, Status
from byway.places import country_name

MONTHS = (
    "January February March April May June July August September October November December".split()
)


@cache
def vocabulary() -> dict[str, Any]:
    """The labels and glosses of `data/render/words.yaml`, by group."""
    return dict(load_yaml("render/words.yaml"))


def label(group: str, value: str) -> str:
    """The label of a value in a group; an unknown value is shown as it is, without underscores."""
    held = vocabulary()[group].get(value)
    if held is None:
        return value.replace("_", " ")
    return str(held["label"] if isinstance(held, dict) else held)


def least_certain(values: Iterable[Certainty]) -> Certainty | None:
    """The least certain of some values, None of none."""
    ranks = vocabulary()["certainty"]
    return max(values, key=lambda v: int(ranks[v.value]["rank"]), default=None)


def rank(certainty: Certainty, status: Status) -> tuple[int, int]:
    """Sorts what is said most surely and has come furthest first."""
    words = vocabulary()
    return (
        int(words["certainty"][certainty.value]["rank"]),
        int(words["status"][status.value]["rank"]),
    )


def country(value: str) -> str:
    """The name of an ISO 3166-1 alpha-2 code; anything else is already a name."""
    return country_name(value) if re.fullmatch(r"[A-Z]{2}", value) else value


def day(value: date | None) -> str:
    """`17 March 2023`; empty for None."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def when(value: str | None) -> str:
    """An ISO date, month, year or `start/end` in words; anything else as it came."""
    if not value:
        return ""
    first, slash, last = value.partition("/")
    if not slash:
        return _prefix(first)
    start, end = _parts(first), _parts(last)
    if start is None or end is None:
        return f"{_prefix(first) or '…'} to {_prefix(last) or '…'}"
    if start == end:
        return _prefix(first)
    if len(start) == len(end) == 3 and start[0] == end[0]:
        if start[1] == end[1]:
            return f"{start[2]}–{_prefix(last)}"
        return f"{start[2]} {MONTHS[start[1] - 1]} – {_prefix(last)}"
    if len(start) == len(end) == 2 and start[0] == end[0]:
        return f"{MONTHS[start[1] - 1]} – {_prefix(last)}"
    return f"{_prefix(first)} – {_prefix(last)}"


def _parts(value: str) -> tuple[int, ...] | None:
    """Year, month and day as far as given; None where it is no ISO date."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return None
    parts = tuple(int(part) for part in value.split("-"))
    try:
        _first_day(parts)
    except ValueError:
        return None
    return parts


def _prefix(value: str) -> str:
    parts = _parts(value)
    if parts is None:
        return value
    names = [str(parts[0])]
    if len(parts) > 1:
        names.insert(0, MONTHS[parts[1] - 1])
    if len(parts) > 2:
        names.insert(0, str(parts[2]))
    return " ".join(names)


def span(value: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO date, month, year or `start/end`; None where it is none."""
    if not value:
        return None
    first, slash, last = value.partition("/")
    start, end = _parts(first), _parts(last if slash else first)
    if start is None or end is None:
        return None
    opens, closes = _first_day(start), _last_day(end)
    return (opens, closes) if opens <= closes else None


def _first_day(parts: tuple[int, ...]) -> date:
    year, month, day_ = (*parts, 1, 1)[:3]
    return date(year, month, day_)


def _last_day(parts: tuple[int, ...]) -> date:
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    if month == 12:
        return date(year, 12, 31)
    return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)


def web_address(value: str | None) -> str | None:
    """The address when it may become a link (http or https with a host), else None."""
    if not value or any(c.isspace() or not c.isprintable() for c in value):
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and host else None


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(value: float | None) -> str:
    """Money by its size: "4.3 million", "126 thousand", "740"; a dash where it is missing."""
    if value is None:
        return "–"
    for size, word in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if abs(value) >= 0.9995 * size:
            return f"{value / size:,.1f} {word}"
    return f"{value:.0f}"


def number(value: float) -> str:
    """A weight or score to two digits after the point, without trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
