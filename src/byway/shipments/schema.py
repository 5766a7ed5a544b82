"""The one table of shipments: its fields, from `data/shipments/schema.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from byway.data import load_yaml

Kind = Literal["text", "code", "country", "list", "number", "date", "answer"]

IBIS_TYPES: dict[Kind, str] = {
    "text": "string",
    "code": "string",
    "country": "string",
    "list": "string",
    "number": "float64",
    "date": "date",
    "answer": "boolean",
}
"""The column type that holds each kind; a list is its items joined by ";"."""
PLACES = ("row", "shipment", "several")
"""Columns beside the fields that say where a row stands."""
NOBODY = "none"
"""What stands in a party's name to say that there is no such party."""


@dataclass(frozen=True)
class Field:
    """One column: its name, the group it is shown under, its kind, what it means."""

    name: str
    group: str
    kind: Kind
    meaning: str
    required: bool = False

    @property
    def type(self) -> str:
        """Its Ibis type."""
        return IBIS_TYPES[self.kind]


@dataclass(frozen=True)
class Schema:
    """All fields in order, and the roles that parties may have."""

    version: str
    roles: dict[str, str]
    fields: tuple[Field, ...]

    @classmethod
    @cache
    def load(cls) -> Schema:
        """The schema that comes with Byway."""
        data = load_yaml("shipments/schema.yaml")
        fields = [
            Field(name, group, held["type"], held["is"], held.get("required", False))
            for group, rows in data["fields"].items()
            for name, held in rows.items()
        ]
        for role, meaning in data["roles"].items():
            fields += [
                Field(f"{role}_{name}", role, held["type"], f"{meaning}: {held['is']}")
                for name, held in data["party"].items()
            ]
        return cls(data["version"], data["roles"], tuple(fields))

    def __getitem__(self, name: str) -> Field:
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(field.name == name for field in self.fields)
