"""The listed parties and their names as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.screening.evidence import Facts, schemata_match
from byway.screening.pairing import Side
from byway.screening.records import facts_from
from byway.screening.spans import ranges, spans
from byway.screening.storage import Texts
from byway.screening.vocabulary import Vocabulary

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

SAME_NUMBER = 32
"""Parties of one identifier that are looked at."""
REMEMBERED = 50_000
"""Parties whose facts are kept once they were read."""


@dataclass(frozen=True)
class Index:
    """Parties, their names, and postings from words to names.  All arrays may be memory-mapped."""

    vocabulary: Vocabulary
    ids: Texts
    records: Texts
    """Per party its FtM properties that are evidence, as JSON."""
    schemata: tuple[str, ...]
    legal_forms: tuple[str, ...]
    schema_of: NDArray[np.int16]
    first_year: NDArray[np.int16]
    last_year: NDArray[np.int16]
    """Per party the years its births lie in; 0 when it has none."""
    name_texts: Texts
    name_compacts: Texts
    name_compact: NDArray[np.uint32]
    name_party: Ints
    name_ends: NDArray[np.int64]
    name_words: Ints
    name_bits: Floats
    name_total: Floats
    name_legal: NDArray[np.int16]
    name_weak: NDArray[np.bool_]
    name_han: Ints
    name_syllabic: NDArray[np.bool_]
    posting_ends: NDArray[np.int64]
    posting_names: Ints
    compact_sums: NDArray[np.uint32]
    compact_names: Ints
    identifier_sums: NDArray[np.uint32]
    identifier_parties: Ints

    def columns(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Arrays and facts to be stored."""
        own = {item.name: getattr(self, item.name) for item in fields(self)}
        vocabulary: Vocabulary = own.pop("vocabulary")
        facts = {"schemata": own.pop("schemata"), "legal_forms": own.pop("legal_forms")}
        return {**own, **vocabulary.columns()}, facts

    @classmethod
    def from_columns(cls, columns: dict[str, Any], facts: Mapping[str, Any]) -> Index:
        """The index whose arrays were stored."""
        own = {name: value for name, value in columns.items() if not name.startswith("word_")}
        return cls(
            vocabulary=Vocabulary.from_columns(columns),
            schemata=tuple(facts["schemata"]),
            legal_forms=tuple(facts["legal_forms"]),
            **own,
        )

    def __len__(self) -> int:
        return len(self.ids)

    def matchable(self, schema: str) -> NDArray[np.bool_]:
        """Per number of a listed schema whether a party of `schema` may be one of it."""
        return np.array([schemata_match(schema, other) for other in self.schemata], bool)

    def side(self, names: NDArray[np.integer]) -> Side:
        """Listed names as one side of a column of pairs."""
        starts = self.name_ends[names]
        sizes = self.name_ends[names + 1] - starts
        width = max(1, int(sizes.max()))
        steps = np.arange(width)
        inside = steps < sizes[:, None]
        at = (starts[:, None] + steps) * inside
        ids = self.name_words[at]
        ids[~inside] = -1
        bits = self.name_bits[at] * inside
        flags = self.vocabulary.flags[ids] * inside
        return Side(
            ids,
            bits,
            flags,
            self.vocabulary.sizes[ids] * inside,
            self.name_legal[names],
            self.name_weak[names],
            self.name_total[names],
            self.name_han[names],
            self.name_syllabic[names],
            self.name_compact[names],
            self.name_compacts.sizes(names),
            partial(self._compacts, names),
        )

    def _compacts(self, names: NDArray[np.integer], rows: NDArray[np.integer]) -> list[str]:
        return self.name_compacts.take(names[rows])

    def by_identifiers(self, facts: Facts) -> list[int]:
        """Parties that share an identifier with `facts`."""
        starts, sizes = spans(self.identifier_sums, sorted(facts.identifiers))
        sizes = np.minimum(sizes, SAME_NUMBER)
        parties = self.identifier_parties[ranges(starts, sizes)].tolist()
        return [party for party in parties if self.facts(party).identifiers & facts.identifiers]

    def names_of(self, party: int) -> NDArray[np.int64]:
        """The numbers of a party's names."""
        first = self.name_party.searchsorted(party, "left")
        last = self.name_party.searchsorted(party, "right")
        return np.arange(first, last)

    def facts(self, party: int) -> Facts:
        """What the list says of a party besides names; what was asked before is remembered."""
        found = self._facts.get(party)
        if found is None:
            if len(self._facts) > REMEMBERED:
                self._facts.clear()
            found = facts_from(self.schemata[self.schema_of[party]], self.records[party])
            self._facts[party] = found
        return found

    @cached_property
    def _facts(self) -> dict[int, Facts]:
        return {}
