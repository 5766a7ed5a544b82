"""DOC: what the papers say of end use, goods, value, licence and names."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import Counts, beside, grouped
from byway.shipments.kleene import all_of, any_of
from byway.shipments.registers import joined
from byway.shipments.registry import check, history
from byway.shipments.text import has_word, named, only_words, plain, without_words

if TYPE_CHECKING:
    import ibis.expr.types as ir

SCALE = 0.6745
"""The median distance from the median of a normal distribution, in standard deviations."""


@check("DOC-01")
def no_statement(asked: Asked) -> ir.BooleanValue:
    """No end-user statement was given."""
    return ~asked["end_use_statement"]


@check("DOC-02")
def vague_end_use(asked: Asked) -> ir.BooleanValue:
    """What is said of end use and end user says nothing."""
    vague = only_words(asked["end_use"], asked.reference.values("vague_words"))
    empty = asked.reference.values("no_answer")
    blanks = (plain(asked[f"end_user_{name}"]).isin(empty) for name in ("name", "address"))
    return any_of((vague, *blanks))


@check("DOC-03")
def consigned_to_bank(asked: Asked) -> ir.BooleanValue:
    """Payment is by letter of credit, the consignee is a bank, and no end user is named."""
    credit = has_word(asked["payment_terms"], asked.reference.values("letter_of_credit"))
    issuer = asked["bank_there"] & asked["consignee_key"].contains(asked["bank_key"])
    bank = any_of(
        (
            asked["consignee_kind"].strip().lower() == "bank",
            has_word(asked["consignee_name"], asked.reference.values("bank_words")),
            issuer,
        )
    )
    return all_of((credit, bank, ~asked["end_user_there"]))


@history("DOC-04", "description", "hs")
def fit(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether the description contradicts the code."""
    return joined(table, asked, "fit", ("description", "hs"), "doc_04_")


@check("DOC-04")
def misclassified(asked: Asked) -> ir.BooleanValue:
    """The description is of other goods than the HS code."""
    return asked["doc_04_contradicts"]


@history("DOC-05", "hs", "unit", "currency", "value", "quantity")
def usual_price(table: ir.Table, asked: Asked) -> ir.Table:
    """The price of a unit, and the median and spread of those of the same goods, in logarithms."""
    keys = ("hs", "unit", "currency")
    price = table.value / table.quantity.nullif(0)
    table = table.mutate(doc_05_price=(price > 0).ifelse(price, None))
    table = table.mutate(_log=table.doc_05_price.ln())
    middle = grouped(
        table, keys, doc_05_median=table._log.median(), doc_05_known=table._log.count()
    )
    away = beside(table, middle)
    away = away.mutate(_away=(away._log - away.doc_05_median).abs())
    spread = grouped(away, keys, doc_05_spread=away._away.median())
    both = beside(table, middle, spread)
    return both.mutate(doc_05_usual=both.doc_05_median.exp()).drop("_log")


@check("DOC-05")
def undervalued(asked: Asked) -> ir.BooleanValue:
    """A unit costs far less than the reference price or, where there is none, than is usual."""
    import ibis

    ratio = float(asked.parameters["ratio"])
    price, reference = asked["doc_05_price"], asked["reference_price"]
    below = asked["doc_05_median"] - price.ln()
    far = below * SCALE > asked["doc_05_spread"] * float(asked.parameters["spreads"])
    odd = (below > log(ratio)) & far & (asked["doc_05_known"] >= int(asked.parameters["least"]))
    return ibis.cases(
        (reference.notnull(), price * ratio < reference),
        (odd, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )


@history("DOC-06", "licence", "ship_date")
def licence_held(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether the licence stands in the register, for that day."""
    import ibis

    register = asked.registers.get("export_licences")
    if register is None:
        return table.mutate(doc_06_held=ibis.null("boolean"))
    number = plain(table.licence)
    cells = table.select("row", "ship_date", _number=number)
    entries = register.select("valid_from", "valid_until", _held=plain(register.number))
    pairs = cells.join(entries, cells._number == entries._held)
    after = pairs.valid_from.isnull() | (pairs.ship_date >= pairs.valid_from)
    before = pairs.valid_until.isnull() | (pairs.ship_date <= pairs.valid_until)
    pairs = pairs.mutate(_valid=after & before)
    found = pairs.group_by("row").aggregate(
        _any=pairs._valid.fill_null(False).any(), _open=pairs._valid.isnull().any()
    )
    both = beside(table, Counts(("row",), found))
    held = ibis.cases(
        (number.isnull(), ibis.null("boolean")),
        (both._any, ibis.literal(True)),
        (both._open, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    return both.mutate(doc_06_held=held).drop("_any", "_open")


@check("DOC-06")
def false_licence(asked: Asked) -> ir.BooleanValue:
    """A licence is named that you do not hold, or not for that day."""
    number = plain(asked["licence"])
    return ~number.isin(asked.reference.values("no_licence")) & ~asked["doc_06_held"]


ALIASED = ("intermediate", "end_user")
MARKS = ("id", "phone")


@history(
    "DOC-09",
    *(f"{role}_{name}" for role in ALIASED for name in ("name", "there", *MARKS)),
)
def other_names(table: ir.Table, asked: Asked) -> ir.Table:
    """Names under which the number or the telephone of one of these parties stands elsewhere."""
    import ibis

    forms = asked.reference.values("company_forms")
    stacked = ibis.union(
        *(
            table.select(
                "row",
                _there=table[f"{role}_there"],
                _name=without_words(named(table[f"{role}_name"]), forms),
                id=plain(table[f"{role}_id"]),
                phone=table[f"{role}_phone"].re_replace("[^0-9]", "").nullif(""),
            )
            for role in ALIASED
        )
    )
    stacked = stacked.filter(stacked._there.fill_null(True))
    marks = [
        grouped(
            stacked.filter(stacked._name.notnull()),
            [mark],
            **{
                f"_{mark}_names": stacked._name.nunique(),
                f"_{mark}_one": stacked._name.min(),
                f"_{mark}_other": stacked._name.max(),
            },
        )
        for mark in MARKS
    ]
    met = beside(stacked, *marks)
    shared = [(met[f"_{mark}_names"] > 1).fill_null(False) for mark in MARKS]
    rows = met.group_by("row").aggregate(
        doc_09_shared=ibis.or_(*shared).any(),
        doc_09_one=ibis.coalesce(
            *(met[f"_{mark}_one"].min(where=held) for mark, held in zip(MARKS, shared, strict=True))
        ),
        doc_09_other=ibis.coalesce(
            *(
                met[f"_{mark}_other"].max(where=held)
                for mark, held in zip(MARKS, shared, strict=True)
            )
        ),
    )
    lacking = ibis.or_(*(stacked[name].isnull() for name in ("_name", *MARKS)))
    lost = stacked.aggregate(doc_09_lost=lacking.sum().fill_null(0))
    return beside(table, Counts(("row",), rows), Counts((), lost))


@check("DOC-09")
def aliases(asked: Asked) -> ir.BooleanValue:
    """The intermediate or the end user stands under another name elsewhere."""
    import ibis

    return ibis.cases(
        (asked["doc_09_shared"], ibis.literal(True)),
        (asked["doc_09_lost"] == 0, ibis.literal(False)),
        (~any_of(asked[f"{role}_there"] for role in ALIASED), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )


@check("DOC-10")
def domestic_end_user(asked: Asked) -> ir.BooleanValue:
    """The end user is of the seller's own country, and the goods leave it."""
    home = asked["exporter_country"]
    return all_of(
        (
            asked["end_user_there"],
            asked["end_user_country"] == home,
            asked["destination_country"] != home,
        )
    )
