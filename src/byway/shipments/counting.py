"""Counts over other rows of the file, and how many more there may be.

Groups are aggregated first and joined back, so that one huge buyer or the rows without one are no
heavier than others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir

    from byway.shipments.asked import Asked


def with_group(table: ir.Table, keys: Sequence[str], **sums: Any) -> ir.Table:
    """`table` with aggregates over the rows of the same `keys`; NULL where a key is."""
    groups = table.drop_null(list(keys)).group_by(list(keys)).aggregate(**sums)
    return _back(table, groups, keys)


def with_recent(
    table: ir.Table, keys: Sequence[str], days: int, day: str = "ship_date", **sums: Any
) -> ir.Table:
    """`table` with sums over the rows of the same `keys` whose `day` is this row's or one of the
    `days` before it, this row with them; NULL where a key or the day is.

    sums: aggregates over rows of one day, which add up over days.
    """
    by = [*keys, day]
    daily = table.drop_null(by).group_by(by).aggregate(**sums)
    return _back(table, _over_days(daily, keys, day, sums, before=days, after=0, how="sum"), by)


def with_busiest(
    table: ir.Table, keys: Sequence[str], days: int, day: str = "ship_date", **sums: Any
) -> ir.Table:
    """`table` with the greatest sums as in `with_recent` of any span of `days` that holds this
    row's day, whether it ends with it or later."""
    by = [*keys, day]
    daily = table.drop_null(by).group_by(by).aggregate(**sums)
    ending = _over_days(daily, keys, day, sums, before=days, after=0, how="sum")
    return _back(table, _over_days(ending, keys, day, sums, before=0, after=days, how="max"), by)


def with_earlier(table: ir.Table, keys: Sequence[str], name: str, days: int = 100_000) -> ir.Table:
    """`table` with the number of rows of the same `keys` that left on an earlier day than this row,
    at most `days` before it; NULL where a key or the day is."""
    by = [*keys, "ship_date"]
    dated = table.drop_null(by)
    daily = dated.group_by(by).aggregate(**{name: dated.count(), "_own": dated.count()})
    spans = _over_days(daily, keys, "ship_date", [name], before=days, after=0, how="sum")
    return _back(table, spans.mutate(**{name: spans[name] - spans._own}).drop("_own"), by)


def tally(table: ir.Table, keys: Sequence[str], **conditions: ir.BooleanValue) -> ir.Table:
    """`table` with three counts for each of the `conditions`, NULL where one of `keys` is:

    - `<name>`: rows of the same `keys` for which it holds;
    - `<name>_open`: rows of the same first key that may be such: it is unknown there, or another
      of `keys` is;
    - `<name>_nobody`: rows without the first key for which it is not surely false.
    """
    import ibis

    first, *others = keys
    told = table.mutate(**{f"_is_{name}": held for name, held in conditions.items()})
    lacking = (
        ibis.or_(*(told[other].isnull() for other in others)) if others else ibis.literal(False)
    )
    maybe = {name: told[f"_is_{name}"].fill_null(True) for name in conditions}
    told = told.mutate(**{f"_may_{name}": maybe[name] & lacking for name in conditions})
    nobody = told.filter(told[first].isnull()).aggregate(
        **{
            f"{name}_nobody": told[f"_is_{name}"].fill_null(True).sum().fill_null(0)
            for name in maybe
        }
    )
    known = {name: told[f"_is_{name}"].sum().fill_null(0) for name in conditions}
    gaps = {f"{name}_open": told[f"_is_{name}"].isnull().sum() for name in conditions}
    result = with_group(told, keys, **known, **gaps)
    if others:
        also = {f"_also_{name}": result[f"_may_{name}"].sum() for name in conditions}
        result = with_group(result, [first], **also)
        result = result.mutate(
            **{
                f"{name}_open": result[f"{name}_open"] + result[f"_also_{name}"]
                for name in conditions
            }
        ).drop(*also)
    spent = [f"_{kind}_{name}" for kind in ("is", "may") for name in conditions]
    return result.cross_join(nobody).drop(*spent)


def with_unsure(table: ir.Table, key: str, others: Sequence[str], name: str) -> ir.Table:
    """`table` with how many rows may belong to this row's group but do not say so.

    Those are the rows of the file without `key`, and those of the same `key` of which one of
    `others` is empty.  It is an upper bound: enough to tell where *absent* would be a guess.
    """
    import ibis

    lacking = ibis.or_(*(table[other].isnull() for other in others)) if others else None
    nobody = table.aggregate(_nobody=table[key].isnull().sum().fill_null(0))
    table = table.cross_join(nobody)
    if lacking is None:
        return table.mutate(**{name: table._nobody}).drop("_nobody")
    groups = (
        table.filter(table[key].notnull() & lacking)
        .group_by(key)
        .aggregate(_lacking=lambda t: t.count())
    )
    table = _back(table, groups, [key])
    return table.mutate(**{name: table._nobody + table._lacking.fill_null(0)}).drop(
        "_nobody", "_lacking"
    )


def with_start(table: ir.Table, asked: Asked, name: str) -> ir.Table:
    """`table` with the day from which on the file has shipments: that of the row which is the
    parameter `rows` from the first (one mistyped date is no history); NULL where it has fewer."""
    import ibis

    rows = int(asked.parameters["rows"])
    first = table.filter(table.ship_date.notnull()).order_by("ship_date").limit(rows)
    start = first.aggregate(_day=first.ship_date.max(), _rows=first.count())
    start = start.select(**{name: ibis.cases((start._rows >= rows, start._day))})
    return table.cross_join(start)


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


def _over_days(
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


def _back(table: ir.Table, groups: ir.Table, keys: Sequence[str]) -> ir.Table:
    """The groups' columns beside each row."""
    renamed = groups.rename(**{f"_of_{key}": key for key in keys})
    both = table.left_join(renamed, [table[key] == renamed[f"_of_{key}"] for key in keys])
    return both.drop(*(f"_of_{key}" for key in keys))
