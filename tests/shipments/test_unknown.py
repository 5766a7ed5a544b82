"""What is empty stays unknown: over all rules, emptying cells never makes an outcome *absent*.

Full rows and the same rows with two in five of their cells empty are asked all rules.  Where the
emptied rows say *absent* or *not applicable*, the full ones must say so too, for nothing else could
have decided it.  *Present* must have been so as well, except where a rule says that it looks at
other rows which may be unknown.
"""

from __future__ import annotations

import random
from functools import cache

from byway.shipments.rules import catalogue
from shipments.asking import found
from shipments.random_rows import emptied, registers, rows

ROWS, SHARE = 110, 0.4
Outcomes = dict[tuple[str, int], str]
NEVER = "not applicable"


def outcomes(seed: int) -> tuple[Outcomes, Outcomes]:
    """The outcomes by rule and row, of nearly full rows and of the same with cells emptied."""
    chance = random.Random(seed)
    full = rows(ROWS, chance)
    known = registers(full, chance)
    full = emptied(full, 0.03, chance)
    names = [rule.id for rule in catalogue()]
    asked = [found(names, given, known) for given in (full, emptied(full, SHARE, chance))]
    return tuple({(a["rule"], a["row"]): a["outcome"] for a in answers} for answers in asked)  # type: ignore[return-value]


@cache
def measured() -> tuple[Outcomes, Outcomes]:
    """The outcomes that the tests look at."""
    return outcomes(2022)


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


def test_emptied_cells_decide_nothing() -> None:
    assert broken(*measured()) == {}


def test_every_rule_is_put_to_the_test() -> None:
    full, _ = measured()
    seen: dict[str, set[str]] = {}
    for (rule, _), outcome in full.items():
        seen.setdefault(rule, set()).add(outcome)
    idle = {rule.id: sorted(seen.get(rule.id, set())) for rule in catalogue()}
    assert {k: v for k, v in idle.items() if "present" not in v and "absent" not in v} == {}
