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

Floats = NDArray[np.float32]
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side: `bits[pair, position]`, zero beyond the name's last word."""

    bits: Floats
    number: NDArray[np.bool_]
    """Whether the word is a number."""
    initial: NDArray[np.bool_]
    """Whether the word is one letter."""
    place: NDArray[np.bool_]
    """Whether the word is of the name of a country or region."""
    short: NDArray[np.bool_]
    """Whether the word is of two to five letters."""


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


def align(left: Words, right: Words, similarity: Floats, rule: Codes) -> Alignment:
    """Align names of `left` to those of `right`; `similarity[pair, i, j]` is in [0, 1]."""
    pairs, width, height = similarity.shape
    rows = np.arange(pairs)
    width_bits, height_bits = left.bits[:, :, None], right.bits[:, None, :]
    value = (similarity * np.sqrt(width_bits * height_bits)).reshape(pairs, -1)
    grid = value.reshape(pairs, width, height)

    left_free = left.bits > 0
    right_free = right.bits > 0
    at = rows
    met_rows, met_cells = [], []
    for _ in range(min(width, height)):
        cell = value[at].argmax(axis=1)
        found = value[at, cell] > 0
        if not found.all():
            at, cell = at[found], cell[found]
            if not len(at):
                break
        met_rows.append(at)
        met_cells.append(cell)
        i, j = np.divmod(cell, height)
        grid[at, i, :] = 0
        grid[at, :, j] = 0
    row = np.concatenate(met_rows) if met_rows else np.zeros(0, np.int64)
    cell = np.concatenate(met_cells) if met_cells else np.zeros(0, np.int64)
    i, j = np.divmod(cell, height)
    left_free[row, i] = False
    right_free[row, j] = False
    similar = similarity[row, i, j]
    rules = rule[row, i, j]
    initial = rules == Rule.INITIAL
    left_bits, right_bits = left.bits[row, i], right.bits[row, j]
    # A word met by its initial earns what the initial is worth, and loses nothing.
    gain = np.where(initial, np.minimum(left_bits, right_bits), (left_bits + right_bits) * 0.5)
    loss = np.where(initial, 0, 1 - similar)
    missed = loss * gain
    short = left.short[row, i] & right.short[row, j]
    worst = np.zeros(pairs, np.float32)
    np.maximum.at(worst, row, loss * np.minimum(gain / 10, 1))
    partner = np.full((pairs, width), -1, np.int8)
    partner[row, i] = j
    met_by = np.zeros((pairs, width), np.int8)
    met_by[row, i] = rules
    return Alignment(
        matched=_sums(row, gain * similar, pairs),
        lost=_sums(row, missed, pairs),
        lost_short=_sums(row, missed * short, pairs),
        worst=worst,
        count=np.bincount(row, minlength=pairs).astype(np.int16),
        initials=_sums(row, initial, pairs),
        left_over=(left.bits * left_free).sum(axis=1),
        right_over=(right.bits * right_free).sum(axis=1),
        left_free=left_free,
        right_free=right_free,
        left_count=left_free.sum(axis=1),
        right_count=right_free.sum(axis=1),
        stray_numbers=np.add(
            (left.number & left_free).any(axis=1),
            (right.number & right_free).any(axis=1),
            dtype=np.int8,
        ),
        stray_initials=_stray(left.initial, left_free, right.initial, right_free),
        stray_places=_stray(left.place, left_free, right.place, right_free),
        partner=partner,
        rule=met_by,
    )


def _sums(row: NDArray[np.int64], values: NDArray[Any], pairs: int) -> Floats:
    return np.bincount(row, values, pairs).astype(np.float32)


def _stray(
    left: NDArray[np.bool_],
    left_free: NDArray[np.bool_],
    right: NDArray[np.bool_],
    right_free: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Whether a word of the given sort met nothing, on either side."""
    if not left.any() and not right.any():
        return np.zeros(len(left), bool)
    return np.asarray((left & left_free).any(axis=1) | (right & right_free).any(axis=1))
