"""The reader's vocabulary: data files read once and turned into sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Entry:
    """One way an event is put into words.

    `verbs` or `nouns` are lemmas.  `slots` maps a grammatical slot (object, a preposition) to the
    classes of which one must fill it; `needs` names roles that must be filled in the end.
    """

    event: str
    frame: dict[str, str]
    frame_name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    slots: dict[str, frozenset[str]]
    needs: frozenset[str]
    particle: frozenset[str]
    with_word: frozenset[str]
    without: frozenset[str]


_PLAIN = {"event", "frame", "verbs", "nouns", "needs", "particle", "with_word", "without"}
_LISTS = (
    "support",
    "quantities",
    "qualifiers",
    "general",
    "helping",
    "imposers",
    "in_force",
    "topics",
    "making",
    "acts",
    "presupposed",
    "talking",
    "apart",
    "using",
    "bearing",
    "countering",
    "instruments",
    "aiming",
    "biting",
    "through",
    "holding",
    "passages",
    "lies",
    "bound",
    "receiving",
)


@dataclass(frozen=True)
class Lexicon:
    """All word lists.  `words`, `goods`, `hedges`, `status` are as in the files of these names."""

    words: dict[str, frozenset[str]]
    goods: dict[str, frozenset[str]]
    hedges: dict[str, Any]
    status: dict[str, dict[str, frozenset[str]]]
    classes: dict[str, frozenset[str]]
    support: frozenset[str]
    quantities: frozenset[str]
    qualifiers: frozenset[str]
    general: frozenset[str]
    helping: frozenset[str]
    imposers: frozenset[str]
    in_force: frozenset[str]
    topics: frozenset[str]
    making: frozenset[str]
    acts: frozenset[str]
    presupposed: frozenset[str]
    talking: frozenset[str]
    apart: frozenset[str]
    using: frozenset[str]
    bearing: frozenset[str]
    countering: frozenset[str]
    instruments: frozenset[str]
    aiming: frozenset[str]
    biting: frozenset[str]
    through: frozenset[str]
    holding: frozenset[str]
    passages: frozenset[str]
    lies: frozenset[str]
    bound: frozenset[str]
    receiving: frozenset[str]
    blocs: dict[str, str]
    verbs: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Lexicon:
        """Read `byway/data/reading/*.yaml`."""
        events = _yaml("events.yaml")
        entries = [_entry(raw, events["frames"]) for raw in events["entries"]]
        return cls(
            words=_sets(_yaml("words.yaml")),
            goods=_sets(_yaml("goods.yaml")),
            hedges=_deep_sets(_yaml("hedges.yaml")),
            status={k: v for k, v in _deep_sets(_yaml("status.yaml")).items() if k != "source"},
            classes=_sets(events["classes"]),
            **{name: frozenset(events[name]) for name in _LISTS},
            blocs=events["blocs"],
            verbs=_by_lemma(entries, "verbs"),
            nouns=_by_lemma(entries, "nouns"),
        )

    @cached_property
    def person_titles(self) -> frozenset[str]:
        """Single-word titles ("minister" of "prime minister" too)."""
        return frozenset(title.split()[-1] for title in self.words["titles"])


def _entry(raw: dict[str, Any], frames: dict[str, dict[str, str]]) -> Entry:
    return Entry(
        event=raw["event"],
        frame=frames[raw["frame"]],
        frame_name=raw["frame"],
        verbs=frozenset(raw.get("verbs", ())),
        nouns=frozenset(raw.get("nouns", ())),
        slots={name: frozenset(value) for name, value in raw.items() if name not in _PLAIN},
        needs=frozenset(raw.get("needs", ())),
        particle=frozenset(raw.get("particle", ())),
        with_word=frozenset(raw.get("with_word", ())),
        without=frozenset(raw.get("without", ())),
    )


def _by_lemma(entries: list[Entry], part: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for lemma in getattr(entry, part):
            found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(group) for lemma, group in found.items()}


def _yaml(name: str) -> dict[str, Any]:
    text = files("byway.data").joinpath("reading", name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return loaded


def _sets(raw: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(value) for name, value in raw.items() if isinstance(value, list)}


def _deep_sets(raw: Any) -> Any:
    if isinstance(raw, list):
        return frozenset(raw)
    if isinstance(raw, dict):
        return {name: _deep_sets(value) for name, value in raw.items()}
    return raw
