"""Any table with a mapping file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from byway.errors import ListError
from byway.lists import ListedParty, ListStore
from byway.lists.formats.mapped_csv import parse, shipped
from byway.lists.mapping import Cell
from byway.lists.notices import Notices

Load = Callable[..., dict[str, ListedParty]]


def test_table_with_mapping_beside_it(load: Load) -> None:
    listed = load("csv", "csv")
    petrov = listed["ex-A1"]
    assert petrov.party.schema_name == "Person"
    assert petrov.party.names == ("Ivan Petrov", "Ivan Petroff", "Vanya", "Johnny")
    assert petrov.party.get("birthDate") == ("1962-10-07",)
    assert petrov.party.get("country") == ("ru", "by")
    assert petrov.party.get("address") == ("12 Lenina St., Moscow",)
    first, second = petrov.designations
    assert (first.topic, first.since) == ("sanction", date(2023, 1, 31))
    assert (second.topic, second.since) == ("export.control", date(2023, 2, 28))
    assert first.authority == "Example Office"
    (other,) = [p for id, p in listed.items() if id != "ex-A1"]
    assert other.designations[0].topic == "reg.warn"


def test_title_comes_from_the_mapping(store: ListStore, samples: Path) -> None:
    snapshot = store.add([samples / "csv"], "csv", "x")
    assert snapshot.title == "Example register"
    assert snapshot.publisher == "Example Office"
    assert any("unknown value 'Something'" in warning for warning in snapshot.warnings)


def test_expected_comes_from_the_mapping(store: ListStore, samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples / "csv", tmp_path / "csv")
    mapping = tmp_path / "csv" / "mapping.yml"
    mapping.write_text(mapping.read_text().replace("[1, 10]", "[100, 200]"))
    with pytest.raises(ListError, match=r"3 parties \(rows\); expected 100 to 200"):
        store.add([tmp_path / "csv"], "csv", "x")


def test_shipped_mapping_is_found_by_its_columns(store: ListStore, tmp_path: Path) -> None:
    columns = "Name Street_Address City State Country Postal_Code Effective_Date Expiration_Date"
    columns += " Standard_Order Last_Update Action FR_Citation"
    cells = ["JANE EXAMPLE", "1 A ST", "PHARR", "TX", "", "78577", "03/30/2022", "03/10/2027"]
    cells += ["Y", "2022-04-04", "F.R. NOTICE ADDED", "87 F.R. 19475"]
    rows = ["\t".join(f'"{c}"' for c in columns.split()), "\t".join(f'"{c}"' for c in cells)]
    (tmp_path / "dpl.txt").write_text("\n".join(rows))
    snapshot = store.add([tmp_path / "dpl.txt"], "csv", "dpl", force=True)
    (listed,) = snapshot.parties()
    assert listed.party.get("address") == ("1 A ST, PHARR, TX, 78577",)
    assert listed.designations[0].topic == "export.control"
    assert listed.designations[0].since == date(2022, 3, 30)
    assert listed.designations[0].until == date(2027, 3, 10)


def test_every_shipped_mapping_is_whole() -> None:
    mappings = shipped()
    assert "eu-journal" in mappings
    for mapping in mappings.values():
        assert mapping.columns()
        assert mapping.designation is not None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "columns that no mapping knows"),
        ("", "empty"),
    ],
)
def test_no_mapping(store: ListStore, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(ListError, match=message):
        store.add([tmp_path / "a.csv"], "csv", "x")


def test_no_table(store: ListStore, samples: Path) -> None:
    with pytest.raises(ListError, match="no table"):
        store.add([samples / "csv" / "mapping.yml"], "csv", "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "no YAML"),
        ("title: A", "publisher: Field required"),
        ("title: A\npublisher: B\nprefix: c\nschema: S\nproperties: {name: {colum: N}}", "colum"),
        ("- a", "whole"),
    ],
)
def test_broken_mapping(text: str, message: str) -> None:
    with pytest.raises(ListError, match=message):
        parse("m.yml", text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Full name;", "Name;", "line 2: no column 'Full name'"),
        (";Freeze;", ";Freeze;x;", "line 3: 12 columns; expected 11"),
    ],
)
def test_broken_table(
    store: ListStore, samples: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    shutil.copytree(samples / "csv", tmp_path / "csv")
    table = tmp_path / "csv" / "parties.csv"
    table.write_text(table.read_text().replace(old, new))
    with pytest.raises(ListError, match=message):
        store.add([tmp_path / "csv"], "csv", "x")


def test_unknown_schema(store: ListStore, samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples / "csv", tmp_path / "csv")
    mapping = tmp_path / "csv" / "mapping.yml"
    mapping.write_text(mapping.read_text().replace("P: Person", "P: Dragon"))
    with pytest.raises(ListError, match="line 3: unknown schema 'Dragon'"):
        store.add([tmp_path / "csv"], "csv", "x")


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        (Cell(column="a"), " x ", ["x"]),
        (Cell(column="a"), "", []),
        (Cell(column="a", default="z"), "", ["z"]),
        (Cell(column="a", split=";"), "x; y;", ["x", "y"]),
        (Cell(column="a", split=(";", " and ")), "x and y;z", ["x", "y", "z"]),
        (Cell(column="a", kind="dates"), "1965 or 1966", ["1965", "1966"]),
        (Cell(column="a", kind="digits"), "IMO 907-4729", ["9074729"]),
        (Cell(column="a", kind="digits"), "none", []),
        (Cell(column="a", kind="gender"), "male.", ["male"]),
        (Cell(column="a", kind="country"), "Russia", ["ru"]),
        (Cell(column="a", values={"x": None}), "x", []),
        (Cell(column="a", strip="'"), "'x'", ["x"]),
        (Cell(columns=("a", "b"), join="-"), "x", ["x-B"]),
        (Cell(constant="c"), "x", ["c"]),
    ],
)
def test_cells(cell: Cell, value: str, expected: list[str]) -> None:
    assert cell.read({"a": value, "b": "B"}, Notices()) == expected
