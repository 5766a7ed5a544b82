"""Countries and known organisations by name, demonym, capital and seat of power."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files


@dataclass(frozen=True)
class Place:
    """A country's name, adjective or seat.  `kind` is name, demonym or seat."""

    code: str
    kind: str


@dataclass(frozen=True)
class Body:
    """A known organisation or leader: FtM `schema`, ISO codes, and what kind of body it is."""

    name: str
    schema: str
    countries: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Gazetteer:
    """Known names.  Keys are names without "the", in the case they are written in."""

    places: dict[str, Place]
    bodies: dict[str, Body]
    leaders: dict[str, str]
    cities: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    longest: int = 6

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the data files under `byway/data/reading` and pycountry's names."""
        import pycountry

        places: dict[str, Place] = {}
        titles: dict[str, str] = {"EU": "European Union", "XK": "Kosovo"}
        for country in pycountry.countries:
            names = [country.name, getattr(country, "common_name", ""), country.name.split(",")[0]]
            titles[country.alpha_2] = getattr(country, "common_name", country.name.split(",")[0])
            for name in (*names, getattr(country, "official_name", "")):
                if name and "," not in name:
                    places.setdefault(name, Place(country.alpha_2, "name"))
        for row in _rows("countries.csv"):
            for kind, column in (("seat", "seats"), ("demonym", "demonyms"), ("name", "names")):
                for name in _values(row[column]):
                    places[name.removeprefix("the ")] = Place(row["code"], kind)
            first = _values(row["names"])[:1]
            if first and len(first[0]) > 3:
                titles[row["code"]] = first[0].removeprefix("the ")
        bodies: dict[str, Body] = {}
        for row in _rows("organisations.csv"):
            names = _values(row["names"])
            for name in names:
                bodies[name.removeprefix("The ")] = Body(
                    names[0], row["schema"], tuple(_values(row["countries"])), row["kind"]
                )
        leaders = {
            name: row["country"] for row in _rows("leaders.csv") for name in _values(row["names"])
        }
        cities = {
            name: row["code"]
            for row in _rows("cities.csv")
            for name in _values(row["names"])
            if name not in places and name not in bodies
        }
        longest = max(len(name.split()) for name in (*places, *bodies, *cities))
        return cls(places, bodies, leaders, cities, titles, longest)

    @cached_property
    def starts(self) -> frozenset[str]:
        """What a token that begins a known name can be: its first word, whole or up to a mark."""
        firsts = {
            name.split()[0] for name in (*self.places, *self.bodies, *self.leaders, *self.cities)
        }
        return frozenset(
            firsts
            | {part for f in firsts for part in re.split(r"(?<=.)[-.'’/&+]", f)[:1]}
            | {f.rstrip(".") for f in firsts}
        )

    def country(self, name: str) -> str | None:
        """ISO code of a name, demonym, seat or town, None when it is none."""
        place = self.places.get(name.removeprefix("the ").removeprefix("The "))
        return place.code if place else self.cities.get(name)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("byway.data").joinpath("reading", name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def _values(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(";") if value.strip()]
