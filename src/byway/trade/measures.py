"""Figures that people publish about trade: sums, growth against a base, shares, mirror gaps.

Each is a sum over the flow table or a ratio of two; nothing is estimated.  What is chosen:

- `reporters`, `partners`: places or groups ("EU27"), None for all of the table's;
- `goods`: product codes; a code of fewer digits stands for all that begin with it; None for all;
- `without`: codes left out of `goods` ("27" for trade without mineral fuels);
- `flow`: export or import, seen from the reporter;
- `period`: "2022", "2022-03" or "2022-03/2022-11", both ends included.

A table whose periods are years cannot answer for part of a year, and a period of which the table
lacks months is answered for the months that are there: `Total.lacking` names the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from byway.errors import OptionError
from byway.trade.groups import members, reporters
from byway.trade.periods import period as read_period
from byway.trade.window import calendar

if TYPE_CHECKING:
    import ibis

    from byway.trade.flows import Flows

Places = str | Sequence[str] | None
Codes = Iterable[str] | None
_LEVELS = ("reporter", "partner", "product", "period")


@dataclass(frozen=True)
class Selection:
    """Which flows a figure is about; the fields are those of the module's text."""

    period: str
    reporters: Places = None
    partners: Places = None
    goods: Codes = None
    without: Codes = None
    flow: str = "export"


@dataclass(frozen=True)
class Total:
    """A sum in the table's currency.

    value: None when the table has no flow of the kind: missing, not zero.
    rows: how many flows were summed.  lacking: periods asked for that the table has not at all.
    """

    value: float | None
    rows: int
    currency: str | None
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Growth:
    """`now` against `before`; `percent` is None when either is missing or `before` is zero."""

    now: Total
    before: Total

    @property
    def percent(self) -> float | None:
        """Change in percent of the base: -71 means that 29 % is left."""
        now, before = self.now.value, self.before.value
        return 100 * (now / before - 1) if now is not None and before else None


@dataclass(frozen=True)
class Mirror:
    """What exporters report beside what importers report of the same trade.

    `imported` is in the currency of `exported`, and after the CIF allowance when one was asked
    for.  `missing` is the share, in percent, of exports that importers do not report; negative
    when they report more.
    """

    exported: Total
    imported: Total

    @property
    def missing(self) -> float | None:
        """100 x (1 - imported / exported)."""
        out, into = self.exported.value, self.imported.value
        return 100 * (1 - into / out) if into is not None and out else None


def periods_of(written: str, *, monthly: bool) -> tuple[str, ...]:
    """All months (or years) of "2022", "2022-03" or "2022-03/2022-11", ends included.

    Raises OptionError for what is no period, and for months where there are only years.
    """
    ends = [read_period(part) for part in written.split("/")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or first > last:
        raise OptionError("period", repr(written), "YYYY, YYYY-MM or FIRST/LAST")
    if not monthly:
        if len(first) > 4 and not (first.endswith("-01") and last.endswith("-12")):
            raise OptionError("period", f"{written!r}, but the table has years", "whole years")
        return calendar(first[:4], last[:4])
    first = first if len(first) > 4 else f"{first}-01"
    last = last if len(last) > 4 else f"{last}-12"
    return calendar(first, last)


def total(flows: Flows, chosen: Selection) -> Total:
    """The sum of the flows chosen.  Raises OptionError for periods the table cannot tell apart."""
    table = _chosen(flows, chosen)
    value, rows = _answer(table.aggregate(value=table.value.sum(), rows=table.value.count()))
    held = set(flows.periods)
    asked = periods_of(chosen.period, monthly=flows.monthly)
    lacking = tuple(period for period in asked if period not in held)
    return Total(
        value=None if value is None else float(value),
        rows=int(rows),
        currency=flows.currency,
        lacking=lacking,
    )


def growth(flows: Flows, chosen: Selection, base: str) -> Growth:
    """The flows chosen against the same flows in the period `base`."""
    return Growth(total(flows, chosen), total(flows, replace(chosen, period=base)))


def growth_by(
    flows: Flows, chosen: Selection, base: str, level: str = "partner", digits: int = 6
) -> dict[str, Growth]:
    """`growth` for each value of `level` (reporter, partner or product), in one pass.

    `digits` cuts products (2 for chapters).  A unit with flows in one period only has the other
    Total with None: it has no growth rate.
    """
    if level not in _LEVELS[:3]:
        raise OptionError("level", repr(level), "reporter, partner or product")
    sums = [_by(flows, each, level, digits) for each in (chosen, replace(chosen, period=base))]
    none = Total(None, 0, flows.currency)
    units = sorted({*sums[0], *sums[1]})
    return {unit: Growth(sums[0].get(unit, none), sums[1].get(unit, none)) for unit in units}


def series(flows: Flows, chosen: Selection) -> dict[str, float | None]:
    """Period to value over the period chosen; None where the table has no such flow."""
    table = _chosen(flows, chosen)
    grouped = table.group_by("period").aggregate(value=table.value.sum())
    found = {str(r["period"]): r["value"] for r in grouped.to_pyarrow().to_pylist()}
    asked = periods_of(chosen.period, monthly=flows.monthly)
    low, high = asked[0], asked[-1]
    return {
        period: None if found.get(period) is None else float(found[period])
        for period in flows.periods
        if low <= period <= high
    }


def share(flows: Flows, part: Selection, whole: Selection) -> float | None:
    """The part in percent of the whole, None when either is missing."""
    some, all_ = total(flows, part).value, total(flows, whole).value
    return 100 * some / all_ if some is not None and all_ else None


def mirror_share(
    exports: Flows,
    imports: Flows,
    *,
    exporters: Places,
    importers: Places,
    period: str,
    goods: Codes = None,
    without: Codes = None,
    cif_allowance: float = 0.0,
    rate: float | None = None,
) -> Mirror:
    """What the exporters report beside what the importers report, in one period.

    exports, imports: two tables, or one that has both directions given twice.
    cif_allowance: importers value goods with freight and insurance; their value is divided by
    1 + this (0.10 is what the IMF took for long; published raw gaps take 0).
    rate: what one unit of the importers' currency is in the exporters'; needed when they differ.
    Raises OptionError when the currencies differ and no rate is given.
    """
    if rate is None:
        if exports.currency and imports.currency and exports.currency != imports.currency:
            problem = f"exports in {exports.currency}, imports in {imports.currency}"
            raise OptionError("rate", problem, "a rate, or tables in one currency")
        rate = 1.0
    out = total(exports, Selection(period, exporters, importers, goods, without, "export"))
    into = total(imports, Selection(period, importers, exporters, goods, without, "import"))
    if into.value is not None:
        into = replace(into, value=into.value * rate / (1 + cif_allowance), currency=out.currency)
    return Mirror(out, into)


def _chosen(flows: Flows, chosen: Selection) -> ibis.Table:
    table = flows.table
    asked = periods_of(chosen.period, monthly=flows.monthly)
    low, high = asked[0], asked[-1]
    wanted: list[Any] = [table.flow == chosen.flow, table.period.between(low, high)]
    if chosen.reporters is not None:
        wanted.append(table.reporter.isin(reporters(chosen.reporters)))
    if chosen.partners is not None:
        wanted.append(table.partner.isin(members(chosen.partners)))
    if chosen.goods is not None:
        wanted.append(_within(table, chosen.goods))
    if chosen.without is not None:
        wanted.append(~_within(table, chosen.without))
    return table.filter(wanted)


def _within(table: ibis.Table, codes: Iterable[str]) -> Any:
    """Whether a product begins with one of the codes."""
    import ibis

    lengths: dict[int, set[str]] = {}
    for code in [codes] if isinstance(codes, str) else codes:
        digits = code.replace(".", "").replace(" ", "")
        if not digits or not (digits.isdigit() or digits == "TOTAL"):
            raise OptionError("goods", repr(code), "product codes (digits)")
        lengths.setdefault(len(digits), set()).add(digits)
    met: Any = ibis.literal(False)
    for length, held in lengths.items():
        met = met | table["product"].substr(0, length).isin(sorted(held))
    return met


def _by(flows: Flows, chosen: Selection, level: str, digits: int) -> dict[str, Total]:
    table = _chosen(flows, chosen)
    key = table[level].substr(0, digits) if level == "product" else table[level]
    grouped = table.group_by(unit=key).aggregate(value=table.value.sum(), rows=table.value.count())
    return {
        str(row["unit"]): Total(
            None if row["value"] is None else float(row["value"]), int(row["rows"]), flows.currency
        )
        for row in grouped.to_pyarrow().to_pylist()
    }


def _answer(row: ibis.Table) -> tuple[Any, Any]:
    found = row.to_pyarrow().to_pylist()[0]
    return found["value"], found["rows"]
