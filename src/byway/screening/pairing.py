"""Columns of name pairs, from words to features.

Names become rows of word numbers; a table of word similarities says how the words of the two
sides meet; `alignment` pairs them; `mend` sees words that one side writes apart and the other
together.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from byway.screening.alignment import Alignment, Words, align
from byway.screening.names import MAX_WORDS, Name, place_words
from byway.screening.spelling import Codes, Column, Floats, similarities
from byway.screening.variants import are_variants
from byway.screening.words import skeleton, sound

Ints = NDArray[np.int32]


class Table(Protocol):
    """Similarities of the words of two sides."""

    def look_up(self, left: Ints, right: Ints) -> tuple[Floats, Codes]:
        """Similarity and rule for word numbers of equal shape; -1 is no word."""


@dataclass(frozen=True, slots=True)
class Side:
    """Names of one side: word numbers and bits per name, padded; and how to read the numbers."""

    ids: Ints
    bits: Floats
    number: NDArray[np.bool_]
    initial: NDArray[np.bool_]
    place: NDArray[np.bool_]
    sizes: NDArray[np.int16]
    legal: NDArray[np.int16]
    weak: NDArray[np.bool_]
    total: Floats
    han: NDArray[np.int32]
    compact: NDArray[np.uint32]
    """A number for the name's letters in one sound, without spaces."""
    compacts: Callable[[NDArray[np.integer]], list[str]]
    """These letters, for some rows."""

    @classmethod
    def of(cls, names: Sequence[Name], numbering: dict[str, int], legal: dict[str, int]) -> Side:
        """The side of `names`; new words and legal forms are added to the numberings."""
        width = max((len(name.words) for name in names), default=1)
        ids = np.full((len(names), width), -1, np.int32)
        bits = np.zeros((len(names), width), np.float32)
        number = np.zeros((len(names), width), bool)
        initial = np.zeros((len(names), width), bool)
        place = np.zeros((len(names), width), bool)
        sizes = np.zeros((len(names), width), np.int16)
        places = place_words()
        for row, name in enumerate(names):
            size = len(name.words)
            ids[row, :size] = [numbering.setdefault(w, len(numbering)) for w in name.words]
            bits[row, :size] = name.bits
            number[row, :size] = [word.isdigit() for word in name.words]
            place[row, :size] = [word in places for word in name.words]
            sizes[row, :size] = [len(word) for word in name.words]
            initial[row, :size] = [len(word) == 1 and word.isalpha() for word in name.words]
        forms = [legal.setdefault(name.legal, len(legal)) if name.legal else 0 for name in names]
        return cls(
            ids,
            bits,
            number,
            initial,
            place,
            sizes,
            np.array(forms, np.int16),
            np.fromiter((name.weak for name in names), bool, len(names)),
            bits.sum(axis=1),
            np.array([han_number(name.han) for name in names], np.int32),
            np.array([checksum(name.compact) for name in names], np.uint32),
            lambda rows: [names[row].compact for row in rows.tolist()],
        )

    def take(self, rows: NDArray[np.integer]) -> Side:
        """The names of the given rows, as narrow as they allow."""
        bits = self.bits[rows]
        width = max(1, int((bits > 0).sum(axis=1).max(initial=1)))
        return Side(
            self.ids[rows, :width],
            bits[:, :width],
            self.number[rows, :width],
            self.initial[rows, :width],
            self.place[rows, :width],
            self.sizes[rows, :width],
            self.legal[rows],
            self.weak[rows],
            self.total[rows],
            self.han[rows],
            self.compact[rows],
            lambda some: self.compacts(rows[some]),
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

    def look_up(self, left: Ints, right: Ints) -> tuple[Floats, Codes]:
        """Similarity and rule for word numbers; -1 is no word."""
        return self.similarity[left, right], self.rule[left, right]


def meet(left: Side, right: Side, table: Table) -> Alignment:
    """Align row by row: names of `left` with names of `right`."""
    shape = (len(left.ids), left.ids.shape[1], right.ids.shape[1])
    similarity, rule = table.look_up(
        np.broadcast_to(left.ids[:, :, None], shape), np.broadcast_to(right.ids[:, None, :], shape)
    )
    return align(
        Words(
            left.bits, left.number, left.initial, left.place, (left.sizes > 1) & (left.sizes < 6)
        ),
        Words(
            right.bits,
            right.number,
            right.initial,
            right.place,
            (right.sizes > 1) & (right.sizes < 6),
        ),
        similarity,
        rule,
    )


LIKE_WHEN_JOINED = 0.8
"""How alike a word and two joined words must be to count as one written apart."""
LETTERS_APART = 3
LIKE_AS_A_WHOLE = 0.88
"""How alike two names without spaces must be to count as one, its words parted otherwise."""


def join(met: Alignment, left: Side, right: Side) -> None:
    """Where two names are one but for where their words are parted, let everything meet, in place.

    "SergeiLavrov", "Tua N, Shao Kuei", "delRosario".  Only pairs with words left over or badly
    met, and of another number of words, are looked at.
    """
    sizes_left = met.count + met.left_count
    sizes_right = met.count + met.right_count
    rows = np.flatnonzero(
        ((sizes_left != sizes_right) | (left.compact == right.compact))
        & (met.left_over + met.right_over + met.lost > 1)
    )
    if not len(rows):
        return
    alike = cpdist(
        left.compacts(rows),
        right.compacts(rows),
        scorer=OSA.normalized_similarity,
        score_cutoff=LIKE_AS_A_WHOLE,
        dtype=np.float32,
    )
    whole = alike >= LIKE_AS_A_WHOLE
    rows, alike = rows[whole], alike[whole]
    gain = (left.total[rows] + right.total[rows]) / 2
    met.matched[rows] = gain * alike
    met.lost[rows] = gain * (1 - alike)
    met.lost_short[rows] = 0
    met.worst[rows] = 1.5 * (1 - alike)
    met.left_over[rows] = 0
    met.right_over[rows] = 0
    met.left_count[rows] = 0
    met.right_count[rows] = 0
    met.stray_numbers[rows] = 0
    met.count[rows] = np.minimum(sizes_left, sizes_right)[rows] + 1


def mend(
    met: Alignment,
    left: Side,
    right: Side,
    left_words: Sequence[str],
    right_words: Sequence[str],
) -> None:
    """Let a left-over word meet two left-over words in a row on the other side, in place.

    "Yamahdi" and "Ya Mahdi"; also a word of the initials of several: "PLA", "JC".
    """
    rows: list[tuple[int, int, int, int, bool]] = []
    singles: list[str] = []
    joined: list[str] = []
    for row in np.flatnonzero(_may_be_parted(met, left, right)).tolist():
        a = [(n, left_words[left.ids[row, n]]) for n in np.flatnonzero(met.left_free[row]).tolist()]
        b = [
            (n, right_words[right.ids[row, n]])
            for n in np.flatnonzero(met.right_free[row]).tolist()
        ]
        for one, two, from_left in ((a, b, True), (b, a, False)):
            for n, word in one:
                for at, (p, first) in enumerate(two[:-1]):
                    if first[0] != word[0]:
                        continue
                    second = two[at + 1][1]
                    initials = "".join(other[0] for _, other in two[at : at + len(word)])
                    if initials == word and len(word) > 1:
                        rows.append((int(row), n, p, len(word), from_left))
                        singles.append("")
                        joined.append("")
                    elif len(word) > 3 and len(first) + len(second) >= len(word) - 2:
                        rows.append((int(row), n, p, 2, from_left))
                        singles.append(word)
                        joined.append(first + second)
    if not rows:
        return
    alike = cpdist(
        [sound(word) for word in singles],
        [sound(word) for word in joined],
        scorer=OSA.normalized_similarity,
        dtype=np.float32,
    )
    for number, (word, pair) in enumerate(zip(singles, joined, strict=True)):
        if not word or (
            alike[number] < LIKE_WHEN_JOINED and skeleton(sound(word)) == skeleton(sound(pair))
        ):
            alike[number] = LIKE_WHEN_JOINED
    done: set[int] = set()
    for (row, n, p, span, from_left), score in sorted(
        zip(rows, alike.tolist(), strict=True), key=lambda item: -item[1]
    ):
        if score < LIKE_WHEN_JOINED or row in done:
            continue
        done.add(row)
        one, two = (left, right) if from_left else (right, left)
        single = float(one.bits[row, n])
        pair = float(two.bits[row, p : p + span].sum())
        gain = (single + pair) / 2
        met.matched[row] += gain * score
        met.lost[row] += gain * (1 - score)
        met.count[row] += 1
        single_count, pair_count = (
            (met.left_count, met.right_count) if from_left else (met.right_count, met.left_count)
        )
        single_count[row] -= 1
        pair_count[row] -= span
        over, under = (
            (met.left_over, met.right_over) if from_left else (met.right_over, met.left_over)
        )
        over[row] = max(0.0, over[row] - single)
        under[row] = max(0.0, under[row] - pair)


def _may_be_parted(met: Alignment, left: Side, right: Side) -> NDArray[np.bool_]:
    """Pairs that have left over one word here and more there, of about as many letters, or as many
    words as the one has letters."""
    a, b = met.left_count, met.right_count
    one_left, one_right = (a == 1) & (b > 1), (b == 1) & (a > 1)
    some = one_left | one_right
    acronym = ((left.sizes == b[:, None]) & met.left_free & (b > 1)[:, None]).any(axis=1)
    acronym |= ((right.sizes == a[:, None]) & met.right_free & (a > 1)[:, None]).any(axis=1)
    if some.any():
        letters_a = (left.sizes * met.left_free).sum(axis=1)
        letters_b = (right.sizes * met.right_free).sum(axis=1)
        acronym |= some & (np.abs(letters_a - letters_b) <= LETTERS_APART)
    return acronym


__all__ = ["MAX_WORDS", "DenseTable", "Side", "Table", "han_number", "join", "meet", "mend"]
