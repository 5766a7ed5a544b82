"""Which word of one name met which of the other, and what that leaves.

Pairs of names are aligned by the thousand: every array has one row a pair.  Words are paired
greedily, the pair worth most first, each word once.  Order of words does not count: lists, forms
and cultures disagree about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.screening.spelling import Rule

_INITIAL_RULE, _OTHER_RULE = int(Rule.INITIAL), int(Rule.OTHER)
_HEAD_RULE = int(Rule.HEAD)
Floats = NDArray[np.float32]
Codes = NDArray[np.int8]


NUMBER, INITIAL, PLACE, SHORT = 1, 2, 4, 8
"""What a word is, as bits of one number: a number, one letter, of the name of a country or region,
of two to five letters."""
SHORT_LETTERS = range(2, 6)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side: `bits[pair, position]`, zero beyond the name's last word."""

    bits: Floats
    flags: NDArray[np.uint8]
    """What each word is: NUMBER, INITIAL, PLACE, SHORT."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What aligning left and earned, in bits; one row a pair of names."""

    matched: Floats
    """Bits of the words that met, times their similarity."""
    lost: Floats
    """Bits lost to spelling in words that met."""
    lost_short: Floats
    """Of `lost`, the bits lost in short words, where one letter makes another name."""
    worst: Floats
    """The largest such loss of one word, as share of the word, weighted by its bits over 10."""
    count: NDArray[np.int16]
    """Words that met."""
    initials: Floats
    """Of these, by an initial only."""
    others: Floats
    """Of these, like each other but known to be two names."""
    heads: Floats
    """Of these, like each other but for the first letter."""
    left_over: Floats
    right_over: Floats
    """Bits of the words that met nothing."""
    left_free: NDArray[np.bool_]
    right_free: NDArray[np.bool_]
    """The words that met nothing."""
    left_count: NDArray[np.int64]
    right_count: NDArray[np.int64]
    """Their number."""
    stray_numbers: NDArray[np.int8]
    """On how many sides a number met nothing: 0, 1 or 2."""
    stray_initials: NDArray[np.bool_]
    stray_places: NDArray[np.bool_]
    """Whether an initial, a place that one of the names has met nothing."""
    partner: Codes
    """For each left word the position of its right word, -1 for none."""
    rule: Codes
    """For each left word the rule it met by."""
    similar: Floats
    """For each left word how like it is to its right word, 0 where it met none."""


@dataclass(frozen=True, slots=True)
class Likes:
    """Words of two sides that are alike, one row each.

    `cells` are positions in the grid `[pair, i, j]` of the left word i and the right word j of
    each pair, in rising order.
    """

    cells: NDArray[np.int64]
    similarity: Floats
    rule: Codes


def align(left: Words, right: Words, likes: Likes) -> Alignment:
    """Align names of `left` to those of `right`, row by row."""
    pairs, width = left.bits.shape
    height = right.bits.shape[1]
    similar, rules = likes.similarity, likes.rule
    first = likes.cells // height
    pair = first // width
    second = likes.cells - (first - pair) * height
    left_bits, right_bits = left.bits.ravel()[first], right.bits.ravel()[second]
    # The best first; of equals the one that comes first.
    best = (-similar * np.sqrt(left_bits * right_bits)).argsort(kind="stable")
    open_left = bytearray((left.bits > 0).tobytes())
    open_right = bytearray((right.bits > 0).tobytes())
    met = []
    for cell_number, i, j in zip(
        best.tolist(), first[best].tolist(), second[best].tolist(), strict=True
    ):
        if open_left[i] and open_right[j]:
            open_left[i] = open_right[j] = 0
            met.append(cell_number)
    left_free = np.frombuffer(open_left, bool).reshape(pairs, width)
    right_free = np.frombuffer(open_right, bool).reshape(pairs, height)
    chosen = np.array(met, np.int64)
    row, first, second = pair[chosen], first[chosen], second[chosen]
    similar, rules = similar[chosen], rules[chosen]
    left_bits, right_bits = left_bits[chosen], right_bits[chosen]
    gain = (left_bits + right_bits) * 0.5
    loss = 1 - similar
    initial = rules == _INITIAL_RULE
    if np.count_nonzero(initial):
        # A word met by its initial earns what the initial is worth, and loses nothing.
        gain[initial] = np.minimum(left_bits, right_bits)[initial]
        loss[initial] = 0
    missed = loss * gain
    short = left.flags.ravel()[first] & right.flags.ravel()[second] & SHORT
    worst = np.zeros(pairs, np.float32)
    np.maximum.at(worst, row, loss * np.minimum(gain / 10, 1))
    partner = np.full(pairs * width, -1, np.int8)
    partner[first] = second - row * height
    met_by = np.zeros(pairs * width, np.int8)
    met_by[first] = rules
    likeness = np.zeros(pairs * width, np.float32)
    likeness[first] = similar
    left_stray = np.bitwise_or.reduce(left.flags * left_free, axis=1)
    right_stray = np.bitwise_or.reduce(right.flags * right_free, axis=1)
    stray = left_stray | right_stray
    matched, lost, lost_short, initials, others, heads = _sums(
        row,
        pairs,
        gain * similar,
        missed,
        missed * (short > 0),
        initial,
        rules == _OTHER_RULE,
        rules == _HEAD_RULE,
    )
    return Alignment(
        matched=matched,
        lost=lost,
        lost_short=lost_short,
        worst=worst,
        count=np.bincount(row, minlength=pairs).astype(np.int16),
        initials=initials,
        others=others,
        heads=heads,
        left_over=np.add.reduce(left.bits * left_free, axis=1),
        right_over=np.add.reduce(right.bits * right_free, axis=1),
        left_free=left_free,
        right_free=right_free,
        left_count=np.add.reduce(left_free, axis=1, dtype=np.int64),
        right_count=np.add.reduce(right_free, axis=1, dtype=np.int64),
        stray_numbers=((left_stray & NUMBER) + (right_stray & NUMBER)).astype(np.int8),
        stray_initials=(stray & INITIAL) > 0,
        stray_places=(stray & PLACE) > 0,
        partner=partner.reshape(pairs, width),
        rule=met_by.reshape(pairs, width),
        similar=likeness.reshape(pairs, width),
    )


def _sums(row: NDArray[np.int64], pairs: int, *columns: NDArray[Any]) -> Floats:
    """The sums of several columns by row, one line a column."""
    kinds = len(columns)
    at = (row + pairs * np.arange(kinds)[:, None]).ravel()
    sums = np.bincount(at, np.concatenate(columns), pairs * kinds)
    return sums.astype(np.float32).reshape(kinds, pairs)
