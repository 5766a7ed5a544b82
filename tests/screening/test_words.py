"""Words: sounds, skeletons and the parts of compounds."""

from __future__ import annotations

import pytest

from byway.screening.words import parts, skeleton, sound, undigit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sergey", "sergej"),
        ("husayn", "hussein"),
        ("lidiya", "lydyja"),
        ("chaykovsky", "tjajkovskij"),
        ("natallia", "natallja"),
        ("karim", "kareem"),
        ("mahmud", "mahmoud"),
    ],
)
def test_spellings_of_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_skeleton_keeps_consonants_and_a_first_vowel() -> None:
    assert skeleton(sound("muhammad")) == skeleton(sound("mohamed")) == skeleton("mhmd")
    assert skeleton("aleksandr") == skeleton("oleksandr")
    assert skeleton("") == ""


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("abdulaziz", ("abd", "aziz")),
        ("abdurrahman", ("abd", "rahman")),
        ("abdel", ("abd",)),
        ("abdallah", ("abd", "allah")),
        ("faizullah", ("faiz", "allah")),
        ("nasiruddin", ("nasir", "din")),
        ("eddine", ("din",)),
        ("ullah", ("allah",)),
        ("abou", ("abu",)),
        ("borodin", ("borodin",)),
        ("salah", ("salah",)),
        ("ab", ("ab",)),
        ("4x4", ("4x4",)),
    ],
)
def test_parts_of_arabic_compounds(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


def test_digits_among_letters_are_letters() -> None:
    assert undigit("1v4n") == "ivan"
    assert sound("r2d2") == "r2d2"
