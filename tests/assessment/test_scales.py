"""ICD 203 terms, bits and ceilings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim
from byway.assessment import Scales
from byway.model import Certainty

SCALES = Scales.load()


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (0.0, "almost no chance"),
        (0.05, "almost no chance"),
        (0.06, "very unlikely"),
        (0.3, "unlikely"),
        (0.45, "unlikely"),
        (0.5, "roughly even chance"),
        (0.56, "likely"),
        (0.80, "likely"),
        (0.81, "very likely"),
        (0.95, "very likely"),
        (0.97, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_a_value_has_one_term(value, term):
    assert SCALES.likelihood(value).term == term


def test_terms_cover_the_scale_without_gaps():
    terms = SCALES.data["likelihood"]["terms"]
    assert [t["low"] for t in terms[1:]] == [t["high"] for t in terms[:-1]]


def test_surer_statements_add_more():
    order = ["asserted", "likely", "possible", "unlikely"]
    bits = [SCALES.bits(a_claim(certainty=c)) for c in order]
    assert bits == sorted(bits, reverse=True)
    assert bits[2] > 0 > bits[3]


def test_the_denial_of_the_accused_is_worth_less():
    denial = a_claim(certainty="denied")
    assert SCALES.bits(denial) < SCALES.bits(denial, interested=True) < 0


def test_what_word_lists_read_is_worth_less():
    read, listed = a_claim(), a_claim(depth="lexicon")
    assert 0 < SCALES.bits(listed) < SCALES.bits(read)


def test_what_is_only_considered_adds_little():
    assert SCALES.bits(a_claim(status="considered")) < SCALES.bits(a_claim(status="planned"))
    assert SCALES.bits(a_claim(status="considered")) < SCALES.bits(a_claim(certainty="possible"))


@given(st.lists(st.floats(-3, 3), max_size=8), st.floats(0.1, 0.95))
def test_the_ceiling_holds(bits, ceiling):
    assert SCALES.data["ceilings"]["floor"] <= SCALES.combine(bits, ceiling) <= ceiling


@given(st.lists(st.floats(-3, 3), max_size=5), st.floats(0.01, 3))
def test_support_never_lowers(bits, more):
    assert SCALES.combine([*bits, more], 0.95) >= SCALES.combine(bits, 0.95)


def test_ceilings_follow_the_strongest_statement():
    one = SCALES.ceiling({"a": Certainty.ASSERTED, "b": Certainty.POSSIBLE})
    two = SCALES.ceiling({"a": Certainty.ASSERTED, "b": Certainty.ASSERTED})
    only_possible = SCALES.ceiling({"a": Certainty.POSSIBLE, "b": Certainty.POSSIBLE})
    assert only_possible < one < two
    assert SCALES.likelihood(only_possible).term == "roughly even chance"


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans())
def test_identity_rises_with_the_score(one, other, corroborated, contradicted):
    low, high = sorted((one, other))
    facts = {"corroborated": corroborated, "contradicted": contradicted}
    assert 0 <= SCALES.identity(low, **facts) <= SCALES.identity(high, **facts) <= 1


def test_identity_is_bounded_by_what_else_is_known():
    surest = SCALES.identity(1.0, corroborated=True, contradicted=False)
    by_name = SCALES.identity(1.0, corroborated=False, contradicted=False)
    against = SCALES.identity(1.0, corroborated=True, contradicted=True)
    assert surest > by_name > against
    assert SCALES.identity(0.7, corroborated=True, contradicted=False) == pytest.approx(0.4)
