"""RTE: ways and stops, forwarders, changes of instructions, splitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import Counts, beside, grouped, may_be, over_days, unsure
from byway.shipments.kleene import any_of
from byway.shipments.registry import check, history
from byway.shipments.text import has_word, heading, plain
from byway.shipments.versions import with_late_change

if TYPE_CHECKING:
    import ibis.expr.types as ir


@check("RTE-01")
def transshipment_point(asked: Asked) -> ir.BooleanValue:
    """A stop, or the destination, is a place that an authority names for transshipment."""
    import ibis

    places = asked.reference.values("transshipment")
    intermediate = ibis.cases(
        (~asked["intermediate_there"], ibis.literal(False)),
        else_=asked["intermediate_country"].isin(places),
    )
    return any_of(
        (
            asked.any_in("transit_countries", places),
            asked["destination_country"].isin(places),
            intermediate,
        )
    )


@history("RTE-02", "hs", "destination_country", "transit_countries")
def usual_stops(table: ir.Table, asked: Asked) -> ir.Table:
    """How many shipments of this heading to this destination are known by their stops, how many are
    not, and how many of them have the rarest stop of this one."""
    import ibis

    keys = ["_heading", "destination_country"]
    table = table.mutate(_heading=heading(table.hs))
    told = table.transit_countries.notnull()
    known = table.filter(told).drop_null(keys)
    stops = known.select("row", *keys, _stop=known.transit_countries.split(";").unnest())
    stops = stops.filter(stops._stop != "none").distinct()
    through = stops.group_by([*keys, "_stop"]).aggregate(_through=stops.count())
    rarest = beside(stops, Counts((*keys, "_stop"), through))
    rarest = rarest.group_by("row").aggregate(rte_02_through=rarest._through.min())
    lost = table.aggregate(
        rte_02_lost=ibis.or_(*(table[key].isnull() for key in keys)).sum().fill_null(0)
    )
    return beside(
        table,
        grouped(table, keys, rte_02_known=told.sum(), rte_02_untold=(~told).sum()),
        Counts(("row",), rarest),
        Counts((), lost),
    ).drop("_heading")


@check("RTE-02")
def unusual_stop(asked: Asked) -> ir.BooleanValue:
    """A stop that few shipments of such goods to this destination have."""
    import ibis

    share, least = float(asked.parameters["share"]), int(asked.parameters["least"])
    known = asked["rte_02_known"].fill_null(0)
    more = asked["rte_02_untold"] + asked["rte_02_lost"]
    through = asked["rte_02_through"].fill_null(0)
    direct = asked["transit_countries"] == "none"
    return ibis.cases(
        (direct, ibis.literal(False)),
        (asked["transit_countries"].isnull() | (known < least), ibis.null("boolean")),
        (through > share * (known + more), ibis.literal(False)),
        (through <= share * known, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )


@check("RTE-03")
def forwarder_receives(asked: Asked) -> ir.BooleanValue:
    """The consignee or the end user is a forwarder: by kind, by name, or the one of this way."""
    return any_of(_forwarder(asked, role) for role in ("consignee", "end_user"))


def _forwarder(asked: Asked, role: str) -> ir.BooleanValue:
    words = asked.reference.values("forwarder_words")
    same = asked["forwarder_there"] & (asked[f"{role}_key"] == asked["forwarder_key"])
    is_one = any_of(
        (
            _kind(asked, role).isin(("forwarder", "carrier")),
            has_word(asked[f"{role}_name"], words),
            same,
        )
    )
    return asked[f"{role}_there"] & is_one


@check("RTE-04")
def middleman_receives(asked: Asked) -> ir.BooleanValue:
    """The consignee trades, ships or banks for others, and no end user is named."""
    words = (*asked.reference.values("middleman_words"), *asked.reference.values("bank_words"))
    kinds = ("trader", "shipping", "forwarder", "carrier", "bank")
    is_one = _kind(asked, "consignee").isin(kinds) | has_word(asked["consignee_name"], words)
    return asked["consignee_there"] & is_one & ~asked["end_user_there"]


def _kind(asked: Asked, role: str) -> ir.StringValue:
    return asked[f"{role}_kind"].strip().lower()


@check("RTE-05")
def end_user_elsewhere(asked: Asked) -> ir.BooleanValue:
    """The goods go to another country than the end user's, or to a consignee in one."""
    theirs = asked["end_user_country"]
    elsewhere = (asked["destination_country"] != theirs) | (asked["consignee_country"] != theirs)
    return asked["end_user_there"] & elsewhere


@history("RTE-06", "id", "consignee_key", "destination_country", "arrival_port", "ship_date")
def new_instructions(table: ir.Table, asked: Asked) -> ir.Table:
    """A late change of where the goods go, and the buyer's first shipment that went there."""
    import ibis

    keys = ["consignee_key", "destination_country", "arrival_port"]
    lacking = ibis.or_(*(table[name].isnull() for name in (*keys[1:], "ship_date")))
    changed = with_late_change(table, asked, "RTE-06", _instructions)
    return beside(
        changed,
        grouped(table, keys, rte_06_first=table.ship_date.min()),
        grouped(table, ["consignee_key"], rte_06_untold=lacking.sum()),
    )


def _instructions(rows: ir.Table) -> dict[str, ir.Value]:
    return {name: rows[name] for name in ("destination_country", "arrival_port")}


@check("RTE-06")
def late_instructions(asked: Asked) -> ir.BooleanValue:
    """They changed shortly before shipping, to a place where this buyer had nothing sent before."""
    import ibis

    accustomed = ibis.cases(
        (asked["rte_06_first"] < asked["ship_date"], ibis.literal(True)),
        (asked["rte_06_untold"] == 0, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return asked["rte_06_late"] & ~accustomed


@history("RTE-07", "id", "ship_date")
def new_parties(table: ir.Table, asked: Asked) -> ir.Table:
    """A late change of the consignee or the end user."""

    def parties(rows: ir.Table) -> dict[str, ir.Value]:
        return {role: plain(rows[f"{role}_name"]) for role in ("consignee", "end_user")}

    return with_late_change(table, asked, "RTE-07", parties)


@check("RTE-07")
def late_parties(asked: Asked) -> ir.BooleanValue:
    """The consignee or the end user changed shortly before shipping."""
    return asked["rte_07_late"]


@history("RTE-08", "id", "ship_date")
def new_delivery(table: ir.Table, asked: Asked) -> ir.Table:
    """A late change of the day of delivery."""
    return with_late_change(
        table, asked, "RTE-08", lambda rows: {"delivery_date": rows.delivery_date}
    )


@check("RTE-08")
def late_delivery_change(asked: Asked) -> ir.BooleanValue:
    """The day of delivery changed shortly before shipping."""
    return asked["rte_08_late"]


@history("RTE-10", "id", "consignee_key", "hs", "ship_date")
def shipments_like_it(table: ir.Table, asked: Asked) -> ir.Table:
    """Shipments of the same goods to the same buyer in the busiest `days` that hold this one, and
    whether such days have more than the pace of those before or after; how many more may be.

    The root of a Poisson count has a standard deviation of about a half, whatever its mean.
    """
    import ibis

    held = asked.parameters
    keys, days, around = ("consignee_key", "hs"), int(held["days"]), int(held["around"])
    daily = grouped(table, [*keys, "ship_date"], rte_10_count=table.id.nunique())
    sums = dict.fromkeys(("_today", "_behind", "_ahead"), daily.groups.rte_10_count)
    counts = daily.groups.mutate(**sums)
    for name, before, after in (
        ("rte_10_count", days, 0),
        ("_behind", days + around, 0),
        ("_ahead", 0, around),
    ):
        counts = over_days(counts, keys, "ship_date", [name], before=before, after=after, how="sum")
    file = table.aggregate(_first=table.ship_date.min(), _last=table.ship_date.max())
    counts = counts.cross_join(file)
    past = (counts.ship_date.delta(counts._first, unit="day") - days).clip(days, around)
    future = counts._last.delta(counts.ship_date, unit="day").clip(days, around)
    usual = ibis.greatest(
        (counts._behind - counts.rte_10_count) * days / past,
        (counts._ahead - counts._today) * days / future,
    )
    many = counts.rte_10_count >= int(held["count"])
    most = (counts.rte_10_count.sqrt() - usual.sqrt()) * 2 >= float(held["deviations"])
    counts = counts.mutate(rte_10_burst=ibis.and_(many, most).cast("int64"))
    counts = counts.drop("_today", "_behind", "_ahead", "_first", "_last")
    names = ["rte_10_count", "rte_10_burst"]
    counts = over_days(counts, keys, "ship_date", names, before=0, after=days, how="max")
    undated = table.aggregate(rte_10_undated=table.ship_date.isnull().sum().fill_null(0))
    return beside(
        table,
        Counts(daily.keys, counts),
        Counts((), undated),
        *unsure(table, "consignee_key", ("hs", "ship_date"), "rte_10"),
    )


@check("RTE-10")
def split(asked: Asked) -> ir.BooleanValue:
    """As many shipments of controlled goods to one buyer, one soon after the other, and few around
    them.

    Where some row of the file has no day, the file may reach further than it shows, and the pace
    around a span be slower: that it is no burst is then not sure.
    """
    import ibis

    more = may_be(asked, "rte_10", nobody=True)
    return ibis.cases(
        (asked["rte_10_burst"] > 0, ibis.literal(True)),
        (asked["rte_10_count"] + more < int(asked.parameters["count"]), ibis.literal(False)),
        (
            asked["rte_10_burst"].notnull() & (more == 0) & (asked["rte_10_undated"] == 0),
            ibis.literal(False),
        ),
        else_=ibis.null("boolean"),
    )
