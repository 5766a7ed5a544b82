"""HS codes in any punctuation, and digits that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.errors import OptionError
from byway.goods import Classifier, Nomenclature
from byway.goods.hscode import codes_in_list, digits_of, labelled_codes

NOMENCLATURE = Nomenclature.load()
CLASSIFIER = Classifier.default()
SUBHEADINGS = sorted(code for code in NOMENCLATURE if len(code) == 6)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("8542.31", "854231"),
        ("85 42 31", "854231"),
        ("8542-31", "854231"),
        ("HS 854231", "854231"),
        ("HS854231", "854231"),
        ("H.S. code: 8542.31", "854231"),
        ("hs6 8542.31", "854231"),
        ("HTS 8542.31.00.45", "8542310045"),
        ("CN 8542 31 90", "85423190"),
        ("8542.31.90 00", "8542319000"),
        ("heading 8542", "8542"),
        ("0101", "0101"),
        ("８５４２３１", "854231"),
        ("  8542.31.", "854231"),
        ("155 mm shells", None),
        ("rifles", None),
        ("", None),
        ("8542.31 or so", None),
    ],
)
def test_a_code_is_read_from_its_digits(text: str, digits: str | None) -> None:
    assert digits_of(text) == digits


def test_a_list_is_codes_only_when_every_piece_is_one() -> None:
    assert codes_in_list("8542.31; 8542.32, HS 880730") == ("854231", "854232", "880730")
    assert codes_in_list("8542.31; rifles") == ()


def test_a_description_may_name_codes() -> None:
    assert labelled_codes("chips (HS 8542.31) and parts, HTS code 8807.30.0015") == (
        "854231",
        "8807300015",
    )
    assert labelled_codes("2023 rifles worth 8542 dollars") == ()


@given(
    st.sampled_from(SUBHEADINGS),
    st.sampled_from(["", ".", " ", "-", "·"]),
    st.sampled_from(["", ".", " ", "-"]),
    st.sampled_from(["", "HS ", "hs code: ", "HTS ", "CN-", "H.S. "]),
    st.sampled_from(["", ".", " "]),
)
def test_punctuation_changes_nothing(code: str, a: str, b: str, label: str, end: str) -> None:
    text = f"{label}{code[:2]}{b}{code[2:4]}{a}{code[4:]}{end}"
    assert [c.code for c in CLASSIFIER.classify(text).candidates] == [code]


@given(st.sampled_from(SUBHEADINGS), st.sampled_from(["00", "90", "0015"]))
def test_national_digits_are_cut_to_six(code: str, rest: str) -> None:
    (found,) = CLASSIFIER.classify(code + rest).candidates
    assert (found.code, found.score) == (code, 1.0)


@pytest.mark.parametrize(
    ("digits", "says"),
    [
        ("999999", "chapter 99"),
        ("770000", "chapter 77"),
        ("009999", "no chapter 00"),
        ("850099", "no heading 8500"),
        ("10121", "leading zero get lost (010121)"),
        ("12345", "leading zero"),
        ("5", "leading zero"),
        ("854231900000", "12 of them"),
    ],
)
def test_digits_that_are_no_code_are_named(digits: str, says: str) -> None:
    with pytest.raises(OptionError) as caught:
        CLASSIFIER.classify(digits)
    assert digits in str(caught.value)
    assert says in str(caught.value)


def test_a_code_of_the_edition_before_becomes_its_successors() -> None:
    cameras = CLASSIFIER.classify("8525.80")
    assert [c.code for c in cameras.candidates] == ["852581", "852582", "852583", "852589"]
    assert all(c.score < 1 for c in cameras.candidates)
    assert "852580" in cameras.candidates[0].because
    assert [c.code for c in CLASSIFIER.classify("880330").candidates] == ["880730"]


def test_a_subheading_unknown_to_the_edition_falls_back_to_its_heading() -> None:
    (found,) = CLASSIFIER.classify("870120").candidates
    assert (found.code, found.score) == ("8701", 0.5)
    assert "870120" in found.because


def test_every_former_code_became_codes_of_the_edition() -> None:
    for former, became in NOMENCLATURE.former.items():
        assert former not in NOMENCLATURE
        assert all(code in NOMENCLATURE for code in became)


def test_the_nomenclature_is_whole() -> None:
    counts = {n: sum(len(code) == n for code in NOMENCLATURE) for n in (2, 4, 6)}
    assert counts == {2: 96, 4: 1228, 6: 5612}
    assert "854231" in NOMENCLATURE.children("8542")
    assert NOMENCLATURE.children("854231") == ()
