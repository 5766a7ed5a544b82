"""What changed between the versions of an order, and when.

Each version is compared with the one before it.  A change is sure where both say what was; it may
be where one does not, where a version between them is not in the file, or where a row does not tell
its version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from byway.shipments.kleene import any_of
from byway.shipments.registry import prefix

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from byway.shipments.asked import Asked

Cells = Callable[["ir.Table"], Mapping[str, "ir.Value"]]
"""The cells of a row that are compared, by a name of ours."""


def with_late_change(table: ir.Table, asked: Asked, rule: str, cells: Cells) -> ir.Table:
    """`table` (with `id` and `ship_date`) with what changed in `cells` shortly before shipping.

    Added are, named by the rule, `late`: whether one of them changed at most the parameter `days`
    before the goods left, or later, and `changed`: the last day on which one surely did.
    """
    import ibis

    days = int(asked.parameters["days"])
    found = changes(_versions(asked), cells)
    both = table.left_join(found, table.id == found._id)

    def near(day: ir.DateValue) -> ir.BooleanValue:
        return (day.delta(both.ship_date, unit="day") >= -days).fill_null(False)

    late = ibis.cases(
        (both.ship_date.isnull(), ibis.null("boolean")),
        (near(both._sure), ibis.literal(True)),
        (near(both._maybe) | (both._undated > 0), ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    name = prefix(rule)
    told = both.mutate(**{f"{name}late": late, f"{name}changed": both._sure})
    return told.drop("_id", "_sure", "_maybe", "_undated")


def changes(versions: ir.Table, cells: Cells) -> ir.Table:
    """A row for each `_id`: the last day on which one of `cells` surely changed (`_sure`), on which
    it may have (`_maybe`), and how many changes there may be of no day (`_undated`)."""
    import ibis

    given = versions.filter(versions.version.notnull())
    compared = cells(given)
    given = given.mutate(**compared)
    states = given.group_by("id", "version").aggregate(
        _day=_agreed(given.version_date, alike=False),
        **{name: _agreed(given[name]) for name in compared},
    )
    order = ibis.window(group_by=states.id, order_by=states.version)
    states = states.mutate(
        _before=states.version.lag(1).over(order),
        **{f"_before_{name}": states[name].lag(1).over(order) for name in compared},
    )
    changed = ibis.cases(
        (states._before.isnull() & (states.version <= 1), ibis.literal(False)),
        (
            states.version - states._before == 1,
            any_of(states[name] != states[f"_before_{name}"] for name in compared),
        ),
        else_=ibis.null("boolean"),
    )
    states = states.mutate(_changed=changed)
    told = states.group_by(_id=states.id).aggregate(
        _sure=states._day.max(where=states._changed),
        _maybe=states._day.max(where=states._changed.isnull()),
        _blank=(states._changed.fill_null(True) & states._day.isnull()).sum(),
    )
    untold = versions.group_by(_of=versions.id).aggregate(_untold=versions.version.isnull().sum())
    both = untold.left_join(told, untold._of == told._id)
    undated = both._blank.fill_null(0) + both._untold
    return both.select(_id=both._of, _sure=both._sure, _maybe=both._maybe, _undated=undated)


def with_earlier(
    table: ir.Table,
    asked: Asked,
    rule: str,
    conditions: Callable[[ir.Table], Mapping[str, ir.BooleanValue]],
) -> ir.Table:
    """`table` (with `id` and `version`) with whether each of `conditions` held in an earlier
    version of the order: columns named by the rule and the condition.

    It surely did not, where all versions before this one are in the file and none has it.
    """
    import ibis

    versions = _versions(asked)
    latest = versions.group_by(_of=versions.id).aggregate(
        _last=versions.version.max(), _untold=versions.version.isnull().sum()
    )
    rows = versions.join(latest, versions.id == latest._of)
    rows = rows.filter(rows.version < rows._last)
    held = conditions(rows)
    rows = rows.mutate(**{f"_{name}": value for name, value in held.items()})
    earlier = rows.group_by(_id=rows.id).aggregate(
        _count=rows.version.nunique(),
        **{f"_any_{name}": rows[f"_{name}"].fill_null(False).any() for name in held},
        **{f"_gap_{name}": rows[f"_{name}"].isnull().any() for name in held},
    )
    seen = latest.left_join(earlier, latest._of == earlier._id)
    both = table.left_join(seen, table.id == seen._of)
    whole = (both._untold == 0) & (both._count.fill_null(0) >= both.version - 1)
    answers = {
        f"{prefix(rule)}{name}": ibis.cases(
            (both[f"_any_{name}"], ibis.literal(True)),
            (whole & ~both[f"_gap_{name}"].fill_null(False), ibis.literal(False)),
            else_=ibis.null("boolean"),
        )
        for name in held
    }
    return both.select(*(both[name] for name in table.columns), **answers)


def _agreed(column: ir.Value, *, alike: bool = True) -> ir.Value:
    """What all lines of a version say (their last day, where they need not be `alike`); NULL where
    one says nothing, or they say different things."""
    import ibis

    gap = column.isnull().any()
    if alike:
        gap |= column.min() != column.max()
    return ibis.cases((gap, ibis.null(column.type())), else_=column.max())


def _versions(asked: Asked) -> ir.Table:
    versions = asked.versions
    assert versions is not None, "histories are given all versions"
    return versions
