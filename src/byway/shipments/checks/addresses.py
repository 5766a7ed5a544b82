"""ADR: addresses, and how a party can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.registry import check
from byway.shipments.text import domain

if TYPE_CHECKING:
    import ibis.expr.types as ir


@check("ADR-06")
def personal_mail(asked: Asked) -> ir.BooleanValue:
    """The consignee writes from a provider of mail for everyone."""
    found: ir.BooleanValue = domain(asked["consignee_email"]).isin(
        asked.reference.values("freemail")
    )
    return found
