"""Files of shipments to the schema's table: types, what means nothing, repeats, mappings, FtM."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from byway.errors import OptionError, TableError
from byway.shipments.ftm import entities
from byway.shipments.loading import load
from byway.shipments.mapping import Mapping

CSV = """\
id,consignee_name,Consignee Country,hs,ship_date,value,transit_countries,end_use_statement,colour
A,Aral Tech,Turkey,8542.31,2023-02-01,12.5,PL;Germany,yes,red
B,none,XX,HS 85423,31.02.2023,many,"PL,TR",maybe,
C,-,KG,95030000,2023-05-05T10:00:00,1e400,none,no,blue
"""


def rows(path: Path, mapping: Mapping | None = None) -> tuple[list[dict[str, Any]], list[str]]:
    with load(path, mapping) as loaded:
        table = loaded.table.order_by("row").to_pyarrow().to_pylist()
        return table, list(loaded.notes)


def write(path: Path, text: str = CSV) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_are_typed_and_what_means_nothing_is_told(tmp_path: Path) -> None:
    (a, b, c), notes = rows(write(tmp_path / "s.csv"))
    assert (a["consignee_country"], a["destination_country"], a["hs"]) == ("TR", "TR", "854231")
    assert (a["ship_date"], a["value"], a["end_use_statement"]) == (date(2023, 2, 1), 12.5, True)
    assert a["transit_countries"] == "PL;DE" and (a["row"], a["shipment"]) == (1, 1)
    unknown = ("consignee_country", "hs", "ship_date", "value", "transit_countries")
    assert [b[name] for name in unknown] == [None] * 5
    assert (b["consignee_name"], c["consignee_name"]) == ("none", None)
    assert (c["hs"], c["ship_date"], c["value"]) == ("95030000", date(2023, 5, 5), None)
    assert c["transit_countries"] == "none" and c["end_use_statement"] is False
    assert a["payer_name"] is None
    told = "\n".join(notes)
    assert "no fields of a shipment: colour" in told
    assert "no column destination_country" in told
    assert (
        "ship_date: 1 cell is none of the dates, first row 2 '31.02.2023'; expected YYYY-MM-DD"
    ) in told
    assert "value: 2 cells are no numbers, first row 2 'many'" in told
    assert "YYYY-MM-DD, or a mapping's date_format" in told
    assert "1234.5, or a mapping's decimal" in told


def test_lines_that_are_no_json_are_told_without_the_query(tmp_path: Path) -> None:
    path = write(tmp_path / "s.jsonl", '{"id": "A"}\n{"id": oops}\n')
    with pytest.raises(TableError, match="JSON lines file") as refused:
        rows(path)
    assert "SELECT" not in str(refused.value) and "^" not in str(refused.value)


def test_json_lines_and_parquet_give_the_same(tmp_path: Path) -> None:
    held = [
        {"id": "A", "value": 3.5, "transit_countries": ["PL", "TR"], "ship_date": "2023-02-01"},
        {"id": "B", "hs": 854231, "end_use_statement": True},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in held)
    packed = tmp_path / "s.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.encode()))
    table = pa.table(
        {
            "id": ["A", "B"],
            "value": [3.5, None],
            "transit_countries": [["PL", "TR"], None],
            "ship_date": [date(2023, 2, 1), None],
            "hs": pa.array([None, 854231.0]),
            "end_use_statement": [None, True],
        }
    )
    pq.write_table(table, tmp_path / "s.parquet")
    one, other = rows(packed)[0], rows(tmp_path / "s.parquet")[0]
    assert one == other
    assert one[0]["transit_countries"] == "PL;TR" and one[1]["hs"] == "854231"


def test_a_mapping_says_which_columns_are_which(tmp_path: Path) -> None:
    text = "Nr;Land;Wert;Tag;Wege\n1;Türkei;1.234,5;01.03.2023;PL, TR\n"
    mapping = Mapping.of(
        {
            "id": "Nr",
            "consignee_country": {"column": "Land", "values": {"Türkei": "TR"}},
            "value": {"column": "Wert", "scale": 1000},
            "currency": {"constant": "EUR"},
            "ship_date": "Tag",
            "transit_countries": "Wege",
            "date_format": "%d.%m.%Y",
            "list_separator": ",",
            "decimal": ",",
        }
    )
    (row,), notes = rows(write(tmp_path / "s.csv", text), mapping)
    assert (row["consignee_country"], row["value"], row["currency"]) == ("TR", 1_234_500.0, "EUR")
    assert row["ship_date"] == date(2023, 3, 1) and row["transit_countries"] == "PL;TR"
    assert notes == [
        "no column destination_country: the consignee's country is taken for it",
    ]


def test_mappings_that_do_not_fit(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no field 'colour'"):
        Mapping.of({"colour": "x"})
    place = tmp_path / "m.yaml"
    place.write_text("id: [1")
    with pytest.raises(OptionError, match="not YAML"):
        Mapping.read(place)
    with pytest.raises(OptionError, match="a line `field: column` for each field, or one of date"):
        Mapping.of({"columns": {"id": "Number"}})
    with pytest.raises(TableError, match="no column Number"):
        rows(write(tmp_path / "s.csv"), Mapping.of({"id": "Number"}))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty; expected a table"),
        ("name\nx\n", "no column id"),
        ("id,hs\n", "no rows"),
        ("id,hs\nA,8542\n,8543\n", "row 2, column id: empty"),
        ("id,line\nA,1\nB,1\nA,1\n", r"rows 1 and 3 \(id A, line 1\)"),
        ("id\nA\nA\n", r"rows 1 and 2 \(id A\)"),
    ],
)
def test_tables_that_are_none_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(TableError, match=problem):
        rows(write(tmp_path / "s.csv", text))


def test_files_that_are_none(tmp_path: Path) -> None:
    for name, problem in [("s.csv", "no such file"), ("s.xlsx", "unknown kind"), (".", "a folder")]:
        place = tmp_path / name
        if name == "s.xlsx":
            place.write_bytes(b"x")
        with pytest.raises(TableError, match=problem):
            rows(place)


def test_lines_and_versions_are_of_one_shipment(tmp_path: Path) -> None:
    text = "id,line,version\nA,1,1\nB,,\nA,2,1\nA,1,2\n"
    held, _ = rows(write(tmp_path / "s.csv", text))
    assert [row["shipment"] for row in held] == [1, 2, 1, 1]


def test_ftm_there_and_back(tmp_path: Path) -> None:
    given = [
        {"id": "p2", "schema": "Company", "properties": {"name": ["Bay Co"], "country": ["tr"]}},
        {
            "id": "S1",
            "schema": "EconomicActivity",
            "properties": {
                "sender": [{"id": "p1", "schema": "Company", "properties": {"name": ["Ann Ltd"]}}],
                "receiver": ["p2"],
                "vedCode": ["8542310000"],
                "goodsDescription": ["chips"],
                "destinationCountry": ["kz"],
                "date": ["2023-02-01"],
                "invoiceAmount": ["1200.5"],
            },
        },
    ]
    place = write(tmp_path / "s.jsonl", "".join(json.dumps(row) + "\n" for row in given))
    (row,), _ = rows(place)
    assert (row["exporter_name"], row["consignee_name"]) == ("Ann Ltd", "Bay Co")
    assert (row["destination_country"], row["consignee_country"]) == ("KZ", "TR")
    assert (row["hs"], row["value"], row["ship_date"]) == ("8542310000", 1200.5, date(2023, 2, 1))
    back = list(entities([row | {"forwarder_name": "Cat Cargo", "payer_name": "none"}]))
    assert back[-1]["properties"]["namesMentioned"] == ["Cat Cargo"]
    again = write(tmp_path / "t.jsonl", "".join(json.dumps(row) + "\n" for row in back))
    assert rows(again)[0] == [row]
    with pytest.raises(TableError, match="no EconomicActivity"):
        rows(write(tmp_path / "u.jsonl", json.dumps(given[0]) + "\n"))
