"""The listed names as columns, and the few of them that a query may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.screening.evidence import Facts, schemata_match
from byway.screening.names import Name
from byway.screening.pairing import Side, checksum
from byway.screening.records import facts_from
from byway.screening.storage import Texts
from byway.screening.vocabulary import Vocabulary, WordLikes

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

CANDIDATES = 32
"""Listed names that are compared in full for one query name."""
LONGEST_POSTING = 20_000
"""Names that one word may bring up; a commoner word only confirms what rarer ones found."""
LEAST_SHARE = 0.4
"""Share of the poorer name's bits that must meet for two names to be compared in full."""
NEAR_BEST = 0.6
"""The same, as share of what the nearest name reaches."""
CONFIRMING = 0.15
"""A word worth less than this share of its name only confirms what the name's others found."""
REMEMBERED = 50_000
"""Parties whose facts are kept once they were read."""
JOINED_BITS = 6.0
PART_BITS = 4.0
"""What a word made by joining or parting the query's words is worth in the search."""


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

    def candidates(self, name: Name, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The listed names most like `name`, at most CANDIDATES, whatever their order.

        A name is ranked by the bits of the query's words that it has likes of, less half of what
        both sides have left over.
        """
        total = float(sum(name.bits))
        words = dict(zip(name.words, name.bits, strict=True))
        likes = self.vocabulary.like(words)
        if parted := self._parted(name.words, likes):
            words.update(parted)
            likes = self.vocabulary.like(words)
        by_worth = sorted(words, key=lambda word: -words[word])
        while len(by_worth) > 2 and words[by_worth[-1]] < CONFIRMING * total:
            by_worth.pop()
        own = [likes[word] for word in by_worth]
        ids = np.concatenate([like.ids for like in own])
        worth = np.concatenate(
            [
                like.similarity * np.float32(words[word])
                for word, like in zip(by_worth, own, strict=True)
            ]
        )
        starts = self.posting_ends[ids]
        sizes = self.posting_ends[ids + 1] - starts
        if int(sizes.sum()) > LONGEST_POSTING:
            kept = _affordable(sizes, worth, [len(like.ids) for like in own])
            starts, sizes, worth = starts[kept], sizes[kept], worth[kept]
        hits = self.posting_names[_ranges(starts, sizes)]
        worth = worth.repeat(sizes)
        same = self._same_compact(name.compact)
        if len(same):
            hits = np.concatenate([hits, same])
            worth = np.concatenate([worth, np.full(len(same), total, np.float32)])
        if not len(hits):
            return np.zeros(0, np.int64)
        names, gained = _sum_by(hits, worth, len(self.name_party))
        totals = self.name_total[names]
        smaller = np.minimum(totals, total)
        share = gained / smaller
        close = share >= max(LEAST_SHARE, min(1.0, float(share.max())) * NEAR_BEST)
        found = close.nonzero()[0]
        found = found[allowed[self.schema_of[self.name_party[names[found]]]]]
        found = found[names[found].argsort()]
        names = names[found]
        if len(names) > CANDIDATES:
            gained, totals, smaller = gained[found], totals[found], smaller[found]
            gained = np.minimum(gained, smaller)
            rank = 1.5 * gained - 0.5 * smaller - 0.05 * np.abs(totals - total)
            names = names[np.argpartition(-rank, CANDIDATES)[:CANDIDATES]]
        return names

    def _parted(self, words: Sequence[str], likes: Mapping[str, WordLikes]) -> dict[str, float]:
        """Listed words that the query's words make when joined or parted; to find, not to score.

        Only words that are not listed themselves are tried.
        """
        unknown = {word for word in words if not likes[word].listed}
        if not unknown:
            return {}
        joined = [
            first + second
            for first, second in pairwise(words)
            if first in unknown or second in unknown
        ]
        cuts = [
            (word[:cut], word[cut:])
            for word in unknown
            if len(word) >= 6 and word.isalpha()
            for cut in range(3, len(word) - 2)
        ]
        asked = joined + [part for cut in cuts for part in cut]
        if not asked:
            return {}
        numbers = self.vocabulary.numbers(asked)
        listed = {word for word, number in zip(asked, numbers, strict=True) if number >= 0}
        extra = {word: JOINED_BITS for word in joined if word in listed}
        for head, tail in cuts:
            if head in listed and tail in listed:
                extra[head] = extra[tail] = PART_BITS
        return extra

    def _same_compact(self, compact: str) -> Ints:
        key = np.uint32(checksum(compact))
        first = self.compact_sums.searchsorted(key, "left")
        last = self.compact_sums.searchsorted(key, "right")
        return self.compact_names[first : min(last, first + 4 * CANDIDATES)]

    def by_identifiers(self, facts: Facts) -> list[int]:
        """Parties that share an identifier with `facts`."""
        parties: list[int] = []
        for number in sorted(facts.identifiers):
            key = np.uint32(checksum(number))
            first = self.identifier_sums.searchsorted(key, "left")
            last = self.identifier_sums.searchsorted(key, "right")
            parties += self.identifier_parties[first : min(last, first + CANDIDATES)].tolist()
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


def _affordable(
    sizes: NDArray[np.int64], worth: NDArray[np.floating], counts: Sequence[int]
) -> NDArray[np.bool_]:
    """Which postings to read when there are too many: those of the most telling words.

    Words come most telling first.  A word is read in full while the sum allows; the first one at
    least in part, its nearest likes first.
    """
    kept = np.zeros(len(sizes), bool)
    spent = start = 0
    for count in counts:
        part = np.arange(start, start + count)
        start += count
        part = part[np.argsort(-worth[part], kind="stable")]
        reach = spent + np.cumsum(sizes[part])
        limit = LONGEST_POSTING if spent else 4 * LONGEST_POSTING
        if count and (not spent or int(reach[-1]) <= limit):
            part = part[reach <= limit]
            kept[part] = True
            spent += int(sizes[part].sum())
    return kept


def _ranges(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of the ranges `[start, start + size)`, one after the other."""
    if not len(sizes):
        return np.zeros(0, np.int64)
    ends = np.cumsum(sizes)
    ranges: NDArray[np.int64] = np.arange(ends[-1]) + (starts - (ends - sizes)).repeat(sizes)
    return ranges


def _sum_by(
    keys: NDArray[np.integer], values: NDArray[np.floating], size: int
) -> tuple[NDArray[np.int64], NDArray[np.floating]]:
    """The different keys, in no order, and the sum of their values; keys are below `size`."""
    count = np.arange(len(keys), dtype=np.int32)
    # Of values assigned to one place the last one stays: here the key's first position.
    first_at = np.empty(size, np.int32)
    first_at[keys[::-1]] = count[::-1]
    first = first_at[keys]
    new = (first == count).nonzero()[0]
    return keys[new].astype(np.int64), np.bincount(first, values, len(keys))[new]
