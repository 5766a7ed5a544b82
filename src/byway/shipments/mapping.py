"""Mapping files: how the columns of any table become the fields of a shipment.

A mapping is YAML.  A field names a column, or says more; what is not named is taken from the column
of its own name when there is one (case, spaces and hyphens do not matter):

    consignee_name: Empfänger
    consignee_country: {column: Land, values: {Türkei: TR}}
    value: {column: Wert in Tsd., scale: 1000}
    currency: {constant: EUR}
    date_format: "%d.%m.%Y"     # as strftime writes it (default: ISO 8601)
    list_separator: ","         # parts the items of a list (default: ;)
    delimiter: ";"
    decimal: ","
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from byway.errors import OptionError
from byway.shipments.schema import Schema
from byway.tables.cells import Cell, Decimal, Given, mapping_of, read_mapping


class Mapping(BaseModel):
    """Which columns are which; see the module's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: Dict[str, Given] = Field(default_factory=dict)
    date_format: str | None = None
    list_separator: str = Field(default=";", min_length=1)
    delimiter: str | None = None
    decimal: Decimal = "."

    @classmethod
    def model_validate(cls, obj: Any, **how: Any) -> Mapping:
        """Fields may stand beside the options, as they do in a file."""
        if isinstance(obj, dict):
            options = {name: obj[name] for name in cls.model_fields if name in obj}
            beside = {name: value for name, value in obj.items() if name not in options}
            obj = {**options, "fields": {**options.get("fields", {}), **beside}}
        return super().model_validate(obj, **how)

    @classmethod
    def read(cls, path: Path) -> Mapping:
        """A mapping from a YAML file.  Raises InputError or OptionError naming the field."""
        return cls._checked(read_mapping(cls, path), str(path))

    @classmethod
    def of(cls, content: Any, where: str = "mapping") -> Mapping:
        """A mapping from plain data.  Raises OptionError naming the field."""
        return cls._checked(mapping_of(cls, content, where), where)

    @staticmethod
    def _checked(mapping: Mapping, where: str) -> Mapping:
        if unknown := [name for name in mapping.fields if name not in Schema.load()]:
            raise OptionError(where, f"no field {unknown[0]!r}", "fields of `byway rules schema`")
        return mapping

    def cells(self, columns: Dict[str, str]) -> dict[str, Cell]:
        """The cell of each field that the table has, in the schema's order.

        `columns` are those of the table, as written, by their `plain` names.
        """
        found: dict[str, Cell] = {}
        for field in Schema.load().fields:
            cell = self.fields.get(field.name)
            if cell is None and field.name in columns:
                cell = Cell(column=columns[field.name])
            if cell is not None:
                found[field.name] = cell
        return found


def plain(name: str) -> str:
    """A column's name as it is looked up."""
    return re.sub(r"[\s\-.]+", "_", name.strip().lstrip("\ufeff").lower())
