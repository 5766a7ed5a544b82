"""Places: any way of writing them to a code, and codes to names people read."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["place", "aggregate", "unspecified", "unknown"]


@dataclass(frozen=True)
class Place:
    """What a code of a table stands for.  `alpha2` is None unless it is one place."""

    alpha2: str | None
    kind: Kind
    name: str


@cache
def _special() -> dict[str, Place]:
    text = files("byway.data").joinpath("trade/places.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {
        row["code"]: Place(row["alpha2"] or None, _kind(row["kind"]), row["name"])
        for row in csv.DictReader(lines)
    }


def _kind(word: str) -> Kind:
    kinds: dict[str, Kind] = {
        "place": "place",
        "aggregate": "aggregate",
        "unspecified": "unspecified",
    }
    return kinds[word]


@cache
def place(code: str) -> Place:
    """The place a code stands for: alpha-2, alpha-3, M49 with or without zeros, or a name.

    Unknown codes come back as `unknown` with the code as their name; nothing is guessed.
    """
    import pycountry

    written = code.strip().upper()
    if written.endswith(".0"):
        written = written[:-2]
    bare = written.lstrip("0") or "0" if written.isdigit() else written
    if found := _special().get(bare):
        return found
    countries = pycountry.countries
    if bare.isdigit():
        country = countries.get(numeric=bare.zfill(3)) if len(bare) <= 3 else None
    elif len(bare) == 2:
        country = countries.get(alpha_2=bare)
    elif len(bare) == 3:
        country = countries.get(alpha_3=bare)
    else:
        return _by_name(code)
    if country is None:
        return Place(None, "unknown", code)
    return Place(country.alpha_2, "place", country.name)


def _by_name(name: str) -> Place:
    """A country by its name in any of the languages that `rigour` knows; no guess at spelling."""
    from rigour.territories import lookup_territory

    found = lookup_territory(name)
    if found is None or found.is_historical or len(found.code) != 2 or not found.is_country:
        return Place(None, "unknown", name)
    return Place(found.code.upper(), "place", found.name)


def country_name(code: str) -> str:
    """The common English name of an ISO 3166-1 alpha-2 code (EU too); the code if unknown."""
    from rigour.territories import get_territory

    territory = get_territory(code.lower())
    return str(territory.name) if territory else code
