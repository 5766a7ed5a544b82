"""What is planted: known schemes, and honest traffic that looks like them.

Each function makes the shipments of some cases of one kind: columns, the rules whose text they
meet, and who is who.  Numbers vary as they do in life; none is taken from a rule's parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from firms import TURNING, Array, Firms
from world import COALITION, FIRST, LAST, PURPOSE, Columns, World, goods

HUBS = ("TR", "AE", "CN", "HK", "KZ", "AM", "UZ", "GE", "KG", "RS")
FIVE_TIMES = 0.2
"""The Tri-Seal note speaks of values understated "more than five times"."""
OUTSIDE = (*HUBS, "IN", "TH", "EG", "BR", "ZA", "MX")


@dataclass
class Block:
    """Shipments of one kind.

    rules: those that each of them shows, joined by ";"; with "?" at the end those that it may be
    said to show, as the first months of what becomes a jump.
    """

    kind: str
    columns: Columns
    rules: Array
    honest: bool = False
    earlier: list[tuple[Array, Columns]] = field(default_factory=list)
    """Earlier versions: which shipments, and what they said then."""
    listed: list[tuple[str, np.datetime64]] = field(default_factory=list)
    owned: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rules)


Scheme = Callable[[World, int], Block]


def _controlled(world: World, count: int, tiers: tuple[str, ...] = ()) -> Array:
    """Goods of the Common High Priority List."""
    held = goods()
    of = np.isin(held.tier, tiers) if tiers else held.priority
    small = of & (held.price < 5_000)
    return world.rng.choice(np.flatnonzero(small), count)


def _buyers(world: World, count: int, places: tuple[str, ...] = OUTSIDE, **more: object) -> Array:
    """New buyers of electronics outside the coalition."""
    made = _firms(world, count, places, **more)
    return world.add(made, late=0)


def _firms(
    world: World,
    count: int,
    places: tuple[str, ...] = OUTSIDE,
    *,
    mail: float = 1,
    kind: str | None = None,
    born: Array | None = None,
) -> Firms:
    sectors = world.rng.choice(list(PURPOSE), count)
    firms = world.maker.firms(world.rng.choice(places, count), sectors, kind=kind, own_mail=mail)
    if born is not None:
        firms.incorporated = born
    return firms


def _days(
    world: World, buyer: Array, start: Array | np.datetime64, until: Array | None = None
) -> Array:
    begin = np.broadcast_to(start, len(buyer)).astype("datetime64[D]")
    return world.days(begin, until)


def _all(rules: str, count: int) -> Array:
    return np.full(count, rules, object)


def _after(world: World, count: int, least: int = 20, most: int = 700) -> Array:
    """Days after the turning."""
    return TURNING + world.rng.integers(least, most, count).astype("timedelta64[D]")


def _with_tiers(rules: str, top: str, good: Array) -> Array:
    """`rules`, and `top` too for goods of tiers 1 and 2."""
    high = np.isin(goods().tier[good], ("1", "2"))
    return np.where(high, ";".join(filter(None, (rules, top))), rules).astype(object)


def shared_address(world: World, cases: int) -> Block:
    """Some new firms with one address buy controlled goods."""
    rng = world.rng
    size = rng.integers(3, 9, cases)
    case = np.repeat(np.arange(cases), size)
    born = _after(world, len(case), 10, 500)
    place = rng.choice(HUBS, cases)
    firms = world.maker.firms(place[case], rng.choice(list(PURPOSE), len(case)), own_mail=0.8)
    firms.incorporated = born
    first = np.concatenate([[0], np.cumsum(size)[:-1]]).astype(int)
    shared = firms.address[first][case]
    style = rng.random(len(case))  # as different clerks write it
    firms.address = np.array(
        [
            s.upper() if r < 0.15 else s.replace(",", "") if r < 0.3 else s
            for s, r in zip(shared, style, strict=True)
        ],
        object,
    )
    who = world.add(firms)
    buyer = np.repeat(who, rng.integers(1, 5, len(who)))
    ship = _days(world, buyer, world.buyers.incorporated[buyer] + np.timedelta64(20, "D"))
    good = _controlled(world, len(buyer))
    return Block(
        "shared address",
        world.trade(buyer, ship, good),
        _with_tiers("ADR-01;COM-01", "COM-02", good),
    )


def splitting(world: World, cases: int) -> Block:
    """An order of controlled goods leaves in many small parts within weeks."""
    rng = world.rng
    parts = rng.integers(6, 15, cases)
    who = _buyers(world, cases)
    case = np.repeat(np.arange(cases), parts)
    good = _controlled(world, cases)[case]
    begin = _after(world, cases, 60, 900)[case]
    gap = rng.gamma(2.0, 1.6, len(case)).astype(int)
    start = np.concatenate([[0], np.cumsum(parts)[:-1]]).astype(int)
    run = np.cumsum(gap)
    ship = begin + (run - run[start][case]).astype("timedelta64[D]")
    columns = world.trade(who[case], ship, good)
    total = np.exp(rng.normal(10.6, 0.5, cases))[case]
    columns |= _worth(columns, total / parts[case] * rng.lognormal(0, 0.25, len(case)))
    return Block("splitting", columns, _all("RTE-10", len(case)))


def _worth(columns: Columns, value: Array) -> Columns:
    """The same goods at the same unit price, worth about `value`."""
    price = columns["value"] / columns["quantity"]
    quantity = np.maximum(1, np.round(value / price))
    kg = columns["weight_kg"] / columns["quantity"] * quantity
    worth = np.round(quantity * price, 2)
    return {"quantity": quantity, "value": worth, "paid": worth, "weight_kg": np.round(kg, 3)}


def consignee_change(world: World, cases: int) -> Block:
    """Days before the goods leave, another firm becomes the consignee."""
    rng = world.rng
    first, then = _buyers(world, cases), _buyers(world, cases)
    ship = _days(world, then, _after(world, cases))
    columns = world.trade(then, ship, _controlled(world, cases))
    change = ship - rng.integers(0, 6, cases).astype("timedelta64[D]")
    return _changed("consignee change", world, columns, first, change, rules="RTE-07")


def early_change(world: World, cases: int) -> Block:
    """Honest: the consignee changes long before shipping, as when orders move to a branch."""
    first, then = _old(world, cases), _old(world, cases)
    ship = _days(world, then, world.start[then])
    columns = world.trade(then, ship, _controlled(world, cases))
    columns["order_date"] = ship - world.rng.integers(90, 200, cases).astype("timedelta64[D]")
    change = columns["order_date"] + world.rng.integers(5, 40, cases).astype("timedelta64[D]")
    block = _changed("early change", world, columns, first, change)
    block.honest = True
    return block


def _changed(
    kind: str, world: World, columns: Columns, first: Array, change: Array, *, rules: str = ""
) -> Block:
    count = len(first)
    before = {name: columns[name].copy() for name in columns}
    b = world.buyers.take(first)
    for name in (
        "name",
        "country",
        "address",
        "email",
        "phone",
        "id",
        "incorporated",
        "activity",
        "kind",
        "website",
    ):
        before[f"consignee_{name}"] = getattr(b, name)
    before["version_date"] = columns["order_date"]
    columns["version"] = np.full(count, 2.0)
    columns["version_date"] = change
    return Block(kind, columns, _all(rules, count), earlier=[(np.arange(count), before)])


def quantity_change(world: World, cases: int) -> Block:
    """Honest: days before shipping the quantity is put right; the parties stay."""
    rng = world.rng
    buyer = _old(world, cases)
    columns = world.trade(buyer, _days(world, buyer, world.start[buyer]), _controlled(world, cases))
    before = {name: columns[name].copy() for name in columns}
    before |= _worth(columns, columns["value"] * rng.uniform(0.7, 1.3, cases))
    columns["version"] = np.full(cases, 2.0)
    columns["version_date"] = columns["ship_date"] - rng.integers(0, 8, cases).astype(
        "timedelta64[D]"
    )
    return Block("quantity change", columns, _all("", cases), True, [(np.arange(cases), before)])


def transshipment(world: World, cases: int) -> Block:
    """Controlled goods go to a firm in a hub, the named user sits in yet another country."""
    rng = world.rng
    who = _buyers(world, cases, ("TR", "AE", "HK", "CN", "AM"))
    buyer = np.repeat(who, rng.integers(1, 4, cases))
    n = len(buyer)
    columns = world.trade(buyer, _days(world, buyer, _after(world, n)), _controlled(world, n))
    user = _firms(world, n, ("KG", "KZ", "UZ", "GE"))
    columns["end_user_name"], columns["end_user_country"] = user.name, user.country
    agent = _firms(world, n, ("TR", "AE", "HK"), kind="trader")
    by_agent = rng.random(n) < 0.6
    columns["intermediate_name"] = np.where(by_agent, agent.name, "none")
    columns["intermediate_country"] = np.where(by_agent, agent.country, None)
    return Block("transshipment", columns, _all("RTE-01;RTE-05", n))


def third_country_payer(world: World, cases: int) -> Block:
    """A firm that no paper names pays from a country where nobody of the papers is."""
    rng = world.rng
    who = _buyers(world, cases)
    buyer = np.repeat(who, rng.integers(1, 4, cases))
    n = len(buyer)
    columns = world.trade(buyer, _days(world, buyer, _after(world, n)), _controlled(world, n))
    payer = _firms(world, n, ("AE", "HK", "RS", "TH", "GE"))
    away = payer.country == columns["consignee_country"]
    payer.country = np.where(away, "SG", payer.country).astype(object)
    columns["payer_name"], columns["payer_country"] = payer.name, payer.country
    columns["bank_country"] = payer.country
    columns["bank_name"] = np.array([f"Trade Bank {c}" for c in payer.country], object)
    return Block("third-country payer", columns, _all("PAY-01", n))


def group_treasury(world: World, cases: int) -> Block:
    """Honest: a parent in another country pays, and the papers name it as the end user."""
    rng = world.rng
    buyer = _old(world, cases)
    columns = world.trade(buyer, _days(world, buyer, world.start[buyer]), _controlled(world, cases))
    user = world.users.take(rng.integers(0, len(world.users), cases))
    for role in ("end_user", "payer"):
        columns[f"{role}_name"], columns[f"{role}_country"] = user.name, user.country
    columns["bank_country"] = user.country
    return Block("group treasury", columns, _all("", cases), True)


def new_company(world: World, cases: int) -> Block:
    """Firms made after the turning, outside the coalition, buy controlled goods."""
    who = _buyers(world, cases, born=_after(world, cases))
    buyer = np.repeat(who, world.rng.integers(1, 6, cases))
    good = _controlled(world, len(buyer))
    ship = _days(world, buyer, world.buyers.incorporated[buyer] + np.timedelta64(15, "D"))
    return Block(
        "new company", world.trade(buyer, ship, good), _with_tiers("COM-01", "COM-02", good)
    )


def new_at_home(world: World, cases: int) -> Block:
    """Honest: new firms inside the coalition buy the same goods."""
    inside = ("DE", "PL", "FR", "JP", "KR", "GB", "US")
    who = _buyers(world, cases, inside, born=_after(world, cases))
    buyer = np.repeat(who, world.rng.integers(1, 6, cases))
    ship = _days(world, buyer, world.buyers.incorporated[buyer] + np.timedelta64(15, "D"))
    columns = world.trade(buyer, ship, _controlled(world, len(buyer)))
    return Block("new at home", columns, _all("", len(buyer)), True)


def misdeclared(world: World, cases: int) -> Block:
    """Goods of the list in words, and the code of everyday goods beside them."""
    rng, held = world.rng, goods()
    buyer = _buyers(world, cases)
    good = _controlled(world, cases)
    columns = world.trade(buyer, _days(world, buyer, _after(world, cases)), good)
    other = rng.choice(np.flatnonzero(~held.controlled), cases)
    columns["hs"] = held.hs[other]
    return Block("misdeclared goods", columns, _all("DOC-04", cases))


def undervalued(world: World, cases: int) -> Block:
    """The papers state a small part of what such goods cost."""
    rng = world.rng
    buyer = _buyers(world, cases)
    columns = world.trade(
        buyer, _days(world, buyer, _after(world, cases)), _controlled(world, cases)
    )
    share = rng.beta(2, 9, cases) * 0.6
    columns["value"] = np.round(np.maximum(columns["value"] * share, 1), 2)
    columns["paid"] = columns["value"].copy()
    rules = np.where(share < FIVE_TIMES, "DOC-05", "DOC-05?").astype(object)
    return Block("undervaluation", columns, rules)


def cheap_grade(world: World, cases: int) -> Block:
    """Honest: plainer grades at half the price; the usual price that is held is of that grade."""
    rng = world.rng
    buyer = _old(world, cases)
    columns = world.trade(buyer, _days(world, buyer, world.start[buyer]), _controlled(world, cases))
    factor = rng.uniform(0.4, 0.75, cases)
    for name in ("value", "paid", "reference_price"):
        columns[name] = np.round(columns[name] * factor, 4)
    return Block("cheap grade", columns, _all("", cases), True)


def listed_consignee(world: World, cases: int) -> Block:
    """Goods for listed parties; some left before the listing, which is no flag."""
    rng = world.rng
    who = _buyers(world, cases)
    since = _after(world, cases, 0, 800)
    shipments = rng.integers(2, 7, cases)
    buyer, on = np.repeat(who, shipments), np.repeat(since, shipments)
    ship = _days(world, buyer, FIRST)
    ship = np.where(rng.random(len(buyer)) < 0.6, _days(world, buyer, on), ship)
    columns = world.trade(buyer, ship)
    rules = np.where(ship >= on, "LST-01", "").astype(object)
    names = list(zip(world.buyers.name[who].tolist(), since, strict=True))
    return Block("listed consignee", columns, rules, listed=names)


def forwarder_consignee(world: World, cases: int) -> Block:
    """A forwarder stands in the papers as the one who receives the goods."""
    rng = world.rng
    f = world.forwarders.take(rng.integers(0, len(world.forwarders), cases))
    f.country = rng.choice(HUBS, cases).astype(object)
    buyer = world.add(f)
    columns = world.trade(buyer, _days(world, buyer, FIRST), _controlled(world, cases))
    columns["end_user_name"] = np.where(rng.random(cases) < 0.5, columns["consignee_name"], "none")
    columns["end_user_country"] = np.where(columns["end_user_name"] == "none", None, f.country)
    return Block("forwarder as consignee", columns, _all("RTE-03", cases))


def first_timers(world: World, cases: int) -> Block:
    """Old firms that never bought such goods begin years after the turning."""
    who = _buyers(world, cases)
    buyer = np.repeat(who, world.rng.integers(1, 4, cases))
    ship = _days(
        world, buyer, np.repeat(_after(world, cases, 300, 900), np.bincount(buyer - who[0]))
    )
    columns = world.trade(buyer, ship, _controlled(world, len(buyer)))
    since = (ship - _first(buyer, ship)).astype(int)
    rules = np.select([since == 0, since <= 90], ["TRD-03", "TRD-03?"], "").astype(object)
    return Block("first-time importer", columns, rules)


def _first(who: Array, day: Array) -> Array:
    """The first day of each one's, beside each."""
    order = np.lexsort((day, who))
    starts = np.flatnonzero(np.r_[True, np.diff(who[order]) != 0])
    first = np.repeat(day[order][starts], np.diff(np.r_[starts, len(who)]))
    beside = np.empty_like(day)
    beside[order] = first
    return beside


def jump(world: World, cases: int) -> Block:
    """Known buyers of controlled goods take many times as much after the turning."""
    rng = world.rng
    who = _buyers(world, cases)
    good = _controlled(world, cases)
    before, after = rng.integers(6, 16, cases), rng.integers(60, 140, cases)
    old, new = np.repeat(who, before), np.repeat(who, after)
    past = _days(world, old, FIRST, np.full(len(old), TURNING - np.timedelta64(1, "D")))
    later = _days(world, new, TURNING + np.timedelta64(60, "D"))
    buyer = np.concatenate([old, new])
    columns = world.trade(buyer, np.concatenate([past, later]), good[buyer - who[0]])
    early = later < TURNING + np.timedelta64(240, "D")  # not yet to be told from chance
    rules = np.concatenate([_all("", len(old)), np.where(early, "TRD-02?", "TRD-02")]).astype(
        object
    )
    return Block("jump after turning", columns, rules)


def growth(world: World, cases: int) -> Block:
    """Honest: buyers whose trade grows by half in those years."""
    rng = world.rng
    who = _buyers(world, cases)
    before = rng.integers(14, 26, cases)
    after = np.round(before * 1.36 * rng.uniform(1.0, 1.6, cases)).astype(int)
    old, new = np.repeat(who, before), np.repeat(who, after)
    past = _days(world, old, FIRST, np.full(len(old), TURNING - np.timedelta64(1, "D")))
    buyer = np.concatenate([old, new])
    good = _controlled(world, cases)[buyer - who[0]]
    columns = world.trade(buyer, np.concatenate([past, _days(world, new, TURNING)]), good)
    return Block("growth", columns, _all("", len(buyer)), True)


def turned_to_tiers(world: World, cases: int) -> Block:
    """Known customers for everyday goods take goods of tiers 1 and 2 only after the turning."""
    rng, held = world.rng, goods()
    who = _buyers(world, cases)
    before, after = rng.integers(2, 8, cases), rng.integers(1, 6, cases)
    old, new = np.repeat(who, before), np.repeat(who, after)
    past = _days(world, old, FIRST, np.full(len(old), TURNING - np.timedelta64(1, "D")))
    buyer = np.concatenate([old, new])
    ship = np.concatenate([past, _days(world, new, TURNING + np.timedelta64(30, "D"))])
    plain = rng.choice(np.flatnonzero(~held.controlled), len(old))
    good = np.concatenate([plain, _controlled(world, len(new), ("1", "2"))])
    rules = np.concatenate([_all("", len(old)), _all("TRD-01", len(new))])
    return Block("tiers only after turning", world.trade(buyer, ship, good), rules)


def freemail_start_up(world: World, cases: int) -> Block:
    """New firms that write from mail for everyone buy controlled goods."""
    who = _buyers(world, cases, mail=0, born=_after(world, cases))
    buyer = np.repeat(who, world.rng.integers(1, 4, cases))
    good = _controlled(world, len(buyer))
    ship = _days(world, buyer, world.buyers.incorporated[buyer] + np.timedelta64(15, "D"))
    rules = _with_tiers("ADR-06;COM-01", "COM-02", good)
    return Block("freemail and new", world.trade(buyer, ship, good), rules)


def listed_owner(world: World, cases: int) -> Block:
    """Firms that listed parties own by more than half."""
    who = _buyers(world, cases)
    buyer = np.repeat(who, world.rng.integers(1, 5, cases))
    columns = world.trade(buyer, _days(world, buyer, TURNING))
    return Block(
        "listed owner", columns, _all("OWN-01", len(buyer)), owned=world.buyers.name[who].tolist()
    )


def business_centre(world: World, cases: int) -> Block:
    """Honest: many old firms take their post at their forwarder's house."""
    rng = world.rng
    size = rng.integers(4, 20, cases)
    case = np.repeat(np.arange(cases), size)
    house = rng.integers(0, len(world.forwarders), cases)[case]
    firms = world.maker.firms(
        world.forwarders.country[house], rng.choice(list(PURPOSE), len(case)), own_mail=1
    )
    firms.address = world.forwarders.address[house]
    who = world.add(firms)
    world.forwarder[who] = house
    buyer = np.repeat(who, rng.integers(1, 4, len(who)))
    columns = world.trade(
        buyer, _days(world, buyer, world.start[buyer]), _controlled(world, len(buyer))
    )
    return Block("business centre", columns, _all("", len(buyer)), True)


def regular(world: World, cases: int) -> Block:
    """Honest: one delivery a month, for years."""
    rng = world.rng
    who = _old(world, cases)
    months = rng.integers(12, 48, cases)
    case = np.repeat(np.arange(cases), months)
    number = np.concatenate([np.arange(m) for m in months]) if cases else np.array([], int)
    ship = FIRST + (number * 30 + rng.integers(0, 6, len(case)) + 100).astype("timedelta64[D]")
    columns = world.trade(who[case], np.minimum(ship, LAST), _controlled(world, cases)[case])
    return Block("regular deliveries", columns, _all("", len(case)), True)


def many_lines(world: World, cases: int) -> Block:
    """Honest: one shipment with many lines of one code, as a distributor orders."""
    rng = world.rng
    who = _old(world, cases)
    lines = rng.integers(5, 12, cases)
    case = np.repeat(np.arange(cases), lines)
    papers = world.papers(who, _days(world, who, world.start[who]))
    good = _controlled(world, cases)[case]
    columns = {name: cells[case] for name, cells in papers.items()} | world.lines(who[case], good)
    columns["_shipment"] = case
    return Block("many lines", columns, _all("", len(case)), True)


def _old(world: World, count: int) -> Array:
    """Known buyers of such goods inside the coalition."""
    fits = np.isin(world.buyers.sector, list(PURPOSE)) & np.isin(
        world.buyers.country, list(COALITION)
    )
    fits &= world.buyers.incorporated < TURNING
    places = np.flatnonzero(fits)
    if len(places) < count:
        return _buyers(world, count, ("DE", "PL", "FR", "JP", "KR", "GB"))
    return world.rng.choice(places, count, replace=False)


SCHEMES: dict[Scheme, float] = {
    shared_address: 0.2,
    splitting: 0.25,
    consignee_change: 1.5,
    transshipment: 0.8,
    third_country_payer: 0.8,
    new_company: 0.6,
    misdeclared: 1.5,
    undervalued: 1.5,
    listed_consignee: 0.5,
    forwarder_consignee: 1.2,
    first_timers: 0.8,
    jump: 0.06,
    turned_to_tiers: 0.4,
    freemail_start_up: 0.8,
    listed_owner: 0.6,
}
"""The schemes, and how many cases of each stand in a thousand shipments."""
LOOKALIKES: dict[Scheme, float] = {
    early_change: 1.5,
    quantity_change: 1.5,
    group_treasury: 1.5,
    new_at_home: 0.6,
    cheap_grade: 1.5,
    growth: 0.06,
    business_centre: 0.1,
    regular: 0.15,
    many_lines: 0.4,
}
