"""Columns of name pairs, from words to features.

Names become rows of word numbers; a table of word similarities says how the words of the two
sides meet; `alignment` pairs them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from byway.screening.alignment import (
    INITIAL,
    NUMBER,
    PLACE,
    SHORT,
    SHORT_LETTERS,
    Alignment,
    Likes,
    Words,
    align,
)
from byway.screening.names import Name, place_words
from byway.screening.spelling import Codes, Column, Floats, similarities
from byway.screening.variants import are_variants

Ints = NDArray[np.int32]


class Table(Protocol):
    """Similarities of the words of two sides."""

    def look_up(self, left: Side, right: Side) -> Likes:
        """The words that are alike of each name of `left` and the one of `right` in its row."""


@dataclass(frozen=True, slots=True)
class Side:
    """Names of one side: word numbers and bits per name, padded; and how to read the numbers."""

    ids: Ints
    bits: Floats
    flags: NDArray[np.uint8]
    """What each word is, as `alignment` numbers it."""
    sizes: NDArray[np.int16]
    legal: NDArray[np.int16]
    weak: NDArray[np.bool_]
    total: Floats
    han: NDArray[np.int32]
    syllabic: NDArray[np.bool_]
    compact: NDArray[np.uint32]
    """A number for the name's letters in one sound, without spaces."""
    letters: NDArray[np.int64]
    """How many these are."""
    compacts: Callable[[NDArray[np.integer]], list[str]]
    """These letters, for some rows."""

    @classmethod
    def of(cls, names: Sequence[Name], numbering: dict[str, int], legal: dict[str, int]) -> Side:
        """The side of `names`; new words and legal forms are added to the numberings."""
        width = max((len(name.words) for name in names), default=1)
        ids, bits, flags, sizes = [], [], [], []
        for name in names:
            words = name.words
            beyond = [0] * (width - len(words))
            numbers = [numbering.setdefault(word, len(numbering)) for word in words]
            ids.append([*numbers, *([-1] * len(beyond))])
            bits.append([*name.bits, *beyond])
            flags.append([*map(word_flags, words), *beyond])
            sizes.append([*map(len, words), *beyond])
        forms = [legal.setdefault(name.legal, len(legal)) if name.legal else 0 for name in names]
        worth = np.array(bits, np.float32)
        return cls(
            np.array(ids, np.int32),
            worth,
            np.array(flags, np.uint8),
            np.array(sizes, np.int16),
            np.array(forms, np.int16),
            np.array([name.weak for name in names], bool),
            worth.sum(axis=1),
            np.array([han_number(name.han) for name in names], np.int32),
            np.array([name.syllabic for name in names], bool),
            np.array([checksum(name.compact) for name in names], np.uint32),
            np.array([len(name.compact) for name in names], np.int64),
            lambda rows: [names[row].compact for row in rows.tolist()],
        )

    def take(self, rows: NDArray[np.integer]) -> Side:
        """The names of the given rows."""
        return Side(
            self.ids.take(rows, 0),
            self.bits.take(rows, 0),
            self.flags.take(rows, 0),
            self.sizes.take(rows, 0),
            self.legal[rows],
            self.weak[rows],
            self.total[rows],
            self.han[rows],
            self.syllabic[rows],
            self.compact[rows],
            self.letters[rows],
            lambda some: self.compacts(rows[some]),
        )


@lru_cache(maxsize=100_000)
def word_flags(word: str) -> int:
    """What a word is, as `alignment` numbers it."""
    return (
        NUMBER * word.isdigit()
        | INITIAL * (len(word) == 1 and word.isalpha())
        | PLACE * (word in place_words())
        | SHORT * (len(word) in SHORT_LETTERS)
    )


def checksum(text: str) -> int:
    """A 32-bit number of a text, the same in every process."""
    return zlib.crc32(text.encode("utf-8"))


def han_number(han: str) -> int:
    """A number for Han text, 0 for none."""
    return zlib.crc32(han.encode("utf-8")) & 0x7FFFFFFF if han else 0


@dataclass(frozen=True, slots=True)
class DenseTable:
    """Every left word against every right word; for few names."""

    similarity: Floats
    rule: Codes

    @classmethod
    def of(cls, left: Sequence[str], right: Sequence[str]) -> DenseTable:
        """The table of two lists of different words."""
        wide = len(right)
        first = Column.of(left).take(np.repeat(np.arange(len(left)), wide))
        second = Column.of(right).take(np.tile(np.arange(wide), len(left)))
        variant = np.fromiter(map(are_variants, first.words, second.words), bool, len(first.words))
        similarity, rule = similarities(first, second, variant)
        # One more row and column, of zeros, which number -1 reaches.
        shape = (len(left) + 1, wide + 1)
        full = np.zeros(shape, np.float32)
        codes = np.zeros(shape, np.int8)
        full[:-1, :-1] = similarity.reshape(len(left), wide)
        codes[:-1, :-1] = rule.reshape(len(left), wide)
        return cls(full, codes)

    def look_up(self, left: Side, right: Side) -> Likes:
        """The words that are alike of each name of `left` and the one of `right` in its row."""
        at = left.ids[:, :, None], right.ids[:, None, :]
        similarity, rule = self.similarity[at].ravel(), self.rule[at].ravel()
        cells = similarity.nonzero()[0]
        return Likes(cells, similarity[cells], rule[cells])


def meet(left: Side, right: Side, table: Table) -> Alignment:
    """Align row by row: names of `left` with names of `right`."""
    return align(
        Words(left.bits, left.flags),
        Words(right.bits, right.flags),
        table.look_up(left, right),
    )
