"""Registers that the user holds: tables checked against the shapes that rules look them up by."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from byway.errors import OptionError, TableError
from byway.shipments import cells
from byway.shipments.mapping import plain
from byway.shipments.registers import SHAPES, Shape
from byway.shipments.schema import Kind
from byway.tables import scan
from byway.tables.duck import Engine, Limits, quoted

if TYPE_CHECKING:
    import pyarrow as pa

    from byway.watchlists import Watchlists

KINDS: dict[str, tuple[Kind, str]] = {
    "string": ("text", "VARCHAR"),
    "date": ("date", "DATE"),
    "boolean": ("answer", "BOOLEAN"),
    "float64": ("number", "DOUBLE"),
    "int64": ("number", "BIGINT"),
}


def parse(options: list[str]) -> dict[str, Path]:
    """Registers by name from options as NAME=FILE.  Raises OptionError."""
    found: dict[str, Path] = {}
    for option in options:
        name, _, file = option.partition("=")
        if not file or name not in SHAPES:
            problem = f"no register {name!r}" if file else f"{option!r} names no file"
            raise OptionError("--register", problem, "NAME=FILE with one of " + ", ".join(SHAPES))
        if name in found:
            raise OptionError("--register", f"{name} is given twice", "one file each")
        found[name] = Path(file)
    return found


def read(name: str, path: Path) -> tuple[pa.Table, list[str]]:
    """A register's rows in the columns of its shape, and notes on columns that are none of it.

    Raises TableError where a key's column is missing, a key is there twice in a register that
    answers with one row, or a cell is no date, number or answer where one should be.
    """
    shape, where = SHAPES[name], str(path)
    if not path.is_file():
        raise TableError(where, "no such file", f"the register {name}")
    with Engine.opened(Limits()) as engine:
        source = scan.scan([path])
        written = {plain(column): column for column in scan.columns(engine, source, where)}
        columns = {**dict.fromkeys(shape.keys, "string"), **shape.columns}
        if lacking := [key for key in shape.keys if key not in written]:
            raise TableError(
                where,
                f"no column {', '.join(lacking)} (found: {', '.join(written.values())})",
                f"the columns {', '.join(columns)}",
            )
        with scan.naming(where):
            texts = ", ".join(
                f"{cells.said(_text(written[column]), KINDS[kind][0])} AS {column}"
                for column, kind in columns.items()
                if column in written
            )
            engine.run(
                f"CREATE TABLE raw AS SELECT row_number() OVER () AS row, {texts} FROM {source}"
            )
        means = {
            column: _meant(column, kind) if column in written else "NULL"
            for column, kind in columns.items()
        }
        for column, kind in columns.items():
            if column in written:
                _refuse_faults(engine, column, means[column], KINDS[kind][0], where)
        _refuse_repeats(engine, shape, where)
        listed = ", ".join(
            f"CAST({means[column]} AS {KINDS[kind][1]}) AS {column}"
            for column, kind in columns.items()
        )
        there = " AND ".join(f"{key} IS NOT NULL" for key in shape.keys)
        connection = engine.backend.con
        table = connection.sql(f"SELECT {listed} FROM raw WHERE {there}").to_arrow_table()
        engine.close()
    ignored = [column for known, column in written.items() if known not in columns]
    notes = [f"{path.name}: columns that {name} has not: {', '.join(ignored)}"] if ignored else []
    return table, notes


def owned(
    paths: list[Path], watchlists: Watchlists, day: date, authority: str = "ofac"
) -> pa.Table:
    """The register `owned` of records of owners, whose parties are screened against the lists.

    Raises TableError for records that cannot be read, OptionError for an unknown authority.
    """
    import ibis

    from byway.listed_owners import listed_in
    from byway.owners import OwnershipRecords
    from byway.ownership import Rule

    records = OwnershipRecords.load(paths, authority)
    listed = listed_in(records.holdings, watchlists, Rule.on(authority, day), day)
    shape = SHAPES["owned"]
    columns = {**dict.fromkeys(shape.keys, "string"), **shape.columns}
    table = records.register(listed, day).select(list(columns))
    return table.cast(ibis.schema(columns).to_pyarrow())


def _text(column: str) -> str:
    return f"trim(CAST({quoted(column)} AS VARCHAR))"


def _meant(column: str, kind: str) -> str:
    return cells.meant(column, KINDS[kind][0], decimal=".", scale=1, date_format=None)


def _refuse_faults(engine: Engine, column: str, meant: str, kind: Kind, where: str) -> None:
    faulty = engine.rows(
        f"SELECT row, {column} FROM raw WHERE {column} IS NOT NULL AND {meant} IS NULL LIMIT 1"
    )
    if faulty:
        row, text = faulty[0]
        raise TableError(
            f"{where}, row {row}, column {column}", repr(text[:60]), cells.EXPECTED[kind][1]
        )


def _refuse_repeats(engine: Engine, shape: Shape, where: str) -> None:
    if shape.entries:
        return
    keys: Any = ", ".join(shape.keys)
    plainly = r"trim(regexp_replace(upper({}), '[^\p{{L}}\p{{N}}]+', ' ', 'g'))"
    looked_up = ", ".join(plainly.format(key) if shape.plain else key for key in shape.keys)
    there = " AND ".join(f"{key} IS NOT NULL" for key in shape.keys)
    repeats = engine.rows(
        f"SELECT min(row), max(row) FROM raw WHERE {there}"
        f" GROUP BY {looked_up} HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
    )
    if repeats:
        a, b = repeats[0]
        raise TableError(where, f"rows {a} and {b} are of the same {keys}", "one row for each")
