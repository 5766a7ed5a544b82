"""A language's vocabulary: one data file, and the names that all languages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from byway.data import load_yaml
from byway.model import Certainty, Event, Status
from byway.reading.gazetteer import Gazetteer
from byway.reading.languages.places import country_patterns, declined, english_names, nominatives
from byway.reading.languages.words import Matcher

COUNTRY, KNOWN_PERSON, KNOWN_BODY, NO_NAME = "country ", "person ", "body ", "none"
"""What the keys of `Vocabulary.names` begin with; the country's code and kind or a name follow."""

_LATIN = frozenset({"pl", "fr", "de"})


@dataclass(frozen=True)
class Entry:
    """One way an event is put into words.

    `frame` names how places in the clause become roles (`frames.yaml`), `words` match the
    predicate.  In the clause must be one word of each class in `needs`, and the roles in
    `filled`; `anywhere`: the needed words may stand in the sentence's other clauses.  `noun` is a
    predicate that is a noun; `weak` counts only where nothing else does.
    """

    event: Event
    frame: Mapping[str, str]
    words: Matcher
    needs: frozenset[str]
    filled: frozenset[str]
    noun: bool
    weak: bool
    anywhere: bool
    status: Status | None


@dataclass(frozen=True)
class Vocabulary:
    """All word lists of one language; `docs/method.md` tells their use."""

    code: str
    language: str
    spaced: bool
    abbreviations: frozenset[str]
    names: Matcher
    titles: Matcher
    firms: Matcher
    groups: Matcher
    linking: frozenset[str]
    starters: frozenset[str]
    surnames: frozenset[str]
    joining: Matcher
    breaks: Matcher
    markers: Matcher
    according: Matcher
    behind: Matcher
    says: Matcher
    citing: Matcher
    anaphoric: Matcher
    hedges: Matcher
    negation: Matcher
    negation_after: Matcher
    capital_nouns: bool
    denial: Matcher
    unproven: Matcher
    acquittal: Matcher
    retraction: Matcher
    stopped: Matcher
    status: Matcher
    passive: Matcher
    verb_second: bool
    negation_reach: int
    passive_reach: int
    instrumental: tuple[str, ...]
    accusative: tuple[str, ...]
    purpose: Matcher
    relative: Matcher
    countries: Mapping[str, str]
    nominatives: frozenset[str]
    classes: Matcher
    goods: Matcher
    dates: Mapping[str, Any]
    entries: tuple[Entry, ...]
    gazetteer: Gazetteer

    @classmethod
    @cache
    def load(cls, code: str) -> Vocabulary:
        """Read `byway/data/reading/languages/{code}.yaml`; loaded once."""
        data = load_yaml(f"reading/languages/{code}.yaml")
        frames = load_yaml("reading/languages/frames.yaml")
        gazetteer = Gazetteer.load()
        lists = {
            name: Matcher({name: data.get(name) or ()})
            for name in (
                "titles firms groups joining breaks according behind says citing anaphoric "
                "negation negation_after denial unproven acquittal retraction stopped "
                "passive purpose relative"
            ).split()
        }
        lists["groups"] = Matcher({"groups": [*data["groups"], *data["firms"]]})
        measure = {"measure": data["classes"]["measure"]}
        return cls(
            code=code,
            language=data["language"],
            spaced=data.get("spaced", True),
            abbreviations=frozenset(data.get("abbreviations") or ()),
            names=Matcher(_names(code, data, gazetteer)),
            linking=frozenset(data.get("linking") or ()),
            starters=frozenset(data.get("starters") or ()),
            surnames=frozenset(data.get("surnames") or ()),
            markers=Matcher(data["markers"]),
            hedges=Matcher({str(Certainty(k)): v for k, v in data["hedges"].items()}),
            status=Matcher({str(Status(k)): v for k, v in data["status"].items()}),
            instrumental=tuple(data.get("instrumental") or ("\n",)),
            accusative=tuple(data.get("accusative") or ()),
            negation_reach=data.get("negation_reach", 4),
            verb_second=data.get("verb_second", False),
            passive_reach=data.get("passive_reach", 3),
            capital_nouns=data.get("capital_nouns", False),
            classes=Matcher({**data["classes"], **measure}),
            goods=Matcher(data["goods"]),
            dates=data["dates"],
            entries=tuple(_entry(raw, frames["frames"]) for raw in data["events"]),
            gazetteer=gazetteer,
            countries=english_names(),
            nominatives=nominatives(data["locale"], data.get("declension") or {}),
            **lists,
        )


def _names(code: str, data: Mapping[str, Any], gazetteer: Gazetteer) -> dict[str, Iterable[str]]:
    declension = data.get("declension") or {}
    table: dict[str, list[str]] = {
        COUNTRY + key: patterns for key, patterns in country_patterns(data["locale"], data).items()
    }
    for name, body in gazetteer.bodies.items():
        if len(name) > 2 or name in ("EU", "UN"):
            table.setdefault(KNOWN_BODY + body.name, []).append(declined(name, declension))
    if code in _LATIN:
        for name in gazetteer.leaders:
            if len(name) > 3 or " " in name:
                table.setdefault(KNOWN_PERSON + _fullest(name, gazetteer), []).append(
                    declined(name, declension)
                )
    for prefix, part in ((KNOWN_PERSON, "people"), (KNOWN_BODY, "organisations")):
        for name, patterns in (data.get(part) or {}).items():
            table.setdefault(prefix + name, []).extend(patterns)
    table[NO_NAME] = list(data.get("not_names") or ())
    return dict(table)


def _fullest(name: str, gazetteer: Gazetteer) -> str:
    """The first full name in the gazetteer that ends as `name` does."""
    code = gazetteer.leaders[name]
    for other, country in gazetteer.leaders.items():
        if country == code and other.endswith(name) and len(other) > len(name):
            return other
    return name


def _entry(raw: Mapping[str, Any], frames: Mapping[str, Mapping[str, str]]) -> Entry:
    return Entry(
        event=Event(raw["event"]),
        frame=frames[raw["frame"]],
        words=Matcher({raw["event"]: raw["words"]}),
        needs=frozenset(raw.get("needs") or ()),
        filled=frozenset(raw.get("filled") or ()),
        noun=raw.get("noun", False),
        weak=raw.get("weak", False),
        anywhere=raw.get("anywhere", False),
        status=Status(raw["status"]) if "status" in raw else None,
    )
