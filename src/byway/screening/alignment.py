"""Which word of one name met which of the other, and what that leaves.

Pairs of names are aligned by the thousand: every array has one row a pair.  Words are paired
greedily, the pair worth most first, each word once.  Order of words does not count: lists, forms
and cultures disagree about it.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    short: NDArray[np.bool_]
    """Whether the word is of two to five letters."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What aligning left and earned, in bits; one row a pair of names."""

    matched: Floats
    """Bits of the words that met, times their similarity."""
    lost: Floats
    """Bits lost to spelling in words that met."""
    worst: Floats
    """The largest such loss of one word, as share of the word, weighted by its bits over 10."""
    left_over: Floats
    right_over: Floats
    """Bits of the words that met nothing."""
    count: NDArray[np.int16]
    """Words that met."""
    initials: NDArray[np.int16]
    """Of these, by an initial only."""
    lost_short: Floats
    """Of `lost`, the bits lost in short words, where one letter makes another name."""
    number_conflict: NDArray[np.bool_]
    """Both names have numbers that met nothing, or one has and the other has none."""
    left_free: NDArray[np.bool_]
    right_free: NDArray[np.bool_]
    """The words that met nothing."""
    stray_initials: NDArray[np.int16]
    """Initials that met nothing, on either side."""
    partner: Codes
    """For each left word the position of its right word, -1 for none."""
    rule: Codes
    """For each left word the rule it met by."""


def align(left: Words, right: Words, similarity: Floats, rule: Codes) -> Alignment:
    """Align names of `left` to those of `right`; `similarity[pair, i, j]` is in [0, 1]."""
    pairs, width, height = similarity.shape
    rows = np.arange(pairs)
    worth = np.minimum(left.bits[:, :, None], right.bits[:, None, :])
    mean = (left.bits[:, :, None] + right.bits[:, None, :]) * 0.5
    value = similarity * np.sqrt(left.bits[:, :, None] * right.bits[:, None, :])
    value = value.reshape(pairs, width * height)
    flat_similarity = similarity.reshape(pairs, -1)
    flat_rule = rule.reshape(pairs, -1)
    mean = mean.reshape(pairs, -1)
    worth = worth.reshape(pairs, -1)

    matched = np.zeros(pairs, np.float32)
    lost = np.zeros(pairs, np.float32)
    worst = np.zeros(pairs, np.float32)
    count = np.zeros(pairs, np.int16)
    initials = np.zeros(pairs, np.int16)
    lost_short = np.zeros(pairs, np.float32)
    partner = np.full((pairs, width), -1, np.int8)
    met_by = np.zeros((pairs, width), np.int8)
    left_free = left.bits > 0
    right_free = right.bits > 0
    grid = value.reshape(pairs, width, height)
    for _ in range(min(width, height)):
        best = value.argmax(axis=1)
        found = value[rows, best] > 0
        if not found.any():
            break
        at = rows[found]
        cell = best[found]
        i, j = cell // height, cell % height
        alike = flat_similarity[at, cell]
        # A word met by its initial earns what the initial is worth.
        initial = flat_rule[at, cell] == Rule.INITIAL
        gain = np.where(initial, worth[at, cell], mean[at, cell])
        matched[at] += gain * alike
        loss = np.where(initial, 0, 1 - alike)
        lost[at] += loss * gain
        worst[at] = np.maximum(worst[at], loss * np.minimum(gain / 10, 1))
        count[at] += 1
        initials[at] += initial
        lost_short[at] += loss * gain * (left.short[at, i] & right.short[at, j])
        partner[at, i] = j
        met_by[at, i] = flat_rule[at, cell]
        left_free[at, i] = False
        right_free[at, j] = False
        grid[at, i, :] = 0
        grid[at, :, j] = 0
    left_numbers = (left.number & left_free).any(axis=1)
    right_numbers = (right.number & right_free).any(axis=1)
    return Alignment(
        matched=matched,
        lost=lost,
        worst=worst,
        left_over=(left.bits * left_free).sum(axis=1),
        right_over=(right.bits * right_free).sum(axis=1),
        count=count,
        initials=initials,
        lost_short=lost_short,
        number_conflict=left_numbers | right_numbers,
        left_free=left_free,
        right_free=right_free,
        stray_initials=(
            (left.initial & left_free).sum(axis=1) + (right.initial & right_free).sum(axis=1)
        ).astype(np.int16),
        partner=partner,
        rule=met_by,
    )
