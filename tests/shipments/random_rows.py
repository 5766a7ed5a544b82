"""Random rows and registers over all fields: few values in each, so that conditions meet often."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from typing import Any

from byway.shipments.registers import SHAPES
from byway.shipments.schema import Field, Schema

Row = dict[str, Any]
FIXED = {"id", "line"}
"""They say which rows are one shipment; they are never emptied."""
CHANGING = ("consignee_name", "destination_country", "arrival_port", "delivery_date", "hs")
"""What orders change more often than the rest."""
CODES = {
    "854231": {"controlled": True, "priority": True, "tier": "1", "controls": "CHPL 1"},
    "848210": {"controlled": True, "priority": True, "tier": "3.B", "controls": "CHPL 3.B"},
    "950300": {"controlled": False, "priority": False},
    "271012": {"controlled": False, "priority": False},
    "8542": {},
}
NAMES = (
    "Aral Tech LLC", "Bora General Trading FZE", "Cel Logistics", "Dor Bank", "Enka Elektronik",
    "Fal Freight Forwarding", "none",
)  # fmt: skip
TEXTS: dict[str, tuple[str, ...]] = {
    "name": NAMES,
    "address": ("12 Mill Road, Yerevan", "Jebel Ali Free Zone, Dubai", "7 Salt Lane", "P.O. Box 9"),
    "email": ("a@gmail.com", "b@aral-tech.example", "c@mail.ru"),
    "phone": ("+374 10 1", "+7 495 2", "+49 30 3", "+90 212 4"),
    "id": ("AM1", "TR2", "DE3"),
    "lei": ("529900AAAAAAAAAAAA01", "529900BBBBBBBBBBBB02"),
    "activity": ("46.52", "26.11", "52.29", "10.11", "64.19"),
    "kind": ("manufacturer", "trader", "forwarder", "bank", "military", "university", "person"),
    "website": ("www.aral-tech.example", "none"),
    "hs": tuple(CODES),
    "description": ("microprocessors", "ball bearings", "toys", "parts"),
    "control_code": ("3A001", "EAR99", "none", "ML10"),
    "consignee_name": NAMES[:-1],
    "exporter_name": NAMES[:4],
    "forwarder_address": ("1 Port Road, Poti", "2 Quay, Riga"),
    "unit": ("pcs", "kg"),
    "currency": ("EUR", "USD"),
    "licence": ("none", "L-1", "L-2"),
    "payment_terms": ("open account", "letter of credit", "advance", "cash", "collection"),
    "end_use": ("resale", "general use", "repair of pumps in our works at Gyumri", "various"),
    "vessel_imo": (
        *("9074729", "9074728", "9319466"),
        *("9123453", "9311115", "9220029", "9405069", "9182734"),
    ),
    "vessel_mmsi": ("211331640", "273123456"),
    "departure_port": ("DEHAM", "PLGDN"),
    "arrival_port": ("TRMER", "AEJEA"),
    "transit_ports": ("TRMER;GEPTI", "PLGDN"),
}  # fmt: skip
ALSO = {"receiver": "name"}
WATCHED = ("watched",) * 5
PLACES = ("DE", "PL", "TR", "AM", "KG", "RU", "CN", "US", "MY")
WAYS = ("TR;GE", "PL;LT", "RU", "DE", "none")
AMOUNTS = (1.0, 10.0, 90.0, 900.0, 9_500.0, 200_000.0)


def rows(count: int, chance: random.Random) -> list[Row]:
    """Rows of `count` shipments, some of them of several versions; no cell is empty."""
    made: list[Row] = []
    for number in range(count):
        row = {field.name: _cell(field, chance) for field in Schema.load().fields}
        row |= {"id": f"S{number}", "line": "1", "version": 1.0}
        if chance.random() < 0.3:
            row |= _like(made, chance)
        _agree(row, chance)
        made.append(row)
        if chance.random() < 0.25:
            made.append(_changed(row, chance))
    return made


def _like(made: list[Row], chance: random.Random) -> Row:
    """What an order that repeats another has of it, some days later."""
    if not made:
        return {}
    other = chance.choice(made)
    kept = {
        k: v
        for k, v in other.items()
        if k.startswith(("consignee", "hs", "unit", "payer", "end_user"))
    }
    kept["ship_date"] = other["ship_date"] + dt.timedelta(chance.choice((1, 3, 9)))
    return kept


def _changed(row: Row, chance: random.Random) -> Row:
    """The next version of an order: a few cells are others."""
    changed = {**row, "version": row["version"] + 1}
    fields = [field for field in Schema.load().fields if field.name not in FIXED]
    often = [Schema.load()[name] for name in CHANGING if chance.random() < 0.4]
    for field in (*chance.sample(fields, 12), *often):
        changed[field.name] = _cell(field, chance)
    _agree(changed, chance)
    changed["version_date"] = changed["ship_date"] - dt.timedelta(chance.choice((1, 5, 60)))
    return changed


def _agree(row: Row, chance: random.Random) -> None:
    """Cells that do not contradict each other: nothing is shipped before it is ordered or delivered
    before it is shipped, and who is not there has no address."""
    ship = row["ship_date"]
    row["order_date"] = ship - dt.timedelta(chance.choice((0, 5, 40)))
    row["delivery_date"] = ship + dt.timedelta(chance.choice((1, 10, 50)))
    for role in Schema.load().roles:
        if row[f"{role}_name"] == "none":
            row |= {k: None for k in row if k.startswith(f"{role}_") and k != f"{role}_name"}


def _cell(field: Field, chance: random.Random) -> Any:
    if field.kind in ("text", "code"):
        last = field.name.split("_")[-1]
        return chance.choice(TEXTS.get(field.name) or TEXTS.get(last) or ("A", "B", "none"))
    if field.kind == "country":
        return chance.choice(PLACES)
    if field.kind == "list":
        return chance.choice(TEXTS.get(field.name, WAYS))
    if field.kind == "number":
        return chance.choice(AMOUNTS)
    if field.kind == "date":
        base = chance.choice((dt.date(2020, 3, 1), dt.date(2021, 6, 1), *[dt.date(2023, 6, 1)] * 3))
        late = 600 if chance.random() < 0.1 else 0
        return base + dt.timedelta(chance.randrange(0, 120) + late)
    return chance.random() < 0.6


def emptied(given: Iterable[Row], share: float, chance: random.Random) -> list[Row]:
    """The rows with a share of their cells empty."""
    return [
        {k: v for k, v in row.items() if k in FIXED or chance.random() >= share} for row in given
    ]


def registers(given: list[Row], chance: random.Random) -> dict[str, list[Row]]:
    """Every register, of what stands in the cells of the rows; each key once."""
    held: dict[str, list[Row]] = {"goods": [{"hs": code, **of} for code, of in CODES.items()]}
    for name, shape in SHAPES.items():
        if name == "goods":
            continue
        keys: dict[tuple[str, ...], None] = {}
        for row in given:
            of = tuple(_key(key, row, chance) for key in shape.keys)
            if all(of) and "none" not in of:
                keys[of] = None  # type: ignore[index]
        held[name] = [
            {
                **dict(zip(shape.keys, of, strict=True)),
                **{column: _value(column, kind, chance) for column, kind in shape.columns.items()},
            }
            for of in keys
            if chance.random() < 0.6
            for _ in range(chance.choice((1, 2, 4)) if shape.entries else 1)
        ]
    return held


def _key(key: str, row: Row, chance: random.Random) -> str | None:
    """A cell of the row that a register may be looked up by."""
    if key == "heading":
        return str(row["hs"])[:4] if row.get("hs") else None
    key = ALSO.get(key, key)
    fits = [v for k, v in row.items() if v and (k == key or k.endswith(f"_{key}"))]
    return str(chance.choice(fits)) if fits else None


def _value(column: str, kind: str, chance: random.Random) -> Any:
    if chance.random() < 0.15:
        return None
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "date":
        first = 2024 if column == "until" else 2020
        return dt.date(first, 1, 1) + dt.timedelta(chance.randrange(0, 1400))
    if kind == "int64":
        return chance.choice((0, 1, 3, 6))
    if kind == "float64":
        return chance.choice((0.0, 20.0, 49.0, 50.0, 75.0))
    told = {
        "outcome": ("meets", "may meet", "does not meet"),
        "control": ("stated", "possible", "not shown"),
        "topic": ("sanction", "debarment"),
        "hs": ("854231", "8542"),
        "event": ("dark", "false position", "identity", "night transfer", "false flag", *WATCHED),
        "kind": ("residence", "office", "red flag", "dark", "false position"),
    }
    return chance.choice(told.get(column, ("A", "B")))
