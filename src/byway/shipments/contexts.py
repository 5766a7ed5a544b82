"""In which context a flag counts: many are ordinary trade, and mean something only with such goods
or such places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from byway.shipments.asked import Asked

if TYPE_CHECKING:
    import ibis.expr.types as ir

Context = Callable[[Asked], "ir.BooleanValue"]


def controlled_goods(asked: Asked) -> ir.BooleanValue:
    """The HS code is on a control list of the programme."""
    return asked["goods_controlled"]


def priority_goods(asked: Asked) -> ir.BooleanValue:
    """The HS code is on the Common High Priority List."""
    return asked["goods_priority"]


def top_tier_goods(asked: Asked) -> ir.BooleanValue:
    """The HS code is in tier 1 or 2 of the Common High Priority List."""
    return asked["goods_tier"].isin(("1", "2")) & asked["goods_priority"]


def after_turning(asked: Asked) -> ir.BooleanValue:
    """The goods left on or after the programme's turning date."""
    return asked.after_turning


def outside_coalition(asked: Asked) -> ir.BooleanValue:
    """The destination is not one of the countries that control exports together."""
    return ~asked.on_list("destination_country", "coalition")


def diversion_destination(asked: Asked) -> ir.BooleanValue:
    """The destination is the programme's target, or a place that an authority names for
    transshipment to it."""
    places = (*asked.programme.targets, *asked.reference.values("transshipment"))
    return asked["destination_country"].isin(places)


def elsewhere(asked: Asked) -> ir.BooleanValue:
    """The destination is another country than the programme's targets."""
    return ~asked["destination_country"].isin(asked.programme.targets)


def fuels(asked: Asked) -> ir.BooleanValue:
    """The goods are mineral fuels: oil and its products, coal, gas (chapter 27 of the HS)."""
    return asked["hs"].startswith("27")


CONTEXTS: dict[str, Context] = {
    function.__name__: function
    for function in (
        controlled_goods,
        priority_goods,
        top_tier_goods,
        after_turning,
        outside_coalition,
        diversion_destination,
        elsewhere,
        fuels,
    )
}
READS: dict[str, tuple[str, ...]] = {
    "controlled_goods": ("hs",),
    "priority_goods": ("hs",),
    "top_tier_goods": ("hs",),
    "after_turning": ("ship_date",),
    "outside_coalition": ("destination_country",),
    "diversion_destination": ("destination_country",),
    "elsewhere": ("destination_country",),
    "fuels": ("hs",),
}
"""Fields of the shipment without which a context is open."""
