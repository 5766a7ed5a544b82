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
    ".parquet": "FORMAT parquet, COMPRESSION zstd",
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
    words = {RANK[outcome]: outcome.value for outcome in COUNTED}
    ranks = ", ".join(
        f"CASE {quoted(rule.id)}"
        + "".join(f" WHEN {literal(word)} THEN {rank}" for rank, word in words.items())
        + " ELSE 0 END"
        if one_each
        else quoted(rule.id)
        for rule in rules
    )
    found = engine.rows(
        f"SELECT rule, rank, count(*) FROM (SELECT unnest([{ranks}]) AS rank,"
        f" unnest([{', '.join(str(place) for place in range(len(rules)))}]) AS rule"
        f" FROM {joined(places)}) WHERE rank > 0 GROUP BY ALL"
    )
    counts = {rule.id: dict.fromkeys(words.values(), 0) for rule in rules}
    for place, rank, count in found:
        counts[rules[place].id][words[rank]] = int(count)
    present = literal(Outcome.PRESENT.value) if one_each else RANK[Outcome.PRESENT]
    any_present = " OR ".join(f"{quoted(rule.id)} = {present}" for rule in rules)
    flagged = engine.rows(
        f"SELECT count(DISTINCT shipment_id) FROM {joined(places)} WHERE {any_present}"
    )[0][0]
    total = sum(count for of_rule in counts.values() for count in of_rule.values())
    return Summary(counts, int(flagged), total)
