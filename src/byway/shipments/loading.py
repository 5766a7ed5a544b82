"""A file of shipments to the schema's table, in an engine that is bounded in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from byway.errors import TableError
from byway.shipments import cells, ftm
from byway.shipments.countries import codes
from byway.shipments.mapping import Mapping, plain
from byway.shipments.schema import Field, Schema
from byway.tables import scan
from byway.tables.cells import Cell, written
from byway.tables.duck import Engine, Limits, literal, quoted

if TYPE_CHECKING:
    import ibis.expr.types as ir

TABLE = "shipments"
SQL_TYPES = {"string": "VARCHAR", "float64": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
JSON = (".jsonl", ".ndjson", ".json")
SHOWN = 3
"""Rows named in an error."""


@dataclass(frozen=True)
class Shipments:
    """Rows of shipments in the schema's columns, with

    - `row`: the number of the row in its file, the first below the header is 1;
    - `shipment`: the row where its shipment begins, the same for all rows of one `id`.

    several: whether some shipment has more than one row.  notes: what the reader must know.
    """

    engine: Engine
    rows: int
    several: bool
    notes: tuple[str, ...]

    @property
    def table(self) -> ir.Table:
        """The rows, as an expression."""
        table: ir.Table = self.engine.backend.table(TABLE)
        return table


@contextmanager
def load(
    path: Path, mapping: Mapping | Path | None = None, *, limits: Limits | None = None
) -> Iterator[Shipments]:
    """The shipments of a file; gone when the block ends.

    `path`: CSV, TSV, Parquet, JSON lines (flat, or FollowTheMoney entities), text also as gzip.
    `mapping`: which columns are which.  Only `id` is needed.  Cells that are no date, number,
    country or answer where one should be are unknown, and a note counts them.
    Raises TableError when the file is no such table, a row has no id, or two rows have the same id,
    line and version; OptionError for a mapping that does not fit.
    """
    chosen = Mapping.read(mapping) if isinstance(mapping, Path) else mapping or Mapping()
    if not path.is_file():
        problem = "is a folder" if path.is_dir() else "no such file"
        raise TableError(str(path), problem, "a file of shipments")
    with Engine.opened(limits, on_disk=True) as engine:
        yield _loaded(engine, path, chosen)
        engine.close()


def _loaded(engine: Engine, path: Path, mapping: Mapping) -> Shipments:
    where = str(path)
    source, types = _source(engine, path, mapping)
    present = mapping.cells({plain(name): name for name in types})
    if "id" not in present:
        found = ", ".join(types)
        raise TableError(where, f"no column id (found: {found})", "a column id, or a mapping")
    named = {cell.column for cell in present.values() if cell.column}
    if unknown := sorted(named - set(types)):
        raise TableError(where, f"no column {', '.join(unknown)}", f"one of {', '.join(types)}")
    engine.run("SET preserve_insertion_order = true")  # for the numbers of the rows
    with scan.naming(where):
        texts = ", ".join(
            f"{cells.said(_text(cell, types), Schema.load()[name].kind)} AS {name}"
            for name, cell in present.items()
        )
        engine.run(f"CREATE TABLE raw AS SELECT row_number() OVER () AS row, {texts} FROM {source}")
    engine.run("SET preserve_insertion_order = false")
    notes = []
    if ignored := [name for name in types if name not in named]:
        notes.append(f"columns that are no fields of a shipment: {', '.join(ignored)}")
    if "destination_country" not in present and "consignee_country" in present:
        notes.append("no column destination_country: the consignee's country is taken for it")
    notes += _typed(engine, present, mapping)
    rows, several = _checked(engine, where)
    return Shipments(engine, rows, several, tuple(notes))


def _source(engine: Engine, path: Path, mapping: Mapping) -> tuple[str, dict[str, str]]:
    """The SQL that scans the file, and its columns with their types."""
    name, where = path.name.lower().removesuffix(".gz"), str(path)
    if name.endswith(JSON):
        if ftm.is_ftm(path):
            path = ftm.flat(path, engine.folder / "entities.jsonl")
        source = (
            f"read_json({literal(str(path))}, format='newline_delimited', maximum_depth=1,"
            " sample_size=-1, map_inference_threshold=-1)"
        )
    elif name.endswith((*scan.PARQUET, ".csv", ".tsv", ".txt")):
        source = scan.scan([path], mapping.delimiter)
    else:
        raise TableError(where, "unknown kind of table", "a .csv, .tsv, .parquet or .jsonl file")
    return source, scan.columns(engine, source, where)


def _text(cell: Cell, types: dict[str, str]) -> str:
    """The SQL of the cell's text, lists joined by ";"."""
    if cell.column is None:
        return written(cell)
    kind, column = types[cell.column], quoted(cell.column)
    if kind == "JSON":
        column = (
            f"(CASE WHEN json_type({column}) = 'ARRAY'"
            f" THEN array_to_string({column} ->> '$[*]', ';') ELSE {column} ->> '$' END)"
        )
    elif kind.endswith("[]"):
        column = f"array_to_string({column}, ';')"
    elif kind in ("DOUBLE", "FLOAT"):
        column = f"regexp_replace(CAST({column} AS VARCHAR), '\\.0$', '')"
    return written(cell, column)


def _typed(engine: Engine, present: dict[str, Cell], mapping: Mapping) -> Iterator[str]:
    """Make the table of shipments out of `raw`; notes on cells that mean nothing."""
    schema = Schema.load()
    means: dict[str, str] = {}
    joins = []
    for name, cell in present.items():
        field = schema[name]
        if field.kind in cells.CODED:
            distinct = engine.rows(f"SELECT DISTINCT {name} FROM raw WHERE {name} IS NOT NULL")
            found = codes((row[0] for row in distinct), field, mapping.list_separator)
            texts = list(found)
            kinds: dict[str, tuple[str, Sequence[Any]]] = {
                "written": ("VARCHAR", texts),
                "code": ("VARCHAR", [found[text] for text in texts]),
            }
            engine.keep(f"code_{name}", kinds)
            joins.append(f"LEFT JOIN code_{name} ON raw.{name} = code_{name}.written")
            means[name] = f"code_{name}.code"
        else:
            means[name] = cells.meant(
                f"raw.{name}",
                field.kind,
                decimal=mapping.decimal,
                scale=cell.scale,
                date_format=mapping.date_format,
            )
    source = f"raw {' '.join(joins)}"
    yield from _faults(engine, means, source, mapping)
    columns = ", ".join(f"{_column(field, means)} AS {field.name}" for field in schema.fields)
    engine.run(f"CREATE TABLE typed AS SELECT {columns}, raw.row FROM {source}")
    engine.run("DROP TABLE raw")


def _column(field: Field, means: dict[str, str]) -> str:
    name = field.name
    if name == "destination_country" and name not in means:
        name = "consignee_country"
    return f"CAST({means.get(name, 'NULL')} AS {SQL_TYPES[field.type]})"


def _faults(engine: Engine, means: dict[str, str], source: str, mapping: Mapping) -> Iterator[str]:
    """A note for each field with cells that mean nothing: how many, and the first of them."""
    checked = [name for name in means if Schema.load()[name].kind != "text"]
    if not checked:
        return
    faulty = {name: f"raw.{name} IS NOT NULL AND {means[name]} IS NULL" for name in checked}
    counts = ", ".join(f"count(*) FILTER ({test})" for test in faulty.values())
    for name, count in zip(checked, engine.rows(f"SELECT {counts} FROM {source}")[0], strict=True):
        if not count:
            continue
        row, text = engine.rows(
            f"SELECT raw.row, raw.{name} FROM {source} WHERE {faulty[name]} ORDER BY 1 LIMIT 1"
        )[0]
        kind = Schema.load()[name].kind
        what, expected = cells.EXPECTED[kind]
        if kind == "date" and mapping.date_format:
            expected = f"{mapping.date_format} or {expected}"
        cells_are = "1 cell is none of the" if count == 1 else f"{count:,} cells are no"
        yield f"{name}: {cells_are} {what}, first row {row:,} {text[:60]!r}; expected {expected}"


def _checked(engine: Engine, where: str) -> tuple[int, bool]:
    """Make the table with `shipment`; how many rows, and whether some shipment has several."""
    rows, ids = engine.rows("SELECT count(*), count(DISTINCT id) FROM typed")[0]
    if not rows:
        raise TableError(where, "no rows", "a table with at least one shipment")
    if nameless := engine.rows(f"SELECT row FROM typed WHERE id IS NULL ORDER BY 1 LIMIT {SHOWN}"):
        told = ", ".join(f"{row:,}" for (row,) in nameless)
        raise TableError(
            f"{where}, row {told}, column id", "empty", "an identifier of the shipment"
        )
    several = ids < rows
    if several:
        _refuse_repeats(engine, where)
        engine.run("CREATE TABLE first AS SELECT id, min(row) AS shipment FROM typed GROUP BY id")
        engine.run(
            f"CREATE TABLE {TABLE} AS SELECT typed.*, first.shipment"
            " FROM typed JOIN first ON typed.id = first.id"
        )
        engine.run("DROP TABLE first")
        engine.run("DROP TABLE typed")
    else:
        engine.run("ALTER TABLE typed ADD COLUMN shipment BIGINT")
        engine.run("UPDATE typed SET shipment = row")
        engine.run(f"ALTER TABLE typed RENAME TO {TABLE}")
    return int(rows), several


def _refuse_repeats(engine: Engine, where: str) -> None:
    repeats = engine.rows(
        "SELECT id, line, version, min(row), max(row) FROM typed GROUP BY ALL"
        f" HAVING count(*) > 1 ORDER BY min(row) LIMIT {SHOWN}"
    )
    if repeats:
        told = "; ".join(f"rows {a:,} and {b:,} ({_same(*names)})" for *names, a, b in repeats)
        raise TableError(
            where,
            f"rows of the same id, line and version: {told}",
            "a `line` for each line of goods, a `version` for each version",
        )


def _same(shipment: str, line: Any, version: Any) -> str:
    said = [f"id {shipment}"]
    said += [f"line {line}"] if line is not None else []
    said += [f"version {version:g}"] if version is not None else []
    return ", ".join(said)
