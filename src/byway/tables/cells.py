"""Where a field of ours comes from in a table of any shape: a mapping file's cells, and their SQL.

What a mapping can say of a field is one thing for trade statistics and for shipments.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from byway.errors import OptionError
from byway.files import read_bytes
from byway.tables.duck import literal, quoted

Model = TypeVar("Model", bound=BaseModel)
Decimal = Literal[".", ","]


class Cell(BaseModel):
    """Where a field comes from.

    `values` turns what is written into what is meant (unnamed values stay); `scale` multiplies a
    number (1000 for thousands).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: str | None = None
    constant: str | None = None
    values: Mapping[str, str] = Field(default_factory=dict)
    scale: float = 1.0


def _cell(given: object) -> object:
    return {"column": given} if isinstance(given, str) else given


Given = Annotated[Cell | None, BeforeValidator(_cell)]


def read_mapping(model: type[Model], path: Path) -> Model:
    """A mapping from a YAML file.  Raises InputError or OptionError naming the field."""
    import yaml

    try:
        return mapping_of(model, yaml.safe_load(read_bytes(path, 1_000_000)), str(path))
    except yaml.YAMLError as error:
        raise OptionError(str(path), f"is not YAML ({error})", "a mapping file") from error


def mapping_of(model: type[Model], content: Any, where: str = "mapping") -> Model:
    """A mapping from plain data.  Raises OptionError naming the field."""
    if not isinstance(content, dict):
        raise OptionError(where, "is not a mapping", "fields and their columns")
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        known = ", ".join(name for name in model.model_fields if name != "fields")
        expected = f"a line `field: column` for each field, or one of {known}"
        raise OptionError(where, f"{field}: {first['msg']}", expected) from error


def written(cell: Cell, column: str | None = None) -> str:
    """The SQL of what stands in the cell, as text, values turned into what is meant.

    `column` is the SQL of the cell's column where that is more than its name.
    """
    if cell.constant is not None or cell.column is None:
        return literal(cell.constant or "")
    text = f"trim(CAST({column or quoted(cell.column)} AS VARCHAR))"
    if not cell.values:
        return text
    cases = " ".join(f"WHEN {literal(a)} THEN {literal(b)}" for a, b in cell.values.items())
    return f"CASE {text} {cases} ELSE {text} END"


def is_number(cell: Cell, types: dict[str, str]) -> bool:
    """Whether the cell's column holds numbers already."""
    return cell.column is not None and types[cell.column] != "VARCHAR" and not cell.values


def number(cell: Cell, types: dict[str, str], decimal: Decimal) -> str:
    """The SQL of the cell as a number; NULL where it is none, or not finite."""
    if is_number(cell, types):
        value = f"CAST({quoted(str(cell.column))} AS DOUBLE)"
        return f"CASE WHEN isfinite({value}) THEN {value} END"
    text = written(cell)
    if decimal == ",":
        text = f"replace(replace({text}, '.', ''), ',', '.')"
    value = f"TRY_CAST({text} AS DOUBLE)"
    return f"CASE WHEN isfinite({value}) THEN {value} END"
