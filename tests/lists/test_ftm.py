"""FollowTheMoney JSON lines, flat and nested."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from byway.errors import ListError
from byway.lists import ListedParty, ListStore

Load = Callable[..., dict[str, ListedParty]]


def test_sanction_and_address_join_their_party(load: Load) -> None:
    listed = load("ftm", "entities.ftm.json")["ex-1"]
    assert listed.party.caption == "Example Drones LLC"
    assert listed.party.get("address") == ("5 Nevsky Prospekt, St. Petersburg",)
    assert listed.party.get("addressEntity") == ()
    (designation,) = listed.designations
    assert designation.programme == "EX-RUS"
    assert designation.since == date(2023, 5, 19)
    assert designation.until == date(2027, 12, 31)
    assert designation.entry == "EX1"
    assert designation.reason == "Made up."


def test_topic_without_sanction_and_repeated_id(load: Load) -> None:
    listed = load("ftm", "entities.ftm.json")["ex-2"]
    assert listed.party.names == ("Anna Example", "Анна Пример")
    assert listed.party.get("passportNumber") == ("AB1234567",)
    (designation,) = listed.designations
    assert (designation.topic, designation.programme) == ("wanted", "EX-W")


def test_nested(load: Load) -> None:
    listed = load("ftm", "entities.ftm.json")["ex-3"]
    (designation,) = listed.designations
    assert designation.since == date(2024, 2, 1)
    assert designation.authority == "Example Authority"


def test_what_is_no_party_is_left_out(store: ListStore, samples: Path) -> None:
    snapshot = store.add([samples / "entities.ftm.json"], "ftm", "x")
    assert tuple(snapshot.ids()) == ("ex-1", "ex-2", "ex-3")
    assert [r.schema_name for r in snapshot.relations()] == ["Ownership"]


def test_export_reads_back(store: ListStore, samples: Path, tmp_path: Path) -> None:
    first = store.add([samples / "entities.ftm.json"], "ftm", "x", date(2026, 1, 1))
    flat = tmp_path / "flat.jsonl"
    with flat.open("w") as file:
        for listed in first.parties():
            for entity in listed.to_ftm():
                file.write(json.dumps(entity) + "\n")
    again = store.add([flat], "ftm", "x", date(2026, 1, 1))
    nested = tmp_path / "nested.json"
    nested.write_text("".join(json.dumps(p.to_nested()) + "\n" for p in first.parties()))
    third = store.add([nested], "ftm", "x", date(2026, 1, 1))
    assert list(again.parties()) == list(third.parties()) == list(first.parties())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: no JSON"),
        ("[]", "line 1: no FtM entity"),
        ('{"id":"a","schema":"Person"}', "line 1: no FtM entity"),
        ('{"id":"a","schema":"Dragon","properties":{}}', "unknown schema 'Dragon'"),
        ('{"id":"a","schema":"Person","properties":{"name":null}}', "property 'name' is no list"),
        ('{"id":"a","schema":"Address","properties":{}}', "no parties"),
    ],
)
def test_broken(store: ListStore, tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.json").write_text(line + "\n")
    with pytest.raises(ListError, match=message):
        store.add([tmp_path / "a.json"], "ftm", "x")


def test_unknown_property_becomes_a_note(store: ListStore, tmp_path: Path) -> None:
    line = '{"id":"a","schema":"Person","properties":{"name":["A"],"shoeSize":["44"]}}'
    (tmp_path / "a.json").write_text(line)
    snapshot = store.add([tmp_path / "a.json"], "ftm", "x")
    assert snapshot.party("a").party.get("notes") == ("shoeSize: 44",)
    assert snapshot.party("a").designations == ()


def test_address_in_parts_and_identification(store: ListStore, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "schema": "Address", "properties": {"street": ["1 A St"], "city": ["B"]}},
        {"id": "p", "schema": "Person", "properties": {"name": ["P"], "addressEntity": ["a"]}},
        {"id": "i", "schema": "Identification", "properties": {"holder": ["p"], "number": ["7"]}},
        {
            "id": "q",
            "schema": "Company",
            "properties": {
                "name": ["Q"],
                "addressEntity": [{"id": "b", "schema": "Address", "properties": {"full": ["C"]}}],
            },
        },
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    snapshot = store.add([path], "ftm", "x")
    assert snapshot.party("p").party.get("address") == ("1 A St, B",)
    assert snapshot.party("p").party.get("idNumber") == ("7",)
    assert snapshot.party("q").party.get("address") == ("C",)


def test_values_of_a_property_that_comes_again_are_joined(store: ListStore, tmp_path: Path) -> None:
    path = tmp_path / "a.ftm.json"
    path.write_text('{"id":"a","schema":"Person","properties":{"name":["A"],"name":"B"}}\n')
    snapshot = store.add([path], "ftm", "x")
    assert snapshot.party("a").party.get("name") == ("A", "B")
