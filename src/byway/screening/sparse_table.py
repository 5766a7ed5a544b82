"""Words asked for against listed words, as the vocabulary knows their likes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from byway.screening.alignment import Likes
from byway.screening.pairing import Side
from byway.screening.spelling import INITIAL_SIMILARITY, Rule
from byway.screening.vocabulary import Vocabulary

_NO_SIMILARITY = np.zeros(1, np.float32)
_NO_RULE = np.zeros(1, np.int8)


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
            [
                *(like.ids + np.int64(number * self._size) for number, like in enumerate(own)),
                [1 << 62],
            ]
        )
        self._similarity = np.concatenate([*(like.similarity for like in own), _NO_SIMILARITY])
        self._rule = np.concatenate([*(like.rule for like in own), _NO_RULE])

    def look_up(self, left: Side, right: Side) -> Likes:
        """The words that are alike of each name of `left` and the one of `right` in its row."""
        cells = ((left.ids >= 0)[:, :, None] & (right.ids >= 0)[:, None, :]).ravel().nonzero()[0]
        wanted = (left.ids.astype(np.int64) * self._size)[:, :, None] + right.ids[:, None, :]
        wanted = wanted.ravel()[cells]
        at = self._keys.searchsorted(wanted)
        hit = self._keys[at] == wanted
        single, listed_single = left.sizes == 1, right.sizes == 1
        if not (np.count_nonzero(single) or np.count_nonzero(listed_single)):
            found = at[hit]
            return Likes(cells[hit], self._similarity[found], self._rule[found])
        first = np.array([ord(word[0]) for word in self._words], np.int16)[left.ids]
        listed_first = self._vocabulary.first[right.ids]
        initial = (single[:, :, None] | listed_single[:, None, :]) & (
            first[:, :, None] == listed_first[:, None, :]
        )
        kept = hit | initial.ravel()[cells]
        cells, found, hit = cells[kept], at[kept], hit[kept]
        return Likes(
            cells,
            np.where(hit, self._similarity[found], np.float32(INITIAL_SIMILARITY)),
            np.where(hit, self._rule[found], np.int8(Rule.INITIAL)),
        )
