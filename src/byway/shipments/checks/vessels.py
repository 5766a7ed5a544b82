"""VES: vessels, by what the user's own watch of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import Counts, beside
from byway.shipments.kleene import any_of
from byway.shipments.registry import check, history, prefix

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from byway.shipments.registry import Look

WEIGHTS = (7, 6, 5, 4, 3, 2)
"""By which the first six digits of an IMO number are multiplied; the last digit of the sum is the
seventh (IMO Resolution A.1117(30))."""
READS = ("vessel_imo", "ship_date")


def events(rule: str, kind: str) -> Look:
    """What the register says of the vessel within `days` of the day of export: events of one kind
    (`<rule>_count`, `<rule>_hours`), and whether it was watched on that day (`<rule>_watched`)."""

    def add(table: ir.Table, asked: Asked) -> ir.Table:
        import ibis

        name = prefix(rule)
        register = asked.registers.get("vessels")
        if register is None:
            return table.mutate(
                **{
                    f"{name}count": ibis.null("int64"),
                    f"{name}hours": ibis.null("float64"),
                    f"{name}watched": ibis.null("boolean"),
                }
            )
        days = int(asked.parameters["days"])
        table = table.mutate(_imo=digits(table.vessel_imo))
        calls = table.select("_imo", "ship_date").drop_null().distinct()
        register = register.mutate(_vessel=digits(register.imo))
        met = calls.join(register, calls._imo == register._vessel)
        until = met.until.fill_null(ibis.date("9999-12-31"))
        near = (met.since.delta(met.ship_date, unit="day") <= days) & (
            until.delta(met.ship_date, unit="day") >= -days
        )
        mine = near.fill_null(False) & (met.event == kind)
        watched = (met.event == "watched") & (met.since <= met.ship_date)
        told = met.group_by("_imo", "ship_date").aggregate(
            **{
                f"{name}count": mine.sum(),
                f"{name}hours": met.hours.max(where=mine),
                f"{name}watched": (watched & (until >= met.ship_date)).fill_null(False).any(),
            }
        )
        return beside(table, Counts(("_imo", "ship_date"), told)).drop("_imo")

    return add


def digits(column: ir.StringValue) -> ir.StringValue:
    """A number without its letters and spaces, as in "IMO 9074729"; NULL where it has none."""
    return column.re_replace("[^0-9]", "").nullif("")


def seen(asked: Asked, rule: str, least: int = 1) -> ir.BooleanValue:
    """Whether there were `least` such events; there were not, where the vessel was watched."""
    import ibis

    name = prefix(rule)
    return ibis.cases(
        (asked[f"{name}count"] >= least, ibis.literal(True)),
        (asked[f"{name}watched"], ibis.literal(False)),
        else_=ibis.null("boolean"),
    )


history("VES-01", *READS)(events("VES-01", "dark"))
history("VES-02", *READS)(events("VES-02", "false position"))
history("VES-03", *READS)(events("VES-03", "identity"))
history("VES-04", *READS)(events("VES-04", "night transfer"))
history("VES-05", *READS)(events("VES-05", "false flag"))


@check("VES-01")
def dark(asked: Asked) -> ir.BooleanValue:
    """The vessel sent no position for long at about that time."""
    import ibis

    return ibis.cases(
        (asked["ves_01_hours"] >= float(asked.parameters["hours"]), ibis.literal(True)),
        (asked["ves_01_watched"], ibis.literal(False)),
        else_=ibis.null("boolean"),
    )


@check("VES-02")
def false_position(asked: Asked) -> ir.BooleanValue:
    """The vessel sent a position where it was not."""
    return seen(asked, "VES-02")


@check("VES-03")
def taken_identity(asked: Asked) -> ir.BooleanValue:
    """The IMO number or the MMSI is none, or was seen to be another vessel's."""
    return any_of(
        (
            ~proper_imo(asked["vessel_imo"]),
            digits(asked["vessel_mmsi"]).length() != 9,
            seen(asked, "VES-03"),
        )
    )


def proper_imo(column: ir.StringValue) -> ir.BooleanValue:
    """Whether it is an IMO number by its length and check digit."""
    number = digits(column)
    sevens = number.re_search("^[0-9]{7}$")
    padded = sevens.ifelse(number, "0000000")
    total = padded.substr(0, 1).cast("int64") * WEIGHTS[0]
    for place, weight in enumerate(WEIGHTS[1:], start=1):
        total += padded.substr(place, 1).cast("int64") * weight
    return sevens & (total % 10 == padded.substr(6, 1).cast("int64"))


@check("VES-04")
def night_transfers(asked: Asked) -> ir.BooleanValue:
    """Cargo went from ship to ship by night, several times one after the other."""
    return seen(asked, "VES-04", int(asked.parameters["count"]))


@check("VES-05")
def false_flag(asked: Asked) -> ir.BooleanValue:
    """The vessel's flag stands as false in the IMO's register."""
    return seen(asked, "VES-05")


@history("VES-06", "certificate_country")
def transfer_places(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether the register has the certificate's country for frequent transfers."""
    from byway.shipments.registers import joined

    return joined(table, asked, "transfer_places", ("certificate_country",), "ves_06_")


@check("VES-06")
def certificate_from_transfers(asked: Asked) -> ir.BooleanValue:
    """The certificate of origin is from a place where goods often go from ship to ship."""
    return asked["ves_06_frequent"]
