"""Rules as data: what each looks at, under which official text, in which context it counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from byway.data import load_yaml
from byway.shipments.contexts import READS

FOLDER = "rules"
OTHER_FILES = ("programmes.yaml", "questions.yaml")


@dataclass(frozen=True)
class Source:
    """An official text: who published what, when (if it says), and the item of it."""

    document: str
    date: date | None = None
    item: str | None = None
    address: str | None = None

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.document, self.date, self.item) if part)


@dataclass(frozen=True)
class Rule:
    """One red flag that records can decide.

    needs: fields of the shipment without which it, or its context, cannot be decided (named when
        they are missing).
    shows: columns whose values decided, in the outcome's `values`.
    context: names of conditions (`contexts`) under which it counts; all must hold.
    registers: knowledge from outside the file (`registers`) without which it cannot be decided.
    weight: 1 (ordinary trade has it too), 2, 3 (hardly innocent), for the triage order.
    unknown: what is missing where all needed fields are there and it is still open.
    question: what only a person can add, for flags that records decide in part.
    since, until: when the official text holds.
    """

    id: str
    title: str
    description: str
    sources: tuple[Source, ...]
    needs: tuple[str, ...]
    shows: tuple[str, ...]
    version: str
    weight: int
    context: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)
    unknown: str = ""
    question: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def family(self) -> str:
        """The three letters that its id begins with."""
        return self.id.split("-")[0]

    @property
    def citation(self) -> str:
        """Its sources in one line."""
        return "; ".join(map(str, self.sources))

    @classmethod
    def parse(cls, row: dict[str, Any]) -> Rule:
        """A rule from its row in a file of `data/rules`."""
        known = dict(row)
        known["sources"] = tuple(Source(**source) for source in row["sources"])
        known["version"] = str(row["version"])
        for name in ("needs", "shows", "context", "registers"):
            known[name] = tuple(row.get(name, ()))
        known["shows"] = known["shows"] or known["needs"]
        wanted = (name for context in known["context"] for name in READS[context])
        known["needs"] = tuple(dict.fromkeys((*known["needs"], *wanted)))
        return cls(**known)


@cache
def catalogue() -> tuple[Rule, ...]:
    """All rules, in the order of their ids."""
    names = sorted(
        entry.name
        for entry in files("byway.data").joinpath(FOLDER).iterdir()
        if entry.name.endswith(".yaml") and entry.name not in OTHER_FILES
    )
    rows = (row for name in names for row in load_yaml(f"{FOLDER}/{name}")["rules"])
    return tuple(sorted((Rule.parse(row) for row in rows), key=lambda rule: rule.id))


@cache
def questions() -> tuple[dict[str, str], ...]:
    """The red flags that only a person can see: id, title, question, reason, source."""
    rows = load_yaml(f"{FOLDER}/questions.yaml")["questions"]
    return tuple(sorted(rows, key=lambda row: str(row["id"])))
