"""Similarity of words and the rule they met by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.screening.spelling import LEAST, Column, Rule, similarities
from byway.screening.variants import are_variants


def alike(left: str, right: str) -> tuple[float, Rule]:
    similarity, rule = similarities(Column.of([left]), Column.of([right]))
    return float(similarity[0]), Rule(int(rule[0]))


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("petrova", "petrova", Rule.EQUAL),
        ("sergey", "sergej", Rule.SOUND),
        ("alnuristani", "nuristani", Rule.SOUND),
        ("harnmond", "hammond", Rule.SOUND),
        ("murwanashyaka", "mrwnshyk", Rule.VOWELS),
        ("lukashenko", "lukatenko", Rule.SLIP),
        ("lukashenko", "tukashenko", Rule.HEAD),
        ("elukashenko", "alukashenco", Rule.SLIP),
        ("nuristani", "nuri", Rule.CUT),
        ("m", "mikhail", Rule.INITIAL),
        ("m", "sergey", Rule.NONE),
        ("mahmoud", "muhammad", Rule.OTHER),
        ("oleg", "olga", Rule.OTHER),
        ("7", "8", Rule.NONE),
        ("7", "7", Rule.EQUAL),
        ("petrov", "sanchez", Rule.NONE),
    ],
)
def test_rules(left: str, right: str, rule: Rule) -> None:
    assert alike(left, right)[1] is rule


def test_a_swap_is_one_slip() -> None:
    assert alike("nuristani", "nursitani")[0] == pytest.approx(alike("nuristani", "nuristami")[0])


def test_two_common_names_are_two_names() -> None:
    assert alike("mohamed", "ahmed")[0] < alike("mohamet", "ahmet")[0] or (
        alike("mohamed", "ahmed")[0] < 0.65
    )


def test_known_variants() -> None:
    assert are_variants("theodore", "ted")
    assert are_variants("ted", "theodore")
    assert not are_variants("ted", "vladimir")


WORDS = st.text(alphabet="abcdehiklmnorstuvyz", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_symmetric_and_bounded(left: str, right: str) -> None:
    there, back = alike(left, right), alike(right, left)
    assert there == back
    assert there[0] == 0 or LEAST <= there[0] <= 1
    assert alike(left, left) == (1.0, Rule.EQUAL)


def test_no_words_no_similarities() -> None:
    similarity, rule = similarities(Column.of([]), Column.of([]))
    assert len(similarity) == len(rule) == 0
