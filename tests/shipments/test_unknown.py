"""What is empty stays unknown: over all rules, emptying cells never makes an outcome *absent*.

Full rows and the same rows with some of their cells empty are asked all rules.  Where the emptied
rows say *absent* or *not applicable*, the full ones must say so too, for nothing else could have
decided it.  *Present* must have been so as well, except where a rule says that it looks at other
rows which may be unknown.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import ibis
import pytest

from byway.shipments.facts import prepare
from byway.shipments.outcomes import outcomes
from byway.shipments.rules import catalogue
from shipments.asking import Rows, asked
from shipments.random_rows import emptied, registers, rows

ROWS = 110
Outcomes = dict[tuple[str, int], str]
NEVER = "not applicable"


@dataclass(frozen=True)
class Questions:
    """All rules as SQL, to be asked of several files: writing it takes longer than running it."""

    steps: tuple[tuple[str, str], ...]
    last: str

    @classmethod
    @cache
    def written(cls) -> Questions:
        """The questions, in DuckDB's SQL."""
        chance = random.Random(0)
        some = rows(3, chance)
        backend = ibis.duckdb.connect()
        steps: list[tuple[str, str]] = []

        def keep(table: ibis.Table) -> ibis.Table:
            name = f"step_{len(steps)}"
            steps.append((name, backend.compile(table)))
            return backend.create_table(name, schema=table.schema())

        question = replace(asked(some, registers(some, chance), backend=backend), keep=keep)
        prepared = prepare(question.table, question, catalogue())
        found = outcomes(replace(question, table=prepared), catalogue())
        return cls(tuple(steps), backend.compile(found.select("rule", "row", "outcome")))

    def ask(self, given: Rows, known: Mapping[str, Rows]) -> Outcomes:
        """The outcomes by rule and row; not applicable ones are not there."""
        backend = ibis.duckdb.connect()
        asked(given, known, backend=backend)
        for name, sql in self.steps:
            backend.con.execute(f"CREATE TABLE {name} AS {sql}")
        answers = backend.con.execute(self.last).fetchall()
        return {(rule, row): outcome for rule, row, outcome in answers}


@cache
def measured(seed: int, share: float) -> tuple[Outcomes, Outcomes]:
    """The outcomes of full rows, and of the same with a share of their cells empty."""
    chance = random.Random(seed)
    full = rows(ROWS, chance)
    known = registers(full, chance)
    questions = Questions.written()
    return questions.ask(full, known), questions.ask(emptied(full, share, chance), known)


def broken(full: Outcomes, blank: Outcomes) -> dict[str, list[str]]:
    """What the emptied rows decide otherwise than the full ones, by rule."""
    latest = {row for _, row in full} | {row for _, row in blank}
    wrong: dict[str, list[str]] = {}
    for rule in catalogue():
        for row in sorted(latest):
            was = full.get((rule.id, row), NEVER)
            now = blank.get((rule.id, row), NEVER)
            if now in ("not assessable", was) or (now == "present" and rule.unknown):
                continue
            wrong.setdefault(rule.id, []).append(f"row {row}: {was} became {now}")
    return wrong


@pytest.mark.parametrize(("seed", "share"), [(1, 0.4), (2, 0.01)])
def test_emptied_cells_decide_nothing(seed: int, share: float) -> None:
    assert broken(*measured(seed, share)) == {}


def test_every_rule_is_put_to_the_test() -> None:
    seen: dict[str, set[str]] = {}
    for (rule, _), outcome in measured(1, 0.4)[0].items():
        seen.setdefault(rule, set()).add(outcome)
    decided = {rule for rule, found in seen.items() if found & {"present", "absent"}}
    assert {rule.id for rule in catalogue()} - decided == set()
