"""Tables on disk as a DuckDB view of the flow fields, as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from byway.errors import TableError
from byway.tables.cells import Cell, is_number, number, written
from byway.tables.duck import Engine, literal, quoted
from byway.tables.scan import PARQUET, columns, naming, read_head, scan
from byway.trade.mapping import NUMBERS, READ, REQUIRED, Mapping

MISSING = ("", ":", "-", "..", "...", "na", "n/a", "nan", "null", "none", "c", ": c", ":c")
"""What publishers write where there is no number (`c` is confidential)."""


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


def view(engine: Engine, paths: Sequence[Path], mapping: Mapping, *, keep: bool) -> tuple[str, ...]:
    """Make the relation `raw` of the flow fields as written; the fields that the table has.

    Codes are text; `value`, `weight` and `quantity` are numbers, NULL when missing, and where a
    value is neither a number nor a sign for missing, `value_fault` holds what is written.
    `keep` reads the files once into a table instead of at every use (text files).
    Raises TableError when a file is no table or a required column is absent.
    """
    where = ", ".join(str(path) for path in paths[:3])
    source = scan(paths, mapping.delimiter)
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
        return f"{number(cell, types, mapping.decimal)}{scaled} AS {field}"
    return f"{written(cell)} AS {field}"


def _fault(cell: Cell, types: dict[str, str], mapping: Mapping) -> str:
    if is_number(cell, types):
        return "CAST(NULL AS VARCHAR)"
    text = written(cell)
    signs = ", ".join(map(literal, MISSING))
    value = number(cell, types, mapping.decimal)
    return f"CASE WHEN {value} IS NULL AND lower({text}) NOT IN ({signs}) THEN {text} END"
