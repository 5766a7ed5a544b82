"""Mapping files: how the columns of any table become flows.

A mapping is YAML.  Every field names a column, or says more; what is not named is taken from the
column of its own name when there is one:

    reporter: Land
    partner: {column: Partnerland, values: {Russland: RU}}
    product: Warennummer
    period: Monat
    value: {column: Wert in Tsd., scale: 1000}
    weight: {column: Gewicht in t, scale: 1000}     # kilograms
    currency: {constant: EUR}
    flow: {column: Richtung, values: {Ausfuhr: export, Einfuhr: import}}
    part: Verfahren     # rows of one flow that differ in it are parts of it, to be summed
    repeats: sum        # all rows of one flow are parts of it (default: error)
    where: {Verkehrszweig: [0, Total]}   # only these rows
    delimiter: ";"
    decimal: ","
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from byway.tables.cells import Cell, Given, mapping_of, read_mapping

FIELDS = (
    "reporter",
    "partner",
    "flow",
    "product",
    "period",
    "value",
    "currency",
    "weight",
    "quantity",
    "unit",
    "hs_edition",
    "valuation",
    "partner_basis",
    "source",
)
"""The columns of the flow table, in order."""

READ = (*FIELDS, "part")
"""The fields that a table can have: `part` tells parts of one flow apart."""

REQUIRED = ("reporter", "partner", "product", "period", "value")
NUMBERS = ("value", "weight", "quantity")

_ALIASES: dict[str, tuple[str, ...]] = {
    "product": ("hs6", "cn8", "hs", "hs_code"),
    "value": ("value_eur", "value_usd", "value_gbp", "value_cny"),
    "weight": ("weight_kg", "net_weight_kg"),
}


class Mapping(BaseModel):
    """Which columns are which; see the module's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reporter: Given = None
    partner: Given = None
    flow: Given = None
    product: Given = None
    period: Given = None
    value: Given = None
    currency: Given = None
    weight: Given = None
    quantity: Given = None
    unit: Given = None
    hs_edition: Given = None
    valuation: Given = None
    partner_basis: Given = None
    source: Given = None
    part: Given = None
    repeats: Literal["error", "sum"] = "error"
    where: Dict[str, tuple[str, ...]] = Field(default_factory=dict)
    delimiter: str | None = None
    decimal: Literal[".", ","] = "."

    @classmethod
    def read(cls, path: Path) -> Mapping:
        """A mapping from a YAML file.  Raises InputError or OptionError naming the field."""
        return read_mapping(cls, path)

    @classmethod
    def of(cls, content: Any, where: str = "mapping") -> Mapping:
        """A mapping from plain data.  Raises OptionError naming the field."""
        return mapping_of(cls, content, where)

    def cells(self, columns: Dict[str, str]) -> dict[str, Cell]:
        """The cell of each field that the table has, given its columns (name to name as written).

        `columns` has lower-case names as keys.  A value column named for its currency
        (`value_eur`) tells the currency too.
        """
        found: dict[str, Cell] = {}
        for field in READ:
            cell: Cell | None = getattr(self, field)
            if cell is None:
                names = (field, *_ALIASES.get(field, ())) if field != "part" else ()
                name = next((columns[name] for name in names if name in columns), None)
                cell = Cell(column=name) if name else None
            if cell is not None:
                found[field] = cell
        value = found.get("value")
        if "currency" not in found and value and value.column:
            ending = value.column.lower().rpartition("_")[2]
            if value.column.lower() in _ALIASES["value"]:
                found["currency"] = Cell(constant=ending.upper())
        return found
