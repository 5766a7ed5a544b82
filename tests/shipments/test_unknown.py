"""What is empty stays unknown: over all rules, emptying cells never makes an outcome *absent*.

Full rows and the same rows with some of their cells empty are asked all rules.  Where the emptied
rows say *absent* or *not applicable*, the full ones must say so too, for nothing else could have
decided it.  *Present* must have been so as well, except where a rule says that it looks at other
rows which may be unknown.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

import pytest

from byway.shipments.rules import catalogue
from shipments.asking import Rows, found
from shipments.random_rows import emptied, registers, rows

ROWS = 110
Outcomes = dict[tuple[str, int], str]
NEVER = "not applicable"


def ask(given: Rows, known: Mapping[str, Rows]) -> Outcomes:
    """The outcomes of all rules by rule and row; not applicable ones are not there."""
    answers = found([rule.id for rule in catalogue()], given, known)
    return {(told["rule"], told["row"]): told["outcome"] for told in answers}


@cache
def measured(seed: int, share: float) -> tuple[Outcomes, Outcomes]:
    """The outcomes of full rows, and of the same with a share of their cells empty."""
    chance = random.Random(seed)
    full = rows(ROWS, chance)
    known = registers(full, chance)
    return ask(full, known), ask(emptied(full, share, chance), known)


def broken(full: Outcomes, blank: Outcomes) -> dict[str, list[str]]:
    """What the emptied rows decide otherwise than the full ones, by rule.

    Rows asked in both: without its version a later row leaves an earlier one the latest.
    """
    asked = {row for _, row in full} & {row for _, row in blank}
    wrong: dict[str, list[str]] = {}
    for rule in catalogue():
        for row in sorted(asked):
            was = full.get((rule.id, row), NEVER)
            now = blank.get((rule.id, row), NEVER)
            if now in ("not assessable", was) or (now == "present" and rule.unknown):
                continue
            wrong.setdefault(rule.id, []).append(f"row {row}: {was} became {now}")
    return wrong


SEEDS = ((1, 0.4), (2, 0.01))


@pytest.mark.parametrize(("seed", "share"), SEEDS)
def test_emptied_cells_decide_nothing(seed: int, share: float) -> None:
    assert broken(*measured(seed, share)) == {}


def test_every_rule_is_put_to_the_test() -> None:
    decided = {
        rule
        for seed, share in SEEDS
        for (rule, _), outcome in measured(seed, share)[0].items()
        if outcome in ("present", "absent")
    }
    assert {rule.id for rule in catalogue()} - decided == set()
