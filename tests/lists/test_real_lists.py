"""The real files: every list loads with the counts that its provenance states."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from byway.errors import ListError
from byway.lists import ListedParty, ListStore

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


LOADED = [
    ("us", ["ofac_consolidated_2025-03-28.xml.gz"], "ofac-xml", {"parties": 443}),
    ("us", ["CONS_ENHANCED_2025-01-10.zip"], "ofac-xml", {"parties": 443}),
    ("us", ["dpl_2023-11.txt.gz"], "csv", {"rows": 665}),
    ("us", ["sdn_names_2025-04_lossy.csv.gz"], "csv", {"rows": 17_863}),
    ("uk", ["uksl_2026-04-29_"], "uk-csv", {"parties": 6_046}),
    ("eu", ["eu_journal_2026-08-21.tar.gz"], "csv", {"rows": 8_017}),
    ("eu", ["fsf_names_2025-05_lossy.csv.gz"], "csv", {"rows": 5_316}),
    ("ca", ["sema_2025-03-20.xml.gz"], "ca-sema-xml", {"records": 4_759}),
    (
        "ua",
        ["ua_war_sanctions_targets.simple_2026-03-13.csv.gz"],
        "targets-simple",
        {"parties": 5_600},
    ),
    ("os", ["zala_entities.ftm.json"], "ftm", {"parties": 17}),
    ("multi", ["fca_combined_2022-05-05.csv.gz"], "csv", {"rows": 84_407}),
]
"""Folder, files (or the beginning of their names), format, and the counts of the provenance."""


@pytest.mark.parametrize(("folder", "names", "format", "counts"), LOADED)
def test_counts(
    store: ListStore,
    shared: Path,
    folder: str,
    names: list[str],
    format: str,
    counts: dict[str, int],
) -> None:
    inside = sorted((shared / "lists" / folder).iterdir())
    paths = [path for path in inside if path.name.startswith(tuple(names))]
    assert store.add(paths, format, "x").counts == counts


def test_uk_schemata(store: ListStore, shared: Path) -> None:
    paths = sorted((shared / "lists" / "uk").glob("uksl_2026-04-29_*.csv.gz"))
    snapshot = store.add(paths, "uk-csv", "uk")
    schemata = [entity["schema"] for entity in snapshot.entities()]
    assert schemata.count("Person") == 3_883
    assert schemata.count("Organization") == 1_531
    assert schemata.count("Vessel") == 632
    assert snapshot.party("gb-RUS0251").designations[0].since == date(2022, 2, 25)


def test_csl(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "us" / "csl_consolidated_2022-05.csv.gz"
    snapshot = store.add([path], "csl-csv", "csl")
    assert sum(snapshot.counts.values()) == 14_160
    assert snapshot.counts == {
        "sdn": 10_026,
        "entity-list": 2_001,
        "itar-debarred": 727,
        "denied-persons": 462,
        "ssi": 290,
        "unverified": 201,
        "nonproliferation": 163,
        "plc": 78,
        "military-end-user": 71,
        "cmic": 68,
        "capta": 53,
        "mbs": 17,
        "fse": 3,
    }


def test_eu_journal_mends_the_name_that_stress_marks_split(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "eu" / "eu_journal_2026-08-21.tar.gz"
    names = _names(store.add([path], "csv", "eu").parties())
    assert "Владимир Владимирович ПУТИН" in names


def test_eu_of_2018(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "eu" / "fsf_v1.0_2018-07-04_head200.csv.gz"
    snapshot = store.add([path], "eu-fsf-csv", "eu", force=True)  # only the file's beginning
    assert snapshot.day == date(2018, 7, 4)
    assert snapshot.party("eu-fsf-1").party.caption == "Robert Gabriel Mugabe"


def test_ofsi_of_2018(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "uk" / "ofsi_conlist_2018-04-13.csv.gz"
    snapshot = store.add([path], "uk-csv", "uk")
    assert snapshot.day == date(2018, 4, 13)
    assert snapshot.parties_total == 2_106  # groups; the file has 9,487 rows of names


def test_seco_example(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "ch" / "seco_official_example_2024-01-17.xml"
    assert store.add([path], "ch-seco-xml", "ch", force=True).parties_total == 3


def test_delta(store: ListStore, shared: Path) -> None:
    path = shared / "lists" / "os" / "entities.delta_2024-05-30.json.gz"
    snapshot = store.add([path], "ftm", "delta")
    assert snapshot.counts == {"parties": 576}  # of 1,700 operations 571 delete


def _names(parties: Iterable[ListedParty]) -> list[str]:
    return [name for listed in parties for name in listed.party.names]
