"""Ordinary trade of invented firms: who buys what from whom, when, by which way, at which price."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from firms import ACTIVITY, HERE, TURNING, Array, Firms, Maker, countries

Columns = dict[str, Array]
FIRST, LAST = np.datetime64("2020-01-01"), np.datetime64("2024-12-31")
DAYS = int((LAST - FIRST).astype(int)) + 1
COALITION = set(
    "AU CA AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS JP "
    "LI NZ NO SG KR CH TW GB US".split()
)
SELLERS = {
    "DE": 20,
    "PL": 8,
    "IT": 12,
    "FR": 9,
    "NL": 8,
    "US": 10,
    "JP": 8,
    "KR": 6,
    "GB": 8,
    "CZ": 5,
    "CH": 3,
    "ES": 3,
}
WAYS = {  # stops by destination, one of which an order takes
    "KZ": ("PL;LT", "LT;LV", "TR;GE", "PL"),
    "KG": ("PL;LT", "TR", "LT;LV;KZ"),
    "UZ": ("TR", "PL;KZ"),
    "AM": ("GE", "TR;GE", "BG;GE"),
    "GE": ("TR", "BG;RO"),
    "RS": ("HU", "AT;HU"),
    "TR": ("BG", "RO;BG", "GR"),
    "AE": ("EG", "GR;EG", "NL"),
    "CN": ("NL;SG", "SG"),
    "HK": ("NL;SG", "SG"),
    "IN": ("AE", "EG", "NL"),
    "TH": ("SG", "NL;SG"),
    "IL": ("CY", "GR;CY"),
    "EG": ("GR", "IT;GR"),
}
TERMS = ("open account", "letter of credit", "advance", "collection", "cash")
PURPOSE = {
    "electronics": (
        "assembly of household appliance controllers",
        "production of LED lamp drivers",
        "repair of consumer electronics",
    ),
    "telecom": (
        "office network of a hospital group",
        "rural broadband extension",
        "video surveillance of a car park",
    ),
    "machinery": (
        "maintenance of bottling lines",
        "production of pump housings",
        "repair of farm machinery",
    ),
    "instruments": (
        "university teaching laboratory",
        "calibration of quality control instruments",
        "testing of lamps",
    ),
}


@dataclass(frozen=True)
class Goods:
    """Goods as columns; `controlled`: by the control lists of the programme."""

    hs: Array
    sector: Array
    unit: Array
    price: Array
    spread: Array
    kg: Array
    texts: tuple[tuple[str, ...], ...]
    tier: Array
    controlled: Array

    @property
    def priority(self) -> Array:
        """On the Common High Priority List."""
        return self.tier != ""


@cache
def goods() -> Goods:
    """The goods of goods.csv, with what the control lists say of their codes."""
    from byway.goods.controls import ControlLists

    with (HERE / "goods.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    lists = ControlLists.default()
    entries = [lists.controls(row["hs"]) for row in rows]
    tiers = [next((e.tier or "" for e in found if e.list == "CHPL"), "") for found in entries]
    return Goods(
        hs=np.array([row["hs"] for row in rows], object),
        sector=np.array([row["sector"] for row in rows], object),
        unit=np.array([row["unit"] for row in rows], object),
        price=np.array([float(row["price"]) for row in rows]),
        spread=np.array([float(row["spread"]) for row in rows]),
        kg=np.array([float(row["kg"]) for row in rows]),
        texts=tuple(tuple(row["descriptions"].split("|")) for row in rows),
        tier=np.array(tiers, object),
        controlled=np.array([bool(found) for found in entries]),
    )


@dataclass
class World:
    """The firms, and the habits of each buyer (arrays as long as `buyers`)."""

    rng: np.random.Generator
    maker: Maker
    buyers: Firms
    sellers: Firms
    forwarders: Firms
    banks: Array
    users: Firms
    seller: Array
    forwarder: Array
    good: Array  # three goods each
    user: Array  # place among users, -1: the buyer itself
    start: Array  # first day of trade
    grade: Array  # price level of what it buys
    lot: Array  # usual value of an order
    pays_by_group: Array

    @classmethod
    def make(cls, count: int, rng: np.random.Generator) -> World:
        """A world of about `count` buyers."""
        maker = Maker(rng)
        codes, weights = countries()
        sellers = maker.firms(
            rng.choice(list(SELLERS), max(count // 4, 8), p=np.array(list(SELLERS.values())) / 100),
            rng.choice(list(ACTIVITY), max(count // 4, 8)),
            own_mail=1,
        )
        forwarders = maker.firms(
            rng.choice(codes, max(min(count // 20, 900), 6), p=weights),
            np.full(max(min(count // 20, 900), 6), "vehicles"),
            kind="forwarder",
            own_mail=1,
        )
        forwarders.name = forwarders.name + rng.choice(
            [" Logistics", " Spedition", " Freight", " Cargo"], len(forwarders)
        )
        users = maker.firms(
            rng.choice(codes, max(count // 5, 8), p=weights),
            rng.choice(list(PURPOSE), max(count // 5, 8)),
            own_mail=1,
        )
        kinds = ("Commercial Bank of", "Trade Bank", "Savings Bank of", "Bank")
        banks = np.array(
            [[f"{kind} {code}{n}" for n, kind in enumerate(kinds)] for code in codes], object
        )
        empty = sellers.take(np.array([], int))
        world = cls(rng, maker, empty, sellers, forwarders, banks, users, *(np.array([]),) * 8)
        sectors = rng.choice(list(ACTIVITY), count, p=_shares())
        world.add(maker.firms(rng.choice(codes, count, p=weights), sectors))
        fresh = (
            rng.random(count) < 0.08
        )  # new honest firms; those with controlled goods inside the coalition
        calm = np.isin(world.buyers.sector, list(PURPOSE), invert=True)
        fresh &= calm | np.isin(world.buyers.country, list(COALITION))
        founded = TURNING + rng.integers(10, 700, count).astype("timedelta64[D]")
        world.buyers.incorporated = np.where(fresh, founded, world.buyers.incorporated)
        later = founded + rng.integers(30, 300, count).astype("timedelta64[D]")
        world.start = np.where(fresh, later, world.start)
        return world

    def add(self, firms: Firms, late: float = 0.2) -> Array:
        """More buyers, their habits drawn; where they are.  late: share that starts after 2020."""
        rng, count = self.rng, len(firms)
        held = goods()
        of = {sector: np.flatnonzero(held.sector == sector) for sector in ACTIVITY}
        good = np.array([rng.choice(of[s], 3) for s in firms.sector]).reshape(count, 3)
        start = FIRST + np.where(
            rng.random(count) < late, rng.integers(0, DAYS - 200, count), 0
        ).astype("timedelta64[D]")
        # Buyers of priority goods are known before the turning: new ones are planted.
        known = np.isin(firms.sector, list(PURPOSE))
        start = np.where(known, np.minimum(start, FIRST + np.timedelta64(400, "D")), start)
        habits = {
            "seller": rng.integers(0, len(self.sellers), count),
            "forwarder": rng.integers(0, len(self.forwarders), count),
            "good": good,
            "user": np.where(rng.random(count) < 0.15, rng.integers(0, len(self.users), count), -1),
            "start": start,
            "grade": rng.normal(0, 0.55, count),
            "lot": rng.lognormal(9.6, 0.9, count),
            "pays_by_group": rng.random(count) < 0.08,
        }
        before = len(self.buyers)
        self.buyers = self.buyers.plus(firms) if before else firms
        for name, more in habits.items():
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, more]) if before else more)
        return np.arange(before, before + count)

    def days(self, start: Array, until: Array | None = None) -> Array:
        """A working day for each, by season: more in autumn, less in summer and at new year."""
        last = np.broadcast_to(LAST if until is None else until, len(start)).astype("datetime64[D]")
        day = start + (self.rng.random(len(start)) * ((last - start).astype(int) + 1)).astype(
            "timedelta64[D]"
        )
        month = day.astype("datetime64[M]").astype(int) % 12
        season = np.array([0.8, 0.9, 1, 1, 0.95, 0.9, 0.75, 0.7, 1, 1, 1, 0.85])
        again = self.rng.random(len(day)) > season[month]
        other = start + (self.rng.random(len(start)) * ((last - start).astype(int) + 1)).astype(
            "timedelta64[D]"
        )
        day = np.where(again, other, day)
        weekend = np.is_busday(day, weekmask="0000011")
        return np.where(
            weekend & (day - np.timedelta64(2, "D") >= start), day - np.timedelta64(2, "D"), day
        )

    def papers(self, buyer: Array, ship: Array) -> Columns:
        """What the papers of shipments say of parties, way and dates."""
        rng, n = self.rng, len(buyer)
        b, e = self.buyers.take(buyer), self.sellers.take(self.seller[buyer])
        f = self.forwarders.take(
            np.where(
                rng.random(n) < 0.85,
                self.forwarder[buyer],
                rng.integers(0, len(self.forwarders), n),
            )
        )
        itself = self.user[buyer] < 0
        u = self.users.take(np.maximum(self.user[buyer], 0))
        user_name = np.where(itself, b.name, u.name)
        user_country = np.where(itself, b.country, u.country)
        group = self.pays_by_group[buyer] & ~itself
        payer, payer_country = (
            np.where(group, user_name, b.name),
            np.where(group, user_country, b.country),
        )
        codes, _ = countries()
        place = {code: number for number, code in enumerate(codes)}
        bank = self.banks[
            np.array([place.get(c, 0) for c in payer_country], int), rng.integers(0, 4, n)
        ]
        ways = [_way(c, r) for c, r in zip(b.country, rng.random(n), strict=True)]
        order = (
            ship - rng.gamma(3, 15, n).astype(int).astype("timedelta64[D]") - np.timedelta64(5, "D")
        )
        delivery = ship + rng.integers(3, 45, n).astype("timedelta64[D]")
        terms = rng.choice(TERMS, n, p=[0.45, 0.2, 0.2, 0.13, 0.02]).astype(object)
        pay = np.where(
            terms == "advance",
            order + np.timedelta64(4, "D"),
            delivery + rng.integers(0, 60, n).astype("timedelta64[D]"),
        )
        return {
            "exporter_name": e.name,
            "exporter_country": e.country,
            "consignee_name": b.name,
            "consignee_country": b.country,
            "consignee_address": b.address,
            "consignee_email": b.email,
            "consignee_phone": b.phone,
            "consignee_id": b.id,
            "consignee_incorporated": b.incorporated,
            "consignee_activity": b.activity,
            "consignee_kind": b.kind,
            "consignee_website": b.website,
            "intermediate_name": np.full(n, "none", object),
            "intermediate_country": np.full(n, None, object),
            "end_user_name": user_name,
            "end_user_country": user_country,
            "forwarder_name": f.name,
            "forwarder_country": f.country,
            "forwarder_address": f.address,
            "payer_name": payer,
            "payer_country": payer_country,
            "bank_name": bank,
            "bank_country": payer_country,
            "origin_country": e.country,
            "transit_countries": np.array(ways, object),
            "destination_country": b.country,
            "order_date": order,
            "ship_date": ship,
            "pay_date": pay,
            "delivery_date": delivery,
            "payment_terms": terms,
            "version": np.ones(n),
            "version_date": order,
        }

    def lines(self, buyer: Array, good: Array | None = None) -> Columns:
        """Lines of goods of these buyers."""
        rng, n, held = self.rng, len(buyer), goods()
        if good is None:
            good = self.good[buyer, rng.choice(3, n, p=[0.6, 0.25, 0.15])]
        level = np.exp(self.grade[buyer] * held.spread[good])
        price = held.price[good] * level * rng.lognormal(0, 0.07, n)
        worth = self.lot[buyer] * rng.lognormal(0, 0.5, n)
        quantity = np.maximum(1, np.round(worth / price))
        text = np.array(
            [
                held.texts[g][r % len(held.texts[g])]
                for g, r in zip(good, rng.integers(0, 60, n), strict=True)
            ],
            object,
        )
        licensed = held.controlled[good]
        number = rng.integers(10_000, 99_999, n)
        licence = np.where(licensed, [f"L-{x}" for x in number], np.full(n, "none", object))
        sector = held.sector[good]
        use = [
            PURPOSE[s][r] if s in PURPOSE else f"sale of {s}"
            for s, r in zip(sector, rng.integers(0, 3, n), strict=True)
        ]
        value = np.round(quantity * price, 2)
        return {
            "description": text,
            "hs": held.hs[good],
            "quantity": quantity,
            "unit": held.unit[good],
            "weight_kg": np.round(quantity * held.kg[good] * rng.lognormal(0, 0.05, n), 2),
            "value": value,
            "currency": np.full(n, "EUR", object),
            "reference_price": np.round(price * rng.lognormal(0, 0.08, n), 4),
            "licence": licence.astype(object),
            "paid": value,
            "end_use": np.array(use, object),
            "end_use_statement": np.where(licensed, rng.random(n) < 0.98, None).astype(object),
        }

    def trade(self, buyer: Array, ship: Array, good: Array | None = None) -> Columns:
        """Shipments of one line."""
        return {**self.papers(buyer, ship), **self.lines(buyer, good)}


def _shares() -> Array:
    """Shares of the sectors among buyers: a sixth buys what may be on control lists."""
    heavy = {"electronics": 6, "telecom": 4, "machinery": 4, "instruments": 2}
    rest = (100 - sum(heavy.values())) / (len(ACTIVITY) - len(heavy))
    return np.array([heavy.get(sector, rest) for sector in ACTIVITY]) / 100


def _way(country: str, chance: float) -> str | None:
    """Stops on the way: one in eight goes straight, of another eighth nothing is told."""
    options = WAYS.get(country, ("NL", "BE;FR", "PL", "DE;AT"))
    if chance < 0.75:
        return options[int(chance * len(options) / 0.75)]
    return "none" if chance < 0.875 else None


def zipf(count: int, rng: np.random.Generator) -> Array:
    """Shares of the buyers: a few buy much, most little."""
    weights = 1 / (np.arange(count) + 8.0) ** 0.9
    rng.shuffle(weights)
    return weights / weights.sum()


__all__ = [
    "COALITION",
    "DAYS",
    "FIRST",
    "LAST",
    "TURNING",
    "Columns",
    "World",
    "goods",
    "replace",
    "zipf",
]
