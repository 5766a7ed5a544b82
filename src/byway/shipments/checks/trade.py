"""TRD: what a buyer or seller did before, and where to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import (
    beside,
    covered,
    grouped,
    may_be,
    months,
    recent,
    start,
    tallied,
)
from byway.shipments.kleene import all_of, any_of, at_least
from byway.shipments.registry import check, history
from byway.shipments.versions import with_earlier

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

DATES = ("ship_date", "order_date", "delivery_date")


@history("TRD-01", "consignee_key", "goods_tier", "goods_priority", *DATES)
def buyer_before(table: ir.Table, asked: Asked) -> ir.Table:
    """Shipments to this buyer before the turning date, and those of tier 1 or 2 goods."""
    before = ~replace(asked, table=table).after_turning
    top = table.goods_priority & table.goods_tier.isin(("1", "2"))
    return beside(
        table,
        *tallied(table, ["consignee_key"], trd_01_before=before, trd_01_top=before & top),
        start(table, asked, "trd_01_start"),
    )


@check("TRD-01")
def only_after_turning(asked: Asked) -> ir.BooleanValue:
    """A customer from before the turning date who bought no such goods then."""
    seen = covered(asked, asked["trd_01_start"], asked.programme.turning)
    return all_of((seen, _existing(asked, "trd_01_before", seen), ~_own(asked, "trd_01_top")))


@history("TRD-02", "consignee_key", "goods_controlled", "currency", "value", "weight_kg", *DATES)
def buyer_pace(table: ir.Table, asked: Asked) -> ir.Table:
    """What this buyer got of controlled goods in the months before the turning date, and lately."""
    import ibis

    turning, days = asked.programme.turning, months(asked)
    looking = replace(asked, table=table)
    after, long_ago = looking.after_turning, ~looking.shipped_since(turning - timedelta(days))
    late = ibis.cases(
        (table.ship_date.notnull(), after),
        (~after, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    table = table.mutate(
        _late=table.goods_controlled & late, _early=table.goods_controlled & ~after & ~long_ago
    )
    maybe = table._early.isnull()
    counts = [start(table, asked, "trd_02_start")]
    for name, column, keys in (
        ("value", "value", ["consignee_key", "currency"]),
        ("weight", "weight_kg", ["consignee_key"]),
    ):
        amount, called = table[column], f"trd_02_{name}"
        kinds = {
            f"{called}_late": table._late,
            f"{called}_late_gap": table._late & amount.isnull(),
            f"{called}_early": table._early,
            f"{called}_early_gap": table._early & amount.isnull(),
        }
        sums = {
            f"{called}_before": amount.sum(where=table._early).fill_null(0),
            f"{called}_maybe": amount.sum(where=maybe).fill_null(0),
        }
        elsewhere = table[keys[-1]].isnull() & table._early.fill_null(True)
        recently = {
            f"{called}_lately": amount.sum(where=table._late).fill_null(0),
            f"{called}_times": table._late.sum().fill_null(0),
        }
        counts += [
            *tallied(table, keys, **kinds),
            grouped(table, keys, **sums),
            grouped(table, keys[:1], **{f"{called}_other": amount.sum(where=elsewhere)}),
            recent(table, keys, days, **recently),
        ]
    return beside(table, *counts).drop("_late", "_early")


@check("TRD-02")
def jump(asked: Asked) -> ir.BooleanValue:
    """A buyer from before the turning date gets much more a month, by value or by weight."""
    seen = covered(asked, asked["trd_02_start"], asked.programme.turning)
    return any_of(_jump(asked, seen, name) for name in ("value", "weight"))


def _jump(asked: Asked, seen: ir.BooleanValue, name: str) -> ir.BooleanValue:
    """Whether the last months' pace is so many times that of the months before the turning date.

    Rows of this buyer that may be of those months count as if they were; only such rows whose
    amount is unknown leave it open.
    """
    import ibis

    called, held = f"trd_02_{name}", asked.parameters
    days = months(asked)
    since = asked["ship_date"].delta(ibis.date(asked.programme.turning), unit="day") + 1
    span = since.clip(lower=int(held["least_days"]), upper=days)
    before, lately, times = (asked[f"{called}_{kind}"] for kind in ("before", "lately", "times"))
    most = before + asked[f"{called}_maybe"] + asked[f"{called}_other"].fill_null(0)
    own = asked[f"{called}_early_gap"] + may_be(asked, f"{called}_early_gap", nobody=False)
    more = may_be(asked, f"{called}_late", nobody=True)
    gaps = more + asked[f"{called}_late_gap"]
    pace = span * float(held["ratio"]) / days
    much = ibis.cases(
        ((lately >= most * pace) & (own == 0), ibis.literal(True)),
        ((lately < before * pace) & (gaps == 0), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    early = asked[f"{called}_early"]
    at_most = early + may_be(asked, f"{called}_early", nobody=False)
    sure = (times.sqrt() - (at_most * span / days).sqrt()) * 2 >= float(held["deviations"])
    maybe = (times.sqrt() - (early * span / days).sqrt()) * 2 >= float(held["deviations"])
    many = ibis.cases(
        (sure, ibis.literal(True)),
        (~maybe & (more == 0), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    least = int(held["least"])
    enough = _existing(asked, f"{called}_early", seen, least) & at_least(times, more, least)
    return all_of((seen, _existing(asked, f"{called}_early", seen), much, enough | many))


@history("TRD-03", "consignee_key", "exporter_key", "goods_priority", "ship_date")
def first_of_them(table: ir.Table, asked: Asked) -> ir.Table:
    """The first shipment of priority goods of this buyer and this seller, and rows that may be
    earlier ones."""
    import ibis

    sure = table.goods_priority & table.ship_date.notnull()
    unsure = table.goods_priority.fill_null(True) & ~sure.fill_null(False)
    table = table.mutate(_sure=sure, _unsure=unsure)
    sides = [
        grouped(
            table,
            [f"{role}_key"],
            **{
                f"trd_03_{role}_first": table.ship_date.min(where=table._sure),
                f"trd_03_{role}_maybe": table.ship_date.fill_null(ibis.date("1900-01-01")).min(
                    where=table._unsure
                ),
            },
        )
        for role in ("consignee", "exporter")
    ]
    return beside(table, *sides, start(table, asked, "trd_03_start"))


@check("TRD-03")
def first_time(asked: Asked) -> ir.BooleanValue:
    """The buyer or the seller had none of the priority goods until shortly before."""
    return any_of(_new(asked, role) for role in ("consignee", "exporter"))


def _new(asked: Asked, role: str) -> ir.BooleanValue:
    import ibis

    days = int(asked.parameters["days"])
    first, maybe = asked[f"trd_03_{role}_first"], asked[f"trd_03_{role}_maybe"]
    return ibis.cases(
        (asked["ship_date"].delta(first, unit="day") > days, ibis.literal(False)),
        (asked["ship_date"].delta(maybe, unit="day") > days, ibis.null("boolean")),
        (covered(asked, asked["trd_03_start"], first), ibis.literal(True)),
        else_=ibis.null("boolean"),
    )


@history("TRD-04", "exporter_key", "destination_country", *DATES)
def seller_before(table: ir.Table, asked: Asked) -> ir.Table:
    """The seller's shipments before the turning date: to the target, and to this destination."""
    before = ~replace(asked, table=table).after_turning
    target = table.destination_country.isin(asked.programme.targets)
    return beside(
        table,
        *tallied(table, ["exporter_key"], trd_04_target=before & target),
        *tallied(table, ["exporter_key", "destination_country"], trd_04_here=before),
        start(table, asked, "trd_04_start"),
    )


@check("TRD-04")
def new_countries(asked: Asked) -> ir.BooleanValue:
    """One who supplied the target before sends to a country where it sent nothing then."""
    seen = covered(asked, asked["trd_04_start"], asked.programme.turning)
    return all_of((seen, _existing(asked, "trd_04_target", seen), ~_own(asked, "trd_04_here")))


@history("TRD-05", "id", "version")
def planned_before(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether an earlier version of the order was for the target, or was to be paid from there."""
    places = (*asked.programme.targets, *asked.programme.allies)

    def planned(rows: ir.Table) -> Mapping[str, ir.BooleanValue]:
        return {name: rows[f"{name}_country"].isin(places) for name in ("destination", "payer")}

    return with_earlier(table, asked, "TRD-05", planned)


@check("TRD-05")
def replanned(asked: Asked) -> ir.BooleanValue:
    """It was first planned for the target or one beside it, and no longer is."""
    places = (*asked.programme.targets, *asked.programme.allies)
    return any_of(
        asked[f"trd_05_{name}"] & ~asked[f"{name}_country"].isin(places)
        for name in ("destination", "payer")
    )


@check("TRD-06")
def elevated_risk(asked: Asked) -> ir.BooleanValue:
    """An authority's list of that day has the destination for diversion risk by trade flows."""
    return any_of(
        asked["destination_country"].isin(table.values) & asked.shipped_since(table.date)
        for table in asked.reference.of("elevated_risk")
    )


def _existing(asked: Asked, name: str, seen: ir.BooleanValue, least: int = 1) -> ir.BooleanValue:
    """Whether there are `least` rows of the kind `name` in the group; a file that does not reach
    back far enough cannot tell that there are none."""
    short = seen.isnull().cast("int64") * least
    return at_least(asked[name], may_be(asked, name, nobody=True) + short, least)


def _own(asked: Asked, name: str) -> ir.BooleanValue:
    """Whether the group surely has a row of the kind; rows that name nobody are left out."""
    return at_least(asked[name], may_be(asked, name, nobody=False), 1)
