"""Rows of shipments to ask rules about: only what matters is named, the rest is unknown."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from byway.shipments.asked import Asked
from byway.shipments.facts import prepare
from byway.shipments.outcomes import outcomes
from byway.shipments.programme import Programme
from byway.shipments.reference import ReferenceTables
from byway.shipments.registers import SHAPES
from byway.shipments.rules import Rule, catalogue
from byway.shipments.schema import Schema

RUSSIA = Programme.named("russia")
CHIP, TOY = "854231", "950300"
"""A code of tier 1, and one on no list."""
GOODS = [
    {"hs": CHIP, "controlled": True, "priority": True, "tier": "1", "controls": "CHPL 1"},
    {"hs": TOY, "controlled": False, "priority": False},
]
KEPT = itertools.count()
Rows = Sequence[Mapping[str, Any]]


def rule(name: str) -> Rule:
    """The rule of this id."""
    return next(rule for rule in catalogue() if rule.id == name)


def typed(rows: Rows, columns: Mapping[str, str], backend: Any, name: str) -> ibis.Table:
    """A table with these columns; what a row does not name is NULL."""
    schema = ibis.schema(dict(columns)).to_pyarrow()
    full = [{column: row.get(column) for column in columns} for row in rows]
    table = pa.Table.from_pylist(full, schema=schema)
    if backend.name == "duckdb":
        backend.con.register(name, table)
        return backend.table(name)
    place = Path(tempfile.mkdtemp(prefix="byway-rows-")) / f"{name}.parquet"
    pq.write_table(table, place)
    return backend.read_parquet(str(place), table_name=name)


def asked(
    rows: Rows,
    registers: Mapping[str, Rows] | None = None,
    programme: Programme = RUSSIA,
    backend: Any = None,
) -> Asked:
    """The question to rows that are not prepared yet; `id` and `row` are filled in."""
    backend = backend or ibis.duckdb.connect()
    for row in rows:
        assert set(row) <= {field.name for field in Schema.load().fields}, row
    numbered = [{"id": f"S{n}", **row, "row": n} for n, row in enumerate(rows, 1)]
    columns = {field.name: field.type for field in Schema.load().fields} | {"row": "int64"}
    held = {"goods": GOODS, **(registers or {})}
    tables = {
        name: typed(
            given,
            {**dict.fromkeys(SHAPES[name].keys, "string"), **SHAPES[name].columns},
            backend,
            f"register_{name}",
        )
        for name, given in held.items()
    }
    return Asked(
        typed(numbered, columns, backend, "shipments"),
        programme,
        ReferenceTables.load(),
        tables,
        keep=lambda table: backend.create_table(f"kept_{next(KEPT)}", table, temp=True),
    )


@dataclass(frozen=True)
class Questions:
    """Some rules as SQL, to be asked of several files: writing it takes longer than running it."""

    steps: tuple[tuple[str, str], ...]
    last: str

    @classmethod
    @cache
    def written(
        cls, rules: tuple[str, ...], registers: frozenset[str], programme: Programme = RUSSIA
    ) -> Questions:
        """The questions in DuckDB's SQL, where these registers are given."""
        backend = ibis.duckdb.connect()
        steps: list[tuple[str, str]] = []

        def keep(table: ibis.Table) -> ibis.Table:
            name = f"step_{len(steps)}"
            steps.append((name, backend.compile(table)))
            return backend.create_table(name, schema=table.schema())

        nothing: dict[str, Rows] = dict.fromkeys(registers, ())
        question = replace(asked((), nothing, programme, backend), keep=keep)
        chosen = [rule(name) for name in rules]
        prepared = prepare(question.table, question, chosen)
        told = outcomes(replace(question, table=prepared), chosen).order_by("row", "rule")
        return cls(tuple(steps), backend.compile(told))

    def ask(
        self, rows: Rows, registers: Mapping[str, Rows], programme: Programme = RUSSIA
    ) -> list[dict[str, Any]]:
        """The outcomes as dicts, by row and rule; not applicable ones are not there."""
        backend = ibis.duckdb.connect()
        asked(rows, registers, programme, backend)
        for name, sql in self.steps:
            backend.con.execute(f"CREATE TABLE {name} AS {sql}")
        answers: list[dict[str, Any]] = backend.con.sql(self.last).to_arrow_table().to_pylist()
        return answers


def found(
    rules: Sequence[str],
    rows: Rows,
    registers: Mapping[str, Rows] | None = None,
    programme: Programme = RUSSIA,
) -> list[dict[str, Any]]:
    """The outcomes of the rules as dicts, by row and rule; not applicable ones are not there."""
    held = registers or {}
    questions = Questions.written(tuple(rules), frozenset(held), programme)
    return questions.ask(rows, held, programme)


def says(
    name: str,
    *rows: Mapping[str, Any],
    registers: Mapping[str, Rows] | None = None,
    programme: Programme = RUSSIA,
) -> str:
    """The outcome of one rule for the last row, in its word."""
    answers = [a for a in found([name], rows, registers, programme) if a["row"] == len(rows)]
    return answers[0]["outcome"] if answers else "not applicable"


def words(
    name: str,
    rows: Rows,
    registers: Mapping[str, Rows] | None = None,
    programme: Programme = RUSSIA,
) -> list[str]:
    """The outcome of one rule for each row, asked in one go (rows are shipments of one file)."""
    answers = {a["row"]: a["outcome"] for a in found([name], rows, registers, programme)}
    return [answers.get(number, "not applicable") for number in range(1, len(rows) + 1)]


def day(text: str) -> dt.date:
    """A date."""
    return dt.date.fromisoformat(text)
