"""Names across alphabets."""

import pytest

from byway.roots.folding import fold, skeleton


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lukashenko", "Лукашенком"),
        ("Nazarov", "Nazarow"),
        ("Nazarov", "Назаровым"),
        ("Chekhov", "Чехова"),
        ("Dorothea", "Dorothea"),
    ],
)
def test_spellings_of_one_name_meet(left, right):
    assert skeleton(left) == skeleton(right)


@pytest.mark.parametrize(("left", "right"), [("Sughd", "Sevan"), ("Calla", "Colt"), ("Xi", "Si")])
def test_different_names_stay_apart(left, right):
    assert skeleton(left) != skeleton(right)


def test_folding_leaves_letters_and_digits():
    assert fold("Młyn-2, O'Hara!") == "mlyn 2 ohara"
