"""Names taken apart: titles, particles, legal forms, numbers, what words are worth."""

from __future__ import annotations

import pytest

from byway.screening import compare
from byway.screening.names import MAX_WORDS, Kind, alternatives, analyse, kind_of, word_bits


def words(text: str, kind: Kind = Kind.PERSON) -> tuple[str, ...]:
    name = analyse(text, kind)
    assert name is not None
    return name.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Abd al-Aziz AL-NURISTANI", ("abd", "aziz", "nuristani")),
        ("Dr. Maria del Rosario López Jr.", ("maria", "rosario", "lopez")),
        ("Ben Okri", ("ben", "okri")),
        ("Ahmad bin Khalid", ("ahmad", "khalid")),
        ("Colonel", ("colonel",)),
        ("P3tro Ivan0v", ("petro", "ivanov")),
        ("Maria AL", ("maria", "al")),
    ],
)
def test_people(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "legal"),
    [
        ("The Blue Heron Trading Co., Ltd.", ("blue", "heron", "trade"), "llc"),
        ("ООО «Синяя Птица»", ("siniaia", "ptitsa"), "llc"),
        ("Harbour Fund VII L.P.", ("harbour", "fund", "7"), "lp"),
        ("Brigade Forty Four", ("brigade", "44"), ""),
        ("Northern Lights Society (NLS)", ("northern", "lights", "society"), ""),
        ("X.Y.Z. Company", ("xyz", "company"), ""),
        ("o.O.O. Sirius", ("sirius",), "llc"),
        ("Second Institute", ("2", "institute"), ""),
    ],
)
def test_entities(text: str, expected: tuple[str, ...], legal: str) -> None:
    name = analyse(text, Kind.ENTITY)
    assert name is not None
    got = tuple("siniaia" if word.startswith("sin") else word for word in name.words)
    assert got == expected
    assert name.legal == legal


def test_a_roman_numeral_in_the_middle_counts_and_is_no_legal_form() -> None:
    assert "2" in words("Heron Solutions II France S.A.S.", Kind.ENTITY)


def test_ships_lose_their_prefix() -> None:
    assert words("M/V SEA HERON 3", Kind.OBJECT) == ("sea", "heron", "3")


def test_only_generic_words_remain_when_there_are_no_others() -> None:
    assert words("LLC", Kind.ENTITY) == ("limited",)


def test_rare_words_are_worth_more() -> None:
    assert word_bits("murwanashyaka", Kind.PERSON) > word_bits("muhammad", Kind.PERSON)
    assert word_bits("zvezda", Kind.ENTITY) > word_bits("trading", Kind.ENTITY)
    assert word_bits("company", Kind.ENTITY) < 1
    assert word_bits("j", Kind.PERSON) < word_bits("jon", Kind.PERSON)


def test_nothing_readable_is_no_name() -> None:
    assert analyse("", Kind.PERSON) is None
    assert analyse("\u200d ...", Kind.ENTITY) is None


def test_a_long_name_keeps_its_most_telling_words() -> None:
    name = analyse(" ".join(f"word{chr(97 + n)}x" for n in range(40)), Kind.PERSON)
    assert name is not None
    assert len(name.words) == MAX_WORDS


def test_alternatives_of_a_joined_name() -> None:
    assert alternatives("Blue Heron / Red Heron") == [
        "Blue Heron / Red Heron",
        "Blue Heron",
        "Red Heron",
    ]
    assert alternatives("Blue Heron") == ["Blue Heron"]


def test_kinds_of_schemata() -> None:
    assert kind_of("Person") is Kind.PERSON
    assert kind_of("Vessel") is Kind.OBJECT
    assert kind_of("Company") is Kind.ENTITY


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("弗拉基米尔·普京", "Vladimir Putin"),
        ("亚历山大·卢卡申科", "Alexander Lukashenko"),
        ("唐納德·川普", "Donald Trump"),
        ("尼古拉斯·马杜罗", "Nicolás Maduro"),
        ("阿里·哈梅内伊", "Ali Khamenei"),
    ],
)
def test_foreigners_in_han_characters(han: str, latin: str) -> None:
    sides = [
        {"id": text, "schema": "Person", "properties": {"name": [text]}} for text in (han, latin)
    ]
    assert compare(*sides) >= 0.7


def test_transcriptions_of_one_name_are_no_other_characters() -> None:
    first, other = (analyse(text, Kind.PERSON) for text in ("贝拉克·奥巴马", "巴拉克·歐巴馬"))
    assert first and other and first.han == other.han == ""
    assert (own := analyse("习近平", Kind.PERSON)) and own.han == "习近平"
