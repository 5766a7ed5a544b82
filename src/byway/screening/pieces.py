"""Words of which the other name has only a piece, or the letters in another order.

"Med vedev" for "Medvedev" where the other name has more words, "nituP" for "Putin".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from byway.screening.alignment import Alignment
from byway.screening.pairing import Side
from byway.screening.words import sound

LIKE_WHEN_JOINED = 0.8
"""How alike a word and two joined words must be to count as one written apart."""
BADLY_MET = 0.9
"""Below this likeness a word may have met only a piece of itself."""
SCRAMBLED = 0.85
"""How alike two words are that are of the same letters in another order."""
SCRAMBLED_LETTERS = 5
"""Letters from which that is no chance."""


class _Piece(NamedTuple):
    """A word at `at` of one name, and beside it a left-over one, that met a word of the other."""

    row: int
    at: int
    beside: int
    partner: int
    from_left: bool


def piece_together(
    met: Alignment,
    left: Side,
    right: Side,
    left_words: Sequence[str],
    right_words: Sequence[str],
) -> None:
    """Where a word met only a piece of itself, let the left-over word beside it be the rest."""
    rows = np.flatnonzero(
        ((met.left_count > 0) | (met.right_count > 0)) & (met.lost > 0) & (met.count > 0)
    )
    if not len(rows):
        return
    back = np.full(right.bits.shape, -1, np.int8)
    at = np.nonzero(met.partner[rows] >= 0)
    back[rows[at[0]], met.partner[rows][at]] = at[1]
    likeness = np.zeros(right.bits.shape, np.float32)
    likeness[rows[at[0]], met.partner[rows][at]] = met.similar[rows][at]
    found = _pieces(rows, _Met(met.partner, met.similar, met.left_free), left, right, True)
    found += _pieces(rows, _Met(back, likeness, met.right_free), right, left, False)
    for piece in found:
        sides = (left, left_words), (right, right_words)
        (own, own_words), (other, other_words) = sides if piece.from_left else sides[::-1]
        first, second = sorted((piece.at, piece.beside))
        joined = own_words[own.ids[piece.row, first]] + own_words[own.ids[piece.row, second]]
        word = other_words[other.ids[piece.row, piece.partner]]
        alike = OSA.normalized_similarity(sound(joined), sound(word))
        if alike >= LIKE_WHEN_JOINED:
            _add_piece(met, own, other, piece, alike)


class _Met(NamedTuple):
    """For the words of one side: the position of the word each met, how like, and what is free."""

    partner: NDArray[np.int8]
    similar: NDArray[np.float32]
    free: NDArray[np.bool_]


def _pieces(
    rows: NDArray[np.int64], met: _Met, own: Side, other: Side, from_left: bool
) -> list[_Piece]:
    """Words that met a longer word badly, beside a left-over word of about the length it lacks."""
    partner, similar, free = met.partner[rows], met.similar[rows], met.free[rows]
    sizes = own.sizes[rows]
    gap = np.take_along_axis(other.sizes[rows], np.maximum(partner, 0), axis=1) - sizes
    badly = (partner >= 0) & (similar > 0) & (similar < BADLY_MET) & (gap > 0)
    found: list[_Piece] = []
    for step in (1, -1):
        beside = np.zeros_like(free)
        length = np.zeros_like(sizes)
        if step == 1:
            beside[:, :-1], length[:, :-1] = free[:, 1:], sizes[:, 1:]
        else:
            beside[:, 1:], length[:, 1:] = free[:, :-1], sizes[:, :-1]
        for row, at in np.argwhere(badly & beside & (np.abs(gap - length) <= 1)).tolist():
            found.append(_Piece(int(rows[row]), at, at + step, int(partner[row, at]), from_left))
    return found


def _add_piece(met: Alignment, own: Side, other: Side, piece: _Piece, alike: float) -> None:
    """Enter in the alignment that the word beside is of the word that its neighbour met."""
    row, at = piece.row, (piece.at if piece.from_left else piece.partner)
    free = met.left_free if piece.from_left else met.right_free
    before = float(met.similar[row, at])
    if not free[row, piece.beside] or alike <= before:
        return
    whole = float(other.bits[row, piece.partner])
    part, rest = float(own.bits[row, piece.at]), float(own.bits[row, piece.beside])
    gain, more = (part + whole) / 2, (part + rest + whole) / 2
    met.matched[row] += more * alike - gain * before
    missed = max(0.0, float(met.lost[row]) - gain * (1 - before))
    met.lost[row] = missed + more * (1 - alike)
    met.lost_short[row] = min(float(met.lost_short[row]), missed)
    met.worst[row] = min(float(met.worst[row]), met.lost[row] / 10)
    met.similar[row, at] = alike
    over, count = (
        (met.left_over, met.left_count) if piece.from_left else (met.right_over, met.right_count)
    )
    over[row] = max(0.0, float(over[row]) - rest)
    count[row] -= 1
    free[row, piece.beside] = False


def unscramble(
    met: Alignment,
    left: Side,
    right: Side,
    left_words: Sequence[str],
    right_words: Sequence[str],
) -> None:
    """Let left-over words of the same letters meet, in place."""
    rows = np.flatnonzero((met.left_count > 0) & (met.right_count > 0))
    if not len(rows):
        return
    own = np.where(met.left_free[rows], left.sizes[rows], 0)
    other = np.where(met.right_free[rows], right.sizes[rows], 0)
    same = (own[:, :, None] == other[:, None, :]) & (own >= SCRAMBLED_LETTERS)[:, :, None]
    for at, i, j in np.argwhere(same).tolist():
        row = int(rows[at])
        if not (met.left_free[row, i] and met.right_free[row, j]):
            continue
        if sorted(left_words[left.ids[row, i]]) != sorted(right_words[right.ids[row, j]]):
            continue
        a, b = float(left.bits[row, i]), float(right.bits[row, j])
        met.matched[row] += SCRAMBLED * (a + b) / 2
        met.lost[row] += (1 - SCRAMBLED) * (a + b) / 2
        met.worst[row] = max(float(met.worst[row]), 1 - SCRAMBLED)
        met.count[row] += 1
        met.left_over[row] = max(0.0, float(met.left_over[row]) - a)
        met.right_over[row] = max(0.0, float(met.right_over[row]) - b)
        met.left_count[row] -= 1
        met.right_count[row] -= 1
        met.left_free[row, i] = met.right_free[row, j] = False
