"""From files to a route table: `byway.routes`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from byway.errors import OptionError
from byway.places import place
from byway.trade.baskets import Basket, basket
from byway.trade.control import FUELS
from byway.trade.editions import changes, read_series
from byway.trade.fitness import fitness
from byway.trade.flows import Flows, Limits
from byway.trade.groups import is_group, reporters
from byway.trade.loading import load
from byway.trade.routes import RouteTable, route_tests
from byway.trade.window import RouteSettings

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from byway.trade.editions import Series
    from byway.trade.mapping import Mapping

EngineName = Literal["duckdb", "spark"]


def routes(
    panel: Path | str | Sequence[Path | str] | Flows,
    target: str,
    event: str,
    *,
    hubs: Sequence[str] | None = None,
    origins: Sequence[str] | None = None,
    goods: str | Path | Basket = "chpl",
    control: Path | str | Flows | None = None,
    mapping: Path | Mapping | None = None,
    engine: EngineName = "duckdb",
    spark_master: str | None = None,
    settings: RouteSettings | None = None,
    limits: Limits | None = None,
) -> RouteTable:
    """Test whether trade itself shows a byway from the origins through hubs to the target.

    `panel`: a table of flows (CSV or Parquet, several, a folder) or loaded `Flows`.  `target`,
    `hubs`, `origins`: places, ISO alpha-2; an origin may be a group (EU27).  `event`: the period
    from which controls held.
    `goods`: `chpl`, another list, a file of codes, or `all`; set before anything is seen of them.
    `control`: a table of totals (TOTAL and chapter 27) whose rest is the control group.
    `engine`: `duckdb`, or `spark` at the master `spark_master` (default: this machine, two cores).

    Raises TableError and OptionError for input that cannot be used, SetupError where Spark is
    asked for and not there.
    """
    if engine not in ("duckdb", "spark"):
        raise OptionError("--engine", f"no engine {engine!r}", "duckdb or spark")
    chosen = goods if isinstance(goods, Basket) else basket(goods)
    here, there = _place("--target", target), [_place("--hubs", h) for h in hubs or ()]
    senders = [code for name in origins or () for code in _senders(name)]
    with ExitStack() as stack:
        flows = (
            panel
            if isinstance(panel, Flows)
            else stack.enter_context(load(panel, mapping, limits=limits))
        )
        if control is None and not isinstance(panel, Flows) and _has_totals(flows):
            control = stack.enter_context(load(panel, mapping, digits=None, limits=limits))
        elif control is not None and not isinstance(control, Flows):
            control = stack.enter_context(load(control, digits=None, limits=limits))
        whole = None if control is None else _totals(control.table)
        series = read_series(flows, prefer=_names(chosen))
        listed = [code for code in chosen.codes or () if len(code) == 6]
        fit = fitness(flows, event=event, target=here, hubs=there, goods=listed, series=series)
        table = flows.table
        if engine == "spark":
            from byway.tables.spark import MASTER, Spark

            spark = stack.enter_context(Spark(spark_master or MASTER))
            table = spark.copy(table, "flows")
            whole = None if whole is None else spark.copy(whole, "totals")
        found = route_tests(
            series.apply(table),
            here,
            event,
            basket=_named(chosen, series),
            hubs=there or None,
            origins=senders or None,
            control=whole,
            unusable=series.unassessable,
            joined=series.members,
            settings=settings,
            remarks=[str(n) for n in (*flows.notes, *fit, *series.notes())],
        )
        return replace(found, currency=flows.currency)


def _has_totals(flows: Flows) -> bool:
    """Whether rows of all goods were left out of the table: they make a control group."""
    return any(note.kind == "total" for note in flows.notes)


def _totals(table: ir.Table) -> ir.Table:
    """Rows of all goods and of fuels."""
    return table.filter(table.product.isin(["TOTAL", FUELS]))


def _names(chosen: Basket) -> frozenset[str]:
    """Codes that joined series are called by: the basket's, else those of the older edition."""
    if chosen.codes is not None:
        return chosen.codes
    groups = (group for change in changes() for group in change.joined)
    return frozenset(code for group in groups for code in group.old)


def _named(chosen: Basket, series: Series) -> Basket:
    """The basket with joined series in place of their codes."""
    if chosen.codes is None:
        return chosen
    joined = {name for code, name in series.joined.items() if chosen.holds(code)}
    return Basket(chosen.name, chosen.codes | joined, chosen.edition)


def _senders(name: str) -> tuple[str, ...]:
    return reporters(name) if is_group(name) else (_place("--origins", name),)


def _place(option: str, written: str) -> str:
    found = place(written)
    if found.alpha2 is None:
        raise OptionError(option, f"{written!r} is no country or territory", "ISO alpha-2, as RU")
    return found.alpha2
