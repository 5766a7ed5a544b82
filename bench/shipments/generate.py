"""Synthetic shipments with planted schemes and their truth, of any size.

    python bench/shipments/generate.py OUT [--rows 1000000] [--seed 1] [--lists NAMES.csv]

Writes into the folder OUT

- `shipments.parquet`: rows of the schema (some 45 of its columns), 2020 to 2024, of firms whose
  names are invented in many scripts and legal forms; few buyers buy much; some cells are empty;
- `truth.parquet`: id and line of each row, scheme (or the honest traffic that looks like one),
  honest, latest (version), rules (those whose text it was planted to meet, joined by ";");
- `full.parquet`: the same rows before cells were emptied;
- `listed.csv`: the invented listed parties (name, since);
- `owned.csv`: firms that listed parties own.

`--lists` takes a table with columns `name` and `since`: the planted listed consignees are then
called as its parties.  The same seed and size give the same rows.  It is data for measuring speed
and for seeing that planted schemes are found; it proves nothing about real trade.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))

from schemes import LOOKALIKES, SCHEMES, Block
from world import FIRST, Columns, World, zipf

EMPTY = {  # share of empty cells
    "consignee_name": 0.002,
    "hs": 0.01,
    "description": 0.02,
    "value": 0.01,
    "quantity": 0.03,
    "unit": 0.05,
    "weight_kg": 0.1,
    "currency": 0.01,
    "ship_date": 0.01,
    "order_date": 0.08,
    "pay_date": 0.4,
    "delivery_date": 0.3,
    "exporter_country": 0.02,
    "consignee_country": 0.01,
    "destination_country": 0.01,
    "origin_country": 0.05,
    "transit_countries": 0.1,
    "consignee_address": 0.06,
    "consignee_email": 0.25,
    "consignee_phone": 0.3,
    "consignee_id": 0.4,
    "consignee_incorporated": 0.3,
    "consignee_activity": 0.35,
    "consignee_kind": 0.2,
    "consignee_website": 0.3,
    "intermediate_name": 0.2,
    "end_user_name": 0.2,
    "end_user_country": 0.05,
    "forwarder_name": 0.15,
    "forwarder_country": 0.1,
    "forwarder_address": 0.2,
    "payer_name": 0.2,
    "payer_country": 0.05,
    "bank_name": 0.3,
    "bank_country": 0.1,
    "payment_terms": 0.1,
    "paid": 0.3,
    "end_use": 0.2,
    "end_use_statement": 0.2,
    "reference_price": 0.5,
    "licence": 0.3,
    "version_date": 0.02,
}
HONEST = "ordinary"


@dataclass
class Made:
    """What was generated; the rows of `shipments`, `full` and `truth` stand in the same order."""

    shipments: pa.Table
    full: pa.Table
    truth: pa.Table
    listed: list[tuple[str, Any]]
    owned: list[str]


def generate(
    rows: int, seed: int = 1, lists: Sequence[tuple[str, Any]] = (), planted: float = 1.0
) -> Made:
    """About `rows` rows.  planted: how many times the usual number of planted cases there are."""
    rng = np.random.default_rng(seed)
    world = World.make(max(int(rows * 0.13), 12), rng)
    shares = zipf(len(world.buyers), rng)
    blocks = [
        scheme(world, max(1, round(per_thousand * rows / 1000 * planted)))
        for kinds in (SCHEMES, LOOKALIKES)
        for scheme, per_thousand in kinds.items()
    ]
    for block in blocks:
        _called(block, lists, rng)
    used = sum(len(block) + sum(len(w) for w, _ in block.earlier) for block in blocks)
    blocks.append(_ordinary(world, shares, max(rows - used, rows // 2)))
    table, truth = _together(blocks)
    order = pa.array(rng.permutation(len(table)))
    full, truth = table.take(order), truth.take(order)
    shipments = _emptied(full, rng)
    listed = [pair for block in blocks for pair in block.listed]
    return Made(shipments, full, truth, listed, [name for block in blocks for name in block.owned])


def _ordinary(world: World, shares: np.ndarray[Any, Any], rows: int) -> Block:
    """Trade without a plan: most shipments have one line, some several, some two versions."""
    rng = world.rng
    count = max(int(rows / 1.25), 1)
    once = np.arange(min(len(shares), count))
    buyer = np.concatenate([once, rng.choice(len(shares), count - len(once), p=shares)])
    ship = world.days(np.maximum(world.start[buyer], FIRST))
    papers = world.papers(buyer, ship)
    several = rng.choice([1, 2, 3], count, p=[0.9, 0.07, 0.03])
    place = np.repeat(np.arange(count), several)
    columns = {name: cells[place] for name, cells in papers.items()} | world.lines(buyer[place])
    columns["_shipment"] = place
    again = np.flatnonzero((several[place] == 1) & (rng.random(len(place)) < 0.1))
    before = {name: cells[again] for name, cells in columns.items() if name != "_shipment"}
    delay = rng.integers(3, 40, len(again)).astype("timedelta64[D]")
    before["ship_date"] = before["ship_date"] - delay // 2
    columns["version"][again] = 2
    columns["version_date"] = columns["version_date"].copy()
    columns["version_date"][again] = np.minimum(
        columns["order_date"][again] + delay, columns["ship_date"][again]
    )
    return Block(HONEST, columns, np.full(len(place), "", object), True, [(again, before)])


def _called(block: Block, lists: Sequence[tuple[str, Any]], rng: np.random.Generator) -> None:
    """Give planted listed parties the names of `lists`; what left after their listing counts."""
    if not lists or not block.listed:
        return
    chosen = rng.choice(len(lists), len(block.listed), replace=len(lists) < len(block.listed))
    renamed = {old: lists[n] for (old, _), n in zip(block.listed, chosen, strict=True)}
    columns = block.columns
    old = columns["consignee_name"]
    for role in ("consignee", "end_user", "payer"):
        cells = columns[f"{role}_name"]
        columns[f"{role}_name"] = np.array([renamed.get(c, (c,))[0] for c in cells], object)
    since = np.array([np.datetime64(renamed[name][1], "D") for name in old])
    block.rules[:] = np.where(columns["ship_date"] >= since, "LST-01", "")
    block.listed[:] = [(name, np.datetime64(day, "D")) for name, day in renamed.values()]


def _together(blocks: list[Block]) -> tuple[pa.Table, pa.Table]:
    """One table of all rows, with ids, and the truth beside them."""
    parts, truths, begin = [], [], 1
    for block in blocks:
        n = len(block)
        shipment = block.columns.pop("_shipment", np.arange(n))
        number = begin + shipment
        begin += int(shipment.max()) + 1 if n else 0
        starts = (
            np.flatnonzero(np.r_[True, shipment[1:] != shipment[:-1]]) if n else np.array([], int)
        )
        line = np.arange(n) - np.repeat(starts, np.diff(np.r_[starts, n]))
        versions: list[tuple[np.ndarray[Any, Any], Columns]] = [
            (np.arange(n), block.columns),
            *block.earlier,
        ]
        for which, columns in versions:
            ids = np.char.add("S", np.char.zfill(number[which].astype(str), 7)).astype(object)
            parts.append(
                _table({"id": ids, "line": (line[which] + 1).astype(str).astype(object), **columns})
            )
            truths.append(
                _table(
                    {
                        "id": ids,
                        "line": (line[which] + 1).astype(str).astype(object),
                        "scheme": np.full(len(which), block.kind, object),
                        "honest": np.full(len(which), block.honest),
                        "latest": np.full(len(which), columns is block.columns),
                        "rules": block.rules[which],
                    }
                )
            )
    return pa.concat_tables(parts), pa.concat_tables(truths)


def _table(columns: Columns) -> pa.Table:
    from byway.shipments.schema import Schema

    kinds = {
        "string": pa.string(),
        "float64": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    schema = Schema.load()
    arrays = {
        name: pa.array(
            cells, kinds[schema[name].type] if name in schema else None, from_pandas=True
        )
        for name, cells in columns.items()
    }
    return pa.table(arrays)


def _emptied(table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """The table with cells emptied, each column by its share."""
    for name, share in EMPTY.items():
        column = table[name].combine_chunks()
        gone = pa.array(rng.random(len(table)) < share)
        place = table.column_names.index(name)
        empty = pa.nulls(len(table), column.type)
        table = table.set_column(place, name, pa.compute.if_else(gone, empty, column))
    return table


def main() -> None:
    """Write the files."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    asked.add_argument("out", type=Path)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--lists", type=Path)
    given = asked.parse_args()
    lists: list[tuple[str, Any]] = []
    if given.lists:
        with given.lists.open(encoding="utf-8", newline="") as file:
            lists = [(row["name"], row["since"]) for row in csv.DictReader(file) if row["since"]]
    made = generate(given.rows, given.seed, lists)
    given.out.mkdir(parents=True, exist_ok=True)
    pq.write_table(made.shipments, given.out / "shipments.parquet")
    pq.write_table(made.full, given.out / "full.parquet")
    pq.write_table(made.truth, given.out / "truth.parquet")
    for name, head, rows in (
        ("listed.csv", ("name", "since"), made.listed),
        ("owned.csv", ("name",), [(name,) for name in made.owned]),
    ):
        with (given.out / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    print(f"{len(made.shipments):,} rows, {made.shipments.num_columns} columns")


if __name__ == "__main__":
    main()
