"""Words that one name writes apart and the other together, and acronyms.

"Yamahdi" and "Ya Mahdi", "SergeiLavrov" and "Sergei Lavrov", "PLA" and "People's Liberation Army".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from byway.screening.alignment import PLACE, Alignment
from byway.screening.letters import Letters
from byway.screening.pairing import Side
from byway.screening.pieces import LIKE_WHEN_JOINED, piece_together, unscramble
from byway.screening.variants import joined_pinyin
from byway.screening.words import skeleton, sound

LETTERS_APART = 3
LIKE_AS_A_WHOLE = 0.88
"""How alike two names without spaces must be to count as one, its words parted otherwise."""
FEWEST_LETTERS = 4
"""Letters of a name, doubled ones once, from which it is compared as a whole."""
FEW = 100
"""Pairs up to which each is looked at without sieving them first."""
LEAST_LETTERS = LIKE_AS_A_WHOLE - 0.01
"""Share of the longer name's letters below which the shorter one can never be so alike."""


def join(met: Alignment, left: Side, right: Side) -> None:
    """Where two names are one but for where their words are parted, let everything meet, in place.

    "SergeiLavrov", "Tua N, Shao Kuei", "delRosario".  Only pairs with words left over or badly
    met, and of another number of words, are looked at, and a number is never taken for a slip.
    """
    sizes_left = met.count + met.left_count
    sizes_right = met.count + met.right_count
    rows = (
        ((sizes_left != sizes_right) | (left.compact == right.compact))
        & (met.left_over + met.right_over + met.lost > 1)
        & (
            np.minimum(left.letters, right.letters)
            > LEAST_LETTERS * np.maximum(left.letters, right.letters)
        )
        & (np.minimum(left.letters, right.letters) >= FEWEST_LETTERS)
        & ((met.stray_numbers == 0) | (left.compact == right.compact))
    ).nonzero()[0]
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
    if not len(rows):
        return
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


class _Parted(NamedTuple):
    """A left-over word of one name and `span` words in a row of the other that may be the same."""

    row: int
    at: int
    start: int
    span: int
    from_left: bool
    word: str
    joined: str


def mend(
    met: Alignment,
    left: Side,
    right: Side,
    left_words: Sequence[str],
    right_words: Sequence[str],
) -> None:
    """Let a word meet several words in a row on the other side, in place.

    A left-over word meets left-over ones that it is about as they are joined, or whose initials
    it is of.  First, words are pieced together and unscrambled (`pieces`).
    """
    piece_together(met, left, right, left_words, right_words)
    unscramble(met, left, right, left_words, right_words)
    found: list[_Parted] = []
    rows = _may_be_parted(met, left, right).nonzero()[0]
    if len(rows) > FEW:
        own_letters = Letters.of(left.ids[rows], met.left_free[rows], left_words)
        other_letters = Letters.of(right.ids[rows], met.right_free[rows], right_words)
        rows = rows[
            own_letters.may_be_made_of(other_letters) | other_letters.may_be_made_of(own_letters)
        ]
    for row, own, free, other, other_free in zip(
        rows.tolist(),
        left.ids[rows].tolist(),
        met.left_free[rows].tolist(),
        right.ids[rows].tolist(),
        met.right_free[rows].tolist(),
        strict=True,
    ):
        a = [(n, left_words[own[n]]) for n, is_free in enumerate(free) if is_free]
        b = [(n, right_words[other[n]]) for n, is_free in enumerate(other_free) if is_free]
        if len(b) > 1:
            found += _pairs(row, a, b, True)
        if len(a) > 1:
            found += _pairs(row, b, a, False)
    if not found:
        return
    alike = cpdist(
        [sound(pair.word) for pair in found],
        [sound(pair.joined) for pair in found],
        scorer=OSA.normalized_similarity,
        dtype=np.float32,
    ).tolist()
    for number, pair in enumerate(found):
        if not pair.joined or (
            alike[number] < LIKE_WHEN_JOINED
            and skeleton(sound(pair.word)) == skeleton(sound(pair.joined))
        ):
            alike[number] = LIKE_WHEN_JOINED
    done: set[int] = set()
    for pair, score in sorted(zip(found, alike, strict=True), key=lambda item: -item[1]):
        if score >= LIKE_WHEN_JOINED and pair.row not in done:
            done.add(pair.row)
            _settle(met, left, right, pair, score)


def _pairs(
    row: int, ones: list[tuple[int, str]], others: list[tuple[int, str]], from_left: bool
) -> list[_Parted]:
    found = []
    initials = "".join([word[0] for _, word in others])
    steps = [
        (position, start, first, second, joined_pinyin(first, second))
        for position, ((start, first), (_, second)) in enumerate(pairwise(others))
    ]
    for at, word in ones:
        for position, start, first, second, pinyin in steps:
            if word in pinyin:
                found.append(_Parted(row, at, start, 2, from_left, word, word))
            if first[0] != word[0]:
                continue
            if len(word) > 1 and initials.startswith(word, position):
                found.append(_Parted(row, at, start, len(word), from_left, word, ""))
            elif len(word) > 3 and len(first) + len(second) >= len(word) - 2:
                found.append(_Parted(row, at, start, 2, from_left, word, first + second))
    return found


def _settle(met: Alignment, left: Side, right: Side, pair: _Parted, score: float) -> None:
    """Enter in the alignment that the word and the words of `pair` have met."""
    row = pair.row
    own, other = (left, right) if pair.from_left else (right, left)
    over = [met.left_over, met.right_over]
    count = [met.left_count, met.right_count]
    if not pair.from_left:
        over.reverse()
        count.reverse()
    single = float(own.bits[row, pair.at])
    several = float(other.bits[row, pair.start : pair.start + pair.span].sum())
    gain = (single + several) / 2
    met.matched[row] += gain * score
    met.lost[row] += gain * (1 - score)
    met.count[row] += 1
    over[0][row] = max(0.0, over[0][row] - single)
    over[1][row] = max(0.0, over[1][row] - several)
    count[0][row] -= 1
    count[1][row] -= pair.span
    if not pair.joined:
        # "PLA China": a country only tells whose the acronym is.
        free = met.left_free if pair.from_left else met.right_free
        places = (own.flags[row] & PLACE > 0) & free[row]
        if places.any():
            over[0][row] = max(0.0, over[0][row] - float(own.bits[row][places].sum()))
            count[0][row] -= int(places.sum())
            met.stray_places[row] = False


def _may_be_parted(met: Alignment, left: Side, right: Side) -> NDArray[np.bool_]:
    """Pairs that have left over one word here and more there, of about as many letters, or as many
    words as the one has letters, or more."""
    a, b = met.left_count, met.right_count
    acronym = _as_many(left.sizes, met.left_free, b) | _as_many(right.sizes, met.right_free, a)
    some = ((a == 1) & (b > 1)) | ((b == 1) & (a > 1))
    if np.count_nonzero(some):
        letters_a = np.add.reduce(left.sizes * met.left_free, axis=1)
        letters_b = np.add.reduce(right.sizes * met.right_free, axis=1)
        acronym |= some & (np.abs(letters_a - letters_b) <= LETTERS_APART)
    return np.asarray(acronym, bool)


def _as_many(
    sizes: NDArray[np.int16], free: NDArray[np.bool_], words: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Names with a left-over word of two or more letters, and no more than `words`."""
    some = free & (sizes > 1) & (sizes <= words[:, None])
    return np.asarray(np.logical_or.reduce(some, axis=1))
