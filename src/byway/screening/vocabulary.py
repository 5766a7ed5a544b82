"""The different words of the listed names, and which of them are like a given word.

A word's likes are found by what they share with it: pairs of letters (a sparse product over
letter bigrams), the same sound or consonants, a known variant.  The few that are found are then
compared exactly.  Words are compared once, whatever the number of names that have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.screening.alignment import INITIAL, NUMBER, PLACE, SHORT, SHORT_LETTERS, Likes
from byway.screening.names import place_words
from byway.screening.pairing import Side, checksum
from byway.screening.spelling import (
    INITIAL_SIMILARITY,
    Codes,
    Column,
    Floats,
    Rule,
    marks,
    similarities,
)
from byway.screening.storage import Texts
from byway.screening.variants import variants

Ints = NDArray[np.int32]

MOST_LIKE = 40
"""Words of a query word's likes that are compared exactly."""
_BASE = 38
_GRAMS = _BASE * _BASE
_SHARED = 0.5
_CONTAINED = 0.72
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
    """The different pairs of letters of a word with its ends, as numbers in [0, 1444)."""
    codes = f" {word} ".encode("ascii", "replace").translate(_CODE)
    return list({first * _BASE + second for first, second in pairwise(codes)})


@dataclass(frozen=True, slots=True)
class WordLikes:
    """The listed words like one word, and how."""

    ids: NDArray[np.int64]
    similarity: Floats
    rule: Codes
    listed: bool
    """Whether the word itself is among them."""


@dataclass(frozen=True)
class Vocabulary:
    """Words with their keys.  All arrays may be memory-mapped."""

    words: Texts
    sounds: Texts
    sizes: NDArray[np.int16]
    sound_sizes: NDArray[np.int16]
    bones: NDArray[np.int64]
    first: NDArray[np.int16]
    digits: NDArray[np.bool_]
    places: NDArray[np.bool_]
    known: NDArray[np.int64]
    gram_counts: NDArray[np.int16]
    gram_ends: NDArray[np.int64]
    gram_words: Ints
    key_sums: NDArray[np.uint32]
    key_words: Ints

    @classmethod
    def of(cls, words: Sequence[str]) -> Vocabulary:
        """The vocabulary of different words; a word's number is its position."""
        column = Column.of(words)
        grams = [bigrams(word) for word in words]
        counts = np.fromiter(map(len, grams), np.int16, len(words))
        flat = np.fromiter((gram for own in grams for gram in own), np.int16, int(counts.sum()))
        owner = np.repeat(np.arange(len(words), dtype=np.int32), counts)
        order = np.argsort(flat, kind="stable")
        ends = np.zeros(_GRAMS + 1, np.int64)
        np.cumsum(np.bincount(flat, minlength=_GRAMS), out=ends[1:])
        # One table of keys: the word, its sound and its skeleton, each under its own prefix.
        number = np.arange(len(words), dtype=np.int32)
        sums = np.fromiter(
            (
                checksum(key)
                for word, heard, bones in zip(
                    words, column.sounds, column.bones.tolist(), strict=True
                )
                for key in ("=" + word, "~" + heard, f"#{bones}")
            ),
            np.uint32,
            3 * len(words),
        )
        owners = np.repeat(number, 3)
        by_sum = np.argsort(sums, kind="stable")
        return cls(
            words=Texts.of(words),
            sounds=Texts.of(column.sounds),
            sizes=column.sizes,
            sound_sizes=column.sound_sizes,
            bones=column.bones,
            first=column.first,
            digits=column.digits,
            known=column.known,
            places=np.fromiter(map(place_words().__contains__, words), bool, len(words)),
            gram_counts=counts,
            gram_ends=ends,
            gram_words=owner[order],
            key_sums=sums[by_sum],
            key_words=owners[by_sum],
        )

    def __len__(self) -> int:
        return len(self.sizes)

    def columns(self) -> dict[str, Any]:
        """The arrays by name, to be stored."""
        return {f"word_{item.name}": getattr(self, item.name) for item in fields(self)}

    @classmethod
    def from_columns(cls, columns: dict[str, Any]) -> Vocabulary:
        """The vocabulary whose arrays were stored."""
        return cls(**{item.name: columns[f"word_{item.name}"] for item in fields(cls)})

    @cached_property
    def _cache(self) -> dict[str, WordLikes]:
        return {}

    @cached_property
    def flags(self) -> NDArray[np.uint8]:
        """What each word is, as `alignment` numbers it."""
        sizes = self.sizes
        return np.asarray(
            NUMBER * self.digits
            | INITIAL * ((sizes == 1) & ~self.digits)
            | PLACE * self.places
            | SHORT * ((sizes >= SHORT_LETTERS.start) & (sizes < SHORT_LETTERS.stop)),
            np.uint8,
        )

    @cached_property
    def word_list(self) -> list[str]:
        """The words as text."""
        return self.words.all()

    @cached_property
    def _marks(self) -> NDArray[np.uint8]:
        return np.fromiter(map(marks, self.word_list), np.uint8, len(self))

    @cached_property
    def _gram_end_list(self) -> list[int]:
        return [int(end) for end in self.gram_ends]

    @cached_property
    def _sound_list(self) -> list[str]:
        return self.sounds.all()

    def _spans(self, keys: Sequence[str]) -> list[tuple[int, int]]:
        """For each key ("=" word, "~" sound, "#" skeleton) its stretch of `key_words`."""
        sums = np.array([checksum(key) for key in keys], np.uint32)
        first = self.key_sums.searchsorted(sums, "left")
        last = self.key_sums.searchsorted(sums, "right")
        return list(zip(first.tolist(), last.tolist(), strict=True))

    def listed(self, words: Sequence[str]) -> set[str]:
        """Which of `words` are listed as they are."""
        known = self.word_list
        return {
            word
            for word, (first, last) in zip(
                words, self._spans(["=" + word for word in words]), strict=True
            )
            if any(known[row] == word for row in self.key_words[first:last].tolist())
        }

    def like(self, words: Iterable[str]) -> dict[str, WordLikes]:
        """The likes of each of `words`; what was asked before is remembered."""
        cache = self._cache
        if len(cache) > 100_000:
            cache.clear()
        new = [word for word in dict.fromkeys(words) if word not in cache]
        if new:
            self._learn(new, cache)
        return cache

    def _learn(self, words: Sequence[str], cache: dict[str, WordLikes]) -> None:
        column = Column.of(words)
        found = [
            self._candidates(word, heard, bones)
            for word, heard, bones in zip(words, column.sounds, column.bones.tolist(), strict=True)
        ]
        ids = np.concatenate(found)
        rows = np.arange(len(words)).repeat([len(own) for own in found])
        listed = ids.tolist()
        right = Column(
            list(map(self.word_list.__getitem__, listed)),
            list(map(self._sound_list.__getitem__, listed)),
            self.sizes[ids],
            self.sound_sizes[ids],
            self.bones[ids],
            self.first[ids],
            self.digits[ids],
            self.known[ids],
            self._marks[ids],
        )
        known = [variants(word) for word in words]
        variant = None
        if any(known):
            variant = np.fromiter(
                (word in known[row] for row, word in zip(rows.tolist(), right.words, strict=True)),
                bool,
                len(ids),
            )
        similarity, rule = similarities(column.take(rows), right, variant)
        kept = similarity.nonzero()[0]
        numbers = ids[kept].astype(np.int64)
        similarity, rule = similarity[kept], rule[kept]
        ends = rows[kept].searchsorted(np.arange(len(words)), "right").tolist()
        rules = rule.tolist()
        start = 0
        for word, end in zip(words, ends, strict=True):
            cache[word] = WordLikes(
                numbers[start:end],
                similarity[start:end],
                rule[start:end],
                _EQUAL in rules[start:end],
            )
            start = end

    def _candidates(self, word: str, heard: str, bones: int) -> Ints:
        keys = ["=" + word, "~" + heard]
        if bones:
            keys.append(f"#{bones}")
        keys += ["=" + form for form in sorted(variants(word))[:40]]
        found = [self.key_words[a:b] for a, b in self._spans(keys) if b > a]
        if len(word) > 1 and not word.isdigit():
            grams = bigrams(word)
            size = len(grams)
            ends = self._gram_end_list
            postings = [self.gram_words[ends[gram] : ends[gram + 1]] for gram in grams]
            shared = np.bincount(np.concatenate(postings), minlength=len(self))
            # Dice >= 1/2 needs a third of the word's pairs, as no word shares more than it has.
            some = (shared >= max(2, -(-size // 3))).nonzero()[0]
            common, counts = shared[some], self.gram_counts[some]
            dice = 2 * common / (size + counts)
            close = (dice >= _SHARED) | (common >= _CONTAINED * np.minimum(counts, size))
            kept = close.nonzero()[0]
            some = some[kept]
            if len(some) > MOST_LIKE:
                some = some[np.argpartition(-dice[kept], MOST_LIKE)[:MOST_LIKE]]
            found.append(some.astype(np.int32))
        if not found:
            return np.zeros(0, np.int32)
        ids = np.concatenate(found)
        ids.sort()
        different = np.ones(len(ids), bool)
        np.not_equal(ids[1:], ids[:-1], out=different[1:])
        return ids[different]


class SparseTable:
    """Similarities of some query words to the listed words, as `Vocabulary.like` found them."""

    def __init__(self, vocabulary: Vocabulary, words: Sequence[str]) -> None:
        likes = vocabulary.like(words)
        own = [likes[word] for word in words]
        self._vocabulary = vocabulary
        self._size = len(vocabulary) + 1
        self._words = words
        # A last entry that nothing asks for, so that every search lands inside.
        self._keys = np.concatenate(
            [*(like.ids + number * self._size for number, like in enumerate(own)), [1 << 62]]
        )
        self._similarity = np.concatenate([*(like.similarity for like in own), _NO_SIMILARITY])
        self._rule = np.concatenate([*(like.rule for like in own), _NO_RULE])

    def look_up(self, left: Side, right: Side) -> Likes:
        """The words that are alike of each name of `left` and the one of `right` in its row."""
        wanted = (left.ids.astype(np.int64) * self._size)[:, :, None] + right.ids[:, None, :]
        wanted = wanted.ravel()
        at = self._keys.searchsorted(wanted)
        hit = self._keys[at] == wanted
        single, listed_single = left.sizes == 1, right.sizes == 1
        if not (np.count_nonzero(single) or np.count_nonzero(listed_single)):
            cells = hit.nonzero()[0]
            found = at[cells]
            return Likes(cells, self._similarity[found], self._rule[found])
        first = np.array([ord(word[0]) for word in self._words], np.int16)[left.ids]
        listed_first = self._vocabulary.first[right.ids]
        initial = (
            (single[:, :, None] | listed_single[:, None, :])
            & (left.ids >= 0)[:, :, None]
            & (right.ids >= 0)[:, None, :]
            & (first[:, :, None] == listed_first[:, None, :])
        )
        cells = (hit | initial.ravel()).nonzero()[0]
        found, hit = at[cells], hit[cells]
        return Likes(
            cells,
            np.where(hit, self._similarity[found], np.float32(INITIAL_SIMILARITY)),
            np.where(hit, self._rule[found], np.int8(Rule.INITIAL)),
        )


_EQUAL = int(Rule.EQUAL)
_NO_SIMILARITY = np.zeros(1, np.float32)
_NO_RULE = np.zeros(1, np.int8)

__all__ = ["SparseTable", "Vocabulary", "WordLikes", "bigrams", "checksum"]
