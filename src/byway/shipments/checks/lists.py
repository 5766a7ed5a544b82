"""LST: who is on a list, or stands in knowledge that an authority or you hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.kleene import any_of
from byway.shipments.registers import joined, standing
from byway.shipments.registry import check, history
from byway.shipments.schema import Schema

if TYPE_CHECKING:
    import ibis.expr.types as ir

SHIPPED = ("ship_date", "order_date", "delivery_date")
NAMES = ("consignee_key", "intermediate_key", "end_user_key")
THERE = ("consignee_there", "intermediate_there", "end_user_there")
ADDRESSES = ("consignee_address_key", "intermediate_address_key", "end_user_address_key")


def listed_when_shipped(asked: Asked, role: str) -> ir.BooleanValue:
    """The party is listed, and was so when the goods left.

    From the day of listing on; where a list does not say it, goods that left after the snapshot
    count, and of earlier ones it is not known.
    """
    import ibis

    since = asked[f"{role}_listed_since"]
    seen = asked.shipped_since(asked[f"{role}_listed_snapshot"])
    then = ibis.cases(
        (since.notnull(), asked.shipped_since(since)),
        (seen, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    found: ir.BooleanValue = asked[f"{role}_listed"] & then
    return found


@check("LST-01")
def listed(asked: Asked) -> ir.BooleanValue:
    """A party meets a listed one, and the goods left after it was listed."""
    return any_of(listed_when_shipped(asked, role) for role in Schema.load().roles)


@history("LST-02", *SHIPPED, *NAMES, *THERE)
def in_unverified(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether a party stands on the Unverified List."""
    return standing(table, asked, "unverified", NAMES, "lst_02_")


@check("LST-02")
def unverified(asked: Asked) -> ir.BooleanValue:
    """A party is on the Unverified List."""
    return asked["lst_02_met"]


@history("LST-03", *SHIPPED, *NAMES, *THERE, "hs")
def in_letters(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether a letter names a party, for these goods."""

    def these_goods(pair: Asked) -> ir.BooleanValue:
        hs: ir.StringValue = pair["lst_03_hs"]
        return hs.isnull() | pair["hs"].startswith(hs)

    return standing(table, asked, "letters", NAMES, "lst_03_", also=these_goods)


@check("LST-03")
def named_in_letter(asked: Asked) -> ir.BooleanValue:
    """A letter of the authority names a party."""
    return asked["lst_03_met"]


@history("LST-04", *SHIPPED, *NAMES, *THERE)
def in_suppliers(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether a party is a known past supplier."""
    return standing(table, asked, "suppliers", NAMES, "lst_04_")


@check("LST-04")
def past_supplier(asked: Asked) -> ir.BooleanValue:
    """A party supplied priority goods to the target before."""
    return asked["lst_04_met"]


@history("LST-05", *SHIPPED, *ADDRESSES, *THERE)
def in_risky_addresses(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether an authority lists a party's address."""
    return standing(table, asked, "risky_addresses", ADDRESSES, "lst_05_")


@check("LST-05")
def risky_address(asked: Asked) -> ir.BooleanValue:
    """A party's address is listed for its risk, whoever is there."""
    return asked["lst_05_met"]


@history("LST-06", *SHIPPED, *NAMES, *THERE)
def in_licences(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether a party holds a licence when the goods leave, its last day with it."""
    import ibis

    def still(pair: Asked) -> ir.BooleanValue:
        until: ir.DateValue = pair["lst_06_until"]
        return until.isnull() | ~pair.shipped_since(until + ibis.interval(days=1))

    return standing(table, asked, "licences", NAMES, "lst_06_", also=still)


@check("LST-06")
def licensed(asked: Asked) -> ir.BooleanValue:
    """A party holds a licence for the target's secret work."""
    return asked["lst_06_met"]


@history("LST-07", "consignee_name")
def known_ties(table: ir.Table, asked: Asked) -> ir.Table:
    """What is known of the buyer's ties."""
    return joined(table, asked, "ties", ("consignee_name",), "lst_07_")


@check("LST-07")
def tied(asked: Asked) -> ir.BooleanValue:
    """The buyer is registered in the target, or has ties to it or to listed persons."""
    return any_of(
        (asked["consignee_registered_in"].isin(asked.programme.targets), asked["lst_07_tied"])
    )
