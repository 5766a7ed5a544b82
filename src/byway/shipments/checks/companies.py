"""COM: what sort of company buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import beside, earlier, grouped
from byway.shipments.kleene import all_of, any_of
from byway.shipments.registers import joined
from byway.shipments.registry import check, history
from byway.shipments.text import chapter, domain, plain

if TYPE_CHECKING:
    import ibis.expr.types as ir


def new_and_outside(asked: Asked, role: str) -> ir.BooleanValue:
    """The party was incorporated after the turning date and sits outside the coalition."""
    return all_of(
        (
            asked[f"{role}_there"],
            asked[f"{role}_incorporated"] >= asked.programme.turning,
            ~asked.on_list(f"{role}_country", "coalition"),
        )
    )


@check("COM-01")
def new_company_pays(asked: Asked) -> ir.BooleanValue:
    """A new company outside the coalition buys or pays."""
    return any_of(new_and_outside(asked, role) for role in ("consignee", "payer"))


@check("COM-02")
def new_customer(asked: Asked) -> ir.BooleanValue:
    """The customer is a new company outside the coalition."""
    return new_and_outside(asked, "consignee")


@check("COM-03")
def young(asked: Asked) -> ir.BooleanValue:
    """The buyer was younger than `days` when the goods left."""
    age: ir.IntegerValue = asked["ship_date"].delta(asked["consignee_incorporated"], unit="day")
    return age < asked.parameters["days"]


@history("COM-04", "consignee_name")
def profile(table: ir.Table, asked: Asked) -> ir.Table:
    """What company registers say of the buyer."""
    return joined(table, asked, "profiles", ("consignee_name",), "com_04_")


@check("COM-04")
def unknown_principals(asked: Asked) -> ir.BooleanValue:
    """The buyer's officers are not known, or its accounts."""
    return ~asked["com_04_officers_known"] | ~asked["com_04_accounts_known"]


@check("COM-05")
def no_web_presence(asked: Asked) -> ir.BooleanValue:
    """The buyer has no web site, and no e-mail of its own."""
    mail = asked["consignee_email"]
    own = domain(mail).isin(asked.reference.values("freemail")) | (plain(mail) == "NONE")
    return (plain(asked["consignee_website"]) == "NONE") & own


@history("COM-06", "consignee_key", "ship_date")
def silence_before(table: ir.Table, asked: Asked) -> ir.Table:
    """Lines to this buyer on earlier days, those of them within `days`, and those of no day."""
    key = ("consignee_key",)
    return beside(
        table,
        earlier(table, key, "com_06_earlier"),
        earlier(table, key, "com_06_recent", int(asked.parameters["days"])),
        grouped(table, key, com_06_undated=table.ship_date.isnull().sum()),
    )


@check("COM-06")
def awakened(asked: Asked) -> ir.BooleanValue:
    """The buyer traded before, and then not for `days`."""
    import ibis

    return ibis.cases(
        (asked["com_06_recent"] > 0, ibis.literal(False)),
        ((asked["com_06_earlier"] > 0) & (asked["com_06_undated"] == 0), ibis.literal(True)),
        else_=ibis.null("boolean"),
    )


@history("COM-07", "consignee_key", "hs", "ship_date")
def lines_before(table: ir.Table, asked: Asked) -> ir.Table:
    """Lines to this buyer on earlier days, those of this chapter, and those of no code or day."""
    table = table.mutate(_chapter=chapter(table.hs))
    lacking = table.ship_date.isnull() | table.hs.isnull()
    return beside(
        table,
        earlier(table, ("consignee_key",), "com_07_earlier"),
        earlier(table, ("consignee_key", "_chapter"), "com_07_alike"),
        grouped(table, ("consignee_key",), com_07_lacking=lacking.sum()),
    )


@check("COM-07")
def new_line(asked: Asked) -> ir.BooleanValue:
    """The buyer bought other goods before, often enough, and nothing of this chapter."""
    import ibis

    alike, earlier = asked["com_07_alike"], asked["com_07_earlier"]
    enough = (earlier >= asked.parameters["least"]) & (asked["com_07_lacking"] == 0)
    return ibis.cases(
        (alike > 0, ibis.literal(False)),
        ((alike == 0) & enough, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
