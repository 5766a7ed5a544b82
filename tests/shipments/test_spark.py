"""DuckDB and Spark: the same rules over the same rows, the same outcomes."""

from __future__ import annotations

import importlib.util
import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from byway.flagging import Knowledge, flag_table
from byway.flagging.engines import Duck, OnSpark, Worker, tabled
from byway.flagging.listed import Screening
from byway.lists import ListStore, Snapshot
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
from byway.watchlists import Watchlists
from shipments import random_rows

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java for Spark"),
    pytest.mark.filterwarnings("ignore"),
]
QUICK = {
    # For few rows in many plans: nothing is compiled that is run once.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -Xss16m",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
}
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


def answers(worker: Worker, rows: pa.Table, registers: dict[str, pa.Table]) -> list[pa.Table]:
    """The ranks of all rules with what is told of them, and the wide outcomes."""
    asked = Asked(
        worker.hold("shipments", rows),
        Programme.named("russia"),
        ReferenceTables.load(),
        {name: worker.hold(name, table) for name, table in registers.items()},
        keep=worker.keep,
    )
    asked = replace(asked, table=prepare(asked.table, asked, RULES))
    table = worker.keep(ranked(asked, RULES))
    return [worker.collect(found) for found in (decided(table, RULES), wide(table, RULES))]


def same(mine: list[dict[str, Any]], yours: list[dict[str, Any]]) -> None:
    """Hold rows of outcomes against each other, in any order."""
    assert len(mine) == len(yours)
    both = zip(*(sorted(rows, key=_place) for rows in (mine, yours)), strict=True)
    different = [(a, b) for a, b in both if a != b]
    assert not different, (len(different), different[0])


def _place(row: dict[str, Any]) -> tuple[int, str]:
    return row["row"], row.get("rule", "")


def test_both_engines_give_the_same_outcomes() -> None:
    rows, registers = given()
    with Spark(settings=QUICK) as spark:
        theirs = answers(OnSpark(spark), rows, registers)
    with Engine.opened(Limits()) as engine:
        duck = Duck(engine)
        ours = answers(duck, rows, registers)
        long = [  # told by DuckDB on either engine, as `byway flags` does
            duck.collect(told(duck.hold(f"ranks_{n}", ranks), RULES, registers)).to_pylist()
            for n, (ranks, _) in enumerate((ours, theirs))
        ]
        engine.close()
    same(*long)
    same(*(wide.to_pylist() for _, wide in (ours, theirs)))
    assert len({row["rule"] for row in long[0]}) > 50


def test_executors_screen_as_the_driver_does(tmp_path: Path) -> None:
    """Lists are sent to two executors in processes of their own; a whole run on each engine."""
    found = []
    for master in (None, "local-cluster[2,1,1024]"):
        target = tmp_path / f"{len(found)}.parquet"
        with Watchlists(snapshots(tmp_path / "lists")) as watchlists:
            watchlists.prepare()
            programme = Programme.named("russia")
            flag_table(
                shipments(tmp_path / "shipments.csv"),
                target,
                rules=[rule for rule in RULES if rule.family == "LST"],
                programme=programme,
                knowledge=Knowledge(
                    goods=programme.goods, screening=Screening(watchlists, date(2024, 6, 1))
                ),
                spark_master=master,
                task={},
            )
        found.append(parquet.read_table(target).to_pylist())
    same(*found)
    present = {(row["rule"], row["shipment_id"]) for row in found[0] if row["outcome"] == "present"}
    assert {("LST-01", "S1"), ("LST-01", "S41")} <= present
    assert any("Sample Electronics" in row["values"] for row in found[0])


def snapshots(folder: Path) -> list[Snapshot]:
    """Two lists of one day, so that their folders have one name."""
    store = ListStore(folder)
    for name, party, programme in (
        ("first", "Sample Electronics", "P"),
        ("second", "Vostok Mikron", "Unverified List (UVL)"),
    ):
        place = folder.parent / f"{name}.jsonl"
        place.write_text(
            f'{{"id":"{name}","schema":"Company","properties":{{"name":["{party}"],'
            '"topics":["sanction"]}}\n'
            f'{{"id":"s-{name}","schema":"Sanction","properties":{{"entity":["{name}"],'
            f'"startDate":["2022-03-01"],"program":["{programme}"]}}}}\n'
        )
        store.add([place], "ftm", name, date(2024, 1, 1))
    return store.select(["first", "second"])


def shipments(place: Path) -> Path:
    """Shipments to many buyers, of whom some are listed."""
    names = ["Sample Electronics LLC", "VOSTOK MIKRON", "none", ""]
    names += [f"Garden Tools {n} Ltd" for n in range(36)]
    lines = [
        f"S{n},1,2023-05-01,847150,Computers,CN,AM,{name}" for n, name in enumerate(names * 2, 1)
    ]
    head = "id,line,ship_date,hs,description,origin_country,destination_country,consignee_name"
    place.write_text("\n".join([head, *lines]) + "\n")
    return place
