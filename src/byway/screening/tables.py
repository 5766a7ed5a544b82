"""Tables of parties in, tables of matches out: CSV, Parquet or JSON lines, by the file's name.

Reading streams: a row is a `Party` as soon as it is read.  Writing is whole or not at all.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from byway.errors import TableError
from byway.files import replacing
from byway.model import Party
from byway.screening import dates
from byway.screening.records import has_name
from byway.screening.table_rows import csv_rows, parquet_rows
from byway.tables.lines import json_rows

SCHEMATA = (
    "Person",
    "Organization",
    "Company",
    "LegalEntity",
    "PublicBody",
    "Vessel",
    "Airplane",
    "Vehicle",
    "Asset",
    "Security",
    "CryptoWallet",
)
"""FollowTheMoney schemata that a party may have."""

REQUIRED = ("id", "schema", "name")

PROPERTIES = [
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "firstName",
    "secondName",
    "middleName",
    "fatherName",
    "motherName",
    "lastName",
    "title",
    "birthDate",
    "deathDate",
    "incorporationDate",
    "dissolutionDate",
    "birthPlace",
    "birthCountry",
    "gender",
    "nationality",
    "citizenship",
    "country",
    "jurisdiction",
    "mainCountry",
    "flag",
    "address",
    "registrationNumber",
    "taxNumber",
    "idNumber",
    "passportNumber",
    "innCode",
    "ogrnCode",
    "okpoCode",
    "kppCode",
    "leiCode",
    "swiftBic",
    "imoNumber",
    "mmsi",
    "callSign",
    "vatCode",
    "dunsCode",
    "isin",
    "npiCode",
    "uniqueEntityId",
    "serialNumber",
    "phone",
    "email",
    "website",
    "topics",
]
"""Properties of a party that a column may carry."""

DATE_PROPERTIES = ("birthDate", "deathDate", "incorporationDate", "dissolutionDate")

OUTPUT_COLUMNS = (
    "query_id",
    "rank",
    "entity_id",
    "caption",
    "schema",
    "score",
    "list",
    "programme",
    "since",
    "until",
    "reasons",
)
"""Columns of a table of matches, in order."""

_KEYS = {name.lower(): name for name in (*REQUIRED, *PROPERTIES)}
_SCHEMATA = {name.lower(): name for name in SCHEMATA}
_FORMATS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}


def read_parties(
    path: Path, on_ignored: Callable[[Sequence[str]], None] | None = None
) -> Iterator[Party]:
    """The parties of a table, one a row, as they are read.

    Columns `id, schema, name` are needed; other columns are FollowTheMoney properties, whatever
    their case or underscores (`birth_date`).  `;` parts several values of a cell; the second and
    later names are aliases.  A delimiter of comma, semicolon or tab is told from the header.  JSON
    lines may be flat rows or FtM entities (`properties`).  Columns that are no property are
    ignored; `on_ignored` is called with their names.  A row may lack a name, but not every row.
    Raises TableError naming file, row and column, InputError when the file cannot be read.
    """
    where = str(path)
    check_readable(path)
    kind = table_format(path)
    rows = {"csv": csv_rows, "parquet": parquet_rows, "jsonl": json_rows}[kind](path)
    columns: dict[str, str] | None = None
    seen, named = 0, False
    for row_number, row in rows:
        if kind == "jsonl":
            place = f"{where}, line {row_number}"
            if isinstance(row.get("properties"), Mapping):
                party = _from_ftm(row, place)
                seen, named = seen + 1, named or has_name(party)
                yield party
                continue
            columns = _columns(list(row), place)
        else:
            place = f"{where}, row {row_number}"
            if columns is None:
                columns = _columns(list(row), where)
                ignored = [name for name in row if name not in columns]
                if ignored and on_ignored:
                    on_ignored(ignored)
        party = party_of({columns[name]: row[name] for name in row if name in columns}, place)
        seen, named = seen + 1, named or has_name(party)
        yield party
    if not seen:
        raise TableError(where, "no rows", "a table with at least one party")
    if not named:
        raise TableError(f"{where}, column name", "no row has a name", "names to screen")


def check_readable(path: Path) -> None:
    """Raise TableError when there is no file at `path`, or a folder."""
    if path.is_dir():
        raise TableError(str(path), "is a folder", "a file")
    if not path.exists():
        raise TableError(str(path), "no such file", "a file that exists")


def table_format(path: Path) -> str:
    """`csv`, `parquet` or `jsonl` by the name of the file (a final `.gz` aside).

    Raises TableError for any other name.
    """
    name = path.name.lower().removesuffix(".gz")
    for suffix, kind in _FORMATS.items():
        if name.endswith(suffix):
            return kind
    raise TableError(str(path), "unknown kind of table", "a .csv, .parquet or .jsonl file")


def write_matches(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows of OUTPUT_COLUMNS to `path`, whole or not at all; the number of rows.

    Missing values are empty cells.  `reasons` may be text or a sequence, joined by "; ".
    Raises OutputError when the place cannot be written, TableError for an unknown kind of table.
    """
    kind = table_format(path)
    packed = path.name.lower().endswith(".gz") and kind != "parquet"
    with replacing(path) as raw:
        file: IO[bytes] = gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) if packed else raw  # type: ignore[assignment]
        writer = {"csv": _write_csv, "parquet": _write_parquet, "jsonl": _write_json}[kind]
        count = writer(file, (_output_row(row) for row in rows))
        if packed:
            file.close()
    return count


def _columns(names: Sequence[Any], where: str) -> dict[str, str]:
    columns: dict[str, str] = {}
    for name in names:
        if not isinstance(name, str):
            raise TableError(where, "more cells than the header has columns", "rows of equal width")
        known = _KEYS.get(name.strip().replace("_", "").replace(" ", "").lower())
        if known:
            if known in columns.values():
                raise TableError(where, f"column {known} is there twice", "one column each")
            columns[name] = known
    missing = [name for name in REQUIRED if name not in columns.values()]
    if missing:
        found = ", ".join(str(name) for name in names) or "none"
        raise TableError(
            where, f"column {', '.join(missing)} missing (found: {found})", "id, schema, name"
        )
    return columns


def _values(cell: Any) -> list[str]:
    if cell is None:
        return []
    items = cell if isinstance(cell, list | tuple) else str(cell).split(";")
    return [text for item in items if item is not None and (text := str(item).strip())]


def _schema(text: str, where: str) -> str:
    schema = _SCHEMATA.get(text.strip().lower())
    if schema is None:
        raise TableError(f"{where}, column schema", f"{text!r}", "one of " + ", ".join(SCHEMATA))
    return schema


def party_of(row: Mapping[str, Any], where: str) -> Party:
    """The party of one row by property names; without a name it is called by its id.

    Raises TableError naming `where` and the column.
    """
    party_id = "".join(_values(row.get("id"))[:1])
    if not party_id:
        raise TableError(f"{where}, column id", "empty", "an identifier of the row")
    schema = _schema("".join(_values(row.get("schema"))[:1]), where)
    names = _values(row.get("name"))
    properties: dict[str, tuple[str, ...]] = {"name": (names[0],)} if names else {}
    if aliases := [*names[1:], *_values(row.get("alias"))]:
        properties["alias"] = tuple(dict.fromkeys(aliases))
    for column, cell in row.items():
        if column not in ("id", "schema", "name", "alias") and (values := _values(cell)):
            properties[column] = tuple(dict.fromkeys(values))
    _check_dates(properties, where)
    return Party(
        id=party_id, schema_name=schema, caption=(names or [party_id])[0], properties=properties
    )


def _from_ftm(data: Mapping[str, Any], where: str) -> Party:
    for key in ("id", "schema"):
        if not isinstance(data.get(key), str) or not data[key]:
            raise TableError(f"{where}, field {key}", "missing", "a text")
    for name, values in data["properties"].items():
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise TableError(f"{where}, property {name}", "not a list of texts", "FtM properties")
    party = Party.from_ftm({**data, "schema": _schema(data["schema"], where)})
    _check_dates(party.properties, where)
    return party


def _check_dates(properties: Mapping[str, tuple[str, ...]], where: str) -> None:
    for name in DATE_PROPERTIES:
        for value in properties.get(name, ()):
            if dates.parse(value) is None:
                raise TableError(
                    f"{where}, column {name}", f"{value!r}", "YYYY, YYYY-MM or YYYY-MM-DD"
                )


def _output_row(row: Mapping[str, Any]) -> dict[str, Any]:
    out = {name: row.get(name) for name in OUTPUT_COLUMNS}
    reasons = out["reasons"]
    if reasons is not None and not isinstance(reasons, str):
        out["reasons"] = "; ".join(str(reason) for reason in reasons)
    for name in ("since", "until"):
        if out[name] is not None:
            out[name] = str(out[name])
    return out


def _write_csv(file: IO[bytes], rows: Iterator[dict[str, Any]]) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, fieldnames=OUTPUT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow({name: "" if value is None else value for name, value in row.items()})
        count += 1
    text.flush()
    text.detach()
    return count


def _write_json(file: IO[bytes], rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
        count += 1
    return count


def _write_parquet(file: IO[bytes], rows: Iterator[dict[str, Any]]) -> int:
    import pyarrow
    from pyarrow import parquet

    kinds = {"rank": pyarrow.int32(), "score": pyarrow.float64()}
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in OUTPUT_COLUMNS])
    count = 0
    with parquet.ParquetWriter(file, schema) as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(row)
            count += 1
            if len(batch) == 4096:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
                batch = []
        if batch:
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
    return count
