"""Counts over other rows of the file, and how many more there may be.

Groups are aggregated first and joined back, so that one huge buyer or the rows without one are no
heavier than others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir


def with_group(table: ir.Table, keys: Sequence[str], **sums: Any) -> ir.Table:
    """`table` with aggregates over the rows of the same `keys`; NULL where a key is."""
    groups = table.drop_null(list(keys)).group_by(list(keys)).aggregate(**sums)
    return _back(table, groups, keys)


def with_recent(table: ir.Table, keys: Sequence[str], days: int, name: str) -> ir.Table:
    """`table` with the number of rows of the same `keys` that left on this row's `ship_date` or in
    the `days` before it, this row with them; NULL where a key or the day is."""
    import ibis

    by = [*keys, "ship_date"]
    daily = table.drop_null(by).group_by(by).aggregate(_rows=lambda t: t.count())
    daily = daily.mutate(_day=daily.ship_date.delta(ibis.date("1970-01-01"), unit="day"))
    window = ibis.range_window(
        preceding=days, following=0, group_by=[daily[key] for key in keys], order_by=daily._day
    )
    counted = daily.mutate(**{name: daily._rows.sum().over(window)}).drop("_rows", "_day")
    return _back(table, counted, by)


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


def _back(table: ir.Table, groups: ir.Table, keys: Sequence[str]) -> ir.Table:
    """The groups' columns beside each row."""
    renamed = groups.rename(**{f"_of_{key}": key for key in keys})
    both = table.left_join(renamed, [table[key] == renamed[f"_of_{key}"] for key in keys])
    return both.drop(*(f"_of_{key}" for key in keys))
