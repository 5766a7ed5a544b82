"""From a rule's condition to its outcome in each row, with the values that decided.

The outcomes of all rules are worked out once, as ranks, in a table beside the rows; the long table
of outcomes is told from it rule by rule, so that values are put together only where a rule applies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from byway.model import Outcome
from byway.shipments import checks as _checks  # noqa: F401  (registers the expressions)
from byway.shipments.asked import Asked
from byway.shipments.contexts import CONTEXTS
from byway.shipments.distinct import once
from byway.shipments.kleene import all_of
from byway.shipments.registry import CHECKS
from byway.shipments.rules import Rule
from byway.shipments.schema import PLACES

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = ("shipment_id", "row", "rule", "version", "outcome", "values", "missing", "citation")
"""Columns of the table of outcomes, in order."""
ORDER = (Outcome.NOT_APPLICABLE, Outcome.ABSENT, Outcome.NOT_ASSESSABLE, Outcome.PRESENT)
"""The outcomes by rank: of a shipment's lines the one with the highest rank stands for it."""
FEW = 4
"""What no more rules show is put into words only where one of them is decided."""
RANK = {outcome: rank for rank, outcome in enumerate(ORDER)}


def outcomes(asked: Asked, rules: Iterable[Rule]) -> ir.Table:
    """One row for each row of `asked.table` and rule other than *not applicable*.

    Columns: COLUMNS.
    """
    chosen = tuple(rules)
    return told(asked.keep(ranked(asked, chosen)), chosen, asked.registers)


def rank(rule: Rule, asked: Asked) -> ir.IntegerValue:
    """The rank of the rule's outcome in each row.

    *Not applicable* where its context surely does not hold, *present* where context and condition
    hold, *absent* where the context holds and the condition surely does not, else *not assessable*.
    """
    import ibis

    looking = replace(asked, parameters=rule.parameters)
    # true, false and unknown as numbers: the condition stands in it once, and only where the
    # context holds is it worked out
    found: ir.IntegerValue = (CHECKS[rule.id](looking).cast("int8") * 2 + 1).fill_null(2)
    if not rule.context:
        return found.cast("int8")
    applies = all_of(CONTEXTS[name](looking) for name in rule.context)
    return ibis.cases(
        (~applies, RANK[Outcome.NOT_APPLICABLE]),
        (applies, found),
        else_=RANK[Outcome.NOT_ASSESSABLE],
    ).cast("int8")


def ranked(asked: Asked, rules: Sequence[Rule]) -> ir.Table:
    """The rows with the rank of each rule's outcome, in a column of its id, and with all that is
    told of them: `shipment_id`, those of PLACES that `asked.table` has, what rules show, in words,
    and whether what they need is lacking."""
    needed = dict.fromkeys(name for rule in rules for name in rule.needs)
    table, ranks = once(asked.table, {rule.id: rank(rule, asked) for rule in rules}, asked.keep)
    table = table.mutate(**ranks)
    return table.select(
        table.id.name("shipment_id"),
        *(name for name in PLACES if name in asked.table.columns),
        *(_pair(table, name, showing).name(_shown(name)) for name, showing in _shows(rules)),
        *(table[name].isnull().name(_lacking(name)) for name in needed),
        *ranks,
    )


def told(table: ir.Table, rules: Sequence[Rule], registers: Collection[str]) -> ir.Table:
    """The long table of outcomes, of a table as `ranked` gives it."""
    import ibis

    parts = [_told(table.filter(table[rule.id] > 0), rule, registers) for rule in rules]
    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def _told(rows: ir.Table, rule: Rule, registers: Collection[str]) -> ir.Table:
    import ibis

    found = rows[rule.id]
    open_ = found == RANK[Outcome.NOT_ASSESSABLE]
    return rows.select(
        "shipment_id",
        "row",
        rule=ibis.literal(rule.id),
        version=ibis.literal(rule.version),
        outcome=word(found),
        values=open_.ifelse("{}", values(rule, rows)),
        missing=open_.ifelse(missing(rule, rows, registers), ibis.null("string")),
        citation=ibis.literal(rule.citation),
    )


def word(rank: ir.IntegerValue) -> ir.StringValue:
    """The outcome of a rank."""
    import ibis

    found: ir.StringValue = ibis.cases(
        *((rank == place, outcome.value) for place, outcome in enumerate(ORDER))
    )
    return found


def values(rule: Rule, table: ir.Table) -> ir.StringValue:
    """The values that decided, as a JSON object of texts; unknown ones are left out."""
    import ibis

    pairs = ibis.literal(",").join([table[_shown(name)] for name in rule.shows])
    return ibis.literal("{").concat(pairs, ibis.literal("}"))


def missing(rule: Rule, table: ir.Table, registers: Collection[str]) -> ir.StringValue:
    """What is not there of what the rule needs: fields of the row, registers, or what it says
    itself where other rows leave it open."""
    import ibis

    gone = [ibis.literal(f"register {name}") for name in rule.registers if name not in registers]
    lacking = [table[_lacking(name)].ifelse(name, ibis.null("string")) for name in rule.needs]
    said: ir.StringValue = ibis.literal(", ").join([*gone, *lacking])
    return said.nullif("").fill_null(rule.unknown or "other rows or other knowledge")


def _shown(name: str) -> str:
    """The column where a value stands as it is shown."""
    return f"shown {name}"


def _lacking(name: str) -> str:
    """The column that says whether a value is not there."""
    return f"lacks {name}"


def _shows(rules: Iterable[Rule]) -> Iterable[tuple[str, list[Rule]]]:
    """What is shown, with the rules that show it."""
    showing: dict[str, list[Rule]] = {}
    for rule in rules:
        for name in rule.shows:
            showing.setdefault(name, []).append(rule)
    return showing.items()


def _pair(table: ir.Table, name: str, showing: Sequence[Rule]) -> ir.StringValue:
    """A column's name and value, as they stand in a JSON object; NULL where there is none, or where
    none of the rules `showing` it is decided."""
    import ibis

    pair = ibis.literal(f'"{name}":"').concat(_quoted(table[name]), ibis.literal('"'))
    if len(showing) > FEW:
        return pair
    decided = (RANK[Outcome.ABSENT], RANK[Outcome.PRESENT])
    return ibis.cases((ibis.or_(*(table[rule.id].isin(decided) for rule in showing)), pair))


def _quoted(column: ir.Column) -> ir.StringValue:
    """A value as the inside of a JSON string, the same on every engine."""
    import ibis
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
        return ibis.cases((column, "yes"), (~column, "no"))
    if not isinstance(kind, dt.String):
        return column.cast("string")
    escaped = column.re_replace(r"[\x00-\x1f]", " ").replace("\\", "\\\\").replace('"', '\\"')
    # few texts have such signs, and to see that they have none is quicker than to replace them
    return column.re_search(r'[\x00-\x1f"\\]').ifelse(escaped, column)
