"""Dates: what the text says, resolved against the day the document was published.

Results are ISO: a day, a month (YYYY-MM), a year, or an interval `start/end`.  Without a document
date, expressions that need one stay unresolved.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_MONTH = r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAY = "|".join(calendar.day_name)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10, "twelve": 12, "first": 1, "several": 0}
_D = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_Y = r"(?P<{0}>(?:19|20)\d\d)"


def _p(text: str) -> re.Pattern[str]:
    return re.compile(text)


_M1, _M2 = _MONTH.format("m1"), _MONTH.format("m2")
_D1, _D2, _Y1, _Y2 = _D.format("d1"), _D.format("d2"), _Y.format("y1"), _Y.format("y2")
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("days", _p(rf"\b(?:from )?{_M1} {_D1}\s?(?:[-–—]|to|until|through|and) ?{_M2} {_D2}(?:,? {_Y1})?\b")),
    ("days", _p(rf"\b(?:from |between )?{_M1} {_D1} ?(?:[-–—]|to|until|through|and) ?{_D2}(?!\d| ?(?:percent|%))(?:,? {_Y1})?\b")),
    ("days", _p(rf"\b(?:from |between )?(?:the )?{_D1} ?(?:[-–—]|to|until|through|and) ?{_D2} (?:of )?{_M1}(?:,? {_Y1})?\b")),
    ("iso", _p(rf"\b{_Y1}-(?P<n1>\d\d)-(?P<d1>\d\d)\b")),
    ("day", _p(rf"\b(?:the )?{_D1} (?:of )?{_M1}(?:,? {_Y1})?\b")),
    ("day", _p(rf"\b{_M1} {_D1}(?!\d|,\d|:)(?:,? {_Y1})?\b")),
    ("half", _p(rf"\b(?P<word>first|second|last) (?P<unit>half|quarter|six months|three months|month) of {_Y1}\b")),
    ("months", _p(rf"\b(?:from|between) {_M1}(?: {_Y1})?,? (?:to|until|through|and) {_M2}(?: {_Y2})?\b")),
    ("years", _p(rf"\b(?:from|between) {_Y1} (?:to|and|until|through) {_Y2}\b")),
    ("years", _p(rf"\b{_Y1} ?[-–] ?{_Y2}\b")),
    ("month", _p(rf"\b(?P<rel>last |this |next |early |late |mid-|in |since |of )?{_M1},? (?:of )?{_Y1}\b")),
    ("month", _p(rf"\b(?P<rel>last|this|next|early|late|mid-|in|for|since|until|by|during|through) {_M1}(?! ?\d)")),
    ("weekday", _p(rf"\b(?:(?P<rel>last|this|next) )?(?P<wd>{_WEEKDAY})\b(?!'s [a-z]+ (?:meeting|edition))")),
    ("relative", _p(r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b")),
    ("span", _p(r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Ee]arlier this|[Ll]ater this) (?P<unit>week|month|year|summer|autumn|winter|spring)\b")),
    ("ago", _p(r"\b(?P<n>\d+|one|two|three|four|five|six|seven|eight|nine|ten|a) (?P<unit>day|week|month|year)s? (?P<dir>ago|earlier)\b")),
    ("year", _p(rf"\b(?:in|since|during|throughout|of|for|by|until|late|early|mid-) (?:the year )?{_Y1}\b(?![-/\d])")),
)


@dataclass(frozen=True)
class When:
    """A dated expression at characters `[start, end)` of the clean text.

    `value` is ISO or None where a document date is needed and not known; `coarse` marks months
    and longer.
    """

    start: int
    end: int
    value: str | None
    coarse: bool
    weekday: bool = False
    monthly: bool = False


def find_dates(text: str, published: date | None) -> list[When]:
    """All dated expressions of `text`, without overlaps, in order."""
    taken: list[tuple[int, int]] = []
    found: list[When] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            value = _value(kind, match, published, text)
            if value is _NOT_A_DATE:
                continue
            taken.append((start, end))
            found.append(When(start, end, value, kind in _COARSE, kind == "weekday" and not match.group("rel"), kind == "month" and not match.groupdict().get("y1")))
    return sorted(found, key=lambda w: w.start)


_NOT_A_DATE = "-"
_COARSE = frozenset({"month", "year", "span", "years", "months", "half"})


def _value(kind: str, match: re.Match[str], published: date | None, text: str) -> str | None:
    parts = match.groupdict()
    try:
        return _RESOLVERS[kind](parts, published, text[match.end() : match.end() + 40])
    except (ValueError, OverflowError):
        return _NOT_A_DATE


def _month(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")]


def _nearest_year(month: int, day: int, published: date | None) -> int | None:
    """The year that brings a day without a year closest to the document; past wins ties."""
    if published is None:
        return None
    years = [published.year - 1, published.year, published.year + 1]
    last = calendar.monthrange(published.year, month)[1]
    return min(
        years,
        key=lambda y: abs((date(y, month, min(day, 28 if month == 2 else last)) - published).days - (-60)),
    )


def _days(p: dict[str, str], published: date | None, _: str) -> str | None:
    month1 = _month(p["m1"])
    month2 = _month(p["m2"]) if p.get("m2") else month1
    day1, day2 = int(p["d1"]), int(p["d2"])
    year = int(p["y1"]) if p.get("y1") else _nearest_year(month1, day1, published)
    if year is None:
        return None
    start, end = date(year, month1, day1), date(year + (month2 < month1), month2, day2)
    if end < start:
        return _NOT_A_DATE
    return f"{start.isoformat()}/{end.isoformat()}"


def _day(p: dict[str, str], published: date | None, _: str) -> str | None:
    month, day = _month(p["m1"]), int(p["d1"])
    if not 1 <= day <= 31:
        return _NOT_A_DATE
    year = int(p["y1"]) if p.get("y1") else _nearest_year(month, day, published)
    return date(year, month, day).isoformat() if year else None


def _iso(p: dict[str, str], published: date | None, _: str) -> str | None:
    return date(int(p["y1"]), int(p["n1"]), int(p["d1"])).isoformat()


def _half(p: dict[str, str], published: date | None, _: str) -> str | None:
    year, word, unit = p["y1"], p["word"], p["unit"]
    size = {"half": 6, "six months": 6, "quarter": 3, "three months": 3, "month": 1}[unit]
    start = {"first": 1, "second": size + 1, "last": 13 - size}[word]
    return f"{year}-{start:02}/{year}-{start + size - 1:02}"


def _months(p: dict[str, str], published: date | None, _: str) -> str | None:
    month1, month2 = _month(p["m1"]), _month(p["m2"])
    year2 = p.get("y2") or p.get("y1") or (str(published.year) if published else None)
    if year2 is None:
        return None
    year1 = p.get("y1") or year2
    return f"{year1}-{month1:02}/{year2}-{month2:02}"


def _years(p: dict[str, str], published: date | None, _: str) -> str | None:
    return f"{p['y1']}/{p['y2']}" if p["y1"] < p["y2"] else _NOT_A_DATE


def _one_month(p: dict[str, str], published: date | None, _: str) -> str | None:
    month = _month(p["m1"])
    if p.get("y1"):
        return f"{p['y1']}-{month:02}"
    if published is None:
        return None
    rel = (p.get("rel") or "").strip().lower()
    year = published.year
    if rel in ("next", "until", "by"):
        year += month < published.month
    elif rel in ("last", "since", "early", "late", "mid-", "through"):
        year -= month > published.month
    elif month > published.month:
        year -= 1
    return f"{year}-{month:02}"


def _weekday(p: dict[str, str], published: date | None, _: str) -> str | None:
    if published is None:
        return None
    wanted = _DAYS[p["wd"].lower()]
    back = (published.weekday() - wanted) % 7
    if p.get("rel") == "next":
        return (published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)).isoformat()
    if p.get("rel") == "last" and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def _relative(p: dict[str, str], published: date | None, _: str) -> str | None:
    if published is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(p["word"].lower(), 0)
    return (published + timedelta(days=shift)).isoformat()


def _span(p: dict[str, str], published: date | None, _: str) -> str | None:
    if published is None:
        return None
    shift = {"last": -1, "next": 1}.get(p["rel"].lower(), 0)
    unit = p["unit"]
    if unit == "year":
        return str(published.year + shift)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        return f"{index // 12}-{index % 12 + 1:02}"
    if unit == "week":
        monday = published - timedelta(days=published.weekday() - 7 * shift)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return None


def _ago(p: dict[str, str], published: date | None, _: str) -> str | None:
    if published is None or p["dir"] != "ago":
        return None
    count = _NUMBERS.get(p["n"]) or (1 if p["n"] == "a" else int(p["n"]) if p["n"].isdigit() else 0)
    if p["unit"] == "day":
        return (published - timedelta(days=count)).isoformat()
    if p["unit"] == "week":
        return None
    if p["unit"] == "month":
        index = published.year * 12 + published.month - 1 - count
        return f"{index // 12}-{index % 12 + 1:02}"
    return str(published.year - count)


def _year(p: dict[str, str], published: date | None, _: str) -> str | None:
    return p["y1"]


_RESOLVERS = {
    "days": _days, "day": _day, "iso": _iso, "half": _half, "months": _months, "years": _years,
    "month": _one_month, "weekday": _weekday, "relative": _relative, "span": _span, "ago": _ago,
    "year": _year,
}


def earliest(values: Iterator[str]) -> str | None:
    """The first of some ISO values, None when there is none."""
    return min(values, default=None)
