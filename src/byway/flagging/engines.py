"""What works the rules' expressions out: DuckDB on this machine, or Spark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from byway.decisions import Decisions
from byway.flagging.listed import ANSWERS, Screening
from byway.shipments.loading import Shipments
from byway.tables.duck import Engine, literal

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from byway.tables.spark import Spark


GROUP = 40_960
"""Rows of a group in a part's file: each thread holds one with its hundreds of columns."""


class Worker(Protocol):
    """An engine: tables in, expressions over them, tables out.

    part: how many rows are asked at a time.
    """

    part: int

    def shipments(self, loaded: Shipments) -> ir.Table:
        """The loaded rows as a table of this engine."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """A small table from outside."""

    def keep(self, table: ir.Table) -> ir.Table:
        """What an expression gives, worked out once."""

    def called(self, name: str, table: ir.Table) -> ir.Table:
        """An expression by a name, put into the engine's language once, not worked out."""

    def part_of(self, table: ir.Table) -> ir.Table:
        """What an expression gives for a part, worked out once, until `forget`."""

    def forget(self) -> None:
        """Let go of what was worked out for a part."""

    def screen(
        self, names: ir.Table, screening: Screening, tell: Callable[[str], None]
    ) -> ir.Table:
        """What lists say of the distinct `names` (column `name`): rows of `listed.ANSWERS`."""

    def collect(self, table: ir.Table) -> pa.Table:
        """A small result."""

    def write(self, table: ir.Table, place: Path) -> None:
        """A result into a Parquet file."""

    def read(self, place: Path) -> ir.Table:
        """What was written there."""


class Duck:
    """DuckDB, with tables on disk; those of a part are in memory."""

    part = 250_000

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._names = count(1)
        self._parts: list[str] = []

    def shipments(self, loaded: Shipments) -> ir.Table:
        """The loaded rows, which are there already."""
        return loaded.table

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """A small table from outside."""
        table, connection = f"register_{name}", self.engine.backend.con
        connection.register("handed_over", rows)
        self.engine.run(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM handed_over")
        connection.unregister("handed_over")
        held: ir.Table = self.engine.backend.table(table)
        return held

    def keep(self, table: ir.Table) -> ir.Table:
        """A table of the engine's database."""
        name = f"kept_{next(self._names)}"
        self.engine.run(f"CREATE TABLE {name} AS {self.engine.backend.compile(table)}")
        kept: ir.Table = self.engine.backend.table(name)
        return kept

    def called(self, name: str, table: ir.Table) -> ir.Table:
        """A view."""
        self.engine.run(f"CREATE VIEW {name} AS {self.engine.backend.compile(table)}")
        named: ir.Table = self.engine.backend.table(name)
        return named

    def part_of(self, table: ir.Table) -> ir.Table:
        """A temporary table."""
        name = f"part_{len(self._parts)}"
        self.engine.run(f"CREATE TEMP TABLE {name} AS {self.engine.backend.compile(table)}")
        self._parts.append(name)
        kept: ir.Table = self.engine.backend.table(name)
        return kept

    def forget(self) -> None:
        """Drop the temporary tables."""
        for name in self._parts:
            self.engine.run(f"DROP TABLE {name}")
        self._parts.clear()

    def screen(
        self, names: ir.Table, screening: Screening, tell: Callable[[str], None]
    ) -> ir.Table:
        """What lists say, asked in this process and in those that the lists work with."""
        held = sorted(self.collect(names)["name"].to_pylist())
        rows = screening.answers(held, lambda done: tell(f"{done:,} of {len(held):,} names"))
        return self.hold("answers", tabled(rows, ANSWERS))

    def collect(self, table: ir.Table) -> pa.Table:
        """A small result."""
        return table.to_pyarrow()

    def write(self, table: ir.Table, place: Path) -> None:
        """A result into a Parquet file, as it is worked out, in groups that take little memory."""
        sql = self.engine.backend.compile(table)
        how = f"FORMAT parquet, ROW_GROUP_SIZE {GROUP}"
        self.engine.run(f"COPY ({sql}) TO {literal(str(place))} ({how})")

    def read(self, place: Path) -> ir.Table:
        """A Parquet file as a table."""
        table: ir.Table = self.engine.backend.read_parquet(place)
        return table


class OnSpark:
    """Spark; what is kept is kept on its executors, and all rows are asked at once."""

    part = 1 << 40

    def __init__(self, spark: Spark) -> None:
        self.spark = spark
        self._names = count(1)

    def shipments(self, loaded: Shipments) -> ir.Table:
        """The loaded rows, by way of Parquet."""
        return self.spark.copy(loaded.table, "shipments")

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """A small table from outside, by way of Parquet."""
        return self.spark.hold(rows, f"register_{name}")

    def keep(self, table: ir.Table) -> ir.Table:
        """What an expression gives, worked out once and cut off from how it came to be."""
        return self.spark.keep(table, f"kept_{next(self._names)}")

    def called(self, name: str, table: ir.Table) -> ir.Table:
        """The expression: all rows are asked at once."""
        return table

    def part_of(self, table: ir.Table) -> ir.Table:
        """The same as `keep`."""
        return self.keep(table)

    def forget(self) -> None:
        """The session forgets at its end."""

    def screen(
        self, names: ir.Table, screening: Screening, tell: Callable[[str], None]
    ) -> ir.Table:
        """What lists say, asked on the executors: the lists with their indexes are sent there."""
        tell("names, on Spark")
        snapshots = screening.watchlists.snapshots
        sent = self.spark.send([snapshot.folder for snapshot in snapshots], "lists")
        asking = partial(answered, sent, screening.day, screening.threshold, screening.decisions)
        return self.spark.mapped(names, asking, ANSWERS, "answers")

    def collect(self, table: ir.Table) -> pa.Table:
        """A small result."""
        return table.to_pyarrow()

    def write(self, table: ir.Table, place: Path) -> None:
        """A result into a folder of Parquet files."""
        self.spark.write(table, place)

    def read(self, place: Path) -> ir.Table:
        """A folder of Parquet files as a table."""
        table: ir.Table = self.spark.backend.read_parquet(str(place.absolute()))
        return table


def answered(
    sent: str,
    day: date,
    threshold: float | None,
    decisions: Decisions | None,
    batches: Iterator[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    """On an executor: what the lists that were sent say of batches of names."""
    from byway.tables.spark import received

    screening = Screening.sent(received(sent), day, threshold, decisions)
    for batch in batches:
        yield from tabled(screening.answers(batch["name"].to_pylist()), ANSWERS).to_batches()


def tabled(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pa.Table:
    """Rows as a table with `columns` (names to Ibis types); what a row does not name is null."""
    import ibis
    import pyarrow as pa

    schema = ibis.schema(dict(columns)).to_pyarrow()
    held = list(rows)
    return pa.table(
        [pa.array([row.get(field.name) for row in held], field.type) for field in schema],
        schema=schema,
    )
