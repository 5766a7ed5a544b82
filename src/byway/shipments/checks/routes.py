"""RTE: ways and stops, forwarders, changes of instructions, splitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import with_busiest, with_unsure
from byway.shipments.kleene import any_of, at_least
from byway.shipments.registry import check, history

if TYPE_CHECKING:
    import ibis.expr.types as ir


@check("RTE-01")
def transshipment_point(asked: Asked) -> ir.BooleanValue:
    """A stop, or the destination, is a place that an authority names for transshipment."""
    places = asked.reference.values("transshipment")
    return any_of(
        (
            asked.any_in("transit_countries", places),
            asked["destination_country"].isin(places),
            asked["intermediate_country"].isin(places),
        )
    )


@history("RTE-10", "id", "consignee_key", "hs", "ship_date")
def shipments_like_it(table: ir.Table, asked: Asked) -> ir.Table:
    """Shipments of the same goods to the same buyer in the busiest `days` that hold this one, and
    how many more may be."""
    days = int(asked.parameters["days"])
    count = table.id.nunique()
    table = with_busiest(table, ("consignee_key", "hs"), days, rte_10_count=count)
    return with_unsure(table, "consignee_key", ("hs", "ship_date"), "rte_10_open")


@check("RTE-10")
def split(asked: Asked) -> ir.BooleanValue:
    """As many shipments of controlled goods to one buyer, one soon after the other."""
    return at_least(asked["rte_10_count"], asked["rte_10_open"], asked.parameters["count"])
