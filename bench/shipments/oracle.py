"""What the full papers of generated shipments show, by the rules' texts, worked out without them.

Some flags are ordinary trade: controlled goods do go to Istanbul, and known customers do order
their first chips.  Such shipments show the flag although nobody planted it.  This is the truth for
them, from rows without empty cells, in plain Python.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from firms import FREE_MAIL
from world import COALITION, goods

if TYPE_CHECKING:
    from generate import Made

TURNING = dt.date(2022, 2, 24)
TRANSSHIPMENT = set("CN HK MO AM TR UZ IN IL KZ KG MY MN RS TH AE VN BR GE MX NI SG".split())
"""Places that the Tri-Seal note of 2023, OTSI in 2025, and FinCEN and BIS in 2022 name."""
NEW_FOR = dt.timedelta(90)
"""So long a trader in such goods may still be called new."""
DAY, YEAR = dt.timedelta(1), dt.timedelta(365)
Row = dict[str, Any]


def shown(made: Made) -> dict[str, set[str]]:
    """Ids of shipments by the rules that their papers show."""
    latest = made.truth["latest"].to_pylist()
    rows = [row for row, last in zip(made.full.to_pylist(), latest, strict=True) if last]
    held = goods()
    tier = dict(zip(held.hs, held.tier, strict=True))
    controlled = dict(zip(held.hs, held.controlled, strict=True))
    past = Past(rows, tier)
    pace = Pace([row for row in rows if controlled[row["hs"]]])
    found: dict[str, set[str]] = {}
    for row in rows:
        code = row["hs"]
        for rule in (*_of(row, controlled[code], tier[code]), *past.of(row, tier[code])):
            found.setdefault(rule, set()).add(row["id"])
        if controlled[code]:
            for rule in pace.of(row):
                found.setdefault(rule, set()).add(row["id"])
    return found


class Past:
    """Since when each buyer and seller trades, and in which goods."""

    def __init__(self, rows: list[Row], tier: dict[str, str]) -> None:
        self.first: dict[tuple[str, str, str], dt.date] = {}
        for row in rows:
            for role in ("consignee", "exporter"):
                for kind in _kinds(tier[row["hs"]]):
                    key = (role, row[f"{role}_name"], kind)
                    self.first[key] = min(self.first.get(key, dt.date.max), row["ship_date"])

    def of(self, row: Row, tier: str) -> list[str]:
        """What the row shows of history."""
        rules = []
        day = row["ship_date"]
        if tier and day >= TURNING:
            first = [
                self.first[role, row[f"{role}_name"], "listed"]
                for role in ("consignee", "exporter")
            ]
            if any(day - since <= NEW_FOR for since in first):
                rules.append("TRD-03")
        if tier in ("1", "2") and day >= TURNING and row["destination_country"] not in COALITION:
            any_, top = (self.first["consignee", row["consignee_name"], k] for k in ("any", "top"))
            if any_ < TURNING <= top:
                rules.append("TRD-01")
        return rules


class Pace:
    """How often each buyer gets controlled goods, and how much."""

    def __init__(self, rows: list[Row]) -> None:
        self.days: dict[tuple[str, str], set[tuple[dt.date, str]]] = {}
        self.got: dict[str, list[Row]] = {}
        for row in rows:
            pair = (row["consignee_name"], row["hs"])
            self.days.setdefault(pair, set()).add((row["ship_date"], row["id"]))
            self.got.setdefault(row["consignee_name"], []).append(row)

    def of(self, row: Row) -> list[str]:
        """What the row shows of pace."""
        rules = ["RTE-10"] if self._burst(row) else []
        late = row["ship_date"] >= TURNING and row["destination_country"] not in COALITION
        if late and any(self._jump(row, amount) for amount in ("value", "weight_kg")):
            rules.append("TRD-02")
        return rules

    def _burst(self, row: Row) -> bool:
        """One of six or more shipments of a month, among few others in two months around it."""
        days = sorted(day for day, _ in self.days[row["consignee_name"], row["hs"]])
        for last in days:
            first = last - 30 * DAY
            if first <= row["ship_date"] <= last:
                inside = sum(first <= day <= last for day in days)
                near = sum(first - 60 * DAY <= day <= last + 60 * DAY for day in days)
                if inside >= 6 and inside >= 0.6 * near:
                    return True
        return False

    def _jump(self, row: Row, amount: str) -> bool:
        """Three times as much a day in the last year as in the year before the turning date, in
        which there were three shipments or more."""
        day = row["ship_date"]
        same = [
            other
            for other in self.got[row["consignee_name"]]
            if amount != "value" or other["currency"] == row["currency"]
        ]
        before = [other for other in same if TURNING - YEAR <= other["ship_date"] < TURNING]
        lately = [other for other in same if max(day - YEAR, TURNING) <= other["ship_date"] <= day]
        span = min(max((day - TURNING).days + 1, 90), 365)
        usual = sum(other[amount] for other in before) / 365
        return len(before) >= 3 and sum(o[amount] for o in lately) / span >= 3 * usual > 0


def _kinds(tier: str) -> tuple[str, ...]:
    if not tier:
        return ("any",)
    return ("any", "listed", "top") if tier in ("1", "2") else ("any", "listed")


def _of(row: Row, controlled: bool, tier: str) -> list[str]:
    rules = []
    outside = row["destination_country"] not in COALITION
    new = row["consignee_incorporated"] >= TURNING
    places = {
        row["destination_country"],
        row["intermediate_country"],
        *(row["transit_countries"] or "").split(";"),
    }
    if controlled and places & TRANSSHIPMENT:
        rules.append("RTE-01")
    if controlled and row["end_user_country"] not in (None, row["consignee_country"]):
        rules.append("RTE-05")
    if controlled and outside and new:
        rules.append("COM-01")
    if tier in ("1", "2") and outside and new:
        rules.append("COM-02")
    if controlled and row["consignee_email"].split("@")[-1] in FREE_MAIL:
        rules.append("ADR-06")
    if row["consignee_kind"] == "forwarder":
        rules.append("RTE-03")
    return rules
