"""PAY: who pays, from where, how much, in how many parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import Counts, beside, busiest, grouped, may_be, recent, unsure
from byway.shipments.kleene import all_of, at_least
from byway.shipments.registry import check, history
from byway.shipments.text import has_word, heading, plain, same_party

if TYPE_CHECKING:
    import ibis.expr.types as ir

NAMED = ("consignee", "end_user", "intermediate")
PLACES = ("payer_country", "bank_country", "consignee_country", "destination_country")


@check("PAY-01")
def other_payer(asked: Asked) -> ir.BooleanValue:
    """One pays whom the papers do not name, or from a country where nobody of them is."""
    payer, country = asked["payer_key"], asked["payer_country"]
    forms = asked.reference.values("company_forms")
    stranger = all_of(
        ~(asked[f"{role}_there"] & same_party(payer, asked[f"{role}_key"], forms)) for role in NAMED
    )
    abroad = all_of(
        (
            country != asked["destination_country"],
            *(~(asked[f"{role}_there"] & (country == asked[f"{role}_country"])) for role in NAMED),
        )
    )
    return asked["payer_there"] & (stranger | abroad)


@check("PAY-02")
def bank_abroad(asked: Asked) -> ir.BooleanValue:
    """The payer's bank is in another country than its registration."""
    return asked["bank_country"] != asked["payer_registered_in"]


@check("PAY-03")
def cash(asked: Asked) -> ir.BooleanValue:
    """Payment is in cash, of more than the limit of its currency."""
    in_cash = plain(asked["payment_terms"]).isin(asked.reference.values("cash"))
    return in_cash & (asked["value"] > limit(asked))


def limit(asked: Asked) -> ir.FloatingValue:
    """The parameter `limits` for the row's currency; NULL where there is none."""
    import ibis

    currency = asked["currency"].upper()
    return ibis.cases(
        *(
            (currency == code, ibis.literal(float(amount)))
            for code, amount in asked.parameters["limits"].items()
        ),
        else_=ibis.null("float64"),
    )


@check("PAY-04")
def overpaid(asked: Asked) -> ir.BooleanValue:
    """A unit costs far more than the reference price."""
    price = asked["value"] / asked["quantity"].nullif(0)
    return price >= asked["reference_price"] * float(asked.parameters["ratio"])


@history("PAY-05", "payer_key", "exporter_key", "hs", "pay_date")
def suppliers_paid(table: ir.Table, asked: Asked) -> ir.Table:
    """How many suppliers of goods of this heading the payer paid in this quarter of the year."""
    table = table.mutate(
        _heading=heading(table.hs),
        _quarter=table.pay_date.year() * 4 + table.pay_date.quarter(),
    )
    keys = ["payer_key", "_heading", "_quarter"]
    return beside(
        table,
        grouped(table, keys, pay_05_suppliers=table.exporter_key.nunique()),
        *unsure(table, "payer_key", ("exporter_key", "hs", "pay_date"), "pay_05"),
    ).drop("_heading", "_quarter")


@check("PAY-05")
def many_suppliers(asked: Asked) -> ir.BooleanValue:
    """Small payments go from an account abroad to several suppliers of such goods."""
    more = may_be(asked, "pay_05", nobody=True)
    suppliers = at_least(asked["pay_05_suppliers"], more, int(asked.parameters["suppliers"]))
    abroad = asked["bank_country"] != asked["end_user_country"]
    return all_of((suppliers, abroad, asked["paid"] < limit(asked)))


@check("PAY-06")
def open_account(asked: Asked) -> ir.BooleanValue:
    """Payment is on open account, and the goods go to a place named for transshipment."""
    return has_word(asked["payment_terms"], asked.reference.values("open_account")) & asked.on_list(
        "destination_country", "transshipment"
    )


@history("PAY-07", "id", "consignee_key", "currency", "value", "ship_date")
def invoices_below(table: ir.Table, asked: Asked) -> ir.Table:
    """Shipments to this buyer whose value is just below the limit, in the busiest `days` that hold
    this one."""
    days, share = int(asked.parameters["days"]), float(asked.parameters["share"])
    lines = grouped(
        table,
        ["id"],
        _total=table.value.sum(),
        _gaps=(table.value.isnull() | table.currency.isnull()).sum(),
        _currencies=table.currency.nunique(),
    )
    table = beside(table, lines)
    whole = (table._gaps == 0) & (table._currencies == 1)
    table = table.mutate(pay_07_invoice=whole.ifelse(table._total, None))
    invoice, most = table.pay_07_invoice, limit(replace(asked, table=table))
    table = table.mutate(pay_07_below=(invoice < most) & (invoice >= most * share))
    count, maybe = table.id.nunique(where=table.pay_07_below), table.pay_07_below.fill_null(True)
    lacking = table.pay_07_below.isnull() | table.ship_date.isnull()
    nobody = table.filter(table.consignee_key.isnull() & maybe)
    return beside(
        table,
        busiest(table, ["consignee_key", "currency"], days, pay_07_count=count),
        grouped(table, ["consignee_key"], pay_07_open=(maybe & lacking).sum()),
        Counts((), nobody.aggregate(pay_07_nobody=nobody.count())),
    )


@check("PAY-07")
def divided(asked: Asked) -> ir.BooleanValue:
    """Several invoices to one buyer stay just below a limit of value, one soon after the other."""
    more = may_be(asked, "pay_07", nobody=True)
    several = at_least(asked["pay_07_count"], more, int(asked.parameters["count"]))
    return asked["pay_07_below"] & several


@history("PAY-08", "id", "value")
def shipment_value(table: ir.Table, asked: Asked) -> ir.Table:
    """The value of all lines of the shipment."""
    lines = grouped(table, ["id"], _sum=table.value.sum(), _gaps=table.value.isnull().sum())
    both = beside(table, lines)
    return both.mutate(pay_08_value=(both._gaps == 0).ifelse(both._sum, None)).drop("_sum", "_gaps")


@check("PAY-08")
def unlike_amounts(asked: Asked) -> ir.BooleanValue:
    """What was paid is neither the value of the line nor that of the shipment."""
    share = float(asked.parameters["share"])
    paid = asked["paid"]
    return all_of(
        (paid - worth).abs() > worth * share for worth in (asked["value"], asked["pay_08_value"])
    )


@history("PAY-09", "payer_key", "payer_country", "pay_date")
def received_before(table: ir.Table, asked: Asked) -> ir.Table:
    """What the payer got from other countries in the `days` up to its payment."""
    import ibis

    register = asked.registers.get("transfers")
    if register is None:
        return table.mutate(pay_09_received=ibis.null("float64"), pay_09_open=ibis.null("int64"))
    days = int(asked.parameters["days"])
    keys = ["payer_key", "payer_country"]
    told = register.select("sender_country", "day", "amount", _receiver=plain(register.receiver))
    payers = table.select(*keys).drop_null().distinct()
    met = payers.join(told, payers.payer_key == told._receiver)
    untold = ibis.or_(*(met[name].isnull() for name in ("sender_country", "day", "amount")))
    lacking = met.group_by(keys).aggregate(pay_09_open=untold.sum())
    came = met.mutate(_in=(met.sender_country != met.payer_country).ifelse(met.amount, 0.0))
    came = came.select(*keys, pay_date=came.day, _in=came._in)
    known = came.select(*keys).distinct()
    asked_for = table.select(*keys, "pay_date").drop_null().distinct()
    asked_for = asked_for.semi_join(known, keys).mutate(_in=ibis.literal(0.0))
    flow = came.union(asked_for)
    received = recent(flow, keys, days, "pay_date", pay_09_received=flow._in.sum().fill_null(0))
    return beside(table, received, Counts(tuple(keys), lacking))


@check("PAY-09")
def passed_on(asked: Asked) -> ir.BooleanValue:
    """The payer had just got most of the amount from abroad."""
    most = asked["pay_09_received"] >= asked["paid"] * float(asked.parameters["share"])
    # transfers of which sender's country, day or amount is not told may be the rest
    return most | (asked["pay_09_open"] > 0).nullif(True)


@check("PAY-10")
def many_countries(asked: Asked) -> ir.BooleanValue:
    """Payer, bank, consignee and destination are in as many different countries."""
    import ibis

    cells = [asked[name] for name in PLACES]
    repeated = [
        ibis.or_(*(cell == before for before in cells[:place])).fill_null(False)
        if place
        else ibis.literal(False)
        for place, cell in enumerate(cells)
    ]
    known = sum(
        (cell.notnull() & ~again).cast("int64") for cell, again in zip(cells, repeated, strict=True)
    )
    unknown = sum(cell.isnull().cast("int64") for cell in cells)
    return at_least(known, unknown, int(asked.parameters["countries"]))
