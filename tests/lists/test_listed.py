"""A listed party through FollowTheMoney and back."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from byway.lists import ListedParty
from byway.lists.draft import TOPICS
from byway.lists.listed import sanction_to_ftm
from byway.model import Designation, Party

words = st.text(st.characters(categories=("L", "N"), max_codepoint=0x4FF), min_size=1, max_size=12)
dates = st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))


@st.composite
def listed_parties(draw: st.DrawFn) -> ListedParty:
    topics = draw(st.lists(st.sampled_from(TOPICS), max_size=3, unique=True))
    designations = [
        Designation(
            party_id="p",
            list="l",
            topic=topic,
            authority=draw(st.none() | words),
            programme=draw(st.none() | words),
            since=draw(dates),
            until=draw(dates),
            reason=draw(st.none() | words),
            entry=draw(st.none() | words),
            snapshot=date(2026, 1, 1),
        )
        for topic in topics
    ]
    carried = ("sanction", *topics)
    party = Party(
        id="p",
        schema_name="Person",
        caption="A",
        properties={"name": ("A", draw(words)), "topics": carried},
    )
    return ListedParty(party=party, designations=tuple(designations))


@given(listed_parties())
def test_nested_round_trip(listed: ListedParty) -> None:
    again = ListedParty.from_nested(listed.to_nested(), "l", date(2026, 1, 1))
    assert again == listed


@given(listed_parties())
def test_flat_export_names_the_party_in_every_sanction(listed: ListedParty) -> None:
    party, *sanctions = listed.to_ftm()
    assert party["id"] == "p"
    assert len(sanctions) == len(listed.designations)
    assert all(s["properties"]["entity"] == ["p"] for s in sanctions)


def test_sanction_id_follows_its_content() -> None:
    first = Designation(party_id="p", list="l", programme="A")
    same = Designation(party_id="p", list="another", programme="A")
    other = Designation(party_id="p", list="l", programme="B")
    assert sanction_to_ftm(first)["id"] == sanction_to_ftm(same)["id"]
    assert sanction_to_ftm(first)["id"] != sanction_to_ftm(other)["id"]


def test_topic_of_a_sanction_from_its_party() -> None:
    nested = {
        "id": "p",
        "schema": "Person",
        "properties": {
            "name": ["A"],
            "topics": ["role.pep", "debarment"],
            "sanctions": [
                {
                    "id": "s",
                    "schema": "Sanction",
                    "properties": {
                        "program": ["A", "B"],
                        "startDate": ["2023", "2022-05-01"],
                        "unscId": ["U1"],
                    },
                }
            ],
        },
    }
    (designation,) = ListedParty.from_nested(nested, "l").designations
    assert designation.topic == "debarment"
    assert designation.programme == "A; B"
    assert designation.since == date(2022, 5, 1)
    assert designation.entry == "U1"
    assert designation.authority is None
