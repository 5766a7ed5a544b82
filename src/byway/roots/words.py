"""The words of `data/roots` and the country and leader names that tell no two reports apart."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from byway.data import load_yaml
from byway.roots.folding import fold, skeleton


@dataclass(frozen=True)
class Words:
    """`relay` finds a relay word, `report` a noun for a report, `place` what stands right before a
    place.  `common` are skeletons, `stems` folded beginnings of names that are in too many texts
    to tell them apart; `generic` matches folded words of such a kind.
    """

    relay: re.Pattern[str]
    place: re.Pattern[str]
    report: re.Pattern[str]
    common: frozenset[str]
    stems: tuple[str, ...]
    generic: re.Pattern[str]
    capitals: frozenset[str]
    months: dict[str, int]
    numbers: dict[str, int]
    thousands: re.Pattern[str]
    acronyms: dict[str, str]


@cache
def words() -> Words:
    """The words, read once."""
    data = load_yaml("roots/words.yaml")
    months = load_yaml("ingest/months.yml")["months"]
    relay = [w for listed in data["relay"].values() for w in listed]
    names = _known() | set(data["seats"])
    parts = {part for name in names for part in re.split(r"[\s-]+", name)}
    stems = {fold(name)[:-1] for name in names if len(name.split()) == 1}
    return Words(
        relay=re.compile("|".join(map(_beginning, relay)), re.IGNORECASE),
        place=re.compile(rf"(?<!according )\b(?:{'|'.join(data['place'])}) $", re.IGNORECASE),
        report=re.compile(rf"\b(?:{'|'.join(data['report_nouns'])})\w{{0,2}}\b", re.IGNORECASE),
        common=frozenset(key for key in map(skeleton, parts) if len(key) > 1),
        stems=tuple(stem for stem in stems if len(stem) > 3),
        generic=re.compile("|".join(word.replace("*", ".*") for word in data["generic"])),
        capitals=frozenset(data["capitals"]),
        months={name.casefold(): number for number, names in months.items() for name in names},
        numbers={name: number for number, names in data["numbers"].items() for name in names},
        thousands=re.compile(rf"\s*(?:{'|'.join(data['thousands'])})", re.IGNORECASE),
        acronyms={other: name for name, others in data["acronyms"].items() for other in others},
    )


@lru_cache(maxsize=100_000)
def is_common(word: str) -> bool:
    """Whether a word names a country, a seat of government or a leader, in any ending."""
    known = words()
    return skeleton(word) in known.common or fold(word).startswith(known.stems)


def _beginning(word: str) -> str:
    """A pattern for a word, or for words that begin like this; Chinese has no word borders."""
    if not re.match(r"[a-zà-ÿа-яёіїєґ]", word, re.IGNORECASE):
        return re.escape(word)
    return rf"\b{re.escape(word[:-1])}\b" if word.endswith("$") else rf"\b{re.escape(word)}\w*"


def _known() -> set[str]:
    """Names of countries, their people, seats and leaders; countries in each language compared."""
    from babel import Locale

    names: set[str] = set()
    for table in ("countries.csv", "leaders.csv"):
        text = files("byway.data").joinpath("reading", table).read_text("utf-8")
        rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
        names.update(part for row in rows for cell in row[:4] for part in cell.split(";"))
    codes = {name for name in names if len(name) == 2 and name.isupper()}
    for language in load_yaml("roots/words.yaml")["relay"]:
        called = Locale(language).territories
        names.update(called[code] for code in codes if code in called)
    return {name for name in names if name and not (len(name) == 2 and name.isupper())}
