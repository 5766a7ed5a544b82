"""Nouns are immutable, equal by value, and survive JSON and pickling."""

import pickle
from datetime import date

import pytest
from pydantic import ValidationError

from builders import a_claim, a_document, a_screened
from byway.model import Claim, Designation, Document, Party, Screened

PARTY = Party.from_ftm(
    {"id": "p", "schema": "Person", "properties": {"name": ["Ann"], "alias": ["A."], "notes": []}}
)


@pytest.mark.parametrize("noun", [PARTY, a_claim(), a_document(), a_screened("Ann", listed="ANN")])
def test_a_noun_survives_json_and_pickling(noun):
    assert type(noun).from_dict(noun.to_dict()) == noun
    assert pickle.loads(pickle.dumps(noun)) == noun
    assert hash(noun) == hash(type(noun).from_dict(noun.to_dict()))


def test_a_noun_cannot_be_changed():
    with pytest.raises(ValidationError):
        PARTY.caption = "Bob"
    with pytest.raises(TypeError):
        PARTY.properties["name"] = ("Bob",)
    with pytest.raises(TypeError):
        PARTY.properties.update(name=("Bob",))


def test_a_misspelt_field_is_refused():
    with pytest.raises(ValidationError):
        Claim.from_dict({**a_claim().to_dict(), "certanty": "likely"})


def test_a_party_is_a_followthemoney_entity():
    assert PARTY.to_ftm() == {
        "id": "p",
        "caption": "Ann",
        "schema": "Person",
        "properties": {"name": ["Ann"], "alias": ["A."]},
    }
    assert PARTY.names == ("Ann", "A.")
    assert PARTY.get("birthDate") == ()


def test_a_party_without_a_name_is_captioned_by_its_id():
    assert Party.from_ftm({"id": "q", "schema": "Vessel"}).caption == "q"


def test_a_missing_date_bounds_nothing():
    open_ended = Designation(party_id="p", list="ofac", since=date(2022, 2, 25))
    assert not open_ended.in_force(date(2022, 2, 24))
    assert open_ended.in_force(date(2030, 1, 1))
    assert Designation(party_id="p", list="ofac").in_force(date(1990, 1, 1))
    ended = Designation(party_id="p", list="ofac", until=date(2023, 1, 1))
    assert not ended.in_force(date(2023, 1, 2))


def test_only_title_and_body_are_read():
    kinds = ["title", "caption", "body", "promotion"]
    blocks = [{"start": i, "end": i + 1, "kind": k} for i, k in enumerate(kinds)]
    document = Document(id="d", text="abcd", sha256="0" * 64, blocks=blocks)
    assert [b.kind.value for b in document.readable()] == ["title", "body"]


def test_the_designations_of_a_party_are_those_of_its_matches():
    assert [d.programme for d in a_screened("Ann").designations] == ["RUSSIA-EO14024"]
    assert Screened(actor=a_screened("Ann").actor).designations == ()
