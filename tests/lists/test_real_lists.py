"""The real files: every list loads with the counts that its provenance states."""

from __future__ import annotations

from pathlib import Path

import pytest

from byway.errors import ListError
from byway.lists import ListStore

pytestmark = pytest.mark.shared


def test_ofac_2024(store: ListStore, shared: Path) -> None:
    folder = shared / "lists" / "us"
    names = ["sdn_2024-07-02", "alt_2025-02", "add_2025-02", "sdn_comments_2025-02"]
    snapshot = store.add([folder / f"{n}.csv.gz" for n in names], "ofac-csv", "ofac")
    assert snapshot.id == "ofac@2024-07-02"
    assert snapshot.parties_total == 15_443
    schemata = [entity["schema"] for entity in snapshot.entities()]
    assert schemata.count("Person") == 6_927
    assert schemata.count("Vessel") == 872
    assert schemata.count("Airplane") == 374
    putin = snapshot.party("ofac-35096")
    assert putin.party.get("birthDate") == ("1952-10-07",)
    assert [d.programme for d in putin.designations] == ["RUSSIA-EO14024"]
    lukashenka = snapshot.party("ofac-9760")
    assert lukashenka.party.caption == "Alyaksandr Ryhorovich LUKASHENKA"
    assert "Alexander Grigoryevich LUKASHENKO" in lukashenka.party.names
    russia = sum(
        any(d.programme == "RUSSIA-EO14024" for d in listed.designations)
        for listed in snapshot.parties()
    )
    assert russia == 4_813
    assert not any("JINPING" in name.upper() for name in _names(snapshot.parties()))


def test_ofac_consolidated(store: ListStore, shared: Path) -> None:
    folder = shared / "lists" / "us"
    names = ["cons_prim", "cons_alt", "cons_add", "cons_comments"]
    paths = [folder / f"{n}_2025-12commit.csv.gz" for n in names]
    snapshot = store.add(paths, "ofac-csv", "cons")
    assert snapshot.counts == {"cons": 442}
    snapshot = store.add([folder / "cons_prim_2025-08.csv.gz"], "ofac-csv", "cons")
    assert snapshot.counts == {"cons": 443}


def test_a_folder_with_several_days_is_refused(store: ListStore, shared: Path) -> None:
    with pytest.raises(ListError, match="two address files"):
        store.add([shared / "lists" / "us"], "ofac-csv", "ofac")


@pytest.mark.parametrize(
    ("file", "individuals", "entities"),
    [("2026-02-27", 730, 273), ("2025-04-19", 684, 193), ("2020-11-30", 713, 305)],
)
def test_un(store: ListStore, shared: Path, file: str, individuals: int, entities: int) -> None:
    path = shared / "lists" / "un" / f"un_{file}.xml.gz"
    snapshot = store.add([path], "un-xml", "un")
    assert snapshot.counts == {"individuals": individuals, "entities": entities}
    assert snapshot.day.isoformat() == file
    scripts = sum(not name.isascii() for name in _names(snapshot.parties()))
    assert scripts > 300


def test_un_with_bad_encoding_is_refused(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "un" / "un_2025-08-16_bad_encoding.xml.gz"
    with pytest.raises(ListError, match="line 53"):
        store.add([path], "un-xml", "un")


def test_ftm(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "os" / "zala_entities.ftm.json"
    snapshot = store.add([path], "ftm", "zala")
    assert snapshot.counts == {"parties": 17}
    assert sum(len(listed.designations) for listed in snapshot.parties()) >= 40


def _names(parties):  # type: ignore[no-untyped-def]
    return [name for listed in parties for name in listed.party.names]
