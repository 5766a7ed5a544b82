"""OWN: who owns and controls the parties, by the ownership records that were given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.facts import OWNED_ROLES
from byway.shipments.kleene import all_of, any_of
from byway.shipments.registers import joined
from byway.shipments.registry import check, history

if TYPE_CHECKING:
    import ibis.expr.types as ir


def _any_role(asked: Asked, says: Callable[[str], ir.BooleanValue]) -> ir.BooleanValue:
    """Whether it is so of one of the parties that are there; `says` is given `<role>_owned_`."""
    return any_of(asked[f"{role}_there"] & says(f"{role}_owned_") for role in OWNED_ROLES)


@check("OWN-01")
def owned_by_listed(asked: Asked) -> ir.BooleanValue:
    """Listed persons hold enough of a party; not, where records say who has the rest."""
    import ibis

    def held(of: str) -> ir.BooleanValue:
        outcome = asked[f"{of}outcome"]
        return ibis.cases(
            (outcome == "meets", ibis.literal(True)),
            ((outcome == "does not meet") & asked[f"{of}accounted"], ibis.literal(False)),
            else_=ibis.null("boolean"),
        )

    return _any_role(asked, held)


@check("OWN-02")
def share_unknown(asked: Asked) -> ir.BooleanValue:
    """A listed owner's share of a party is not known."""
    return _any_role(asked, lambda of: asked[f"{of}share_unknown"])


@check("OWN-03")
def divested(asked: Asked) -> ir.BooleanValue:
    """A listed owner left shortly before or after its listing, and the new holder is not listed."""
    return _any_role(asked, lambda of: asked[f"{of}divested"])


@check("OWN-04")
def controlled_by_listed(asked: Asked) -> ir.BooleanValue:
    """Listed persons control a party by other means than a majority of shares."""
    import ibis

    def controlled(of: str) -> ir.BooleanValue:
        return asked[f"{of}control"].cases(
            ("stated", True), ("not shown", False), else_=ibis.null("boolean")
        )

    return _any_role(asked, controlled)


@check("OWN-05")
def vehicle(asked: Asked) -> ir.BooleanValue:
    """The buyer is registered elsewhere than it sits, and no person is recorded above it."""
    return all_of(
        (
            asked["consignee_there"],
            asked["consignee_registered_in"] != asked["consignee_country"],
            ~asked["consignee_owned_person_on_top"],
        )
    )


@check("OWN-06")
def layered(asked: Asked) -> ir.BooleanValue:
    """Many layers over many countries, or no natural person on top."""
    depth, countries = asked.parameters["depth"], asked.parameters["jurisdictions"]
    return _any_role(
        asked,
        lambda of: (
            ((asked[f"{of}depth"] >= depth) & (asked[f"{of}jurisdictions"] >= countries))
            | ~asked[f"{of}person_on_top"]
        ),
    )


@history("OWN-08", "consignee_name", "payer_name")
def close_to_listed(table: ir.Table, asked: Asked) -> ir.Table:
    """What is known of the ties of who receives and who pays."""
    table = joined(table, asked, "ties", ("consignee_name",), "own_08_consignee_")
    return joined(table, asked, "ties", ("payer_name",), "own_08_payer_")


@check("OWN-08")
def shielding(asked: Asked) -> ir.BooleanValue:
    """Who receives or pays is family of a listed person, or stands in for one."""

    def close(role: str) -> ir.BooleanValue:
        of = f"own_08_{role}_"
        kind = asked[f"{of}kind"].lower().isin(asked.parameters["kinds"])
        return all_of((asked[f"{role}_there"], asked[f"{of}tied"], kind, asked[f"{of}to_listed"]))

    return any_of(map(close, ("consignee", "payer")))


@history("OWN-09", "intermediate_name", "end_user_name")
def what_is_there(table: ir.Table, asked: Asked) -> ir.Table:
    """What is known of the premises and staff of intermediate and end user."""
    table = joined(table, asked, "profiles", ("intermediate_name",), "own_09_intermediate_")
    return joined(table, asked, "profiles", ("end_user_name",), "own_09_end_user_")


@check("OWN-09")
def shell(asked: Asked) -> ir.BooleanValue:
    """An intermediate or end user in a third country has no premises or no staff."""

    def hollow(role: str) -> ir.BooleanValue:
        of = f"own_09_{role}_"
        staff = asked[f"{of}employees"] < asked.parameters["employees"]
        third = ~asked[f"{role}_country"].isin(asked.programme.targets)
        return all_of((asked[f"{role}_there"], third, ~asked[f"{of}premises"] | staff))

    return any_of(map(hollow, ("intermediate", "end_user")))
