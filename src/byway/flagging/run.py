"""A file of shipments to its table of outcomes: in stages and parts, so that a run can go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from byway.errors import InputError
from byway.files import sha256_of
from byway.flagging.engines import Duck, OnSpark, Worker, tabled
from byway.flagging.knowledge import Knowledge
from byway.flagging.output import Summary, compact, joined, summed, write
from byway.parts import Parts, parts
from byway.shipments.asked import Asked
from byway.shipments.facts import prepare
from byway.shipments.loading import Shipments, check_readable, load
from byway.shipments.mapping import Mapping as Fields
from byway.shipments.outcomes import ranked, told
from byway.shipments.programme import Programme
from byway.shipments.reference import ReferenceTables
from byway.shipments.rules import Rule
from byway.shipments.triage import decided, scores, wide
from byway.tables.duck import Limits

if TYPE_CHECKING:
    import ibis.expr.types as ir

VERSION = 2
"""Version of the layout of a part."""
SORTED = 100_000
"""Outcomes of no more rows than this are sorted by row; of more they stand rule by rule."""
PARTS = "parts"
"""The view of all parts."""
TRIAGE = {"of": "string", "triage": "float64", "breakdown": "string"}

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Flagged:
    """What a run did.  `seconds` by stage: loading, screening, ..., writing."""

    rows: int
    summary: Summary
    notes: tuple[str, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)


def flag_table(
    source: Path,
    target: Path,
    *,
    rules: Sequence[Rule],
    programme: Programme,
    knowledge: Knowledge,
    mapping: Fields | None = None,
    spark_master: str | None = None,
    one_each: bool = False,
    task: Mapping[str, Any],
    again: bool = False,
    limits: Limits | None = None,
    tell: Tell | None = None,
) -> Flagged:
    """Ask `rules` of every shipment of `source` and write the outcomes to `target`.

    knowledge: what lists, goods and owners say.  spark_master: work on this Spark (default: DuckDB
    here).  one_each: a row for each shipment with a column for each rule, instead of one for each
    shipment and rule.
    `task` is all that the result depends on besides the input, as plain JSON; a folder of parts of
    the same task and input is gone on with, `again` begins anew.
    Raises TableError for a file that is none of shipments, OptionError when the folder is of
    another task, OutputError when the place cannot be written, SetupError without Spark.
    """
    check_readable(source)
    whole = {"version": VERSION, "input": sha256_of(source), **task}
    clock = Clock(tell or (lambda _: None))
    with parts(target, whole, again=again) as kept:
        with clock("loading"), load(source, mapping, limits=limits) as loaded:
            with _worker(loaded, spark_master) as worker:
                run = _Run(worker, loaded, kept, clock, tuple(rules))
                asked = run.asked(programme, knowledge)
                places = run.parts(asked, one_each)
                with clock("writing"):
                    found = run.told(places, asked, one_each)
                    write(loaded.engine, found, target)
                    summary = summed(loaded.engine, PARTS, rules, one_each=one_each)
            notes = loaded.notes
        if sha256_of(source) != whole["input"]:
            raise InputError(str(source), "changed while it was read", "a file that stays")
    return Flagged(loaded.rows, summary, notes, clock.seconds)


class Clock:
    """Seconds by stage; says which one it is in.  A stage within another stops the other's."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.seconds: dict[str, float] = {}
        self._running: list[tuple[str, float]] = []

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self._stop()
        self._running.append((stage, monotonic()))
        self.tell(stage)
        try:
            yield
        finally:
            self._stop()
            self._running.pop()
            if self._running:
                self._running[-1] = (self._running[-1][0], monotonic())

    def _stop(self) -> None:
        if self._running:
            stage, since = self._running[-1]
            self.seconds[stage] = self.seconds.get(stage, 0.0) + monotonic() - since


@dataclass(frozen=True)
class _Run:
    """One run over one file."""

    worker: Worker
    loaded: Shipments
    kept: Parts
    clock: Clock
    rules: tuple[Rule, ...]

    def asked(self, programme: Programme, knowledge: Knowledge) -> Asked:
        """The question to the prepared rows."""
        worker, table = self.worker, self.worker.shipments(self.loaded)
        registers = {}
        for name, rows in knowledge.registers(table, worker, self.kept, self.clock):
            registers[name] = worker.hold(name, rows)
        with self.clock("preparing"):
            question = Asked(table, programme, ReferenceTables.load(), registers, keep=worker.keep)
            return replace(question, table=prepare(table, question, self.rules))

    def parts(self, asked: Asked, one_each: bool) -> list[Path]:
        """Write the parts that are not there yet; the places of all."""
        starts = range(1, self.loaded.rows + 1, self.worker.part)
        places = self.kept.numbered(len(starts))
        with self.clock("asking"):
            if not all(place.exists() for place in places):
                table = self.worker.called("ranked", ranked(asked, self.rules))
            for place, first in zip(places, starts, strict=True):
                self.clock.tell(f"{first - 1:,} of {self.loaded.rows:,} rows")
                if not place.exists():
                    part = table.filter(table.shipment.between(first, first + self.worker.part - 1))
                    self._keep(self._triaged(part) if one_each else part, place)
            if self.loaded.several and not one_each:
                places += [self._several(place) for place in places]
        return places

    def _several(self, place: Path) -> Path:
        """Beside a part the rows of its shipments that have several, with what stands for each; the
        part's own rows of them count no more."""
        several = place.with_suffix(".several.parquet")
        if not several.exists():
            rows = self.worker.read(place)
            held = self.worker.part_of(rows.filter(rows.several))
            self._keep(decided(held, self.rules).mutate(several=False), several)
        return several

    def _keep(self, table: ir.Table, place: Path) -> None:
        with self.kept.writing(place) as file:
            self.worker.write(table, file)
        self.worker.forget()

    def told(self, places: Sequence[Path], asked: Asked, one_each: bool) -> str:
        """The SQL of what is written in the end, over the parts."""
        engine = self.loaded.engine
        counting = "" if one_each else " WHERE NOT several"
        engine.run(f"CREATE VIEW {PARTS} AS SELECT * FROM {joined(places)}{counting}")
        table = engine.backend.table(PARTS)
        if not one_each:
            table = told(table, self.rules, asked.registers)
        if self.loaded.rows <= SORTED:
            table = table.order_by("row") if one_each else table.order_by("row", "rule")
        sql = str(engine.backend.compile(table))
        return sql if one_each else compact(sql, self.rules)

    def _triaged(self, ranks: ir.Table) -> ir.Table:
        """A row a shipment, of a part's ranks."""
        table = self.worker.part_of(wide(ranks, self.rules))
        distinct = self.worker.collect(table.select("present").distinct())["present"].to_pylist()
        judged = self.worker.hold("triage", tabled(scores(distinct, self.rules), TRIAGE))
        both = table.join(judged, table.present == judged.of)
        first = ["shipment_id", "row", "triage", "breakdown"]
        return both.select(*first, *(name for name in table.columns if name not in first))


@contextmanager
def _worker(loaded: Shipments, spark_master: str | None) -> Iterator[Worker]:
    if spark_master is None:
        yield Duck(loaded.engine)
        return
    from byway.tables.spark import Spark

    with Spark(spark_master) as spark:
        yield OnSpark(spark)
