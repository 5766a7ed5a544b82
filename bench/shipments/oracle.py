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
Row = dict[str, Any]


def shown(made: Made) -> dict[str, set[str]]:
    """Ids of shipments by the rules that their papers show."""
    latest = made.truth["latest"].to_pylist()
    rows = [row for row, last in zip(made.full.to_pylist(), latest, strict=True) if last]
    held = goods()
    tier = dict(zip(held.hs, held.tier, strict=True))
    controlled = dict(zip(held.hs, held.controlled, strict=True))
    past = Past(rows, tier)
    found: dict[str, set[str]] = {}
    for row in rows:
        code = row["hs"]
        for rule in (*_of(row, controlled[code], tier[code]), *past.of(row, tier[code])):
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
