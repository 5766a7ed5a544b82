"""ADR: addresses, and how a party can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from byway.shipments.asked import Asked
from byway.shipments.counting import Counts, beside, grouped, may_be, unsure
from byway.shipments.kleene import any_of, at_least
from byway.shipments.registers import joined, standing
from byway.shipments.registry import check, history
from byway.shipments.text import domain, has_word, housed, without_words

if TYPE_CHECKING:
    import ibis.expr.types as ir

SHIPPED = ("ship_date", "order_date", "delivery_date")
ADDRESSES = ("consignee_address_key", "intermediate_address_key", "end_user_address_key")
THERE = ("consignee_there", "intermediate_there", "end_user_there")


def told(table: ir.Table, addresses: Iterable[str]) -> ir.Table:
    """`table` with those of the `addresses` unknown that name no house."""
    return table.mutate(**{address: housed(table[address]) for address in addresses})


@history(
    "ADR-01",
    "consignee_key",
    "consignee_address",
    "consignee_address_key",
    "forwarder_address_key",
)
def firms_at_address(table: ir.Table, asked: Asked) -> ir.Table:
    """How many consignees of the file sit at this one's address, and whether it is a forwarder's or
    one for everybody, by the file or by what is known of addresses.  Names that only legal forms
    tell apart may be of one firm: they count once for sure."""
    at, names = "_at", asked.reference.values("company_forms")
    table = table.mutate(
        _at=housed(table.consignee_address_key),
        _forwarder=housed(table.forwarder_address_key),
        _firm=without_words(table.consignee_key, names),
    )
    here = table["_forwarder"]
    forwarders = table.filter(here.notnull()).group_by(_at=here).aggregate(_there=here.count())
    both = beside(
        joined(table, asked, "premises", ("consignee_address",), "adr_01_"),
        grouped(
            table,
            (at,),
            adr_01_firms=table["_firm"].nunique(),
            adr_01_alike=table.consignee_key.nunique() - table["_firm"].nunique(),
        ),
        *unsure(table, at, ("consignee_key",), "adr_01"),
        Counts((at,), forwarders),
    )
    everybody = both.adr_01_kind.lower().isin(asked.parameters["shared_kinds"])
    shared = both._there.notnull() | everybody.fill_null(False)
    return both.mutate(adr_01_shared=shared).drop("_there")


@check("ADR-01")
def common_address(asked: Asked) -> ir.BooleanValue:
    """Several companies sit at one address that is not known as one for everybody."""
    more = may_be(asked, "adr_01", nobody=True) + asked["adr_01_alike"]
    several = at_least(asked["adr_01_firms"], more, asked.parameters["firms"])
    return several & ~asked["adr_01_shared"]


@history("ADR-02", "consignee_address")
def kind_of_address(table: ir.Table, asked: Asked) -> ir.Table:
    """What is at the buyer's address."""
    return joined(table, asked, "premises", ("consignee_address",), "adr_02_")


@check("ADR-02")
def residence(asked: Asked) -> ir.BooleanValue:
    """People live at the buyer's address."""
    found: ir.BooleanValue = asked["adr_02_kind"].lower() == "residence"
    return found


@history("ADR-03", *SHIPPED, *ADDRESSES, *THERE)
def at_listed_address(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether a listed party has the address."""
    return standing(told(table, ADDRESSES), asked, "listed_addresses", ADDRESSES, "adr_03_")


@check("ADR-03")
def address_of_listed(asked: Asked) -> ir.BooleanValue:
    """A party sits at the address of a listed one."""
    return asked["adr_03_met"]


@history("ADR-04", *SHIPPED, *ADDRESSES, *THERE)
def at_facility(table: ir.Table, asked: Asked) -> ir.Table:
    """Whether a military facility is at the address, or beside it."""
    return standing(told(table, ADDRESSES), asked, "facilities", ADDRESSES, "adr_04_")


@check("ADR-04")
def military_facility(asked: Asked) -> ir.BooleanValue:
    """A party sits at, or beside, a military facility."""
    return asked["adr_04_met"]


@check("ADR-05")
def free_zone(asked: Asked) -> ir.BooleanValue:
    """The last consignee's address, or its legal form, is a free zone's."""
    words = asked.reference.values("free_zone_words")
    forms = asked.reference.values("free_zone_forms")

    def there(role: str) -> ir.BooleanValue:
        place = has_word(asked[f"{role}_address"], words)
        return asked[f"{role}_there"] & (place | has_word(asked[f"{role}_name"], forms))

    return any_of(map(there, ("consignee", "end_user")))


@check("ADR-06")
def personal_mail(asked: Asked) -> ir.BooleanValue:
    """The consignee writes from a provider of mail for everyone."""
    found: ir.BooleanValue = domain(asked["consignee_email"]).isin(
        asked.reference.values("freemail")
    )
    return found


@check("ADR-07")
def foreign_phone(asked: Asked) -> ir.BooleanValue:
    """The consignee's telephone has not the code of the destination; unknown without `+`."""
    pairs = asked.reference.values("phone_codes")
    codes = sorted((pair.split("=")[0] for pair in pairs), key=len, reverse=True)
    digits = asked["consignee_phone"].re_replace("[^0-9+]", "")
    code = digits.re_extract(rf"^(?:\+|00)({'|'.join(codes)})", 1).nullif("")
    return ~asked.paired(code, asked["destination_country"], "phone_codes")


@check("ADR-08")
def foreign_internet_address(asked: Asked) -> ir.BooleanValue:
    """The order came from an internet address in another country than the consignee's."""
    found: ir.BooleanValue = asked["order_ip_country"] != asked["consignee_country"]
    return found
