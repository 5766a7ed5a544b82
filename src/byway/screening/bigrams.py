"""Pairs of letters of a word, and the words of a list that share enough of them with a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

MOST_LIKE = 40
"""Words that share pairs with a word which are compared with it exactly."""
_SHARED = 0.5
_CONTAINED = 0.72
_BASE = 38
GRAMS = _BASE * _BASE
"""Pairs that there are."""
_CODE = bytes(
    0
    if code == ord(" ")
    else (
        code - ord("a") + 1
        if ord("a") <= code <= ord("z")
        else code - ord("0") + 27
        if ord("0") <= code <= ord("9")
        else 37
    )
    for code in range(256)
)


def bigrams(word: str) -> list[int]:
    """The different pairs of letters of a word with its ends, as numbers in [0, GRAMS)."""
    codes = f" {word} ".encode("ascii", "replace").translate(_CODE)
    return list({first * _BASE + second for first, second in pairwise(codes)})


@dataclass(frozen=True)
class Bigrams:
    """The words of a list by their pairs of letters.  All arrays may be memory-mapped."""

    counts: NDArray[np.int16]
    """Per word how many pairs it has."""
    ends: Ints
    """Per pair where its words end in the next one."""
    words: NDArray[np.int32]

    @classmethod
    def of(cls, words: Sequence[str]) -> Self:
        """The pairs of different words; a word's number is its position."""
        grams = [bigrams(word) for word in words]
        counts = np.fromiter(map(len, grams), np.int16, len(words))
        flat = np.fromiter((gram for own in grams for gram in own), np.int16, int(counts.sum()))
        owner = np.repeat(np.arange(len(words), dtype=np.int32), counts)
        ends = np.zeros(GRAMS + 1, np.int64)
        np.cumsum(np.bincount(flat, minlength=GRAMS), out=ends[1:])
        return cls(counts, ends, owner[np.argsort(flat, kind="stable")])

    @cached_property
    def _postings(self) -> list[NDArray[np.int32]]:
        return [self.words[start:end] for start, end in pairwise(self.ends.tolist())]

    def near(self, words: Sequence[str]) -> tuple[Ints, Ints]:
        """The listed words that share most with each of `words`, at most MOST_LIKE for each: pairs
        of the position of a word and the number of a listed one.

        They share half of their pairs (Dice), or the one has most of the pairs of the other.
        """
        postings, listed = self._postings, len(self.counts)
        found, shared, sizes = [], [], []
        for word in words:
            grams = bigrams(word) if len(word) > 1 and not word.isdigit() else []
            size = len(grams)
            sizes.append(size)
            if not size:
                found.append(np.zeros(0, np.int64))
                shared.append(found[-1])
                continue
            count = np.bincount(np.concatenate([postings[gram] for gram in grams]), None, listed)
            # Dice >= 1/2 needs a third of the word's pairs, as no word shares more than it has.
            some = (count >= max(2, -(-size // 3))).nonzero()[0]
            found.append(some)
            shared.append(count[some])
        rows = np.arange(len(words)).repeat([len(some) for some in found])
        ids, common = np.concatenate(found), np.concatenate(shared)
        counts, asked = self.counts[ids], np.array(sizes)[rows]
        dice = 2 * common / (asked + counts)
        close = (dice >= _SHARED) | (common >= _CONTAINED * np.minimum(counts, asked))
        rows, ids, dice = rows[close], ids[close], dice[close]
        many = np.bincount(rows, minlength=len(words))
        if not np.count_nonzero(many > MOST_LIKE):
            return rows, ids
        kept = np.ones(len(rows), bool)
        for start, end in pairwise([0, *many.cumsum().tolist()]):
            if end - start > MOST_LIKE:
                kept[start:end] = False
                kept[start + np.argpartition(-dice[start:end], MOST_LIKE)[:MOST_LIKE]] = True
        return rows[kept], ids[kept]
