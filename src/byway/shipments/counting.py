"""Counts over other rows of the file, and how many more there may be.

Groups are aggregated first and joined back, so that one huge buyer or the rows without one are no
heavier than others.  What one rule counts is counted from one table and joined once (`beside`), for
each step upon a step would double the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir

    from byway.shipments.asked import Asked


@dataclass(frozen=True)
class Counts:
    """Columns that stand beside the rows of the same `keys`; beside all, where there are none."""

    keys: tuple[str, ...]
    groups: ir.Table


def beside(table: ir.Table, *counts: Counts) -> ir.Table:
    """`table` with the columns of all `counts`; NULL where one of their keys is."""
    both, spent = table, []
    for number, held in enumerate(counts):
        names = {f"_{number}_{key}": key for key in held.keys}
        groups = held.groups.rename(**names)
        if names:
            both = both.left_join(groups, [both[key] == groups[at] for at, key in names.items()])
        else:
            both = both.cross_join(groups)
        spent += list(names)
    return both.drop(*spent)


def grouped(table: ir.Table, keys: Sequence[str], **sums: Any) -> Counts:
    """Aggregates over the rows of the same `keys`."""
    groups = table.drop_null(list(keys)).group_by(list(keys)).aggregate(**sums)
    return Counts(tuple(keys), groups)


def recent(
    table: ir.Table, keys: Sequence[str], days: int, day: str = "ship_date", **sums: Any
) -> Counts:
    """Sums over the rows of the same `keys` whose `day` is this row's or one of the `days` before
    it, this row with them.

    sums: aggregates over rows of one day, which add up over days.
    """
    daily = grouped(table, [*keys, day], **sums)
    spans = over_days(daily.groups, keys, day, sums, before=days, after=0, how="sum")
    return Counts(daily.keys, spans)


def busiest(
    table: ir.Table, keys: Sequence[str], days: int, day: str = "ship_date", **sums: Any
) -> Counts:
    """The greatest sums as in `recent` of any span of `days` that holds this row's day, whether it
    ends with it or later."""
    ending = recent(table, keys, days, day, **sums)
    spans = over_days(ending.groups, keys, day, sums, before=0, after=days, how="max")
    return Counts(ending.keys, spans)


def over_days(
    daily: ir.Table,
    keys: Sequence[str],
    day: str,
    names: Iterable[str],
    *,
    before: int,
    after: int,
    how: str,
) -> ir.Table:
    """`daily` with its columns `names` summed or at their greatest over the days around each."""
    import ibis

    numbered = daily.mutate(_day=daily[day].delta(ibis.date("1970-01-01"), unit="day"))
    window = ibis.range_window(
        preceding=before,
        following=after,
        group_by=[numbered[key] for key in keys],
        order_by=numbered._day,
    )
    spans = {name: getattr(numbered[name], how)().over(window) for name in names}
    return numbered.mutate(**spans).drop("_day")


def tallied(table: ir.Table, keys: Sequence[str], **conditions: ir.BooleanValue) -> list[Counts]:
    """Counts for each of the `conditions`:

    - `<name>`: rows of the same `keys` for which it holds;
    - `<name>_open`: those of which it is unknown;
    - `<name>_also`, where there are several keys: rows of the same first key, for which it is not
      surely false, and of which another key is empty;
    - `<name>_nobody`: rows without the first key for which it is not surely false.
    """
    import ibis

    first, *others = keys
    told = table.mutate(**{f"_is_{name}": held for name, held in conditions.items()})
    known = {name: told[f"_is_{name}"].sum().fill_null(0) for name in conditions}
    gaps = {f"{name}_open": told[f"_is_{name}"].isnull().sum() for name in conditions}
    counts = [grouped(told, keys, **known, **gaps)]
    if others:
        lacking = told.filter(ibis.or_(*(told[other].isnull() for other in others)))
        counts.append(grouped(lacking, [first], **_not_false(lacking, conditions, "also")))
    nobody = told.filter(told[first].isnull())
    counts.append(Counts((), nobody.aggregate(**_not_false(nobody, conditions, "nobody"))))
    return counts


def may_be(asked: Asked, name: str, *, nobody: bool) -> ir.IntegerValue:
    """How many more rows may be of the kind `name` that `tallied` counted: of this group and, where
    `nobody`, those without its first key."""
    more: ir.IntegerValue = asked[f"{name}_open"]
    if f"{name}_also" in asked.table.columns:
        more += asked[f"{name}_also"].fill_null(0)
    return more + asked[f"{name}_nobody"] if nobody else more


def earlier(table: ir.Table, keys: Sequence[str], name: str, days: int = 100_000) -> Counts:
    """The number of rows of the same `keys` that left on an earlier day than this row, at most
    `days` before it."""
    own, rows = f"{name}_own", table.ship_date.count()
    daily = grouped(table, [*keys, "ship_date"], **{name: rows, own: rows})
    spans = over_days(daily.groups, keys, "ship_date", [name], before=days, after=0, how="sum")
    return Counts(daily.keys, spans.mutate(**{name: spans[name] - spans[own]}).drop(own))


def unsure(table: ir.Table, key: str, others: Sequence[str], name: str) -> list[Counts]:
    """How many rows may belong to this row's group but do not say so: those of the file without
    `key` (`<name>_nobody`), and those of the same `key` of which one of `others` is empty
    (`<name>_open`).  It is an upper bound: enough to tell where *absent* would be a guess.
    """
    import ibis

    lacking = ibis.or_(*(table[other].isnull() for other in others)) if others else None
    open_ = (table[key].isnull() if lacking is None else lacking).sum()
    return [
        grouped(table, [key], **{f"{name}_open": open_}),
        Counts((), table.aggregate(**{f"{name}_nobody": table[key].isnull().sum().fill_null(0)})),
    ]


def start(table: ir.Table, asked: Asked, name: str) -> Counts:
    """The day from which on the file has shipments: that of the row which is the parameter `rows`
    from the first (one mistyped date is no history); NULL where it has fewer."""
    import ibis

    rows = int(asked.parameters["rows"])
    first = table.filter(table.ship_date.notnull()).order_by("ship_date").limit(rows)
    day = first.aggregate(_day=first.ship_date.max(), _rows=first.count())
    return Counts((), day.select(**{name: ibis.cases((day._rows >= rows, day._day))}))


def covered(asked: Asked, start: ir.DateValue, day: date | ir.DateValue) -> ir.BooleanValue:
    """True where the file begins at least the parameter `months` before `day`, else unknown: what
    it does not reach back to may have been or not."""
    import ibis

    until = day if isinstance(day, ibis.Expr) else ibis.date(day)
    days = months(asked)
    return ibis.cases(
        (until.delta(start, unit="day") >= days, ibis.literal(True)), else_=ibis.null("boolean")
    )


def months(asked: Asked) -> int:
    """The parameter `months` in days."""
    return round(float(asked.parameters["months"]) * 365.25 / 12)


def _not_false(
    table: ir.Table, conditions: Iterable[str], kind: str
) -> dict[str, ir.IntegerScalar]:
    """Rows of which each of the conditions holds or is unknown."""
    return {
        f"{name}_{kind}": table[f"_is_{name}"].fill_null(True).sum().fill_null(0)
        for name in conditions
    }
