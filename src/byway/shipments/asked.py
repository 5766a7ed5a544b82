"""What a rule's expression may look at: the row, the programme, reference tables, parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from byway.shipments.programme import Programme
from byway.shipments.reference import ReferenceTables

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True)
class Asked:
    """One question to each row of `table`, which has the schema's columns and the derived ones.

    registers: knowledge from outside the file, by name (`registers.SHAPES`).
    versions: the rows of all versions of the orders; `table` has the latest ones alone.
    keep: how the engine works a table out once, for what comes after it.
    """

    table: ir.Table
    programme: Programme
    reference: ReferenceTables
    registers: Mapping[str, ir.Table] = field(default_factory=dict)
    versions: ir.Table | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    keep: Callable[[ir.Table], ir.Table] = field(default=lambda table: table)

    def __getitem__(self, column: str) -> Any:
        return self.table[column]

    def on_list(self, column: str, name: str) -> ir.BooleanValue:
        """Whether the column's value is in the reference table `name`; unknown where empty."""
        found: ir.BooleanValue = self.table[column].isin(self.reference.values(name))
        return found

    def paired(self, left: ir.StringValue, right: ir.StringValue, name: str) -> ir.BooleanValue:
        """Whether the reference table of pairs `name` has `left` with `right`; unknown where one
        of them is."""
        pairs = (value.split("=") for value in self.reference.values(name))
        choice = "|".join(f"({mine})=({other})" for mine, other in pairs)
        found: ir.BooleanValue = (left + "=" + right).re_search(f"^({choice})$")
        return found

    def any_in(self, column: str, values: tuple[str, ...]) -> ir.BooleanValue:
        """Whether a list column (items joined by ";") has one of `values`; unknown where empty."""
        pattern = "(^|;)(" + "|".join(values) + ")(;|$)"
        found: ir.BooleanValue = self.table[column].re_search(pattern)
        return found

    def shipped_since(self, day: date | ir.DateValue) -> ir.BooleanValue:
        """Whether the goods left on `day` or later; unknown where `day` is.

        By the day of export; where it is empty, an order of that day or later says yes and a
        delivery before it no, for nothing is shipped before it is ordered.
        """
        import ibis

        t = self.table
        return ibis.cases(
            (t.ship_date.notnull(), t.ship_date >= day),
            (t.order_date >= day, ibis.literal(True)),
            (t.delivery_date < day, ibis.literal(False)),
            else_=ibis.null("boolean"),
        )

    @property
    def after_turning(self) -> ir.BooleanValue:
        """Whether the goods left after the programme's turning date."""
        return self.shipped_since(self.programme.turning)
