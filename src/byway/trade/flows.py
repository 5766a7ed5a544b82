"""The flow table: trade statistics from any source, checked, in one shape.

Columns (all of them always there, in this order):

=============  ======  =========================================================================
reporter       str     ISO alpha-2 of who reports (XK Kosovo, XI Northern Ireland as published)
partner        str     ISO alpha-2 of the other side
flow           str     export or import, seen from the reporter
product        str     HS6, leading zeros kept
period         str     YYYY-MM or YYYY
value          float   in `currency`; null is missing, never zero
currency       str     ISO 4217, one for the whole table; null when the source does not say
weight         float   kilograms; null when missing
quantity       float   supplementary units; null when missing, or when parts had several units
unit           str     the unit of quantity as the source names it; null when it does not say
hs_edition     str     H4 (2012), H5 (2017), H6 (2022); null when the source does not say
valuation      str     fob or cif; null when the source does not say
partner_basis  str     origin, consignment or destination; null when the source does not say
source         str     the dataset
=============  ======  =========================================================================

There is one row per reporter, partner, flow, product and period.  Finer product codes are summed to
HS6; a flow that is told in several ways (CIF and FOB, two editions, two sources) is there once.
Sums over aggregates ("World", "EU27", TOTAL, headings) never enter: they are left out and counted
in the notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from byway.errors import TableError
from byway.tables.duck import Engine, Limits, literal
from byway.trade.checking import Lines
from byway.trade.mapping import FIELDS
from byway.trade.notes import Note
from byway.trade.writing import problems, write

if TYPE_CHECKING:
    import ibis

LARGE = 50_000_000
"""Bytes of input above which the flow table lives in a file instead of memory."""

__all__ = ["FIELDS", "Flows", "Limits", "Note", "collect", "combine"]


@dataclass(frozen=True)
class Flows:
    """A checked flow table on a DuckDB connection of its own.

    `table`: the Ibis table with the columns of the module's text.
    `codes`: Ibis table of trade by product code as published: `written`, `product`, `period`,
    `value` (small: over all reporters and partners).
    `notes`: what was left out, repaired or unknown, with counts.
    `problems`: what cannot be tested with these data, and why.
    `currency`: the one currency, None when the source does not say.
    `periods`: all periods that occur, in order.
    """

    table: ibis.Table
    codes: ibis.Table
    engine: Engine = field(repr=False)
    notes: tuple[Note, ...]
    problems: tuple[Note, ...]
    currency: str | None
    periods: tuple[str, ...]
    rows: int

    @property
    def monthly(self) -> bool:
        """Whether periods are months (else years)."""
        return bool(self.periods) and len(self.periods[-1]) == 7

    def close(self) -> None:
        """Close the connection and remove what it spilled."""
        self.engine.close()

    def __enter__(self) -> Flows:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def combine(*parts: Flows, limits: Limits | None = None) -> Flows:
    """One flow table of several (exports by Comext and imports by Comtrade, say).

    The parts stay open and as they are.  Raises TableError when their currencies differ: bring
    them to one first (a mapping's `scale`), nothing is converted silently.
    """
    with Engine.opened(
        limits or Limits(), on_disk=sum(p.rows for p in parts) > LARGE // 10
    ) as engine:
        for number, part in enumerate(parts):
            target = literal(str(engine.folder / f"part-{number}.parquet"))
            part.engine.run(f"COPY flow TO {target} (FORMAT parquet)")
        files = str(engine.folder / "part-*.parquet")
        engine.run(
            "CREATE VIEW raw AS SELECT *, CAST(NULL AS VARCHAR) AS value_fault"
            f" FROM read_parquet({literal(files)})"
        )
        notes = [note for part in parts for note in part.notes]
        return collect(engine, FIELDS, "combined tables", notes=notes)


def collect(
    engine: Engine,
    fields: Sequence[str],
    where: str,
    *,
    repeats: str = "error",
    digits: int | None = 6,
    notes: Sequence[Note] = (),
) -> Flows:
    """The flow table from the relation `raw` in `engine`, which has `fields` as written.

    `repeats`: "error" refuses rows of one key with different amounts and drops exact repeats,
    "sum" adds them up.  `notes` are what the loader has to say already.
    """
    lines = Lines(engine, fields, where, digits)
    currency = lines.currency()
    said = [*notes, *lines.notes()]
    said += write(lines, currency, summed=repeats == "sum")
    if currency is None:
        text = "the source does not say its currency: amounts are shown without one"
        said.append(Note("currency unknown", text))
    if "quantity" in fields and "unit" not in fields:
        said.append(Note("unit unknown", "the source does not say the unit of its quantities"))
    rows = int(engine.rows("SELECT count(*) FROM stored")[0][0])
    if not rows:
        why = "; ".join(str(note) for note in said if note.rows)
        raise TableError(
            where,
            f"none of {lines.total:,} rows can be used" + (f" ({why})" if why else ""),
            "rows of trade between two places in HS6",
        )
    periods = tuple(row[0] for row in engine.rows("SELECT DISTINCT period FROM code ORDER BY 1"))
    return Flows(
        table=engine.backend.table("flow"),
        codes=engine.backend.table("code"),
        engine=engine,
        notes=tuple(said),
        problems=tuple(problems(engine)),
        currency=currency,
        periods=periods,
        rows=rows,
    )
