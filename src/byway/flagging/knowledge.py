"""What is known from outside the file, found once for each distinct cell: the registers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from byway.flagging.engines import Worker, tabled
from byway.flagging.fit import fit_register
from byway.flagging.goods import goods_register
from byway.flagging.listed import Screening
from byway.parts import Parts
from byway.shipments.registers import SHAPES
from byway.shipments.schema import Schema

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

SCREENED = ("listed", "listed_addresses", "unverified")
"""Registers that screening gives, the first of them always."""


class Stages(Protocol):
    """Says and times what is being done."""

    tell: Callable[[str], None]

    def __call__(self, stage: str) -> AbstractContextManager[None]:
        """A stage begins; it ends with the block."""


@dataclass(frozen=True)
class Knowledge:
    """Where the registers come from.

    goods: names of control lists.  screening: against which lists names are screened, None for
    none.  fit: whether descriptions are held against codes.  workers: processes for that.
    given: registers that the user holds, by name; they stand in place of ours.
    """

    goods: tuple[str, ...]
    screening: Screening | None = None
    fit: bool = True
    workers: int = 1
    given: Mapping[str, pa.Table] = field(default_factory=dict)

    def registers(
        self,
        table: ir.Table,
        worker: Worker,
        kept: Parts,
        stage: Stages,
    ) -> Iterator[tuple[str, pa.Table]]:
        """The registers for the cells of `table`, by name; what an earlier run found is taken."""
        yield from self.given.items()
        if "goods" not in self.given:
            with stage("goods"):
                yield "goods", self._goods(table, worker)
        if "fit" not in self.given and self.fit:
            with stage("descriptions"):
                yield "fit", self._fitting(table, worker, kept, stage.tell)
        if "listed" not in self.given and self.screening:
            with stage("screening"):
                for name, rows in self._screened(table, worker, kept, stage.tell):
                    if name not in self.given:
                        yield name, rows

    def _goods(self, table: ir.Table, worker: Worker) -> pa.Table:
        rows = goods_register(_distinct(table.select(value="hs"), worker), self.goods)
        return _shaped("goods", rows)

    def _fitting(
        self, table: ir.Table, worker: Worker, kept: Parts, tell: Callable[[str], None]
    ) -> pa.Table:
        from pyarrow import parquet

        place = kept.file("fit.parquet")
        if not place.exists():
            both = table.filter(table.description.notnull() & table.hs.notnull())
            found = worker.collect(both.select("description", "hs").distinct())
            pairs = sorted((row["description"], row["hs"]) for row in found.to_pylist())
            rows = fit_register(
                pairs, self.workers, lambda done: tell(f"{done:,} of {len(pairs):,} descriptions")
            )
            with kept.writing(place) as file:
                parquet.write_table(_shaped("fit", rows), file)
        return parquet.read_table(place)

    def _screened(
        self, table: ir.Table, worker: Worker, kept: Parts, tell: Callable[[str], None]
    ) -> Iterator[tuple[str, pa.Table]]:
        from pyarrow import parquet

        assert self.screening
        places = {name: kept.file(f"{name}.parquet") for name in SCREENED}
        if not places["listed"].exists():
            answers = worker.screen(party_names(table), self.screening, tell)
            with kept.writing(places["listed_addresses"]) as file:
                rows, unverified = self.screening.addresses()
                parquet.write_table(_shaped("listed_addresses", rows), file)
            if unverified:
                entries = answers.filter(answers.entry.notnull())
                with kept.writing(places["unverified"]) as file:
                    worker.write(entries.select("name", "since", "entry"), file)
            with kept.writing(places["listed"]) as file:  # the one that is always there last
                worker.write(answers.filter(answers.entry.isnull()).drop("entry"), file)
        for name, place in places.items():
            if place.exists():
                yield name, parquet.read_table(place)


def party_names(table: ir.Table) -> ir.Table:
    """The names of all parties, each once, in the column `name`."""
    import ibis

    columns = [table.select(name=f"{role}_name") for role in Schema.load().roles]
    names = ibis.union(*columns)
    return names.filter(names.name.notnull()).distinct()


def _distinct(column: ir.Table, worker: Worker) -> list[str]:
    """The distinct values of the column `value`, in order."""
    found = worker.collect(column.filter(column.value.notnull()).distinct())
    values: list[str] = sorted(found["value"].to_pylist())
    return values


def _shaped(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    shape = SHAPES[name]
    return tabled(rows, {**dict.fromkeys(shape.keys, "string"), **shape.columns})
