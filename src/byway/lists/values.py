"""Values as lists write them, made into FollowTheMoney's: dates, countries, genders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from byway.lists.describe import load_yaml
from byway.lists.notices import Notices

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*|Z|[+-]\d{2}:\d{2})?$")
_WORDS = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})\.?[ -](\d{4})$")
_US_WORDS = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})$")
_NUMBERS = re.compile(r"(\d{1,2})[/.-] ?(\d{1,2})[/.-] ?(\d{4})$")
_RANGE = re.compile(r"^(?:between )?(.+?) (?:to|and) (.+)$", re.IGNORECASE)
_CIRCA = re.compile(
    r"^(?:circa|c\.|approximately|approx\.?|about|late|early|mid)\s*", re.IGNORECASE
)
_ZERO = re.compile(r"\b(?:dd|mm)\b", re.IGNORECASE)
_ANY = re.compile(
    r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[./] ?\d{1,2}[./] ?\d{4}"
    r"|(?:\d{1,2} )?\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{4}"
    r"|\b\d{4}\b",
    re.IGNORECASE,
)
_ONE_SIDED = re.compile(r"\b(?:before|after|until|since)\b", re.IGNORECASE)
_LONGEST_RANGE = 10


def ftm_date(text: str, *, month_first: bool = False) -> str | None:
    """One date as FtM writes it, YYYY[-MM[-DD]], or None when it is none.

    Understands `07 Oct 1952`, `Oct 1952`, `1952`, `7/10/1952` (day first unless `month_first`),
    `October 7, 1952`, ISO dates with or without time, `circa`, and zeros or `dd`/`mm` for an
    unknown day or month (`00/00/1980`, `dd/mm/1980`).
    """
    text = _ZERO.sub("00", _CIRCA.sub("", text.strip()))
    if found := _ISO.match(text):
        year, month, day = (int(v or 0) for v in found.groups())
    elif found := _WORDS.match(text):
        day, year = int(found[1] or 0), int(found[3])
        month = _month(found[2])
        if not month:
            return None
    elif found := _US_WORDS.match(text):
        day, year = int(found[2]), int(found[3])
        month = _month(found[1])
        if not month:
            return None
    elif found := _NUMBERS.match(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        day, month = (second, first) if month_first else (first, second)
    else:
        return None
    return _partial(year, month, day)


def ftm_dates(text: str, *, month_first: bool = False) -> list[str]:
    """The dates a text may mean, in order.

    One date; for a range of up to ten years every year in it; for words around dates (`1965 or
    1966`, `18.1.1970 (or 29.3.1965)`) every date among them; for `before 1964` none.
    """
    if single := ftm_date(text, month_first=month_first):
        return [single]
    if ends := _RANGE.match(_CIRCA.sub("", text.strip())):
        low, high = (ftm_date(end, month_first=month_first) for end in ends.groups())
        if low and high:
            return years(int(low[:4]), int(high[:4])) if low[:4] != high[:4] else [low[:4]]
    if _ONE_SIDED.search(text):
        return []
    found = (ftm_date(piece[0], month_first=month_first) for piece in _ANY.finditer(text))
    return list(dict.fromkeys(day for day in found if day))


def years(low: int, high: int) -> list[str]:
    """Every year of a range; only its ends when it is longer than ten years or turned round."""
    if 0 <= high - low <= _LONGEST_RANGE:
        return [str(year) for year in range(low, high + 1)]
    return [str(low), str(high)]


def country_code(text: str) -> str | None:
    """The FtM country code of a country's name or code, or None when it is not known.

    Names that are spelled in a list's own way are in `data/lists/countries.yml`; a remark in
    brackets after the name is passed over.
    """
    name = " ".join(text.split())
    return _country(name) or _country(name.partition(" (")[0])


def note_country(text: str | None, field: str, notices: Notices) -> str | None:
    """The country's code; a name that is not known is a warning, no name is nothing."""
    if not text or not text.strip():
        return None
    code = country_code(text)
    if code is None and not is_no_country(text):
        notices.warn(field, f"unknown country {text!r}")
    return code


def is_no_country(text: str) -> bool:
    """Whether the text is one of the known ways to say that there is no country."""
    return text.strip().casefold() in _own_names() and _own_names()[text.strip().casefold()] is None


def first_of(days: Iterable[str]) -> str | None:
    """The earliest of FtM dates, or None."""
    return min(days, default=None)


def gender(text: str) -> str | None:
    """`male`, `female` or `other`, or None when the word is not known."""
    return {"m": "male", "male": "male", "f": "female", "female": "female", "other": "other"}.get(
        text.strip().casefold()
    )


@lru_cache(maxsize=4096)
def _country(text: str) -> str | None:
    from rigour.territories import lookup_territory

    if not text:
        return None
    if text.casefold() in _own_names():
        return _own_names()[text.casefold()]
    territory = lookup_territory(text)
    while territory is not None and not territory.is_ftm:
        territory = territory.parent
    return str(territory.ftm_country) if territory is not None else None


@lru_cache(maxsize=1)
def _own_names() -> dict[str, str | None]:
    data = load_yaml("countries.yml")
    return {str(name).casefold(): code for name, code in data["names"].items()}


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in _MONTHS else 0


def _partial(year: int, month: int, day: int) -> str | None:
    if not 1000 <= year <= 2200 or month > 12:
        return None
    if not month:
        return f"{year:04d}"
    if not day:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}-{month:02d}"
