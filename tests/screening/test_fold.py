"""Folding: what never tells two parties apart is gone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.screening.fold import MAX_LENGTH, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José ÁLVAREZ", "jose alvarez"),
        ("Владимир Петров", "vladimir petrov"),
        ("Иванов", "ivanov"),
        ("محمد علي الحبو", "mhmd ali hbu"),
        ("김정은", "kim jong un"),
        ("习近平", "xi jin ping"),
        ("贝拉克·奥巴马", "barack obama"),
        ("弗拉基米尔·普京", "vladimir ptin"),
        ("안겔라 메르켈", "ankelra merukel"),
        ("ហ៊ុន ម៉ាណែត", "hun manet"),
        ("ທອງລຸນ ສີສຸລິດ", "thongloun sisoulid"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("o\x00n\x7fe", "one"),
        ("Αλέξης Παπάς", "alexis papas"),
        ("Qa’ida", "qaida"),
        ("O'Neill-Smith", "oneill smith"),
        ("A&B", "a and b"),
        ("3%", "3 percent"),
        ("Ｗｉｄｅ", "wide"),
        ("  two\t words ", "two words"),
        ("", ""),
        ("\u202e\u200d", ""),
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_look_alikes_of_another_alphabet_are_read_as_latin() -> None:
    assert fold("Mаriа Lореz") == "maria lopez"  # a, o, p, e are Cyrillic
    assert fold("АНМАD Ali") == "ahmad ali"
    assert fold("Олег") == "oleg"  # all Cyrillic: no trick


def test_invisible_characters_do_not_part_a_word() -> None:
    assert fold("Mar\u200dia\u2060 Lo\u00adpez") == "maria lopez"


def test_right_to_left_marks_are_gone() -> None:
    assert fold("\u202bMaria\u202c \u200fLopez") == "maria lopez"


@given(st.text(max_size=60))
def test_plain_alphabet_whatever_comes(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert folded == folded.strip()
    assert "  " not in folded


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéöñçø ", max_size=40))
def test_unicode_form_and_case_do_not_count(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.upper()) == fold(text)


def test_a_name_of_ten_thousand_characters_is_cut() -> None:
    assert len(fold("ab " * 5000)) <= MAX_LENGTH
