"""Dates: what the text says, resolved against the day the document was published.

Results are ISO: a day, a month (YYYY-MM), a year, or an interval `start/end`.  Without a document
date, expressions that need one stay unresolved.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOT_A_DATE = "-"

_SHORT_MONTHS = [rf"{name}\b\.?" for name in (*calendar.month_abbr[1:], "Sept")]
_MONTH = "|".join([*calendar.month_name[1:], *_SHORT_MONTHS])
_WEEKDAY = "|".join(calendar.day_name)
_PIECES = {
    "M1": rf"(?P<m1>{_MONTH})",
    "M2": rf"(?P<m2>{_MONTH})",
    "D1": r"(?P<d1>\d{1,2})(?:st|nd|rd|th)?",
    "D2": r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?",
    "Y1": r"(?P<y1>(?:19|20)\d\d)",
    "Y2": r"(?P<y2>(?:19|20)\d\d)",
    "TO": r" ?(?:[-–—]|to|until|through|and) ?",
    "WD": rf"(?P<wd>{_WEEKDAY})",
    "N": rf"(?P<n>\d+|{'|'.join(_NUMBERS)}|a)",
    "SIZE": r"(?P<unit>half|quarter|six months|three months|month)",
    "SEASON": r"(?P<unit>week|month|year|summer|autumn|winter|spring)",
}
# Kind and form, the more telling first; pieces in braces are those above.
_FORMS = (
    ("days", r"\b(?:from )?{M1} {D1}{TO}{M2} {D2}(?:,? {Y1})?\b"),
    ("days", r"\b(?:[Ff]rom |[Bb]etween )?{M1} {D1}{TO}{D2}(?!\d| ?(?:percent|%))(?:,? {Y1})?\b"),
    ("days", r"\b(?:from |between )?(?:the )?{D1}{TO}{D2} (?:of )?{M1}(?:,? {Y1})?\b"),
    ("iso", r"\b{Y1}-(?P<n1>\d\d)-(?P<d1>\d\d)\b"),
    ("day", r"\b(?:the )?{D1} (?:of )?{M1}(?:,? {Y1})?\b"),
    ("day", r"\b{M1} {D1}(?!\d|,\d|:)(?:,? {Y1})?\b"),
    ("half", r"\b(?P<word>first|second|last) {SIZE} of {Y1}\b"),
    (
        "months",
        r"\b(?:[Ff]rom|[Bb]etween) {M1}(?: {Y1})?,? (?:to|until|through|and) {M2}(?: {Y2})?\b",
    ),
    ("years", r"\b(?:[Ff]rom|[Bb]etween) {Y1} (?:to|and|until|through) {Y2}\b"),
    ("years", r"\b{Y1} ?[-–] ?{Y2}\b"),
    (
        "month",
        r"\b(?P<rel>last |this |next |early |late |mid-|in |since |of )?{M1},? (?:of )?{Y1}\b",
    ),
    (
        "month",
        r"\b(?P<rel>(?i:last|this|next|(?:in )?early|(?:in )?late|(?:by )?the end of|(?:in )?mid-"
        r"|in|for|since|until|by|during)) ?{M1}(?! ?\d)",
    ),
    ("weekday", r"\b(?:(?P<rel>last|this|next) )?{WD}\b(?!'s [a-z]+ (?:meeting|edition))"),
    ("relative", r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b"),
    (
        "span",
        r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|(?:[Ee]arl|[Ll]at)[a-z]+ this) {SEASON}\b",
    ),
    ("ago", r"\b{N} (?P<unit>day|week|month|year)s? (?P<dir>ago|earlier)\b"),
    (
        "year",
        r"\b(?i:in|since|during|throughout|of|for|by|until|late|early|mid-) (?:the year )?{Y1}\b",
    ),
)


def _compiled(form: str) -> re.Pattern[str]:
    for name, piece in _PIECES.items():
        form = form.replace("{" + name + "}", piece)
    return re.compile(form)


_PATTERNS = tuple((kind, _compiled(form)) for kind, form in _FORMS)


@dataclass(frozen=True)
class When:
    """A dated expression at characters `[start, end)` of the clean text.

    `value` is ISO or None where a document date is needed and not known; `weekday` and `monthly`
    mark bare weekdays and months without a year, whose direction the event's status decides.
    """

    start: int
    end: int
    value: str | None
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
            found.append(
                When(
                    start,
                    end,
                    value,
                    kind == "weekday" and not match.group("rel"),
                    kind == "month" and not match.groupdict().get("y1"),
                )
            )
    return sorted(found, key=lambda w: w.start)


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
        key=lambda y: abs(
            (date(y, month, min(day, 28 if month == 2 else last)) - published).days - (-60)
        ),
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
    words = (p.get("rel") or "").lower().split()
    rel = "by" if words[:1] == ["by"] else "".join(words[-1:])
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
    count = _count(p["n"])
    if p["unit"] == "day":
        return (published - timedelta(days=count)).isoformat()
    if p["unit"] == "week":
        return None
    if p["unit"] == "month":
        index = published.year * 12 + published.month - 1 - count
        return f"{index // 12}-{index % 12 + 1:02}"
    return str(published.year - count)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 1


def _year(p: dict[str, str], published: date | None, _: str) -> str | None:
    return p["y1"]


_RESOLVERS = {
    "days": _days,
    "day": _day,
    "iso": _iso,
    "half": _half,
    "months": _months,
    "years": _years,
    "month": _one_month,
    "weekday": _weekday,
    "relative": _relative,
    "span": _span,
    "ago": _ago,
    "year": _year,
}
