"""The parts of a run joined to one file, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byway.errors import OptionError
from byway.files import replacing_by_name
from byway.model import Outcome
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


def finish(
    engine: Engine, places: Sequence[Path], target: Path, rules: Sequence[Rule], *, one_each: bool
) -> Summary:
    """Join the parts in `places` to `target`, whole or not at all, and count them."""
    files = [str(p / "*.parquet") if p.is_dir() else str(p) for p in places]
    source = f"read_parquet([{', '.join(map(literal, files))}])"
    engine.run("SET preserve_insertion_order = true")
    how = FORMATS[target.suffix.lower()]
    with replacing_by_name(target) as scratch:
        engine.run(f"COPY (SELECT * FROM {source}) TO {literal(str(scratch))} ({how})")
    return _summary(engine, source, rules, one_each)


def _summary(engine: Engine, source: str, rules: Sequence[Rule], one_each: bool) -> Summary:
    names = [word.value for word in COUNTED]
    if one_each:
        tallies = ", ".join(
            f"count(*) FILTER ({quoted(rule.id)} = {literal(name)})"
            for rule in rules
            for name in names
        )
        found = engine.rows(f"SELECT count(*) FILTER (present != ''), {tallies} FROM {source}")[0]
        counts: dict[str, dict[str, Any]] = {
            rule.id: dict(zip(names, found[1 + 3 * place : 4 + 3 * place], strict=True))
            for place, rule in enumerate(rules)
        }
        flagged = int(found[0])
    else:
        counts = {rule.id: dict.fromkeys(names, 0) for rule in rules}
        for rule, word, count in engine.rows(
            f"SELECT rule, outcome, count(*) FROM {source} GROUP BY ALL"
        ):
            counts[rule][word] = int(count)
        present = literal(Outcome.PRESENT.value)
        flagged = int(
            engine.rows(
                f"SELECT count(DISTINCT shipment_id) FROM {source} WHERE outcome = {present}"
            )[0][0]
        )
    total = sum(count for of_rule in counts.values() for count in of_rule.values())
    return Summary(counts, flagged, total)
