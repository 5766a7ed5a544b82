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
    rows, at = ((met.similar > 0) & (met.similar < BADLY_MET)).nonzero()
    if not len(rows):
        return
    partner = met.partner[rows, at].astype(np.int64)
    lacks = right.sizes[rows, partner] - left.sizes[rows, at]
    found = _pieces(_Met(rows, at, partner, lacks), left, met.left_free, True)
    found += _pieces(_Met(rows, partner, at, -lacks), right, met.right_free, False)
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
    """Words that met others badly: their pair of names, their position and that of the other word,
    and how many letters they are shorter than it."""

    rows: NDArray[np.int64]
    at: NDArray[np.int64]
    partner: NDArray[np.int64]
    lacks: NDArray[np.int16]


def _pieces(met: _Met, own: Side, free: NDArray[np.bool_], from_left: bool) -> list[_Piece]:
    """Those beside a left-over word of about as many letters as they lack."""
    found: list[_Piece] = []
    for step in (1, -1):
        beside = met.at + step
        some = ((met.lacks > 0) & (beside >= 0) & (beside < own.sizes.shape[1])).nonzero()[0]
        where = met.rows[some], beside[some]
        fits = free[where] & (np.abs(met.lacks[some] - own.sizes[where]) <= 1)
        for n in some[fits].tolist():
            at = int(met.at[n])
            found.append(_Piece(int(met.rows[n]), at, at + step, int(met.partner[n]), from_left))
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
