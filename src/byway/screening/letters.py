"""Letters of words as bits of numbers: which of many names may have a word made of their others.

A sieve: what it lets through is still to be looked at, what it keeps back is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from byway.screening.variants import is_wade_giles, readings

Bits = NDArray[np.uint32]

_LONG = 4
"""Letters from which a word may be two others written together."""


class Letters(NamedTuple):
    """Letters of the free words of names, a row a name; zero where no word is free."""

    size: Bits
    own: Bits
    """All of its letters."""
    first: Bits
    last: Bits
    heads: Bits
    tails: Bits
    """The first and the last letters of what it is in pinyin."""
    wade: Bits
    """One where it is spelt as in Wade-Giles."""

    @classmethod
    def of(cls, ids: NDArray[np.int32], free: NDArray[np.bool_], words: Sequence[str]) -> Letters:
        """The letters of `words[ids]` where these are free."""
        table = np.zeros((len(words) + 1, len(cls._fields)), np.uint32)
        seen = np.zeros(len(words) + 1, bool)
        seen[ids] = True
        numbers = seen[:-1].nonzero()[0]
        table[numbers] = [_letters(words[number]) for number in numbers.tolist()]
        return cls(*(column[ids] * free for column in table.T))

    def may_be_made_of(self, others: Letters) -> NDArray[np.bool_]:
        """Per name whether one of its words may be the initials of the words of the other one, two
        of them written together, or two of them in pinyin."""
        first = _any(others.first)
        some = (self.own & ~first) == 0
        some |= (self.size >= _LONG) & (self.first & first > 0)
        some |= (
            (_any(others.wade) > 0)
            & (self.first & _any(others.heads) > 0)
            & (self.last & _any(others.tails) > 0)
        )
        return np.asarray((some & (self.size > 1)).any(axis=1))


def _any(letters: Bits) -> Bits:
    return np.asarray(np.bitwise_or.reduce(letters, axis=1, keepdims=True))


@lru_cache(maxsize=100_000)
def _letters(word: str) -> tuple[int, ...]:
    read = readings(word)
    return (
        len(word),
        _bits(word),
        _bits(word[0]),
        _bits(word[-1]),
        _bits(reading[0] for reading in read),
        _bits(reading[-1] for reading in read),
        int(is_wade_giles(word)),
    )


def _bits(letters: Iterable[str]) -> int:
    """A bit for each letter; digits share one."""
    found = 0
    for letter in letters:
        found |= 1 << (ord(letter) - ord("a") if letter.isalpha() else 26)
    return found
