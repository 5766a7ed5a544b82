"""Precision and recall of the rules on planted schemes.

    python bench/shipments/accuracy.py [--rows 100000] [--seed 7] [--json]

Generates shipments (`generate.py`), asks all rules that a scheme names, and prints for each scheme
and rule

- recall: of the planted shipments whose needed cells are there, the share that the rule flags
  (a shipment with an empty cell is *not assessable*, and is counted apart as `open`);
- precision: of the flagged shipments, the share whose full papers truly show what the rule's text
  says.  That is known without the rule: planted by a scheme that names it, or found by `oracle.py`
  in ordinary trade.

Registers are filled by the truth (listed parties, owners); descriptions are compared with codes by
the classifier, once for each pair.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))

from generate import Made, generate
from oracle import shown
from world import goods

from byway.shipments.asked import Asked
from byway.shipments.facts import prepare
from byway.shipments.outcomes import outcomes
from byway.shipments.programme import Programme
from byway.shipments.reference import ReferenceTables
from byway.shipments.registers import SHAPES
from byway.shipments.rules import catalogue
from byway.shipments.schema import Schema

RECALL, PRECISION = 0.95, 0.90


@dataclass(frozen=True)
class Measured:
    """One scheme and rule: planted, open, found of the scheme; flagged, true of all."""

    scheme: str
    rule: str
    planted: int
    open: int
    found: int
    flagged: int
    true: int

    @property
    def recall(self) -> float:
        """Of the planted shipments that can be assessed, the share that is flagged."""
        return self.found / max(self.planted - self.open, 1)

    @property
    def precision(self) -> float:
        """Of the flagged shipments, the share that is so."""
        return self.true / max(self.flagged, 1)

    @property
    def good(self) -> bool:
        """Whether both reach what is asked."""
        return self.recall >= RECALL and self.precision >= PRECISION


def ask(made: Made, names: set[str]) -> pa.Table:
    """The outcomes (shipment_id, row, rule, outcome) of the rules on the shipments, by DuckDB."""
    import ibis

    backend = ibis.duckdb.connect()
    kept = count()

    def register(name: str, table: pa.Table) -> Any:
        backend.con.register(name, table)
        return backend.table(name)

    columns = {field.name: field.type for field in Schema.load().fields}
    held = made.shipments
    arrow = ibis.schema(columns).to_pyarrow()
    full = {
        n: held[n] if n in held.column_names else pa.nulls(len(held), arrow.field(n).type)
        for n in columns
    }
    full["row"] = pa.array(range(1, len(held) + 1), pa.int64())
    registers = {name: register(f"register_{name}", table) for name, table in known(made)}
    asked = Asked(
        register("shipments", pa.table(full)),
        Programme.named("russia"),
        ReferenceTables.load(),
        registers,
        keep=lambda table: backend.create_table(f"kept_{next(kept)}", table, temp=True),
    )
    rules = [rule for rule in catalogue() if rule.id in names]
    prepared = prepare(asked.table, asked, rules)
    table = outcomes(replace(asked, table=prepared), rules)
    return table.select("shipment_id", "row", "rule", "outcome").to_pyarrow()


def known(made: Made) -> Iterator[tuple[str, pa.Table]]:
    """The registers that the truth and the classifier fill."""
    held = goods()
    codes = [
        {"hs": hs, "controlled": bool(c), "priority": bool(t), "tier": t or None, "controls": None}
        for hs, c, t in zip(held.hs, held.controlled, held.tier, strict=True)
    ]
    yield "goods", _register("goods", codes)
    roles = [f"{role}_name" for role in Schema.load().roles]
    names = {
        n
        for r in roles
        if r in made.shipments.column_names
        for n in made.shipments[r].unique().to_pylist()
        if n
    }
    since = dict(made.listed)
    listed = [
        {
            "name": n,
            "listed": n in since,
            "since": since[n].tolist() if n in since else None,
            "caption": n if n in since else None,
        }
        for n in names
    ]
    yield "listed", _register("listed", listed)
    if "owned" in SHAPES:
        owned = set(made.owned)
        rows = [
            {
                "name": n,
                "outcome": "meets" if n in owned else "does not meet",
                "low": 60.0 if n in owned else 0.0,
                "high": 60.0 if n in owned else 0.0,
                "accounted": True,
                "share_unknown": False,
                "control": "not shown",
                "divested": False,
                "depth": 1,
                "jurisdictions": 1,
                "person_on_top": True,
            }
            for n in names
        ]
        yield "owned", _register("owned", rows)
    if "fit" in SHAPES:
        yield "fit", _register("fit", fits(made))


def fits(made: Made) -> list[dict[str, Any]]:
    """Whether description and code contradict, for each pair of the file."""
    from byway.goods.mismatch import mismatch
    from byway.model import Outcome

    pairs = (
        made.shipments.select(["description", "hs"]).group_by(["description", "hs"]).aggregate([])
    )
    said = {Outcome.PRESENT: True, Outcome.ABSENT: False}
    rows = []
    for description, hs in zip(
        pairs["description"].to_pylist(), pairs["hs"].to_pylist(), strict=True
    ):
        if description and hs:
            fit = mismatch(description, hs)
            rows.append(
                {
                    "description": description,
                    "hs": hs,
                    "contradicts": said.get(fit.outcome),
                    "because": fit.because,
                }
            )
    return rows


def _register(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    import ibis

    shape = SHAPES[name]
    schema = ibis.schema({**dict.fromkeys(shape.keys, "string"), **shape.columns}).to_pyarrow()
    return pa.Table.from_pylist(
        [{c: row.get(c) for c in schema.names} for row in rows], schema=schema
    )


def measure(made: Made) -> list[Measured]:
    """The table of schemes and rules."""
    truth = made.truth
    have = {rule.id for rule in catalogue()}
    planted: dict[tuple[str, str], set[str]] = {}
    true: dict[str, set[str]] = {}
    for id_, scheme, honest, latest, rules in zip(
        *(truth[c].to_pylist() for c in ("id", "scheme", "honest", "latest", "rules")), strict=True
    ):
        for rule in filter(None, rules.split(";")) if latest else ():
            true.setdefault(rule.rstrip("?"), set()).add(id_)
            if not honest and not rule.endswith("?"):
                planted.setdefault((scheme, rule), set()).add(id_)
    for rule, ids in shown(made).items():
        true.setdefault(rule, set()).update(ids)
    answers = ask(made, {rule for _, rule in planted} & have)
    said: dict[tuple[str, str], set[str]] = {}
    for id_, rule, outcome in zip(
        *(answers[c].to_pylist() for c in ("shipment_id", "rule", "outcome")), strict=True
    ):
        if outcome != "absent":
            said.setdefault((rule, outcome), set()).add(id_)
    table = []
    for (scheme, rule), ids in planted.items():
        if rule in have:
            present = said.get((rule, "present"), set())
            open_ = said.get((rule, "not assessable"), set()) - present
            table.append(
                Measured(
                    scheme,
                    rule,
                    len(ids),
                    len(ids & open_),
                    len(ids & present),
                    len(present),
                    len(present & true[rule]),
                )
            )
    return table


def main() -> int:
    """Print the table; 1 when one falls short."""
    asked = argparse.ArgumentParser(
        description="Precision and recall of the rules on planted schemes."
    )
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    begin = time.perf_counter()
    table = measure(generate(given.rows, given.seed))
    if given.json:
        print(
            json.dumps([{**vars(m), "recall": m.recall, "precision": m.precision} for m in table])
        )
    else:
        print(
            f"{'scheme':26}{'rule':8}{'planted':>8}{'open':>7}{'recall':>8}{'flagged':>9}{'precision':>10}"
        )
        for m in table:
            short = "" if m.good else "  short"
            print(
                f"{m.scheme:26}{m.rule:8}{m.planted:8}{m.open:7}{m.recall:8.3f}{m.flagged:9}{m.precision:10.3f}{short}"
            )
        print(f"{time.perf_counter() - begin:.0f} s")
    return 0 if all(m.good for m in table) else 1


if __name__ == "__main__":
    sys.exit(main())
