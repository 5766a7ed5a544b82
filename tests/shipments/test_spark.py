"""DuckDB and Spark: the same rules over the same rows, the same outcomes."""

from __future__ import annotations

import importlib.util
import random
import shutil
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from byway.flagging.engines import Duck, OnSpark, Worker, tabled
from byway.shipments.asked import Asked
from byway.shipments.facts import prepare
from byway.shipments.outcomes import ranked, told
from byway.shipments.programme import Programme
from byway.shipments.reference import ReferenceTables
from byway.shipments.registers import SHAPES
from byway.shipments.registry import CHECKS
from byway.shipments.rules import catalogue
from byway.shipments.schema import Schema
from byway.shipments.triage import decided, wide
from byway.tables.duck import Engine, Limits
from byway.tables.spark import Spark
from shipments import random_rows

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java for Spark"),
    pytest.mark.filterwarnings("ignore"),
]
RULES = tuple(rule for rule in catalogue() if rule.id in CHECKS)


def given() -> tuple[pa.Table, dict[str, pa.Table]]:
    """Rows over all fields, a third of the cells empty, and registers."""
    chance = random.Random(7)
    made = random_rows.rows(150, chance)
    held = random_rows.registers(made, chance)
    lines = random_rows.emptied(made, 0.3, chance)
    first: dict[str, int] = {}
    numbered = [
        {**row, "line": str(n), "row": n, "shipment": first.setdefault(row["id"], n)}
        for n, row in enumerate(lines, 1)
    ]
    columns = {field.name: field.type for field in Schema.load().fields}
    tables = {
        name: tabled(rows, {**dict.fromkeys(SHAPES[name].keys, "string"), **SHAPES[name].columns})
        for name, rows in held.items()
    }
    return tabled(numbered, columns | {"row": "int64", "shipment": "int64"}), tables


def answers(worker: Worker, rows: pa.Table, registers: dict[str, pa.Table]) -> list[list[Any]]:
    """The long and the wide outcomes of all rules."""
    asked = Asked(
        worker.hold("shipments", rows),
        Programme.named("russia"),
        ReferenceTables.load(),
        {name: worker.hold(name, table) for name, table in registers.items()},
        keep=worker.keep,
    )
    asked = replace(asked, table=prepare(asked.table, asked, RULES))
    table = worker.keep(ranked(asked, RULES))
    long = told(worker.keep(decided(table, RULES)), RULES, registers)
    return [
        sorted(worker.collect(found).to_pylist(), key=lambda row: (row["row"], row.get("rule", "")))
        for found in (long, wide(table, RULES))
    ]


def test_both_engines_give_the_same_outcomes() -> None:
    rows, registers = given()
    with Engine.opened(Limits()) as engine:
        ours = answers(Duck(engine), rows, registers)
        engine.close()
    with Spark() as spark:
        theirs = answers(OnSpark(spark), rows, registers)
    for mine, yours in zip(ours, theirs, strict=True):
        assert len(mine) == len(yours)
        different = [(a, b) for a, b in zip(mine, yours, strict=True) if a != b]
        assert not different, (len(different), different[0])
    assert len({row["rule"] for row in ours[0]}) > 50
