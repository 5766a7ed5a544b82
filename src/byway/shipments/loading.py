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
    - `shipment`: the row where its shipment begins, the same for all rows of one `id`;
    - `several`: whether other rows of the file are of the same shipment.

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
    check_readable(path)
    with Engine.opened(limits, on_disk=True) as engine:
        yield _loaded(engine, path, chosen)
        engine.close()


def check_readable(path: Path) -> None:
    """Raise TableError when there is no file at `path`, or a folder."""
    if not path.is_file():
        problem = "is a folder" if path.is_dir() else "no such file"
        raise TableError(str(path), problem, "a file of shipments")


def _loaded(engine: Engine, path: Path, mapping: Mapping) -> Shipments:
    where = str(path)
    if path.is_file() and not path.stat().st_size:
        raise TableError(where, "empty", "a table with a column id")
    source, types = _source(engine, path, mapping)
    present = mapping.cells({plain(name): name for name in types})
    if "id" not in present:
        found = ", ".join(types)
        raise TableError(where, f"no column id (found: {found})", "a column id, or a mapping")
    named = {cell.column for cell in present.values() if cell.column}
    if unknown := sorted(named - set(types)):
        raise TableError(where, f"no column {', '.join(unknown)}", f"one of {', '.join(types)}")
    notes = []
    if ignored := [name for name in types if name not in named]:
        notes.append(f"columns that are no fields of a shipment: {', '.join(ignored)}")
    if "destination_country" not in present and "consignee_country" in present:
        notes.append("no column destination_country: the consignee's country is taken for it")
    engine.run("SET preserve_insertion_order = true")  # rows are numbered as they stand
    with scan.naming(where):
        raw = f"(SELECT {', '.join(_said(present, types))} FROM {source}) AS raw"
        notes += _typed(engine, raw, present, types, mapping)
    engine.run("SET preserve_insertion_order = false")
    rows, several = _checked(engine, where)
    _view(engine, set(present))
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


def _said(present: dict[str, Cell], types: dict[str, str]) -> Iterator[str]:
    """The SQL of what the cells of each field say: text, where they are not of its type."""
    for name, cell in present.items():
        kind = Schema.load()[name].kind
        if _has_type(name, cell, types):
            yield f"{cells.held(quoted(str(cell.column)), kind)} AS {name}"
        else:
            yield f"{cells.said(_text(cell, types), kind)} AS {name}"


def _has_type(name: str, cell: Cell, types: dict[str, str]) -> bool:
    """Whether the cells of a field have its type already and stay as they are."""
    known = cells.TYPED.get(Schema.load()[name].kind, ())
    return cell.column is not None and not cell.values and types[cell.column] in known


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


def _typed(
    engine: Engine, raw: str, present: dict[str, Cell], types: dict[str, str], mapping: Mapping
) -> Iterator[str]:
    """Make the table `typed` in the order of the file; notes on cells that mean nothing.

    Countries and lists stand there as written; the table `code_<field>` has what they mean.
    """
    columns, checked = [], []
    for name, cell in present.items():
        kind = Schema.load()[name].kind
        if _has_type(name, cell, types):
            meant = cells.checked(f"raw.{name}", kind, scale=cell.scale)
        else:
            meant = cells.meant(
                f"raw.{name}",
                kind,
                decimal=mapping.decimal,
                scale=cell.scale,
                date_format=mapping.date_format,
            )
        columns.append(f"{meant} AS {name}")
        if meant != f"raw.{name}":
            columns.append(f"(raw.{name} IS NOT NULL AND {meant} IS NULL) AS fault_{name}")
            checked.append(name)
    engine.run(f"CREATE TABLE typed AS SELECT {', '.join(columns)} FROM {raw}")
    for name in present:
        field = Schema.load()[name]
        found = None
        if field.kind in cells.CODED:
            found = _decoded(engine, field, mapping)
        elif name in checked:
            found = engine.rows(f"SELECT count(*), min(rowid) FROM typed WHERE fault_{name}")[0]
        if found and found[0]:
            yield _fault(field, mapping, _cell(engine, raw, name, found[1]), *found)


def _decoded(engine: Engine, field: Field, mapping: Mapping) -> tuple[int, int]:
    """Make the table of what a column's distinct cells mean; how many mean nothing, the first."""
    name = field.name
    distinct = engine.rows(f"SELECT DISTINCT {name} FROM typed WHERE {name} IS NOT NULL")
    found = codes((row[0] for row in distinct), field, mapping.list_separator)
    texts = list(found)
    kinds: dict[str, tuple[str, Sequence[Any]]] = {
        "written": ("VARCHAR", texts),
        "code": ("VARCHAR", [found[text] for text in texts]),
    }
    engine.keep(f"code_{name}", kinds)
    counted = engine.rows(
        f"SELECT count(*), min(typed.rowid) FROM typed JOIN code_{name} ON {name} = written"
        " WHERE code IS NULL"
    )
    return counted[0][0], counted[0][1]


def _cell(engine: Engine, raw: str, name: str, place: int) -> str:
    """What is written in a row of the file."""
    return str(
        engine.rows(f"SELECT CAST({name} AS VARCHAR) FROM {raw} LIMIT 1 OFFSET {place}")[0][0]
    )


def _fault(field: Field, mapping: Mapping, text: str, count: int, first: int) -> str:
    """A note on the cells of a field that mean nothing: how many, and the first of them."""
    what, expected = cells.EXPECTED[field.kind]
    if field.kind == "date":
        given = mapping.date_format
        expected = f"{given} or {expected}" if given else f"{expected}, or a mapping's date_format"
    elif field.kind == "number" and mapping.decimal == ".":
        expected = f"{expected}, or a mapping's decimal"
    cells_are = "1 cell is none of the" if count == 1 else f"{count:,} cells are no"
    told = f"first row {first + 1:,} {text[:60]!r}"
    return f"{field.name}: {cells_are} {what}, {told}; expected {expected}"


def _checked(engine: Engine, where: str) -> tuple[int, bool]:
    """How many rows there are, and whether some shipment has several; makes `first`, where those
    begin."""
    rows, nameless = engine.rows("SELECT count(*), count(*) - count(id) FROM typed")[0]
    if not rows:
        raise TableError(where, "no rows", "a table with at least one shipment")
    if nameless:
        found = engine.rows(f"SELECT rowid FROM typed WHERE id IS NULL ORDER BY 1 LIMIT {SHOWN}")
        told = ", ".join(f"{row + 1:,}" for (row,) in found)
        raise TableError(
            f"{where}, row {told}, column id", "empty", "an identifier of the shipment"
        )
    engine.run(
        "CREATE TABLE first AS SELECT id, min(rowid) + 1 AS shipment FROM typed"
        " GROUP BY id HAVING count(*) > 1"
    )
    several = bool(engine.rows("SELECT count(*) FROM first")[0][0])
    if several:
        _refuse_repeats(engine, where)
    return int(rows), several


def _view(engine: Engine, present: set[str]) -> None:
    """Make the view that has all fields, `row` and `shipment`."""
    columns, joins = [], ["LEFT JOIN first ON typed.id = first.id"]
    for field in Schema.load().fields:
        name = field.name
        if name == "destination_country" and name not in present:
            name = "consignee_country"
        if name not in present:
            value = "NULL"
        elif field.kind in cells.CODED:
            value = f"code_{field.name}.code"
            joins.append(
                f"LEFT JOIN code_{name} AS code_{field.name}"
                f" ON typed.{name} = code_{field.name}.written"
            )
        else:
            value = f"typed.{name}"
        columns.append(f"CAST({value} AS {SQL_TYPES[field.type]}) AS {field.name}")
    engine.run(
        f"CREATE VIEW {TABLE} AS SELECT {', '.join(columns)}, typed.rowid + 1 AS row,"
        " coalesce(first.shipment, typed.rowid + 1) AS shipment,"
        f" first.shipment IS NOT NULL AS several FROM typed {' '.join(joins)}"
    )


def _refuse_repeats(engine: Engine, where: str) -> None:
    held = {name for name, *_ in engine.rows("DESCRIBE typed")}
    line, version = (name if name in held else "NULL" for name in ("line", "version"))
    repeats = engine.rows(
        f"SELECT id, {line}, {version}, min(typed.rowid) + 1, max(typed.rowid) + 1"
        " FROM typed JOIN first USING (id) GROUP BY ALL HAVING count(*) > 1"
        f" ORDER BY 4 LIMIT {SHOWN}"
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
