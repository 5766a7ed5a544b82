"""Periods: weeks, weekends, seasons, quarters, "the past two years", "the year to June".

Forms use the pieces of `when`, resolvers take the named groups and the day of publication.  Seasons
are the northern ones; a period without a year is the last one that has begun.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
NUMBERS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SIZES = {"half": 6, "quarter": 3, "month": 1}
_YEAR = r"(?: of)?(?: {Y1}| (?P<yr>last|this|next|the) year)"
_WORD = r"(?P<word>first|second|third|fourth|last|final)"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
_SEASON_OR_FALL = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all)"
_FROM = r"(?:of|starting|beginning|commencing)"
_TO = r"(?:to|through|ending|ended|ending in|ended in)"
_PAST = r"(?:past|last|previous|preceding)"
_REL = r"(?P<rel>[Ll]ast|[Tt]his|[Nn]ext)"

FORMS = (
    ("week", rf"\bweek {_FROM} (?:the )?{{M1}} {{D1}}(?:,? {{Y1}})?\b"),
    ("week", rf"\bweek {_FROM} (?:the )?{{D1}} (?:of )?{{M1}}(?:,? {{Y1}})?\b"),
    ("week_to", rf"\bweek {_TO} (?:the )?{{M1}} {{D1}}(?:,? {{Y1}})?\b"),
    ("week_to", rf"\bweek {_TO} (?:the )?{{D1}} (?:of )?{{M1}}(?:,? {{Y1}})?\b"),
    ("weekend", r"\b(?:[Ll]ast|[Oo]ver the|[Aa]t the|[Dd]uring the|[Tt]his past) weekend\b"),
    ("to_month", rf"\b(?:(?P<n>{{NUMBER}}) months?|(?P<word>year)) {_TO} {{M1}}(?: {{Y1}})?\b"),
    ("part", rf"\b(?P<word>first|last) (?P<n>{{NUMBER}}) months{_YEAR}\b"),
    ("part", rf"\b{_WORD} (?P<unit>half|quarter|month){_YEAR}\b"),
    ("part", rf"\b[Ii]n the {_WORD} (?P<unit>quarter)\b(?! of)"),
    ("letter", rf"\b(?P<unit>[QH])(?P<part>[1-4]),?{_YEAR}\b"),
    ("letter", r"\bin (?P<unit>Q)(?P<part>[1-4])\b(?!-)"),
    ("quarter", r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|previous) quarter\b"),
    ("season", rf"\b(?:(?:[Ee]arly|[Ll]ate|[Mm]id-) ?)?{_SEASON_OR_FALL}{_YEAR}\b"),
    ("season", rf"\b{_REL} {_SEASON_OR_FALL}\b"),
    ("season", rf"\b(?i:in|during|over|since|by) (?:the )?(?:early |late )?{_SEASON}\b(?! \w)"),
    ("month_of", r"\b{M1},? (?:of )?(?P<yr>last|this|next) year\b"),
    ("new_year", r"\b[Ss]ince the (?:start|beginning|turn) of (?P<yr>last|this|the) year\b"),
    ("year_edge", r"\b(?:year-end|year['’]s end)\b(?: (?P<y1>(?:19|20)\d\d))?"),
    ("year_edge", r"\b(?:end|start|beginning|close|turn) of (?P<yr>last|this|next|the) year\b"),
    ("fiscal", r"\b(?:(?:fiscal|financial)(?: year)?|FY) ?{Y1}\b"),
    ("rolling", rf"\b(?:in|over|for|during|within|across) the {_PAST}"
                r" (?:{N} )?(?P<unit>day|week|month|year)s?\b"),
    ("night", r"\b(?P<word>[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b"),
    ("beyond", r"\bthe day (?P<word>before yesterday|after tomorrow)\b"),
    ("dotted", r"\b(?P<d1>\d{1,2})\.(?P<n1>\d{1,2})\.{Y1}\b"),
    ("slashed", r"\b(?P<n1>\d{1,2})/(?P<d1>\d{1,2})/{Y1}\b"),
)  # fmt: skip

Resolver = Callable[[dict[str, str], date | None], str | None]


def between(start: date, end: date) -> str:
    """An interval of days."""
    return f"{start.isoformat()}/{end.isoformat()}"


def months(year: int, first: int, count: int) -> str:
    """An interval of `count` months from month `first` of `year`; `first` may lie outside 1..12."""
    begin = year * 12 + first - 1
    last = begin + count - 1
    return f"{begin // 12}-{begin % 12 + 1:02}/{last // 12}-{last % 12 + 1:02}"


def nearest_year(month: int, day: int, published: date | None) -> int | None:
    """The year that brings a day without a year closest to the document; the past is preferred."""
    if published is None:
        return None
    years = [published.year - 1, published.year, published.year + 1]
    last = calendar.monthrange(published.year, month)[1]
    return min(
        years,
        key=lambda y: abs(
            (date(y, month, min(day, 28 if month == 2 else last)) - published).days + 60
        ),
    )


def _year(p: dict[str, str], published: date | None) -> int | None:
    """The year that a period names: outright, or as last, this or next year."""
    if p.get("y1"):
        return int(p["y1"])
    if published is None:
        return None
    shift = {"last": -1, "next": 1}.get((p.get("yr") or p.get("rel") or "").lower(), 0)
    return published.year + shift


def _day(p: dict[str, str], published: date | None) -> date | None:
    month, day = MONTHS[p["m1"].lower().rstrip(".")], int(p["d1"])
    year = int(p["y1"]) if p.get("y1") else nearest_year(month, day, published)
    return date(year, month, day) if year else None


def _week(p: dict[str, str], published: date | None) -> str | None:
    day = _day(p, published)
    if day is None:
        return None
    monday = day - timedelta(days=day.weekday())
    return between(monday, monday + timedelta(days=6))


def _week_to(p: dict[str, str], published: date | None) -> str | None:
    day = _day(p, published)
    return between(day - timedelta(days=6), day) if day else None


def _weekend(p: dict[str, str], published: date | None) -> str | None:
    if published is None:
        return None
    sunday = published - timedelta(days=published.weekday() + 1)
    return between(sunday - timedelta(days=1), sunday)


def _to_month(p: dict[str, str], published: date | None) -> str | None:
    month = MONTHS[p["m1"].lower().rstrip(".")]
    count = 12 if p.get("word") else number(p["n"])
    if p.get("y1"):
        year = int(p["y1"])
    elif published is not None:
        year = published.year - (month > published.month)
    else:
        return None
    return months(year, month - count + 1, count)


def _part(p: dict[str, str], published: date | None) -> str | None:
    size = number(p["n"]) if p.get("n") else _SIZES[p["unit"]]
    word = p["word"]
    count = 12 // size if p.get("unit") else 1
    index = count if word in ("last", "final") else _ORDINALS[word]
    if index > count:
        return None
    start = 13 - size if word in ("last", "final") else (index - 1) * size + 1
    year = _year(p, published)
    if year is None:
        return None
    if not p.get("y1") and not p.get("yr") and published and start > published.month:
        year -= 1
    return months(year, start, size)


def _letter(p: dict[str, str], published: date | None) -> str | None:
    size = 3 if p["unit"] == "Q" else 6
    index, year = int(p["part"]), _year(p, published)
    if year is None or index * size > 12:
        return None
    return months(year, (index - 1) * size + 1, size)


def _quarter(p: dict[str, str], published: date | None) -> str | None:
    if published is None:
        return None
    shift = {"this": 0, "next": 3}.get(p["rel"].lower(), -3)
    return months(published.year, (published.month - 1) // 3 * 3 + 1 + shift, 3)


def _season(p: dict[str, str], published: date | None) -> str | None:
    first = _SEASONS[p["season"].lower()]
    named = _year(p, published)
    if named is None or published is None or p.get("y1") or p.get("yr"):
        return months(named, first, 3) if named is not None else None
    rel = (p.get("rel") or "").lower()
    year = published.year
    now = published.year * 12 + published.month
    if rel == "next":
        year += year * 12 + first <= now
    elif rel == "last":  # the last one that is over
        while year * 12 + first + 2 >= now:
            year -= 1
    else:
        year -= year * 12 + first > now + (2 if rel == "this" else 0)
    return months(year, first, 3)


def _month_of(p: dict[str, str], published: date | None) -> str | None:
    year = _year(p, published)
    return f"{year}-{MONTHS[p['m1'].lower().rstrip('.')]:02}" if year else None


def _whole_year(p: dict[str, str], published: date | None) -> str | None:
    year = _year(p, published)
    return str(year) if year else None


def _new_year(p: dict[str, str], published: date | None) -> str | None:
    year = _year(p, published)
    return f"{year}-01" if year else None


def _rolling(p: dict[str, str], published: date | None) -> str | None:
    if published is None:
        return None
    count, unit = number(p["n"]) if p.get("n") else 1, p["unit"]
    if unit in ("day", "week"):
        return between(published - timedelta(days=count * (7 if unit == "week" else 1)), published)
    if unit == "year":
        return f"{published.year - count}/{published.year}"
    return months(published.year, published.month - count, count + 1)


def _night(p: dict[str, str], published: date | None) -> str | None:
    if published is None:
        return None
    return (published - timedelta(days=p["word"].lower() == "last night")).isoformat()


def _beyond(p: dict[str, str], published: date | None) -> str | None:
    if published is None:
        return None
    shift = -2 if p["word"].startswith("before") else 2
    return (published + timedelta(days=shift)).isoformat()


def _numeric(p: dict[str, str], published: date | None) -> str | None:
    return date(int(p["y1"]), int(p["n1"]), int(p["d1"])).isoformat()


def _slashed(p: dict[str, str], published: date | None) -> str | None:
    month, day = int(p["n1"]), int(p["d1"])
    if month > 12:
        month, day = day, month
    elif day <= 12 and day != month:
        return None  # American or European order
    return date(int(p["y1"]), month, day).isoformat()


def number(word: str) -> int:
    """A numeral in figures or words; "a" is one."""
    if word.isdigit():
        return int(word)
    word = word.lower()
    return NUMBERS.index(word) + 1 if word in NUMBERS else 1


RESOLVERS: dict[str, Resolver] = {
    "week": _week,
    "week_to": _week_to,
    "weekend": _weekend,
    "to_month": _to_month,
    "part": _part,
    "letter": _letter,
    "quarter": _quarter,
    "season": _season,
    "month_of": _month_of,
    "year_edge": _whole_year,
    "fiscal": _whole_year,
    "new_year": _new_year,
    "rolling": _rolling,
    "night": _night,
    "beyond": _beyond,
    "dotted": _numeric,
    "slashed": _slashed,
}
