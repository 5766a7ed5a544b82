"""Patterns of words, and countries' names in their cases."""

from __future__ import annotations

import pytest

from byway.reading.languages.places import declined
from byway.reading.languages.words import Matcher, plain, words_of


def found(pattern: str, text: str) -> list[str]:
    words = words_of(text, 0, len(text))
    matches = Matcher({"x": [pattern]}).find(words)
    return [text[words[m.start].start : words[m.end - 1].end] for m in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("dron*", "dwa drony i dronów sto", ["drony", "dronów"]),
        ("dron*", "andronowy", []),
        (
            "*sanktion*",
            "neue Sanktionen und EU-Finanzsanktionen",
            ["Sanktionen", "Finanzsanktionen"],
        ),
        ("Chin(|y|om)", "chiny Chiny Chinom Chinami", ["Chiny", "Chinom"]),
        ("(a|ont) livré", "ils ont livré, il a livré", ["ont livré", "a livré"]),
        ("setzt _ liste", "setzt zwei Firmen auf Liste", ["setzt zwei Firmen auf Liste"]),
        ("setzt _ liste", "setzt ein. Die Liste", []),
        ("l'Iran", "avec l'Iran", ["l'Iran"]),
        ("制裁", "对俄制裁", ["制裁"]),
        (", że", "mówi, że tak", [", że"]),
    ],
)
def test_patterns(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_the_longest_match_wins() -> None:
    text = "Rada Bezpieczeństwa ONZ"
    words = words_of(text, 0, len(text))
    matcher = Matcher({"short": ["Rada"], "long": ["Rada Bezpieczeństwa"]})
    assert [m.key for m in matcher.find(words)] == ["long"]
    assert not Matcher({"none": []})


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="broken"):
        Matcher({"x": ["broken("]})


def test_names_are_declined_by_their_longest_ending() -> None:
    endings = {"ja": ["ja", "ji", "ję"], "a": ["a", "y"], "n": ["n", "nu"]}
    assert declined("Rosja", endings) == "Ros(ja|ji|ję)"
    assert declined("Korea Północna", endings) == "Kore(a|y) Północn(a|y)"
    assert declined("Peru", endings) == "Peru"


def test_plain_keeps_offsets() -> None:
    assert plain("п’ять", "uk") == "п'ять"
    assert plain("歐盟制裁", "zh") == "欧盟制裁"
    assert plain("歐盟", "uk") == "歐盟"
