"""What is known of two parties besides their names: births, countries, gender, identifiers.

Each comparison gives features that are zero when either side is silent: an empty cell is not
evidence.  As with names, features "for" never lower a score and features "against" never raise it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from byway.screening import dates
from byway.screening.dates import Day
from byway.screening.lexicon import yaml

NAMES = (
    "birth_day",
    "birth_year",
    "birth_slip",
    "birth_near",
    "birth_conflict",
    "birth_far",
    "country_match",
    "country_conflict",
    "gender_conflict",
    "identifier_match",
    "identifier_conflict",
    "schema_conflict",
    "place_conflict",
)
"""Features in order, as `compare` gives them."""

BIRTHS = NAMES[:6]
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z]+")
_SMALLEST_IDENTIFIER = 5
_FAR_YEARS = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """What a party record says besides names."""

    schema: str
    births: tuple[Day, ...] = ()
    countries: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    unique: Mapping[str, frozenset[str]] | None = None
    identifiers: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    """Codes of the countries that the names of a body tell of."""

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that a birth may lie in; zeros when there is none."""
        if not self.births:
            return 0, 0
        return min(d.first_year for d in self.births), max(d.last_year for d in self.births)

    @classmethod
    def of(
        cls, schema: str, properties: Mapping[str, Sequence[str]], lands: Iterable[str] = ()
    ) -> Facts:
        """The facts of FtM properties; what cannot be read is left out."""
        births: list[Day] = []
        countries: set[str] = set()
        unique: dict[str, frozenset[str]] = {}
        others: set[str] = set()
        groups = _groups()
        for name, values in properties.items():
            group = groups.get(name)
            if group is None or not values:
                continue
            if group == "births":
                births += [day for value in values if (day := dates.parse(value))]
            elif group == "countries":
                countries.update(map(country_code, values))
            elif group == "unique_identifiers":
                if kept := frozenset(_identifiers(values)):
                    unique[name] = kept
                    others |= kept
            else:
                others.update(_identifiers(values))
        return cls(
            schema,
            tuple(births),
            frozenset(countries),
            frozenset(g.lower() for g in properties.get("gender", ()) if g.lower() != "other"),
            unique or None,
            frozenset(others),
            frozenset(lands),
        )


@cache
def _groups() -> dict[str, str]:
    """Of the properties that `Facts.of` reads in turn, what each tells."""
    layout: dict[str, list[str]] = yaml("properties.yaml")
    groups = ("births", "countries", "unique_identifiers", "other_identifiers")
    return {name: group for group in groups for name in layout[group]}


def country_code(text: str) -> str:
    """The lower-case code of a country given by code or by name (unknown names as they are)."""
    text = text.strip().lower()
    if len(text) == 2 or text in ("suhh", "csxx", "yucs", "dd", "zz"):
        return {"uk": "gb"}.get(text, text)
    return _country_by_name(text)


@lru_cache(maxsize=10_000)
def _country_by_name(text: str) -> str:
    from rigour.territories import lookup_territory

    found = lookup_territory(text)
    return str(found.code).lower() if found else text


def _identifiers(values: Sequence[str]) -> list[str]:
    plain = (_NOT_PLAIN.sub("", value).upper().removeprefix("IMO") for value in values)
    return [
        number
        for number in plain
        if len(number) >= _SMALLEST_IDENTIFIER and any(map(str.isdigit, number))
    ]


def compare(left: Facts, right: Facts) -> dict[str, float]:
    """The features that are not zero.  Symmetric."""
    found: dict[str, float] = {}
    if left.births and right.births and (name := _births(left.births, right.births)):
        found[name] = 1.0
        if name == "birth_conflict" and _years_apart(left.births, right.births) >= _FAR_YEARS:
            found["birth_far"] = 1.0
    if left.countries and right.countries:
        shared = left.countries & right.countries
        found["country_match" if shared else "country_conflict"] = 1.0
    if left.genders and right.genders and not left.genders & right.genders:
        found["gender_conflict"] = 1.0
    if left.identifiers & right.identifiers:
        found["identifier_match"] = 1.0
    elif left.unique and right.unique and _another_number(left.unique, right.unique):
        found["identifier_conflict"] = 1.0
    if not schemata_match(left.schema, right.schema):
        found["schema_conflict"] = 1.0
    if left.lands and right.lands and not left.lands & right.lands:
        found["place_conflict"] = 1.0
    return found


def _another_number(
    left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]
) -> bool:
    """Whether both give a number of one kind that is a party's alone, and share none."""
    return any(not values & right[name] for name, values in left.items() if name in right)


_PEOPLE = frozenset({"Person", "LegalEntity", "Thing"})
_BODIES = frozenset({"Organization", "Company", "PublicBody", "LegalEntity", "Asset", "Thing"})
_CRAFTS = frozenset({"Vessel", "Airplane", "Vehicle", "Asset", "Thing"})


@cache
def schemata_match(left: str, right: str) -> bool:
    """Whether a record of one schema may be of the same party as one of the other."""
    if left == right:
        return True
    return any(left in group and right in group for group in (_PEOPLE, _BODIES, _CRAFTS))


_BEST_FIRST = ("birth_day", "birth_year", "birth_slip", "birth_near", "birth_conflict")
_DAY, _YEAR, _SLIP, _NEAR, _CONFLICT = range(5)
_MOST_BIRTHS = 20


def _births(left: Sequence[Day], right: Sequence[Day]) -> str:
    """The best that any two of the dates say."""
    best = _CONFLICT
    for a in left[:_MOST_BIRTHS]:
        for b in right[:_MOST_BIRTHS]:
            said = _birth(a, b)
            if said < best:
                if said == _DAY:
                    return "birth_day"
                best = said
    return _BEST_FIRST[best]


def _birth(a: Day, b: Day) -> int:
    """How two dates agree.

    Day: to the day.  Year: in all that both give (the first of January counts as the year alone,
    as it stands for an unknown day).  Slip: but for one slip, day and month swapped, one part off
    by one, or one digit.  Near: years at most one apart, or a range that holds the other, or the
    same year on another day.
    """
    if a.day and b.day:
        if a == b:
            return _DAY
        if a.month == b.month and a.day == b.day:
            if _one_digit(a.year, b.year):
                return _SLIP
        elif a.year == b.year and (
            (a.month == b.day and a.day == b.month)
            or (a.month == b.month and _one_digit(a.day, b.day))
            or (a.day == b.day and _one_digit(a.month, b.month))
        ):
            return _SLIP
    if a.year == b.year and not a.last and not b.last:
        if not a.month or not b.month or _placeholder(a) or _placeholder(b):
            return _YEAR
        return _YEAR if a.month == b.month and not (a.day and b.day) else _NEAR
    gap = max(a.year - (b.last or b.year), b.year - (a.last or a.year))
    return _NEAR if gap <= 1 else _CONFLICT


def _one_digit(a: int, b: int) -> bool:
    """Whether two numbers are one apart, or differ in one digit."""
    if abs(a - b) == 1:
        return True
    x, y = f"{a:02d}", f"{b:02d}"
    return sum(p != q for p, q in zip(x, y, strict=True)) == 1


def _placeholder(day: Day) -> bool:
    return day.month == 1 and day.day == 1


def _years_apart(left: Sequence[Day], right: Sequence[Day]) -> int:
    return min(
        max(a.first_year - b.last_year, b.first_year - a.last_year, 0) for a in left for b in right
    )


def vector(found: Mapping[str, Any]) -> list[float]:
    """`compare`'s features as a row in the order of NAMES."""
    return [float(found.get(name, 0.0)) for name in NAMES]
