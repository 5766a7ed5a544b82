"""From a rule's condition to its outcome in each row, with the values that decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from byway.model import Outcome
from byway.shipments import checks as _checks  # noqa: F401  (registers the expressions)
from byway.shipments.asked import Asked
from byway.shipments.contexts import CONTEXTS
from byway.shipments.kleene import all_of
from byway.shipments.registry import CHECKS
from byway.shipments.rules import Rule

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = ("shipment_id", "row", "rule", "version", "outcome", "values", "missing", "citation")
"""Columns of the table of outcomes, in order."""


def outcome(rule: Rule, asked: Asked) -> ir.StringValue:
    """The rule's outcome in each row.

    *Not applicable* where its context surely does not hold, *present* where context and condition
    hold, *absent* where the context holds and the condition surely does not, else *not assessable*.
    """
    import ibis

    looking = replace(asked, parameters=rule.parameters)
    found = CHECKS[rule.id](looking)
    if not rule.context:
        return ibis.cases(
            (found, Outcome.PRESENT.value),
            (~found, Outcome.ABSENT.value),
            else_=Outcome.NOT_ASSESSABLE.value,
        )
    applies = all_of(CONTEXTS[name](looking) for name in rule.context)
    return ibis.cases(
        (~applies, Outcome.NOT_APPLICABLE.value),
        (applies & found, Outcome.PRESENT.value),
        (applies & ~found, Outcome.ABSENT.value),
        else_=Outcome.NOT_ASSESSABLE.value,
    )


def values(rule: Rule, table: ir.Table) -> ir.StringValue:
    """The values that the rule shows, as a JSON object of texts; unknown ones are left out."""
    import ibis

    parts = [
        ibis.cases(
            (
                table[name].notnull(),
                ibis.literal(f',"{name}":"') + _quoted(table[name]) + ibis.literal('"'),
            ),
            else_="",
        )
        for name in rule.shows
    ]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + part
    return ibis.literal("{") + joined.substr(1) + ibis.literal("}")


def missing(rule: Rule, asked: Asked) -> ir.StringValue:
    """What is not there of what the rule needs: fields of the row, registers, or what it says
    itself where other rows leave it open."""
    import ibis

    gone = [name for name in rule.registers if name not in asked.registers]
    told = ibis.literal("".join(f", register {name}" for name in gone))
    for name in rule.needs:
        told = told + ibis.cases((asked[name].isnull(), f", {name}"), else_="")
    return (told == "").ifelse(rule.unknown or "other rows or other knowledge", told.substr(2))


def outcomes(asked: Asked, rules: Iterable[Rule]) -> ir.Table:
    """One row for each row of `asked.table` and rule other than *not applicable*.

    Columns: COLUMNS.
    """
    import ibis

    table = asked.table
    found = ibis.array([_struct(rule, asked) for rule in rules]).unnest()
    rows = table.select(table.id.name("shipment_id"), table.row, found.name("found"))
    long = rows.select("shipment_id", "row", *(rows.found[name].name(name) for name in COLUMNS[2:]))
    return long.filter(long.outcome != Outcome.NOT_APPLICABLE.value)


def _struct(rule: Rule, asked: Asked) -> ir.StructValue:
    import ibis

    result = outcome(rule, asked)
    open_ = result == Outcome.NOT_ASSESSABLE.value
    return ibis.struct(
        {
            "rule": rule.id,
            "version": rule.version,
            "outcome": result,
            "values": values(rule, asked.table),
            "missing": open_.ifelse(missing(rule, asked), ibis.null("string")),
            "citation": rule.citation,
        }
    )


def _quoted(column: ir.Column) -> ir.StringValue:
    """A value as the inside of a JSON string, the same on every engine."""
    import ibis.expr.datatypes as dt

    kind = column.type()
    if isinstance(kind, dt.Floating):
        whole = column == column.floor()
        hundredths = (column * 100).round().cast("int64")
        cents = (hundredths.abs() % 100).cast("string").lpad(2, "0")
        sign = (column < 0).ifelse("-", "")
        parts = sign + (hundredths.abs() // 100).cast("int64").cast("string")
        return whole.ifelse(parts, parts + "." + cents)
    if isinstance(kind, dt.Boolean):
        return column.ifelse("yes", "no")
    if not isinstance(kind, dt.String):
        return column.cast("string")
    escaped = column.re_replace(r"[\x00-\x1f]", " ")
    return escaped.replace("\\", "\\\\").replace('"', '\\"')
