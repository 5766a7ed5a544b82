"""The wording of what is not the report, read from `data/ingest` and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from byway.data import load_yaml

_DASH = r"(?:--|[-–—])"
_PLACE = r"[^\W\d_][\w.'’-]*(?:[ /,]{1,2}[^\W\d_][\w.'’-]*){0,4}"
_CAPITALS = (
    r"[^\W\d_a-zа-яёіїєґ][^\W\d_a-zа-яёіїєґ.'’-]+(?:[ /,]{1,2}[^\W\d_a-zа-яёіїєґ.'’-]+){0,3}"
)


@dataclass(frozen=True)
class Patterns:
    """Compiled patterns.  `*_whole` is for fullmatch, `*_end` for search, the rest for match."""

    short: int
    promotion_whole: re.Pattern[str]
    promotion_sentence: re.Pattern[str]
    promotion_appeal: re.Pattern[str]
    navigation_whole: re.Pattern[str]
    navigation_start: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    caption_credit: re.Pattern[str]
    byline_whole: re.Pattern[str]
    official: re.Pattern[str]
    not_headline: re.Pattern[str]
    agency: re.Pattern[str]
    dateline: re.Pattern[str]
    opening_dateline: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns of `data/ingest/boilerplate.yml`."""
    data = load_yaml("ingest/boilerplate.yml")
    promotion, navigation, caption = data["promotion"], data["navigation"], data["caption"]
    dateline, opening_dateline = _datelines(data["dateline"])
    return Patterns(
        short=data["short"],
        promotion_whole=_any(promotion["whole"]),
        promotion_sentence=_any(promotion["sentence"]),
        promotion_appeal=_any(promotion["appeal"]),
        navigation_whole=_any(navigation["whole"]),
        navigation_start=_any(navigation["start"]),
        caption_start=_any(caption["start"]),
        caption_end=re.compile(f"(?:{_joined(caption['end'])})$", re.IGNORECASE),
        caption_credit=_any(caption["credit"]),
        byline_whole=_any(data["byline"]["whole"]),
        official=_any(data["headline"]["official"]),
        not_headline=_any(data["headline"]["not_headline"]),
        agency=re.compile(rf"\b{_agency(data['dateline'])}(?!\w)"),
        dateline=dateline,
        opening_dateline=opening_dateline,
    )


@cache
def months() -> dict[str, int]:
    """Month names and their beginnings, casefolded, with the month's number."""
    data = load_yaml("ingest/months.yml")["months"]
    return {name.casefold(): number for number, names in data.items() for name in names}


def month_pattern() -> str:
    """A pattern for any month name, longest first."""
    return "|".join(re.escape(name) for name in sorted(months(), key=len, reverse=True))


def _datelines(data: dict[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Datelines that any paragraph may begin with, and those only the first may.

    Anywhere: place and agency ("CAPRI, Italy (AP) -"), place, date and agency, or a place in
    capitals with a date.  At the opening only: a place in capitals and a dash ("KYIV - ").
    """
    agency = _agency(data)
    excluded = "(?!(?:" + "|".join(re.escape(name) for name in data["not_places"]) + r")\b)"
    month = rf"(?i:{month_pattern()})\.?"
    day = rf"(?:{month} \d{{1,2}}|\d{{1,2}}\.? {month})(?:,? \d{{4}})?"
    forms = [
        rf"{_PLACE}(?:,? {day})?,? ?\((?:{agency})(?:/\w+)?\) ?{_DASH}",
        rf"{_CAPITALS}(?:,? {_PLACE})?(?:,? {day})?,? ?\([^\W\d_][\w .&/-]{{1,25}}\) ?{_DASH}",
        rf"{_CAPITALS}(?:,? {_PLACE})?,? {day},? ?{_DASH}(?: ?{agency}\.)?",
        rf"{_PLACE},? ?(?:{day})?,? ?{agency} ?{_DASH}(?=\s|$)",
        rf"\({agency}\) ?{_DASH}",
    ]
    opening = rf"{excluded}{_CAPITALS}(?:, {_PLACE})? ?{_DASH}\s*(?=[^\W\d_a-zа-яёіїєґ]|[\"“«\d])"
    return re.compile("|".join(forms)), re.compile(opening)


def _agency(data: dict[str, list[str]]) -> str:
    names = sorted(data["agencies"], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) for name in names) + ")"


def _joined(sources: Iterable[str]) -> str:
    return "|".join(f"(?:{source})" for source in sources)


def _any(sources: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_joined(sources), re.IGNORECASE)
