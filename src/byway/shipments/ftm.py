"""FollowTheMoney: `EconomicActivity` entities to rows of shipments, and rows to entities.

An activity has two parties, `sender` and `receiver`; the others that a row may have are only
`namesMentioned` there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from byway.errors import TableError
from byway.files import replacing
from byway.shipments.schema import NOBODY, Schema
from byway.tables.lines import json_rows

ACTIVITY = "EconomicActivity"
PARTIES = {"exporter": "sender", "consignee": "receiver"}
"""Roles and the properties that name the party."""
FIELDS = {
    "description": ("goodsDescription",),
    "hs": ("vedCode",),
    "value": ("invoiceAmount",),
    "origin_country": ("departureCountry", "originCountry"),
    "destination_country": ("destinationCountry",),
    "ship_date": ("date", "startDate"),
    "delivery_date": ("endDate",),
}
"""Fields and the properties that hold them; the first is written, the first found is read."""
PARTY_FIELDS = {
    "name": ("name",),
    "country": ("country", "mainCountry", "jurisdiction"),
    "address": ("address",),
    "email": ("email",),
    "phone": ("phone",),
    "id": ("registrationNumber", "innCode", "taxNumber", "ogrnCode"),
    "lei": ("leiCode",),
    "incorporated": ("incorporationDate",),
    "registered_in": ("jurisdiction",),
    "website": ("website",),
}


def is_ftm(path: Path) -> bool:
    """Whether the first object of a file of JSON lines is an FtM entity."""
    for _, row in json_rows(path):
        return isinstance(row.get("properties"), dict) and "schema" in row
    return False


def flat(path: Path, target: Path) -> Path:
    """Write the activities of a file of entities to `target`, a row of JSON lines for each.

    Parties may stand before or after the activities that name them, or within them.  Raises
    TableError when there is no activity.
    """
    parties = {
        str(row.get("id")): row for _, row in json_rows(path) if row.get("schema") != ACTIVITY
    }
    count = 0
    with replacing(target) as file:
        for number, row in json_rows(path):
            if row.get("schema") != ACTIVITY:
                continue
            count += 1
            cells = _row(row, parties, f"{path}, line {number}")
            file.write(json.dumps(cells, ensure_ascii=False).encode() + b"\n")
    if not count:
        raise TableError(str(path), f"no {ACTIVITY} among its entities", "shipments")
    return target


def _row(
    entity: Mapping[str, Any], parties: Mapping[str, Mapping[str, Any]], where: str
) -> dict[str, str]:
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        raise TableError(f"{where}, field properties", "missing", "an FtM entity")
    row = {"id": str(entity.get("id") or "")} | _first(properties, FIELDS)
    for role, name in PARTIES.items():
        for held in properties.get(name) or ():
            party = held if isinstance(held, dict) else parties.get(str(held))
            found = _first((party or {}).get("properties") or {}, PARTY_FIELDS)
            row |= {f"{role}_{field}": value for field, value in found.items()}
            break
    return row


def _first(properties: Mapping[str, Any], fields: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The first value that each field's properties have."""
    return {
        field: str(values[0])
        for field, names in fields.items()
        if (values := next((properties[name] for name in names if properties.get(name)), None))
    }


def entities(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """FtM entities of rows of shipments: each activity, each party once and before it."""
    written: set[str] = set()
    for row in rows:
        properties = _properties(row, "", FIELDS)
        mentioned = []
        for role in Schema.load().roles:
            name = row.get(f"{role}_name")
            if not name or name.lower() == NOBODY:
                continue
            if role not in PARTIES:
                mentioned.append(name)
                continue
            party = _properties(row, f"{role}_", PARTY_FIELDS)
            digest = hashlib.sha1(json.dumps(party, sort_keys=True).encode()).hexdigest()
            properties[PARTIES[role]] = [f"party-{digest}"]
            if digest not in written:
                written.add(digest)
                yield {"id": f"party-{digest}", "schema": "LegalEntity", "properties": party}
        if mentioned:
            properties["namesMentioned"] = list(dict.fromkeys(mentioned))
        parts = [
            row["id"],
            *(
                f"{row[n]:g}" if isinstance(row[n], float) else row[n]
                for n in ("line", "version")
                if row.get(n) is not None
            ),
        ]
        yield {"id": "-".join(parts), "schema": ACTIVITY, "properties": properties}


def _properties(
    row: Mapping[str, Any], prefix: str, fields: Mapping[str, tuple[str, ...]]
) -> dict[str, list[str]]:
    found = {}
    for field, names in fields.items():
        value = row.get(f"{prefix}{field}")
        if value is not None:
            text = f"{value:.15g}" if isinstance(value, float) else str(value)
            found[names[0]] = [text.lower() if field.endswith("country") else text]
    return found
