"""A party as screening sees it, from an FtM-shaped dict or a Party."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from byway.errors import InputError
from byway.model import Party
from byway.screening.evidence import Facts
from byway.screening.lexicon import yaml
from byway.screening.names import Kind, Name, alternatives, analyse, kind_of, place_words

Entity = Mapping[str, Any] | Party
"""A party as FtM-shaped dict `{"id", "schema", "properties"}` or as Party."""

MAX_NAMES = 250
"""Names of one party that are read."""
BATCH = 512
"""Parties that are asked about at once."""


@dataclass(frozen=True, slots=True)
class Record:
    """Id, schema and properties of a party, checked."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, entity: Entity) -> Record:
        """The record of `entity`; raises InputError when it is not shaped as one."""
        if isinstance(entity, Party):
            return cls(entity.id, entity.schema_name, entity.properties)
        schema = entity.get("schema")
        properties = entity.get("properties") or {}
        if not isinstance(schema, str) or not isinstance(properties, Mapping):
            raise InputError(
                f"entity {entity.get('id')!r}", "no schema or properties", "an FtM-shaped entity"
            )
        return cls(str(entity.get("id") or ""), schema, properties)

    def names(self, kind: Kind | None = None, most: int = MAX_NAMES) -> list[Name]:
        """The first `most` different names of the party, read as `kind` (its own when None)."""
        kind = kind or kind_of(self.schema)
        found: dict[tuple[Any, ...], Name] = {}
        for text, weak in self._texts():
            if len(found) >= most:
                break
            for form in [text] if kind is Kind.PERSON else alternatives(text):
                name = analyse(form, kind, weak)
                if name:
                    found.setdefault((name.words, name.legal, name.compact, name.han), name)
        return list(found.values())[:most]

    def _texts(self) -> list[tuple[str, bool]]:
        layout = _layout()
        texts = [
            (value, False) for name in layout["names"] for value in self.properties.get(name, ())
        ]
        if not texts:
            parts = [
                value for name in layout["name_parts"] for value in self.properties.get(name, ())
            ]
            texts = [(" ".join(parts), False)] if parts else []
        texts += [
            (value, True)
            for name in layout["weak_names"]
            for value in self.properties.get(name, ())
        ]
        return texts

    def facts(self, lands: Sequence[str] | None = None) -> Facts:
        """What is known of the party besides names, and the countries its names tell of.

        `lands` are these countries, if they were read before.
        """
        if lands is None:
            lands = self.lands(self.names())
        return Facts.of(self.schema, self.properties, lands)

    def lands(self, names: Sequence[Name]) -> list[str]:
        """Codes of the countries that the names of a body tell of: "VTB Bank Georgia"."""
        if kind_of(self.schema) is not Kind.ENTITY:
            return []
        places = place_words()
        words = {word for name in names for word in name.words}
        return sorted({code for word in words for code in places.get(word, ())})

    def evidence(self, lands: Sequence[str]) -> str:
        """What `facts_from` reads again, as JSON; empty when there is nothing."""
        kept = {
            name: list(values)
            for name in _evidence_properties()
            if (values := self.properties.get(name))
        }
        if lands:
            kept[_LANDS] = list(lands)
        return json.dumps(kept, ensure_ascii=False) if kept else ""


def has_name(party: Entity) -> bool:
    """Whether `party` has a name that can be read."""
    return bool(Record.of(party).names())


_LANDS = "(lands)"


def facts_from(schema: str, evidence: str) -> Facts:
    """The facts of a party whose `Record.evidence` was kept."""
    kept = json.loads(evidence) if evidence else {}
    return Facts.of(schema, kept, kept.pop(_LANDS, ()))


@cache
def _layout() -> dict[str, list[str]]:
    return yaml("properties.yaml")


@cache
def _evidence_properties() -> tuple[str, ...]:
    layout = _layout()
    groups = ("births", "countries", "genders", "unique_identifiers", "other_identifiers")
    return tuple(name for group in groups for name in layout[group])
