"""Dates: what the text says, resolved against the day the document was published.

Results are ISO: a day, a month (YYYY-MM), a year, or an interval `start/end`.  Without a document
date, expressions that need one stay unresolved.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from byway.reading.periods import FORMS, MONTHS, NUMBERS, RESOLVERS, nearest_year, number

_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NOT_A_DATE = "-"
_SINCE = re.compile(r"\b[Ss]ince (?:at least |about |around |early |late |the )*$")

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
    "TO": r" ?(?:[-–—/]|to|until|through|and) ?",
    "WD": rf"(?P<wd>{_WEEKDAY})",
    "NUMBER": rf"(?:\d+|{'|'.join(NUMBERS)})",
    "N": rf"(?P<n>\d+|(?i:{'|'.join(NUMBERS)}|a))",
    "UNIT": r"(?P<unit>week|month|year)",
}
# Kind and form, the more telling first; pieces in braces are those above.
_FORMS = (
    *FORMS,
    ("days", r"\b(?:[Ff]rom |[Bb]etween )?{D1} {M1}{TO}{D2} {M2}(?:,? {Y1})?\b"),
    ("days", r"\b(?:from )?{M1} {D1}{TO}{M2} {D2}(?:,? {Y1})?\b"),
    ("days", r"\b(?:[Ff]rom |[Bb]etween )?{M1} {D1}{TO}{D2}(?!\d| ?(?:percent|%))(?:,? {Y1})?\b"),
    ("days", r"\b(?:from |between )?(?:the )?{D1}{TO}{D2} (?:of )?{M1}(?:,? {Y1})?\b"),
    ("iso", r"\b{Y1}-(?P<n1>\d\d)-(?P<d1>\d\d)\b"),
    ("day", r"\b(?:the )?{D1} (?:of )?{M1}(?:,? {Y1})?\b"),
    ("day", r"\b{M1} {D1}(?!\d|,\d|:)(?:,? {Y1})?\b"),
    (
        "months",
        r"\b(?:[Ff]rom|[Bb]etween|[Ii]n) {M1}(?: {Y1})?,? (?:to|until|through|and) {M2}"
        r"(?: {Y2})?\b",
    ),
    ("years", r"\b(?:[Ff]rom|[Bb]etween|[Ii]n) {Y1} (?:to|and|until|through) {Y2}\b"),
    ("years", r"\b{Y1} ?[-–] ?{Y2}\b"),
    (
        "month",
        r"\b(?P<rel>last |this |next |early |late |mid-|in |since |of )?{M1},? (?:of )?{Y1}\b",
    ),
    (
        "month",
        r"\b(?P<rel>(?i:last|this|next|(?:in )?early|(?:in )?late|(?:by )?the end of|(?:in )?mid-"
        r"|in|for|since|until|by|during|as of|starting|beginning|effective|to|from|of)) ?{M1}"
        r"(?! ?\d)",
    ),
    ("month", r"\b(?P<rel>(?:the|its|their|a|an|his|her)) {M1}(?= [a-z])"),
    ("weekday", r"\b(?:(?P<rel>last|this|next) )?{WD}\b(?!'s [a-z]+ (?:meeting|edition))"),
    ("relative", r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b"),
    (
        "span",
        r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|(?:[Ee]arl|[Ll]at)[a-z]+ this) {UNIT}\b",
    ),
    ("ago", r"\b{N} (?P<unit>day|week|month|year)s? (?P<dir>ago|earlier)\b"),
    (
        "year",
        r"\b(?i:in|since|during|throughout|of|for|by|until|from|late|early|mid-)"
        r" (?:at least |about |around |early |late |mid-)?(?:the year )?{Y1}\b",
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
    mark bare weekdays and months without a year, whose direction the event's status decides;
    `since` a date from which something goes on.
    """

    start: int
    end: int
    value: str | None
    weekday: bool = False
    monthly: bool = False
    since: bool = False


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
                    match.group().lower().startswith("since ")
                    or bool(_SINCE.search(text[max(0, start - 20) : start])),
                )
            )
    return sorted(found, key=lambda w: w.start)


def _value(kind: str, match: re.Match[str], published: date | None, text: str) -> str | None:
    parts = match.groupdict()
    try:
        if kind in RESOLVERS:
            return RESOLVERS[kind](parts, published)
        return _RESOLVERS[kind](parts, published, text[match.end() : match.end() + 40])
    except (ValueError, OverflowError):
        return _NOT_A_DATE


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _days(p: dict[str, str], published: date | None, _: str) -> str | None:
    month1 = _month(p["m1"])
    month2 = _month(p["m2"]) if p.get("m2") else month1
    day1, day2 = int(p["d1"]), int(p["d2"])
    year = int(p["y1"]) if p.get("y1") else nearest_year(month1, day1, published)
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
    year = int(p["y1"]) if p.get("y1") else nearest_year(month, day, published)
    return date(year, month, day).isoformat() if year else None


def _iso(p: dict[str, str], published: date | None, _: str) -> str | None:
    return date(int(p["y1"]), int(p["n1"]), int(p["d1"])).isoformat()


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
    if rel in ("next", "until"):
        year += month < published.month
    elif rel in ("last", "since", "early", "late", "mid-", "through"):
        year -= month > published.month
    elif month > published.month and rel != "by":
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
    count = number(p["n"])
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
    "days": _days,
    "day": _day,
    "iso": _iso,
    "months": _months,
    "years": _years,
    "month": _one_month,
    "weekday": _weekday,
    "relative": _relative,
    "span": _span,
    "ago": _ago,
    "year": _year,
}
