"""GDS: the goods, how many, and what they are said to be for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import beside, grouped, may_be, unsure
from byway.shipments.kleene import all_of, any_of
from byway.shipments.registers import joined
from byway.shipments.registry import check, history
from byway.shipments.text import has_word, heading, plain

if TYPE_CHECKING:
    import ibis.expr.types as ir

ECCN = "(ECCN[ :]*)?"
MILITARY = rf"^({ECCN}([0-9][A-E]6|0[A-E]5)[0-9][0-9]|ML *[0-9]+|(USML *)?[IVX]+ *\()"
"""Codes for military goods: the 600 series of the Commerce Control List and its firearms (0x5zz;
the 515 series is of spacecraft, civil ones among them), the munitions lists of Wassenaar and the
EU, categories of the US Munitions List."""
DUAL_USE = rf"^{ECCN}[0-9][A-E][0-9][0-9][0-9]"
UNCONTROLLED = rf"^{ECCN}(EAR ?99|NONE|NOT CONTROLLED)$"
"""No licence required (NLR) is not among them: goods on a control list go so as well."""


def military_code(code: ir.StringValue) -> ir.BooleanValue:
    """Whether an export control code is for military goods; unknown where of no known form."""
    import ibis

    written = code.upper().strip()
    return ibis.cases(
        (written.re_search(MILITARY), ibis.literal(True)),
        (written.re_search(f"{DUAL_USE}|{UNCONTROLLED}"), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )


def control_code(code: ir.StringValue) -> ir.BooleanValue:
    """Whether an export control code says that the goods are controlled; unknown as above."""
    import ibis

    written = code.upper().strip()
    return ibis.cases(
        (written.re_search(f"{MILITARY}|{DUAL_USE}"), ibis.literal(True)),
        (written.re_search(UNCONTROLLED), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )


@check("GDS-01")
def priority(asked: Asked) -> ir.BooleanValue:
    """The goods are on the Common High Priority List."""
    return asked["goods_priority"]


@check("GDS-02")
def controlled(asked: Asked) -> ir.BooleanValue:
    """The goods are on a control list, by their HS code or by the papers' control code."""
    return any_of((asked["goods_controlled"], control_code(asked["control_code"])))


@check("GDS-03")
def not_their_line(asked: Asked) -> ir.BooleanValue:
    """The buyer or end user is in a line of business without use for such goods."""
    import ibis

    code = heading(asked["hs"])

    def strange(role: str) -> ir.BooleanValue:
        line = asked[f"{role}_activity"].re_extract(r"([0-9]{2}\.?[0-9]?)", 1).replace(".", "")
        found = ibis.cases(
            (asked.paired(code, line, "line_odd"), ibis.literal(True)),
            (asked.paired(code, line, "line_fits"), ibis.literal(False)),
            else_=ibis.null("boolean"),
        )
        return asked[f"{role}_there"] & found

    return any_of(map(strange, ("consignee", "end_user")))


@history("GDS-04", "hs", "destination_country")
def what_industry_uses(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether the destination's industry can use such goods."""
    table = table.mutate(_heading=heading(table.hs))
    return joined(table, asked, "industry", ("_heading", "destination_country"), "gds_04_")


@check("GDS-04")
def beyond_industry(asked: Asked) -> ir.BooleanValue:
    """The destination's industry has no use for such goods."""
    return ~asked["gds_04_uses"]


@history("GDS-06", "hs", "unit", "quantity")
def usual_quantity(table: ir.Table, asked: Asked) -> ir.Table:
    """What quantities of the same goods are usual in the file, in the same unit."""
    table = table.mutate(_code=table.hs.substr(0, 6), _unit=plain(table.unit))
    known = table.filter(table.quantity.notnull())
    return beside(
        table,
        grouped(
            known,
            ("_code", "_unit"),
            gds_06_known=known.quantity.count(),
            gds_06_median=known.quantity.median(),
            gds_06_quarter=known.quantity.quantile(0.25),
            gds_06_least=known.quantity.min(),
        ),
        *unsure(table, "_code", ("_unit", "quantity"), "gds_06"),
    )


@check("GDS-06")
def high_quantity(asked: Asked) -> ir.BooleanValue:
    """The quantity is many times the median of other lines of these goods.

    The rows whose goods, unit or quantity are not known may pull the median down: at most to the
    quarter where they are at most half as many as the known ones, at most to the least where they
    are fewer.
    """
    import ibis

    known, more = asked["gds_06_known"], may_be(asked, "gds_06", nobody=True)
    lowest = ibis.cases(
        (more == 0, asked["gds_06_median"]),
        (more * 2 <= known, asked["gds_06_quarter"]),
        (more < known, asked["gds_06_least"]),
        else_=ibis.null("float64"),
    )
    factor, quantity = asked.parameters["factor"], asked["quantity"]
    enough = known > asked.parameters["least"]
    return ibis.cases(
        (enough & (quantity > asked["gds_06_median"] * factor), ibis.literal(True)),
        (enough & (quantity <= lowest * factor), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )


@history("GDS-07", "id", "hs", "value", "currency")
def parts_of_shipment(table: ir.Table, asked: Asked) -> ir.Table:
    """The value of parts and of machines in the shipment, and how many lines leave it open."""
    import ibis

    codes = "|".join(asked.reference.values("parts_codes"))
    parts = table.hs.re_search(f"^({codes})")
    whole = table.hs.re_search("^(8[4-9]|90)") & ~parts
    open_ = ibis.or_(*(table[name].isnull() for name in ("hs", "value", "currency")))
    return beside(
        table,
        grouped(
            table,
            ("id",),
            gds_07_parts=table.value.sum(where=parts).fill_null(0),
            gds_07_whole=table.value.sum(where=whole).fill_null(0),
            gds_07_lacking=open_.sum(),
            gds_07_currencies=table.currency.nunique(),
        ),
    )


@check("GDS-07")
def many_parts(asked: Asked) -> ir.BooleanValue:
    """Parts are worth a great share of a shipment of machines."""
    import ibis

    parts, whole = asked["gds_07_parts"], asked["gds_07_whole"]
    known = (asked["gds_07_lacking"] == 0) & (asked["gds_07_currencies"] == 1) & (whole > 0)
    return ibis.cases(
        (known, parts >= (parts + whole) * asked.parameters["share"]),
        else_=ibis.null("boolean"),
    )


@check("GDS-11")
def civil_story(asked: Asked) -> ir.BooleanValue:
    """Military goods are said to be for a civil use."""
    arms = asked["hs"].re_search("^(93|8710)")
    use = asked["end_use"]
    civil = has_word(use, asked.reference.values("civil_words"))
    military = has_word(use, asked.reference.values("military_words"))
    return all_of((any_of((arms, military_code(asked["control_code"]))), civil, ~military))
