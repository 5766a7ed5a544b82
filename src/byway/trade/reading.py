"""Tables on disk as a DuckDB view of the flow fields, as written."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from byway.errors import TableError
from byway.trade.engine import Engine, literal, quoted
from byway.trade.mapping import NUMBERS, READ, REQUIRED, Cell, Mapping

PARQUET = (".parquet", ".pq")
TEXT = (".csv", ".tsv", ".txt", ".dat", ".csv.gz", ".tsv.gz", ".dat.gz", ".json", ".json.gz")

MISSING = ("", ":", "-", "..", "...", "na", "n/a", "nan", "null", "none", "c", ": c", ":c")
"""What publishers write where there is no number (`c` is confidential)."""


def expand(paths: Path | str | Sequence[Path | str]) -> tuple[Path, ...]:
    """The files given; a folder stands for the tables in it.  Raises TableError when none is."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: list[Path] = []
    for path in map(Path, given):
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.name.lower().endswith(PARQUET + TEXT))
            if not inside:
                raise TableError(str(path), "no table in this folder", "CSV or Parquet files")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise TableError(str(path), "no such file", "a CSV or Parquet file")
    if not found:
        raise TableError("trade table", "no file given", "a CSV or Parquet file")
    return tuple(found)


@contextmanager
def naming(where: str) -> Iterator[None]:
    """DuckDB's complaints about a file as ours."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        told = [line for line in lines if not line.startswith("Original Line")][:2]
        raise TableError(
            where, f"cannot be read ({'; '.join(told)})", "a whole CSV or Parquet file"
        ) from (error)


def scan(paths: Sequence[Path], mapping: Mapping) -> str:
    """The SQL that scans the files.  Raises TableError when they are no tables."""
    parquet = {path.name.lower().endswith(PARQUET) for path in paths}
    if len(parquet) > 1:
        raise TableError(str(paths[0]), "CSV and Parquet files together", "files of one kind")
    if parquet == {True}:
        names = "[" + ", ".join(literal(str(path)) for path in paths) + "]"
        return f"read_parquet({names}, union_by_name=true)"
    return text_source(paths, mapping.delimiter)


def text_source(paths: Sequence[Path], delimiter: str | None = None) -> str:
    """The SQL that scans delimited text, every column as text.

    The delimiter is the one that the first line of the first file has most of; files that are not
    UTF-8 are read as Latin-1.
    """
    names = "[" + ", ".join(literal(str(path)) for path in paths) + "]"
    header = read_head(paths[0]).split("\n", 1)[0]
    chosen = delimiter or max(",;\t|", key=header.count)
    for path in paths:
        _even(path, chosen)
    encoding = "utf-8" if all(map(_is_utf8, paths)) else "latin-1"
    return (
        f"read_csv({names}, all_varchar=true, header=true, skip=0, union_by_name=true, quote='\"',"
        f" escape='\"', delim={literal(chosen)}, encoding={literal(encoding)})"
    )


def _even(path: Path, delimiter: str) -> None:
    """Raise TableError naming the first line (of some thousands) that has not as many columns as
    the header; later ones are named by the engine."""
    text = read_head(path, 256_000)
    lines = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = next(lines, [])
    whole = text.count("\n")
    for line in lines:
        if line and len(line) != len(header) and lines.line_num <= whole:
            raise TableError(
                str(path),
                f"line {lines.line_num} has {len(line)} columns, the header {len(header)}",
                "as many columns in every line",
            )


def _is_utf8(path: Path) -> bool:
    """Whether the beginning of a file (16 MB, unpacked) is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(_beginning(path, 16_000_000))
    except UnicodeDecodeError:
        return False
    return True


def _beginning(path: Path, size: int) -> bytes:
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    try:
        with opener(path, "rb") as file:
            return bytes(file.read(size))
    except (OSError, EOFError) as error:
        raise TableError(str(path), f"cannot be read ({error})", "a table") from error


def columns(engine: Engine, source: str, where: str) -> dict[str, str]:
    """Names and SQL types of the columns of `source`.  Raises TableError when it is no table."""
    with naming(where):
        return {str(row[0]): str(row[1]) for row in engine.rows(f"DESCRIBE SELECT * FROM {source}")}


def guess(path: Path) -> Literal["table", "comtrade", "comext"]:
    """Which publisher's format a file has, by its first bytes."""
    name = path.name.lower()
    if name.endswith((".json", ".json.gz", ".jsonl")):
        return "comtrade"
    if name.endswith(PARQUET):
        return "table"
    head = read_head(path).lower()
    plain = re.sub(r"[^a-z0-9,;\t\n\\]", "", head.split("\n", 1)[0])
    if "primaryvalue" in plain or "tradevalueus" in plain:
        return "comtrade"
    if "timeperiod" in plain or "productnc" in plain:
        return "comext"
    return "table"


def read_head(path: Path, size: int = 4096) -> str:
    """The first characters of a text file, unpacked when it is gzip."""
    return _beginning(path, size).decode("utf-8-sig", "replace")


def view(engine: Engine, paths: Sequence[Path], mapping: Mapping, *, keep: bool) -> tuple[str, ...]:
    """Make the relation `raw` of the flow fields as written; the fields that the table has.

    Codes are text; `value`, `weight` and `quantity` are numbers, NULL when missing, and where a
    value is neither a number nor a sign for missing, `value_fault` holds what is written.
    `keep` reads the files once into a table instead of at every use (text files).
    Raises TableError when a file is no table or a required column is absent.
    """
    where = ", ".join(str(path) for path in paths[:3])
    source = scan(paths, mapping)
    types = columns(engine, source, where)
    cells = mapping.cells({name.strip().lstrip("\ufeff").lower(): name for name in types})
    absent = [name for name in REQUIRED if name not in cells]
    if absent:
        raise TableError(
            where,
            f"no column for {', '.join(absent)} (it has {', '.join(types)})",
            "columns reporter, partner, product, period, value, or a mapping file",
        )
    named = {cell.column for cell in cells.values() if cell.column} | set(mapping.where)
    if unknown := sorted(named - set(types)):
        raise TableError(where, f"no column {', '.join(unknown)}", f"one of {', '.join(types)}")
    parts = [_expression(field, cells[field], types, mapping) for field in READ if field in cells]
    fault = _fault(cells["value"], types, mapping)
    chosen = " AND ".join(
        f"trim(CAST({quoted(column)} AS VARCHAR)) IN ({', '.join(map(literal, values))})"
        for column, values in mapping.where.items()
    )
    kind = "TABLE" if keep else "VIEW"
    with naming(where):
        engine.run(
            f"CREATE {kind} raw AS SELECT {', '.join(parts)}, {fault} AS value_fault"
            f" FROM {source}" + (f" WHERE {chosen}" if chosen else "")
        )
    return tuple(cells)


def _expression(field: str, cell: Cell, types: dict[str, str], mapping: Mapping) -> str:
    if field in NUMBERS:
        scaled = f" * {cell.scale!r}" if cell.scale != 1 else ""
        return f"{_number(cell, types, mapping)}{scaled} AS {field}"
    return f"{_written(cell)} AS {field}"


def _written(cell: Cell) -> str:
    if cell.constant is not None or cell.column is None:
        return literal(cell.constant or "")
    text = f"trim(CAST({quoted(cell.column)} AS VARCHAR))"
    if not cell.values:
        return text
    cases = " ".join(f"WHEN {literal(a)} THEN {literal(b)}" for a, b in cell.values.items())
    return f"CASE {text} {cases} ELSE {text} END"


def _is_number(cell: Cell, types: dict[str, str]) -> bool:
    return cell.column is not None and types[cell.column] != "VARCHAR" and not cell.values


def _number(cell: Cell, types: dict[str, str], mapping: Mapping) -> str:
    if _is_number(cell, types):
        number = f"CAST({quoted(str(cell.column))} AS DOUBLE)"
        return f"CASE WHEN isfinite({number}) THEN {number} END"
    text = _written(cell)
    if mapping.decimal == ",":
        text = f"replace(replace({text}, '.', ''), ',', '.')"
    number = f"TRY_CAST({text} AS DOUBLE)"
    return f"CASE WHEN isfinite({number}) THEN {number} END"


def _fault(cell: Cell, types: dict[str, str], mapping: Mapping) -> str:
    if _is_number(cell, types):
        return "CAST(NULL AS VARCHAR)"
    text = _written(cell)
    signs = ", ".join(map(literal, MISSING))
    return (
        f"CASE WHEN {_number(cell, types, mapping)} IS NULL AND lower({text}) NOT IN ({signs})"
        f" THEN {text} END"
    )
