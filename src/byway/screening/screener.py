"""The screener: listed parties in, ranked and explained matches out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from byway.errors import InputError
from byway.model import Reason
from byway.screening import evidence, explanation
from byway.screening.candidates import candidates, with_parties
from byway.screening.comparison import NO_NAMES_BITS
from byway.screening.index import Index
from byway.screening.indexing import index_of
from byway.screening.matcher import bits_of, meet_listed
from byway.screening.names import Kind, Name, kind_of
from byway.screening.records import BATCH, MAX_NAMES, Entity, Record
from byway.screening.scoring import model, score
from byway.screening.storage import load_columns, save_columns

THRESHOLD = 0.7
STRONG_THRESHOLD = 0.9
FLOOR = 0.2
"""Scores below this are not reported: they say that the parties differ."""
FLOOR_BITS = math.log2(FLOOR / (1 - FLOOR))
QUERY_NAMES = 24
WARMING_NAME = "Anna 2 習 김 Ян عبد 安·安"


@dataclass(frozen=True, slots=True)
class _Query:
    """A party that is asked about, read."""

    schema: str
    names: list[Name]
    facts: evidence.Facts
    identified: list[int]
    """Listed parties that share an identifier with it."""

    @classmethod
    def of(cls, record: Record, kind: Kind, index: Index) -> _Query:
        # Of a body every name may tell a country.
        names = record.names(kind, MAX_NAMES if kind is Kind.ENTITY else QUERY_NAMES)
        facts = record.facts(record.lands(names))
        identified = index.by_identifiers(facts) if facts.identifiers else []
        return cls(record.schema, names[:QUERY_NAMES], facts, identified)


class Screener:
    """Listed parties, ready to be matched against.  Immutable; shared by threads and processes.

    `threshold` is where a score becomes an alert, `strong_threshold` where it is a strong one.
    A score depends on the two parties alone, never on what else is listed.
    """

    def __init__(
        self,
        index: Index,
        *,
        threshold: float = THRESHOLD,
        strong_threshold: float = STRONG_THRESHOLD,
    ) -> None:
        self._index = index
        self.folder: Path | None = None
        """Where the index was loaded from, None for one built in memory."""
        self.threshold = threshold
        self.strong_threshold = strong_threshold
        # The first query reads lexicons and transliteration tables; no user's query pays for it.
        self.match_many(
            {"id": "", "schema": schema, "properties": {"name": [WARMING_NAME]}}
            for schema in ("Person", "Company", "Vessel")
        )

    @classmethod
    def build(
        cls,
        entities: Iterable[Entity],
        *,
        threshold: float = THRESHOLD,
        strong_threshold: float = STRONG_THRESHOLD,
    ) -> Self:
        """A screener over `entities`; of several with one id the first counts.

        Raises InputError when an entity is not FtM-shaped.
        """
        index = index_of(Record.of(entity) for entity in entities)
        return cls(index, threshold=threshold, strong_threshold=strong_threshold)

    def __len__(self) -> int:
        return len(self._index)

    def match(self, entity: Entity, limit: int = 10) -> list[tuple[str, float]]:
        """Listed parties like `entity`: (id, score in [0, 1]), best first, at most `limit`."""
        return self.match_records([Record.of(entity)], limit)[0]

    def match_many(
        self, entities: Iterable[Entity], limit: int = 10
    ) -> list[list[tuple[str, float]]]:
        """`match` for each of many, in order, several times as fast.

        `byway.screening.Workers` does the same on several cores.
        """
        results: list[list[tuple[str, float]]] = []
        batch: list[Record] = []
        for entity in entities:
            batch.append(Record.of(entity))
            if len(batch) == BATCH:
                results += self.match_records(batch, limit)
                batch = []
        return results + (self.match_records(batch, limit) if batch else [])

    def match_records(
        self, records: Sequence[Record], limit: int = 10
    ) -> list[list[tuple[str, float]]]:
        """`match` for parties that are read already, all at once."""
        results: list[list[tuple[str, float]]] = [[] for _ in records]
        by_kind: dict[Kind, list[int]] = {}
        for number, record in enumerate(records):
            by_kind.setdefault(kind_of(record.schema), []).append(number)
        for kind, numbers in by_kind.items():
            for number, ranked in zip(
                numbers,
                self._match_kind([records[n] for n in numbers], kind, limit),
                strict=True,
            ):
                results[number] = ranked
        return results

    def _match_kind(
        self, records: list[Record], kind: Kind, limit: int
    ) -> list[list[tuple[str, float]]]:
        index = self._index
        queries = [_Query.of(record, kind, index) for record in records]
        names = [name for query in queries for name in query.names]
        owner = np.arange(len(queries)).repeat([len(query.names) for query in queries])
        left, right = candidates(index, names, self._matchable(queries)[owner])
        identified = [queries[number].identified for number in owner.tolist()]
        left, right = with_parties(index, identified, left, right)
        ranked: list[list[tuple[str, float]]] = [[] for _ in records]
        if len(left):
            bits = bits_of(index, names, left, right, kind)
            listed = index.name_party[right]
            ranked = self._ranked(owner[left], listed, bits, queries, kind, limit=limit)
        for number, query in enumerate(queries):
            if query.identified and not query.names:
                ranked[number] = self._unnamed(query, kind, limit)
        return ranked

    def _unnamed(self, query: _Query, kind: Kind, limit: int) -> list[tuple[str, float]]:
        """The parties that a party without a name shares an identifier with, best first."""
        index, weights = self._index, model(kind)
        scored = []
        for party in set(query.identified):
            compared = evidence.compare(query.facts, index.facts(party))
            value = score(NO_NAMES_BITS + weights.evidence_bits(compared))
            if value >= FLOOR:
                scored.append((-value, party))
        return [(index.ids[party], -value) for value, party in sorted(scored)[:limit]]

    def _ranked(
        self,
        owner: NDArray[np.int64],
        listed: NDArray[np.int32],
        met_bits: NDArray[np.float32],
        queries: list[_Query],
        kind: Kind,
        *,
        limit: int,
    ) -> list[list[tuple[str, float]]]:
        """The parties that each query met, best first, with what else is known weighed in.

        A row a pair of names: the query's number, the listed party's, and what their names say.
        """
        index, weights = self._index, model(kind)
        reach = met_bits + self._most_evidence(owner, listed, queries, kind)
        promising = (reach >= FLOOR_BITS).nonzero()[0]
        best: dict[tuple[int, int], float] = {}
        for asked, party, bits in zip(
            owner[promising].tolist(),
            listed[promising].tolist(),
            met_bits[promising].tolist(),
            strict=True,
        ):
            if bits > best.get((asked, party), -math.inf):
                best[asked, party] = bits
        results: list[list[tuple[float, int]]] = [[] for _ in queries]
        for (asked, party), bits in best.items():
            compared = evidence.compare(queries[asked].facts, index.facts(party))
            value = score(bits + weights.evidence_bits(compared))
            if value >= FLOOR:
                results[asked].append((-value, party))
        return [
            [(index.ids[party], -value) for value, party in sorted(own)[:limit]] for own in results
        ]

    def _most_evidence(
        self,
        owner: NDArray[np.int64],
        listed: NDArray[np.int32],
        queries: list[_Query],
        kind: Kind,
    ) -> NDArray[np.floating] | float:
        """At most what evidence besides names can add, a row a query and listed party."""
        weights, index = model(kind), self._index
        most: NDArray[np.floating] | float = 0.0
        if any(query.facts.births for query in queries):
            since, until = np.array([query.facts.years for query in queries], np.int16).T
            if len(queries) > 1:
                since, until = since[owner], until[owner]
            first, last = index.first_year[listed], index.last_year[listed]
            known = (since > 0) & (first > 0)
            meet = known & (first <= until + 1) & (since <= last + 1)
            most = np.where(meet, weights.most_birth, np.where(known, weights.most_slip, 0))
        for row in [n for n, query in enumerate(queries) if query.identified]:
            most = np.where(
                (owner == row) & np.isin(listed, queries[row].identified), math.inf, most
            )
        return most + weights.evidence["country_match"]

    def _matchable(self, queries: Sequence[_Query]) -> NDArray[np.bool_]:
        """Per query and listed schema whether a party of that schema may be meant."""
        known = self._schemata
        for schema in {query.schema for query in queries}:
            if schema not in known:
                known[schema] = self._index.matchable(schema)
        return np.array([known[query.schema] for query in queries])

    @cached_property
    def _schemata(self) -> dict[str, NDArray[np.bool_]]:
        return {}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        ids = self._index.ids
        return {ids[number]: number for number in range(len(ids))}

    def explain(self, entity: Entity, listed_id: str) -> tuple[Reason, ...]:
        """What spoke for and against `listed_id`, weights in bits, the strongest first.

        Raises InputError when it is not listed.
        """
        party = self._numbers.get(listed_id)
        if party is None:
            raise InputError("listed id", f"{listed_id!r} is not listed", "an id of the lists")
        record = Record.of(entity)
        kind = kind_of(record.schema)
        names = record.names(kind, QUERY_NAMES)
        rows = self._index.names_of(party)
        facts = evidence.compare(record.facts(), self._index.facts(party))
        if not names or not len(rows):
            return explanation.of_facts(facts, record.facts(), self._index.facts(party), kind)
        left = np.repeat(np.arange(len(names)), len(rows))
        met = meet_listed(self._index, names, left, np.tile(rows, len(names)), kind)
        best = int(met.bits.argmax())
        listed = self._index.name_texts[int(met.right[best])]
        return explanation.of_names(
            met, best, names[int(met.left[best])].text, listed, kind
        ) + explanation.of_facts(facts, record.facts(), self._index.facts(party), kind)

    def save(self, folder: Path) -> None:
        """Keep the screener in `folder`; raises OutputError when it cannot be written."""
        columns, facts = self._index.columns()
        facts |= {"threshold": self.threshold, "strong_threshold": self.strong_threshold}
        save_columns(folder, columns, facts)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The screener kept in `folder`, memory-mapped; raises InputError when there is none."""
        columns, facts = load_columns(folder)
        screener = cls(
            Index.from_columns(columns, facts),
            threshold=float(facts["threshold"]),
            strong_threshold=float(facts["strong_threshold"]),
        )
        screener.folder = folder
        return screener
