"""What is derived once from the rows and the registers, before the rules look at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from byway.batches import batched
from byway.shipments.asked import Asked
from byway.shipments.distinct import once
from byway.shipments.registers import all_joined
from byway.shipments.registry import HISTORIES, prefix
from byway.shipments.rules import Rule
from byway.shipments.schema import NOBODY, PLACES, Schema
from byway.shipments.text import named, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import ibis.expr.types as ir

OWNED_ROLES = ("consignee", "intermediate", "end_user")
"""The roles whose owners are asked for."""
TOGETHER = 8
"""How many tables of what was found are joined at a time."""
IDLE = ("listed", "id", "topic", "score")
"""What the register `listed` says besides what rules look at and show."""


def prepare(table: ir.Table, asked: Asked, rules: Iterable[Rule]) -> ir.Table:
    """The latest version of each row with all that `rules` look at.

    `table` has the schema's columns and `row`, the number of the row in its file.  Added are

    - `<role>_key`: the party's name in letters and digits alone, `<role>_there`: whether there is
      such a party (`none` as a name says no, an empty cell says nothing);
    - `goods_controlled`, `goods_priority`, `goods_tier`, `goods_controls`: what lists say of the HS
      code;
    - `<role>_owned_...`: what ownership records say of consignee, intermediate and end user;
    - `<role>_listed...`: the listed party that the name meets, false where it meets none;
    - what the rules' histories add.
    """
    current = asked.keep(known(latest(table), asked))
    sides = []
    fixed: dict[str, ir.Value] = {}
    for rule in rules:
        if held := HISTORIES.get(rule.id):
            looking = replace(asked, table=current, versions=table, parameters=rule.parameters)
            seen = held.add(current.select("row", *held.reads), looking)
            added = [name for name in seen.columns if name.startswith(prefix(rule.id))]
            same = _same_everywhere(seen, added)
            fixed |= same
            if own := [name for name in added if name not in same]:
                sides.append(asked.keep(seen.select("row", *own)))
    if not sides:
        return current.mutate(**fixed)
    places = [name for name in PLACES if name in current.columns]
    # few are joined at a time, for all tables of a join are in memory together
    parts = [asked.keep(_side_by_side(few)) for few in batched(sides, TOGETHER)]
    # the rows are not written down a second time: only what was found of them is, with the columns
    # by which parts of them are asked for
    found = asked.keep(_side_by_side([current.select(places), *parts]))
    return current.inner_join(found, places).mutate(**fixed)


def _side_by_side(tables: Sequence[ir.Table]) -> ir.Table:
    """The columns of tables that have the same rows, by their numbers."""
    first, *others = tables
    for other in others:
        first = first.inner_join(other, "row")
    return first.select(*dict.fromkeys(name for table in tables for name in table.columns))


def _same_everywhere(table: ir.Table, names: Iterable[str]) -> dict[str, ir.Value]:
    """Those of the columns that look at nothing: what a register says that was not given."""
    import ibis.expr.operations as ops

    held = getattr(table.op(), "values", {})
    return {
        name: held[name].to_expr()
        for name in names
        if name in held and not held[name].find(ops.Field)
    }


def latest(table: ir.Table) -> ir.Table:
    """The rows of each shipment's highest version; all rows of one that tells no versions."""
    newest = (
        table.filter(table.version.notnull())
        .group_by(_id=table.id)
        .aggregate(_newest=lambda t: t.version.max())
    )
    both = table.left_join(newest, table.id == newest["_id"])
    kept = both.filter(both["_newest"].isnull() | (both.version == both["_newest"]))
    return kept.drop("_id", "_newest")


def known(table: ir.Table, asked: Asked) -> ir.Table:
    """The rows with the keys of their parties, and what lists say of parties and goods."""
    keys: dict[str, ir.Value] = {}
    for role in Schema.load().roles:
        name = table[f"{role}_name"]
        keys[f"{role}_key"] = named(name)
        keys[f"{role}_there"] = plain(name) != NOBODY.upper()
        keys[f"{role}_address_key"] = plain(table[f"{role}_address"])
    lookups = {"goods_": ("goods", ("hs",))}
    for role in Schema.load().roles:
        lookups[f"{role}_listed_"] = ("listed", (f"{role}_name",))
    for role in OWNED_ROLES:
        lookups[f"{role}_owned_"] = ("owned", (f"{role}_name",))
    both, keys = once(table, keys, asked.keep)
    table = all_joined(both.select(*table.columns, **keys), asked, lookups)
    met = {
        f"{role}_listed": table[f"{role}_there"] & table[f"{role}_listed_listed"]
        for role in Schema.load().roles
    }
    idle = (f"{role}_listed_{name}" for role in Schema.load().roles for name in IDLE)
    return table.mutate(**met).drop(*idle)
