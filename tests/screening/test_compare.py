"""Properties that a pair score has to keep."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byway.screening import compare

FIRST = ["Olga", "Sergei", "Mohammed", "Chen Wei", "José", "Abdul Rahman", "Anna-Lena", "Kim Yong"]
LAST = ["Petrova", "Nuristani", "Lukashenko", "García López", "al-Bazzazi", "Okonkwo", "Ōtani"]
PEOPLE = st.builds(lambda a, b: f"{a} {b}", st.sampled_from(FIRST), st.sampled_from(LAST))
FIRMS = st.sampled_from(
    ["Blue Heron Trading LLC", "Severny Oriol JSC", "Fund VII L.P.", "Bank of Foo", "Heron"]
)
DATES = st.sampled_from(["1960", "1960-05-07", "1961-05-07", "1999-12-31", "circa 1960", "1985-02"])


def entity(name: str, schema: str = "Person", **properties: list[str]) -> dict[str, Any]:
    return {"id": "x", "schema": schema, "properties": {"name": [name], **properties}}


def slipped(name: str, at: int, letter: str) -> str:
    at %= len(name)
    return name[:at] + letter + name[at + 1 :]


@settings(max_examples=60, deadline=None)
@given(PEOPLE, PEOPLE, DATES, DATES)
def test_symmetric(left: str, right: str, born: str, other: str) -> None:
    a, b = entity(left, birthDate=[born]), entity(right, birthDate=[other])
    assert compare(a, b) == pytest.approx(compare(b, a), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(FIRMS, FIRMS)
def test_symmetric_for_firms(left: str, right: str) -> None:
    a, b = entity(left, "Company"), entity(right, "Company")
    assert compare(a, b) == pytest.approx(compare(b, a), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.integers(0, 30), st.sampled_from("aeklz"), DATES)
def test_an_agreeing_birth_date_never_lowers(name: str, at: int, letter: str, born: str) -> None:
    other = slipped(name, at, letter)
    without = compare(entity(name), entity(other))
    assert compare(entity(name, birthDate=[born]), entity(other)) == without
    both = compare(entity(name, birthDate=[born]), entity(other, birthDate=[born]))
    assert both >= without


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.integers(0, 30), st.sampled_from("aeklz"))
def test_a_contradicting_birth_date_never_raises(name: str, at: int, letter: str) -> None:
    other = slipped(name, at, letter)
    without = compare(entity(name), entity(other))
    against = compare(
        entity(name, birthDate=["1940-01-30"]), entity(other, birthDate=["1987-11-12"])
    )
    assert against <= without


@settings(max_examples=60, deadline=None)
@given(PEOPLE, PEOPLE, st.randoms())
def test_case_order_and_unicode_form_do_not_count(left: str, right: str, random: Any) -> None:
    base = compare(entity(left), entity(right))
    words = right.split()
    random.shuffle(words)
    changed = " ".join(words)
    if "al-Bazzazi" not in right and "Kim" not in right and "Chen" not in right:
        assert compare(entity(left), entity(changed)) == pytest.approx(base, abs=0.02)
    assert compare(entity(left), entity(right.upper())) == pytest.approx(base, abs=1e-6)
    decomposed = unicodedata.normalize("NFD", right)
    assert compare(entity(left), entity(decomposed)) == pytest.approx(base, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(PEOPLE)
def test_diacritics_do_not_count(name: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    assert compare(entity(name), entity(plain)) == compare(entity(name), entity(name))


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("Olga Petrova", "Ольга Петрова", "Person"),
        ("Barack Obama", "バラク・オバマ", "Person"),
        ("Kim Jong Un", "김정은", "Person"),
        ("Ted Kaczmarek", "Theodore Kaczmarek", "Person"),
        ("Nuristani Sergei Sergei", "Sergei Nuristani", "Person"),
        ("Sergei Nuri stani", "Sergei Ivanovich Nuristani", "Person"),
        ("Sergei inatsiruN", "Sergei Nuristani", "Person"),
        ("Chancellor Olga Petrova", "Olga Petrova", "Person"),
        ("Hua Kuo-feng", "Hua Guofeng", "Person"),
        ("ហ៊ុន សែន", "Hun Sen", "Person"),
        ("PLA China", "People's Liberation Army", "Organization"),
        ("61st Brigade", "Sixty First Brigade", "Organization"),
        ("S. Nuristani", "Sergei Nuristani", "Person"),
        ("Sergei Ivanovich Nuristani", "Sergei Nuristani", "Person"),
        ("Ya Mahdi Works", "Yamahdi Works", "Company"),
        ("PLA", "People's Liberation Army", "Organization"),
        ("Blue Heron GmbH", "Blue Heron Gesellschaft mit beschränkter Haftung", "Company"),
        ("Harbour Fund 7", "Harbour Fund VII", "Company"),
        ("Brigade Forty Four", "Brigade 44", "Organization"),
    ],
)
def test_the_same(left: str, right: str, schema: str) -> None:
    assert compare(entity(left, schema), entity(right, schema)) >= 0.7


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("Olga Petrova", "Olga Nuristani", "Person"),
        ("Sergei Ivanovich Nuristani", "Sergei Borisovich Nuristani", "Person"),
        ("JAMAL MUSTAFA SULTAN AL-DULAIMI", "JAMAL MUSTAFA SULTAN AL-TIKRITI", "Person"),
        ("William G. Okonkwo", "William W. Okonkwo", "Person"),
        ("Bank of Foo (France)", "Bank of Foo (Germany)", "Company"),
        ("Blue Heron Company", "Red Pelican Company", "Company"),
        ("习近平", "习近朋", "Person"),
        ("Mahmoud Okonkwo", "Muhammad Okonkwo", "Person"),
        ("Borealis Capital Fund II", "Borealis Capital Fund", "Company"),
        ("SEA HERON 3", "SEA HERON 4", "Vessel"),
    ],
)
def test_not_the_same(left: str, right: str, schema: str) -> None:
    assert compare(entity(left, schema), entity(right, schema)) < 0.7


def test_of_nothing_nothing_is_known() -> None:
    assert compare(entity(""), entity("")) == 0
    assert compare(entity("***"), entity("...")) == 0
    born = {"birthDate": ["1960-05-07"]}
    assert compare(entity("", **born), entity("", **born)) == 0
    assert compare(entity("", **born), entity("Olga Petrova", **born)) <= 0.5
    numbered = {"passportNumber": ["AB1234567"]}
    assert compare(entity("", **numbered), entity("Olga Petrova", **numbered)) > 0.7


@pytest.mark.parametrize(
    "trick",
    [
        "\x1bOlga Petrova",
        "\x1b[31mOlga Petrova\x1b[0m",
        "Ol\x00ga Petrova",
        "\u202eOlga\u202c Petrova",
        "Ol\u200bga Pet\u200drova",
    ],
)
def test_what_cannot_be_seen_does_not_count(trick: str) -> None:
    assert compare(entity(trick), entity("Olga Petrova")) == pytest.approx(
        compare(entity("Olga Petrova"), entity("Olga Petrova")), abs=1e-6
    )


def test_letters_are_no_name() -> None:
    assert compare(entity("a" * 10_000), entity("A")) < 0.2
    assert compare(entity("a" * 10_000), entity("Aaa")) < 0.7
    assert (
        compare(entity("Cedar Semiconductor", "Company"), entity("C&I Semiconductors", "Company"))
        < 0.7
    )


def test_a_short_name_alone_is_no_strong_match() -> None:
    assert 0.7 < compare(entity("KQV", "Company"), entity("KQV LLC", "Company")) < 0.9
    assert (
        compare(entity("Technology Company", "Company"), entity("Technology LLC", "Company")) < 0.9
    )


def test_an_identifier_outweighs_a_changed_name() -> None:
    left = entity("Grey Pelican", "Vessel", imoNumber=["9123456"])
    right = entity("White Heron", "Vessel", imoNumber=["IMO9123456"])
    assert compare(left, right) > compare(
        entity("Grey Pelican", "Vessel"), entity("White Heron", "Vessel")
    )


def test_a_person_and_a_vague_legal_entity_are_compared_as_people() -> None:
    assert compare(entity("Petrova, Olga"), entity("Olga Petrova", "LegalEntity")) >= 0.7
