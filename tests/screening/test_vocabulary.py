"""Listed words and their likes."""

from __future__ import annotations

import numpy as np
import pytest

from byway.screening import vocabulary
from byway.screening.vocabulary import Vocabulary

WORDS = ["putin", "putina", "medvedev", "medvedeva", "ivan", "2", "x", "mohammed", "muhammad"]


def made(uses: int) -> Vocabulary:
    return Vocabulary.of(WORDS, np.full(len(WORDS), uses))


@pytest.mark.parametrize("word", [*WORDS, "poutin", "muhamad", "nothing"])
def test_prepared_likes_are_those_found_when_asked(word: str) -> None:
    prepared, bare = made(2).like([word])[word], made(1).like([word])[word]
    assert prepared.ids.tolist() == bare.ids.tolist()
    assert prepared.similarity.tolist() == bare.similarity.tolist()
    assert prepared.rule.tolist() == bare.rule.tolist()
    assert prepared.listed is bare.listed is (word in WORDS)


def test_words_of_one_name_are_not_prepared() -> None:
    assert not len(made(1).like_words)
    assert np.all(np.diff(made(2).like_ends) > 0)


def test_of_a_long_list_only_the_commonest_words_are_prepared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vocabulary, "PREPARED_PAIRS", 2 * len(WORDS))
    uses = np.array([2, 2, 2, 9, 2, 2, 2, 2, 5])
    ends = Vocabulary.of(WORDS, uses).like_ends
    assert np.diff(ends).nonzero()[0].tolist() == [3, 8]


def test_numbers_of_words() -> None:
    assert made(1).numbers(["ivan", "nobody", "putin"]) == [4, -1, 0]
