"""The different words of the listed names, and which of them are like a given word.

A word's likes are found by what they share with it: pairs of letters (a sparse product over
letter bigrams), the same sound or consonants, a known variant.  The few that are found are then
compared exactly.  Words are compared once, whatever the number of names that have them; those that
several listed names have, when the index is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.screening.alignment import INITIAL, NUMBER, PLACE, SHORT, SHORT_LETTERS
from byway.screening.bigrams import Bigrams
from byway.screening.names import place_words
from byway.screening.pairing import checksum
from byway.screening.spans import ranges, spans
from byway.screening.spelling import Codes, Column, Floats, Rule, first_heard, marks, similarities
from byway.screening.storage import Texts
from byway.screening.variants import variants

Ints = NDArray[np.int32]

MOST_FORMS = 40
"""Known forms of a query word that are looked for."""
PREPARED_USES = 2
"""Listed names that a word must be in for its likes to be found when the index is made."""
PREPARED_PAIRS = 400_000_000
"""Pairs of words that are looked at for that: of a long list only the commonest words are
prepared."""
_TOGETHER = 512
_EQUAL = int(Rule.EQUAL)


@dataclass(frozen=True, slots=True)
class WordLikes:
    """The listed words like one word, and how."""

    ids: Ints
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
    like_ends: NDArray[np.int64]
    """Where in the next three the likes of each word end; words that are not prepared have none."""
    like_words: Ints
    like_similarity: Floats
    like_rule: Codes

    @classmethod
    def of(cls, words: Sequence[str], uses: NDArray[np.integer]) -> Vocabulary:
        """The vocabulary of different words; a word's number is its position.

        `uses` tells how many names have each word.
        """
        column = Column.of(words)
        grams = Bigrams.of(words)
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
        bare = cls(
            words=Texts.of(words),
            sounds=Texts.of(column.sounds),
            sizes=column.sizes,
            sound_sizes=column.sound_sizes,
            bones=column.bones,
            first=column.first,
            digits=column.digits,
            known=column.known,
            places=np.fromiter(map(place_words().__contains__, words), bool, len(words)),
            gram_counts=grams.counts,
            gram_ends=grams.ends,
            gram_words=grams.words,
            key_sums=sums[by_sum],
            key_words=owners[by_sum],
            like_ends=np.zeros(len(words) + 1, np.int64),
            like_words=np.zeros(0, np.int32),
            like_similarity=np.zeros(0, np.float32),
            like_rule=np.zeros(0, np.int8),
        )
        return bare._prepared(uses)

    def _prepared(self, uses: NDArray[np.integer]) -> Vocabulary:
        """The same, with the likes of the words that are in several names."""
        most = PREPARED_PAIRS // max(1, len(self))
        chosen = (-uses).argsort(kind="stable")[: min(most, int((uses >= PREPARED_USES).sum()))]
        chosen.sort()
        likes = [
            like
            for start in range(0, len(chosen), _TOGETHER)
            for like in self._compared(
                [self.word_list[number] for number in chosen[start : start + _TOGETHER].tolist()]
            )
        ]
        if not likes:
            return self
        ends = np.zeros(len(self) + 1, np.int64)
        ends[chosen + 1] = [len(like.ids) for like in likes]
        return replace(
            self,
            like_ends=ends.cumsum(),
            like_words=np.concatenate([like.ids for like in likes]).astype(np.int32),
            like_similarity=np.concatenate([like.similarity for like in likes]),
            like_rule=np.concatenate([like.rule for like in likes]),
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
    def _grams(self) -> Bigrams:
        return Bigrams(self.gram_counts, self.gram_ends, self.gram_words)

    @cached_property
    def _heard(self) -> NDArray[np.uint8]:
        return first_heard(self.sounds.block[self.sounds.ends[:-1]])

    @cached_property
    def _sound_list(self) -> list[str]:
        return self.sounds.all()

    def numbers(self, words: Sequence[str]) -> list[int]:
        """The number of each word, -1 for one that is not listed as it is."""
        known = self.word_list
        starts, sizes = spans(self.key_sums, ["=" + word for word in words])
        numbers = [-1] * len(words)
        for at in sizes.nonzero()[0].tolist():
            rows = self.key_words[starts[at] : starts[at] + sizes[at]].tolist()
            numbers[at] = next((row for row in rows if known[row] == words[at]), -1)
        return numbers

    def like(self, words: Iterable[str]) -> dict[str, WordLikes]:
        """The likes of each of `words`; what was asked before is remembered."""
        cache = self._cache
        if len(cache) > 100_000:
            cache = self.__dict__["_cache"] = {}
        if new := [word for word in dict.fromkeys(words) if word not in cache]:
            unprepared = []
            for word, number in zip(new, self.numbers(new), strict=True):
                start, end = self.like_ends[number : number + 2].tolist() if number >= 0 else (0, 0)
                if start == end:
                    unprepared.append(word)
                    continue
                cache[word] = WordLikes(
                    self.like_words[start:end],
                    self.like_similarity[start:end],
                    self.like_rule[start:end],
                    True,
                )
            if unprepared:
                cache.update(zip(unprepared, self._compared(unprepared), strict=True))
        return cache

    def _compared(self, words: Sequence[str]) -> list[WordLikes]:
        """The likes of each of `words`, found and compared."""
        column = Column.of(words)
        known = [variants(word) for word in words]
        rows, ids = self._found(words, column, known)
        listed = ids.tolist()
        right = Column(
            list(map(self.word_list.__getitem__, listed)),
            list(map(self._sound_list.__getitem__, listed)),
            self.sizes[ids],
            self.sound_sizes[ids],
            self.bones[ids],
            self.first[ids],
            self._heard[ids],
            self.digits[ids],
            self.known[ids],
            self._marks[ids],
        )
        variant = None
        if any(known):
            variant = np.fromiter(
                (word in known[row] for row, word in zip(rows.tolist(), right.words, strict=True)),
                bool,
                len(ids),
            )
        similarity, rule = similarities(column.take(rows), right, variant)
        kept = similarity.nonzero()[0]
        numbers = ids[kept]
        similarity, rule = similarity[kept], rule[kept]
        ends = rows[kept].searchsorted(np.arange(len(words)), "right").tolist()
        rules = rule.tolist()
        return [
            WordLikes(
                numbers[start:end],
                similarity[start:end],
                rule[start:end],
                _EQUAL in rules[start:end],
            )
            for start, end in pairwise([0, *ends])
        ]

    def _found(
        self, words: Sequence[str], column: Column, known: Sequence[frozenset[str]]
    ) -> tuple[NDArray[np.int64], Ints]:
        """The listed words to compare with each of `words`, whose other forms are `known`: pairs
        of the position of a word and the number of a listed one, in rising order."""
        keys, owners = [], []
        for word, heard, bones, forms in zip(
            words, column.sounds, column.bones.tolist(), known, strict=True
        ):
            own = ["=" + word, "~" + heard, *["=" + form for form in sorted(forms)[:MOST_FORMS]]]
            if bones:
                own.append(f"#{bones}")
            keys += own
            owners.append(len(own))
        starts, sizes = spans(self.key_sums, keys)
        rows = np.arange(len(words)).repeat(owners).repeat(sizes)
        near_rows, near = self._grams.near(words)
        ids = np.concatenate([self.key_words[ranges(starts, sizes)], near])
        pairs = np.concatenate([rows, near_rows]) * len(self) + ids
        pairs.sort()
        different = np.ones(len(pairs), bool)
        np.not_equal(pairs[1:], pairs[:-1], out=different[1:])
        rows, ids = np.divmod(pairs[different], len(self))
        return rows, ids.astype(np.int32)
