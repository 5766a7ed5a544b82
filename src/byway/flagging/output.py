"""The parts of a run joined to one file, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from byway.errors import OptionError
from byway.files import replacing_by_name
from byway.model import Outcome
from byway.shipments.outcomes import ORDER, RANK
from byway.shipments.rules import Rule
from byway.tables.duck import Engine, literal, quoted

FORMATS = {
    ".parquet": "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1",
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


def summed(engine: Engine, parts: str, rules: Sequence[Rule], *, one_each: bool) -> Summary:
    """The counts over the view `parts`: ranks of rows, or outcomes of shipments."""
    words = [outcome.value for outcome in COUNTED]
    marks = {
        outcome.value: literal(outcome.value) if one_each else RANK[outcome] for outcome in COUNTED
    }
    counted = ", ".join(
        f"count_if({quoted(rule.id)} = {marks[word]})" for rule in rules for word in words
    )
    found = iter(engine.rows(f"SELECT {counted} FROM {parts}")[0])
    counts = {rule.id: {word: int(next(found)) for word in words} for rule in rules}
    any_present = " OR ".join(
        f"{quoted(rule.id)} = {marks[Outcome.PRESENT.value]}" for rule in rules
    )
    distinct = f"SELECT count(DISTINCT shipment_id) FROM {parts} WHERE {any_present}"
    flagged = engine.rows(distinct)[0][0]
    total = sum(count for of_rule in counts.values() for count in of_rule.values())
    return Summary(counts, int(flagged), total)


def compact(sql: str, rules: Sequence[Rule]) -> str:
    """`sql` of the long table with the columns that say few things as numbers of what they say:
    they are texts again in any file, and far less is moved and written."""
    said: dict[str, Iterable[str]] = {
        "rule": (rule.id for rule in rules),
        "version": (rule.version for rule in rules),
        "outcome": (outcome.value for outcome in ORDER),
        "citation": (rule.citation for rule in rules),
    }
    columns = ", ".join(
        f"CAST({name} AS ENUM({', '.join(map(literal, dict.fromkeys(texts)))})) AS {name}"
        for name, texts in said.items()
    )
    return f"SELECT * REPLACE ({columns}) FROM ({sql})"
