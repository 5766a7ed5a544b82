"""Tables of parties in, tables of matches out."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from byway.errors import OutputError, TableError
from byway.screening.tables import OUTPUT_COLUMNS, read_parties, table_format, write_matches

HEADER = "id,schema,name,birthDate,country\n"
ROW = "1,Person,Olga Petrova;O. Petrova,1960-05-07,ru\n"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_csv(tmp_path: Path) -> None:
    (party,) = read_parties(write(tmp_path / "a.csv", HEADER + ROW))
    assert party.id == "1"
    assert party.schema_name == "Person"
    assert party.caption == "Olga Petrova"
    assert party.get("alias") == ("O. Petrova",)
    assert party.get("birthDate") == ("1960-05-07",)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_a_byte_order_mark(tmp_path: Path, delimiter: str) -> None:
    text = f"ID{delimiter}Schema{delimiter}Name{delimiter}birth_date\n".lower()
    text += f"1{delimiter}company{delimiter}Blue Heron{delimiter}\n\n"
    (party,) = read_parties(write(tmp_path / "a.csv", text, "utf-8-sig"))
    assert party.schema_name == "Company"
    assert party.get("birthDate") == ()


def test_packed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress((HEADER + ROW).encode()))
    assert len(list(read_parties(path))) == 1


def test_quoted_cells_with_line_breaks(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,schema,name\n1,Person,"Petrova,\nOlga"\n')
    (party,) = read_parties(path)
    assert "Petrova" in party.caption


def test_columns_that_are_no_property_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path / "a.csv", "id,schema,name,account\n1,Person,Olga,77\n")
    (party,) = read_parties(path, told.extend)
    assert told == ["account"]
    assert "account" not in party.properties


def test_json_lines_flat_and_ftm(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "schema": "Person", "name": "Olga;Olya", "country": ["ru", "by"]},
        {"id": "2", "schema": "Company", "properties": {"name": ["Heron"], "leiCode": ["X1"]}},
    ]
    text = "\n".join(json.dumps(row) for row in rows) + "\n\n"
    flat, entity = read_parties(write(tmp_path / "a.jsonl", text))
    assert flat.get("country") == ("ru", "by")
    assert flat.names == ("Olga", "Olya")
    assert entity.get("leiCode") == ("X1",)


def test_parquet(tmp_path: Path) -> None:
    table = pyarrow.table({"id": ["1"], "schema": ["Person"], "name": [["Olga", "Olya"]]})
    parquet.write_table(table, tmp_path / "a.parquet")
    (party,) = read_parties(tmp_path / "a.parquet")
    assert party.names == ("Olga", "Olya")


def test_a_row_without_a_name_is_called_by_its_id(tmp_path: Path) -> None:
    unnamed, named = read_parties(write(tmp_path / "a.csv", HEADER + "1,Vessel,,,\n" + ROW))
    assert (unnamed.caption, unnamed.names) == ("1", ())
    assert named.names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        (HEADER, "no rows"),
        ("id,name\n1,Olga\n", "column schema missing"),
        ("account,amount\n1,2\n", "column id, schema, name missing"),
        ("id,schema,name,Name\n1,Person,a,b\n", "there twice"),
        (HEADER + "1,Persona,Olga,,\n", "row 2, column schema: 'Persona'"),
        (HEADER + ",Person,Olga,,\n", "row 2, column id"),
        (HEADER + "1,Person,;,,\n2,Person,,,\n", "column name: no row has a name"),
        (HEADER + ROW + "2,Person,Olga,May,\n", "row 3, column birthDate: 'May'"),
        (HEADER + "1,Person,Olga\n", "row 2: 3 cells"),
        (HEADER + '1,Person,"Olga,,\n', "broken CSV"),
    ],
)
def test_bad_csv(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "a.csv", text)
    with pytest.raises(TableError) as error:
        list(read_parties(path))
    assert message in str(error.value)
    assert "a.csv" in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1: not JSON"),
        ("[1]", "line 1: not an object"),
        ('{"id": "1", "schema": "Person", "properties": {"name": "Olga"}}', "property name"),
        ('{"schema": "Person", "properties": {"name": ["Olga"]}}', "field id"),
        ('{"id": "1", "schema": "Person", "properties": {}}', "no row has a name"),
        ('{"id": "1", "schema": "Person"}', "column name missing"),
    ],
)
def test_bad_json(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        list(read_parties(write(tmp_path / "a.jsonl", text)))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such file"):
        list(read_parties(tmp_path / "none.csv"))
    with pytest.raises(TableError, match="unknown kind of table"):
        table_format(tmp_path / "a.xlsx")
    with pytest.raises(TableError, match="Parquet"):
        list(read_parties(write(tmp_path / "a.parquet", "id,schema")))
    with pytest.raises(TableError, match="UTF-8"):
        list(read_parties(write(tmp_path / "b.csv", HEADER + "1,Person,Ünal,,\n", "latin-1")))
    cut = tmp_path / "c.csv.gz"
    cut.write_bytes(gzip.compress((HEADER + ROW * 5000).encode())[:200])
    with pytest.raises(TableError, match="damaged gzip"):
        list(read_parties(cut))


MATCHES: list[dict[str, Any]] = [
    {"query_id": "1", "rank": 1, "entity_id": "x", "score": 0.5, "reasons": ["a", "b"]},
    {"query_id": "2", "rank": 0},
]


def test_write_csv(tmp_path: Path) -> None:
    assert write_matches(tmp_path / "o.csv", iter(MATCHES)) == 2
    with (tmp_path / "o.csv").open(encoding="utf-8") as file:
        first, second = csv.DictReader(file)
    assert tuple(first) == OUTPUT_COLUMNS
    assert first["reasons"] == "a; b"
    assert second["entity_id"] == ""


def test_write_packed_csv(tmp_path: Path) -> None:
    write_matches(tmp_path / "o.csv.gz", MATCHES)
    assert gzip.decompress((tmp_path / "o.csv.gz").read_bytes()).startswith(b"query_id,rank")


def test_write_json_lines(tmp_path: Path) -> None:
    write_matches(tmp_path / "o.jsonl", MATCHES)
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    assert rows[0]["score"] == 0.5
    assert rows[1]["entity_id"] is None


def test_write_parquet(tmp_path: Path) -> None:
    assert write_matches(tmp_path / "o.parquet", MATCHES * 3000) == 6000
    rows = parquet.read_table(tmp_path / "o.parquet").to_pylist()
    assert len(rows) == 6000
    assert rows[0]["rank"] == 1


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    def broken() -> Any:
        yield MATCHES[0]
        raise ValueError("no more")

    (tmp_path / "o.csv").write_text("kept")
    with pytest.raises(ValueError, match="no more"):
        write_matches(tmp_path / "o.csv", broken())
    assert (tmp_path / "o.csv").read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["o.csv"]
    with pytest.raises(OutputError):
        write_matches(tmp_path / "o.csv" / "under" / "x.csv", MATCHES)
