"""Dates in a sentence, written out or told from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from byway.reading.languages.lexicon import Vocabulary
from byway.reading.languages.words import Matcher, Word

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_HAN = re.compile(r"(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)(?:\s*(\d{1,2})\s*[日号])?")
_HAN_DAY = re.compile(r"(?<![月\d])(?<!月 )(\d{1,2})\s*日")
_YEARS = range(1990, 2100)


def date_of(v: Vocabulary, text: str, words: Sequence[Word], published: date | None) -> str | None:
    """The first date told in `words`: ISO day, month ("2023-03") or interval; None without one."""
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    found = [
        *_numeric(text, start, end, published, han=not v.spaced),
        *_worded(v, words, published),
        *_relative(v, words, published),
    ]
    return min(found)[2] if found else None


def _numeric(
    text: str, start: int, end: int, published: date | None, *, han: bool
) -> Iterator[tuple[int, int, str]]:
    for m in _ISO.finditer(text, start, end):
        yield from _day(m.start(), int(m[1]), int(m[2]), int(m[3]))
    for m in _DOTTED.finditer(text, start, end):
        yield from _day(m.start(), int(m[3]), int(m[2]), int(m[1]))
    if not han:
        return
    for m in _HAN.finditer(text, start, end):
        year = int(m[1]) if m[1] else _year_of(int(m[2]), published)
        if year and m[3]:
            yield from _day(m.start(), year, int(m[2]), int(m[3]))
        elif year and 1 <= int(m[2]) <= 12:
            yield m.start(), 1, f"{year}-{int(m[2]):02d}"
    for m in _HAN_DAY.finditer(text, start, end):
        if published:
            yield from _day(m.start(), published.year, published.month, int(m[1]))


def _worded(
    v: Vocabulary, words: Sequence[Word], published: date | None
) -> Iterator[tuple[int, int, str]]:
    """ "20-22 marca 2023", "12 июля", "le 3 mai 2022", "im März 2023"."""
    for match in _matcher(v.code, "months").find(words):
        month = int(match.key)
        after = [w.text for w in words[match.end : match.end + 2] if w.text not in ",."]
        year = int(after[0]) if after and after[0].isdigit() and int(after[0]) in _YEARS else None
        days = _days_before(words, match.start)
        told = year or _year_of(month, published)
        if told is None:
            continue
        at = words[match.start].start
        if len(days) == 2:
            first, last = (list(_day(at, told, month, d)) for d in days)
            if first and last and days[0] < days[1]:
                yield at, 0, f"{first[0][2]}/{last[0][2]}"
        elif days:
            yield from _day(at, told, month, days[0])
        elif year or words[match.start - 1].low in v.dates.get("in", ()):
            yield at, 1, f"{told}-{month:02d}"


def _days_before(words: Sequence[Word], end: int) -> list[int]:
    """The day, or the two of an interval, in front of a month."""
    at = end - 1
    while at >= 0 and (words[at].text == "." or words[at].low in ("er", "de")):
        at -= 1
    days: list[int] = []
    if at >= 0 and words[at].text.isdigit() and int(words[at].text) <= 31:
        days = [int(words[at].text)]
        joined = (
            words[at - 1].low in ("-", "–", "do", "по", "до", "au", "bis", "et") if at else False
        )
        before = at - 2
        if joined and before >= 0 and words[before].text == ".":
            before -= 1
        if joined and before >= 0 and words[before].text.isdigit():
            days.insert(0, int(words[before].text))
    return days


def _relative(
    v: Vocabulary, words: Sequence[Word], published: date | None
) -> Iterator[tuple[int, int, str]]:
    if published is None:
        return
    for match in _matcher(v.code, "days").find(words):
        day = published + timedelta(days=int(match.key))
        yield words[match.start].start, 0, day.isoformat()
    for match in _matcher(v.code, "weekdays").find(words):
        back = (published.weekday() - int(match.key)) % 7
        yield words[match.start].start, 0, (published - timedelta(days=back)).isoformat()
    for match in _matcher(v.code, "spans").find(words):
        yield words[match.start].start, 1, _span(match.key, published)


def _span(key: str, published: date) -> str:
    """ "month-1" and "year-1", "month+1" from the day of publication."""
    unit, step = key[:-2], int(key[-2:])
    if unit == "year":
        return str(published.year + step)
    months = published.year * 12 + published.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02d}"


def _day(at: int, year: int, month: int, day: int) -> Iterator[tuple[int, int, str]]:
    try:
        yield at, 0, date(year, month, day).isoformat()
    except ValueError:
        return


def _year_of(month: int, published: date | None) -> int | None:
    """The year of a bare month: the one that brings it nearest to the publication."""
    if published is None:
        return None
    apart = month - published.month
    return published.year - (apart > 6) + (apart < -6)


@cache
def _matcher(code: str, part: str) -> Matcher:
    table = Vocabulary.load(code).dates[part]
    if isinstance(table, list):
        first = 1 if part == "months" else 0
        return Matcher({str(n + first): patterns for n, patterns in enumerate(table)})
    return Matcher({str(key): patterns for key, patterns in table.items()})
