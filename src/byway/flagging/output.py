"""The parts of a run joined to one file, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from byway.errors import OptionError
from byway.files import replacing_by_name
from byway.model import Outcome
from byway.shipments.outcomes import RANK
from byway.shipments.rules import Rule
from byway.tables.duck import Engine, literal, quoted

FORMATS = {
    ".parquet": "FORMAT parquet",
    ".csv": "FORMAT csv, HEADER",
    ".jsonl": "FORMAT json",
}
COUNTED = (Outcome.PRESENT, Outcome.NOT_ASSESSABLE, Outcome.ABSENT)


@dataclass(frozen=True)
class Summary:
    """How many shipments had which outcome of each rule, and how many have any flag present."""

    rules: dict[str, dict[str, int]]
    flagged: int
    outcomes: int


def check_ending(target: Path) -> None:
    """Raise OptionError for a name of no kind of table."""
    if target.suffix.lower() not in FORMATS:
        raise OptionError("--out", f"{target.name!r} has no known ending", ", ".join(FORMATS))


def joined(places: Sequence[Path]) -> str:
    """The SQL that scans the parts in `places`."""
    files = [str(p / "*.parquet") if p.is_dir() else str(p) for p in places]
    return f"read_parquet([{', '.join(map(literal, files))}])"


def write(engine: Engine, sql: str, target: Path) -> None:
    """Write what `sql` gives to `target`, whole or not at all."""
    how = FORMATS[target.suffix.lower()]
    with replacing_by_name(target) as scratch:
        engine.run(f"COPY ({sql}) TO {literal(str(scratch))} ({how})")


def summed(
    engine: Engine, places: Sequence[Path], rules: Sequence[Rule], *, one_each: bool
) -> Summary:
    """The counts over the parts: ranks of rows, or outcomes of shipments."""
    names = [outcome.value for outcome in COUNTED]
    tests = {
        rule.id: [
            f"{quoted(rule.id)} = {literal(outcome.value) if one_each else RANK[outcome]}"
            for outcome in COUNTED
        ]
        for rule in rules
    }
    present = " OR ".join(of_rule[0] for of_rule in tests.values())
    tallies = ", ".join(f"count(*) FILTER ({test})" for held in tests.values() for test in held)
    flagged, *found = engine.rows(
        f"SELECT count(DISTINCT shipment_id) FILTER ({present}), {tallies} FROM {joined(places)}"
    )[0]
    counts = {
        rule.id: dict(zip(names, found[3 * place : 3 * place + 3], strict=True))
        for place, rule in enumerate(rules)
    }
    total = sum(count for of_rule in counts.values() for count in of_rule.values())
    return Summary(counts, int(flagged), total)
