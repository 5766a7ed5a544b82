"""Relations: what lists say of ties between parties, resolved where the list names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from followthemoney import model

from byway.errors import ListError
from byway.lists import ListStore, Relation
from byway.lists.relation import stated
from byway.lists.schema import edge

PERSON = {"id": "p", "schema": "Person", "properties": {"name": ["Ann Example"]}}
FIRM = {"id": "f", "schema": "Company", "properties": {"name": ["Example LLC"]}}


def relations(store: ListStore, path: Path, format: str) -> list[Relation]:
    snapshot = store.add([path], format, "x", force=True)
    found = list(snapshot.relations())
    assert snapshot.relations_total == len(found)
    return found


def add(store: ListStore, tmp_path: Path, *entities: object) -> list[Relation]:
    path = tmp_path / "made.ftm.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities))
    return relations(store, path, "ftm")


def ties(found: list[Relation]) -> set[tuple[str, str | None, str | None, str | None]]:
    return {(r.schema_name, r.source_id, r.target_id, r.role) for r in found}


def test_ofac_csv(store: ListStore, samples: Path) -> None:
    found = relations(store, samples / "ofac", "ofac-csv")
    assert ("UnknownLink", "ofac-101", "ofac-102", "Linked To") in ties(found)
    assert ("UnknownLink", "ofac-103", "ofac-101", "Linked To") in ties(found)
    (owner,) = [r for r in found if r.schema_name == "Ownership"]
    assert (owner.source_id, owner.source) == (None, "Aurora Shipping Ltd")
    assert (owner.target_id, owner.target) == ("ofac-103", "NORTHERN DAWN")


def test_ofac_enhanced_xml(store: ListStore, samples: Path) -> None:
    found = relations(store, samples / "us" / "enhanced.xml", "ofac-xml")
    (tie,) = [r for r in found if r.role == "Acting for or on behalf of"]
    assert tie.schema_name == "Representation"
    assert tie.target_id == "ofac-101"


def test_ftm_edges(store: ListStore, samples: Path) -> None:
    (tie,) = relations(store, samples / "entities.ftm.json", "ftm")
    assert tie.id == "ex-own"
    assert ties([tie]) == {("Ownership", "ex-2", "ex-1", None)}
    assert (tie.source, tie.target) == ("Anna Example", "Example Drones LLC")


def test_details_of_an_edge_are_kept(store: ListStore, tmp_path: Path) -> None:
    tie_given = {
        "id": "e",
        "schema": "Ownership",
        "properties": {
            "owner": [PERSON],
            "asset": "f",
            "role": ["holder"],
            "startDate": ["2020", "2019-05"],
            "endDate": ["2021"],
            "percentage": ["51"],
        },
    }
    (tie,) = add(store, tmp_path, PERSON, FIRM, tie_given)
    assert ties([tie]) == {("Ownership", "p", "f", "holder")}
    assert (tie.since, tie.until) == ("2019-05", "2021")
    assert tie.properties == {"percentage": ("51",)}


def test_an_end_that_is_not_on_the_list_keeps_its_id(store: ListStore, tmp_path: Path) -> None:
    given = {"id": "e", "schema": "Family", "properties": {"person": ["p"], "relative": ["q"]}}
    (tie,) = add(store, tmp_path, PERSON, given)
    assert (tie.source, tie.target_id, tie.target) == ("Ann Example", "q", "q")


@pytest.mark.parametrize(
    ("text", "id"),
    [("example, Ann", "p"), ("ANN EXAMPLE", "p"), ("Example LLC", "f"), ("Nobody", None)],
)
def test_names_that_one_party_bears_are_that_party(
    store: ListStore, tmp_path: Path, text: str, id: str | None
) -> None:
    (tie,) = add(store, tmp_path, PERSON, FIRM, stated("f", "Linked To", name=text))
    assert tie.target_id == id
    assert tie.target == ({"p": "Ann Example", "f": "Example LLC"}[id] if id else text)


def test_a_name_that_two_bear_stays_a_name(store: ListStore, tmp_path: Path) -> None:
    twin = {**PERSON, "id": "p2"}
    (tie,) = add(store, tmp_path, PERSON, twin, FIRM, stated("f", "Linked To", name="Ann Example"))
    assert (tie.target_id, tie.target) == (None, "Ann Example")


def test_kin_of_a_firm_is_a_plain_link(store: ListStore, tmp_path: Path) -> None:
    (tie,) = add(store, tmp_path, PERSON, FIRM, stated("p", "Associate Of", name="Example LLC"))
    assert ties([tie]) == {("UnknownLink", "p", "f", "Associate Of")}
    (tie,) = add(store, tmp_path, PERSON, FIRM, stated("f", "Family member of", name="Nobody"))
    assert (tie.schema_name, tie.target) == ("UnknownLink", "Nobody")


def test_owned_or_controlled_is_control_by_the_other(store: ListStore, tmp_path: Path) -> None:
    (tie,) = add(store, tmp_path, PERSON, FIRM, stated("f", "Owned or Controlled By", other="p"))
    assert ties([tie]) == {("Control", "p", "f", "Owned or Controlled By")}


def test_an_unknown_word_is_a_link(store: ListStore, tmp_path: Path) -> None:
    (tie,) = add(store, tmp_path, PERSON, FIRM, stated("f", "Neighbour of", other="p"))
    assert ties([tie]) == {("UnknownLink", "f", "p", "Neighbour of")}


def test_un_references(store: ListStore, samples: Path, tmp_path: Path) -> None:
    text = (samples / "un" / "consolidated.xml").read_text()
    comment = "Associated with Example Group (EXe.001). Brother of Somebody (EXi.099). See EXi.001."
    entry = (
        "<{kind}><DATAID>{id}</DATAID><FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>DRC"
        "</UN_LIST_TYPE><REFERENCE_NUMBER>{ref}</REFERENCE_NUMBER><LISTED_ON>2020-01-01"
        "</LISTED_ON><COMMENTS1>{comment}</COMMENTS1></{kind}>"
    )
    one = entry.format(kind="INDIVIDUAL", id=901, name="One", ref="EXi.001", comment=comment)
    two = entry.format(kind="ENTITY", id=902, name="Example Group", ref="EXe.001", comment="")
    path = tmp_path / "consolidated.xml"
    path.write_text(
        text.replace("</INDIVIDUALS>", one + "</INDIVIDUALS>").replace(
            "</ENTITIES>", two + "</ENTITIES>"
        )
    )
    found = [r for r in relations(store, path, "un-xml") if "un-901" in (r.source_id, r.target_id)]
    assert ("UnknownLink", "un-901", "un-902", "associated with") in ties(found)
    (brother,) = [r for r in found if r.source == "EXi.099"]
    assert brother.target_id == "un-901"
    assert brother.properties["summary"] == ("Brother of Somebody (EXi.099).",)
    assert len(found) == 2  # its own number is no tie


@pytest.mark.parametrize(
    ("format", "sample"),
    [("ofac-csv", "ofac"), ("ofac-xml", "us/enhanced.xml"), ("ftm", "entities.ftm.json")],
)
def test_round_trip_through_ftm(
    store: ListStore, samples: Path, tmp_path: Path, format: str, sample: str
) -> None:
    first = store.add([samples / sample], format, "x", force=True)
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in first.to_ftm()))
    again = ListStore(tmp_path / "again").add([path], "ftm", "x", first.day)
    assert list(again.relations()) == list(first.relations())
    assert list(again.parties()) == list(first.parties())
    for relation in first.relations():
        entity = relation.to_ftm()
        schema = model.get(entity["schema"])
        assert schema is not None
        assert set(entity["properties"]) <= set(schema.properties)


def test_damage_is_named(store: ListStore, samples: Path) -> None:
    snapshot = store.add([samples / "entities.ftm.json"], "ftm", "x")
    path = snapshot.folder / "relations.jsonl"
    whole = path.read_bytes()
    for content, said in ((whole[:-9], "line 1"), (b"", "0 relations of 1")):
        path.write_bytes(content)
        with pytest.raises(ListError, match=f"relations.jsonl.*{said}"):
            list(snapshot.relations())
    path.unlink()
    with pytest.raises(ListError, match="No such file"):
        list(snapshot.relations())


def test_what_ties_no_parties_is_no_relation() -> None:
    with pytest.raises(ListError, match="no relation of parties"):
        edge("Documentation")
