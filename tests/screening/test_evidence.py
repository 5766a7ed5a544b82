"""Evidence besides names."""

from __future__ import annotations

import pytest

from byway.screening.evidence import Facts, compare, country_code, schemata_match, vector


def facts(schema: str = "Company", **properties: list[str]) -> Facts:
    return Facts.of(schema, properties)


def test_silence_is_no_evidence() -> None:
    assert compare(facts(country=["ru"]), facts()) == {}


def test_countries_by_code_and_by_name() -> None:
    assert country_code("RU") == country_code("Russia") == country_code("ru") == "ru"
    assert country_code("UK") == "gb"
    assert compare(facts(country=["Iran"]), facts(jurisdiction=["ir"])) == {"country_match": 1.0}
    assert compare(facts(country=["ir"]), facts(country=["iq"])) == {"country_conflict": 1.0}


def test_identifiers_meet_whatever_their_punctuation() -> None:
    found = compare(facts(imoNumber=["IMO 9123456"]), facts("Vessel", imoNumber=["9123456"]))
    assert found["identifier_match"] == 1.0


def test_another_unique_number_speaks_against() -> None:
    assert compare(facts(innCode=["7701234567"]), facts(innCode=["7709999999"])) == {
        "identifier_conflict": 1.0
    }
    assert compare(facts(taxNumber=["7701234567"]), facts(taxNumber=["7709999999"])) == {}


def test_short_or_letterless_numbers_are_no_identifiers() -> None:
    assert facts(registrationNumber=["12", "unknown"]).identifiers == frozenset()


def test_gender() -> None:
    assert compare(facts("Person", gender=["male"]), facts("Person", gender=["Female"])) == {
        "gender_conflict": 1.0
    }
    assert compare(facts("Person", gender=["other"]), facts("Person", gender=["female"])) == {}


@pytest.mark.parametrize(
    ("left", "right", "may_match"),
    [
        ("Person", "LegalEntity", True),
        ("Company", "Organization", True),
        ("Person", "Company", False),
        ("Vessel", "Company", False),
        ("Vessel", "Vessel", True),
    ],
)
def test_schemata(left: str, right: str, may_match: bool) -> None:
    assert schemata_match(left, right) is may_match
    assert schemata_match(right, left) is may_match
    assert ("schema_conflict" in compare(facts(left), facts(right))) is not may_match


def test_vector_has_every_feature() -> None:
    row = vector({"birth_day": 1.0})
    assert sum(row) == 1.0
