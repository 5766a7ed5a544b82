"""Mapping files: how the columns of any table become parties and designations.

A mapping is YAML; `data/lists/mappings` holds those that come with Byway, CONTRIBUTING.md says
how to write one.  Every part names a column, or says more:

    properties:
      name: Full name
      alias: {column: Other names, split: ";"}
      birthDate: {column: Born, kind: date}
      address: {columns: [Street, City], join: ", "}
    designation:
      programme: {constant: EX-1}
      topic: {column: Measure, values: {Freeze: sanction}, default: sanction}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from byway.lists.notices import Notices
from byway.lists.values import ftm_date, ftm_dates, gender, note_country

Kind = Literal["text", "date", "dates", "country", "gender", "digits"]


class Cell(BaseModel):
    """Where values come from: one column, several joined, or a constant; how they are read.

    `split` is the separator (or the separators) of several values in a cell; `values` turns a
    cell's value into another, `default` is for what `values` does not name or an empty cell;
    `strip` are further characters to take off the ends.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: str | None = None
    columns: tuple[str, ...] = ()
    join: str = " "
    constant: str | None = None
    split: str | tuple[str, ...] = ()
    kind: Kind = "text"
    month_first: bool = False
    values: Mapping[str, str | None] = Field(default_factory=dict)
    default: str | None = None
    strip: str = ""

    def names(self) -> tuple[str, ...]:
        """The columns it reads."""
        return (self.column,) if self.column else self.columns

    def read(self, row: Mapping[str, str], notices: Notices) -> list[str]:
        """The values for one row, () when there are none."""
        if self.constant is not None:
            return [self.constant]
        if self.column:
            raw = row[self.column]
            marks = (self.split,) if isinstance(self.split, str) else self.split
            pieces = re.split("|".join(map(re.escape, marks)), raw) if marks else [raw]
        else:
            pieces = [self.join.join(filter(None, (row[name].strip() for name in self.columns)))]
        found: list[str] = []
        for piece in pieces:
            value = piece.strip(f" \t{self.strip}")
            if self.values and value:
                mapped = self.values.get(value, self.default)
                if value not in self.values:
                    notices.warn(", ".join(self.names()), f"unknown value {value!r}")
                found += [mapped] if mapped else []
            elif value:
                found += self._read(value, notices)
        return found or ([self.default] if self.default else [])

    def _read(self, value: str, notices: Notices) -> list[str]:
        field = ", ".join(self.names())
        if self.kind == "country":
            code = note_country(value, field, notices)
            return [code] if code else []
        readers: Mapping[str, Callable[[str], str | None]] = {
            "date": lambda text: ftm_date(text, month_first=self.month_first),
            "gender": lambda text: gender(text.rstrip(".")),
            "digits": lambda text: "".join(filter(str.isdigit, text)) or None,
        }
        if self.kind == "dates":
            days = ftm_dates(value, month_first=self.month_first)
        elif self.kind in readers:
            days = [known] if (known := readers[self.kind](value)) else []
        else:
            return [value]
        if not days:
            notices.warn(field, f"values that are no {self.kind} are left out")
        return days


def _cell(given: Any) -> Any:
    return {"column": given} if isinstance(given, str) else given


CellOrName = Annotated[Cell, BeforeValidator(_cell)]


class Standing(BaseModel):
    """The designation that a row gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: CellOrName = Cell(constant="sanction")
    authority: CellOrName | None = None
    programme: CellOrName | None = None
    since: CellOrName | None = None
    until: CellOrName | None = None
    reason: CellOrName | None = None
    entry: CellOrName | None = None
    address: CellOrName | None = None


class Mapped(BaseModel):
    """A whole mapping file.

    `id` names the columns that tell parties apart (rows with the same are one party; none means
    that every row is one), `prefix` begins their ids, `schema` gives the FtM schema, `header` is
    the row that names the columns (1 unless rows about the file come before it).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    publisher: str
    prefix: str
    schema_name: CellOrName = Field(alias="schema")
    properties: Mapping[str, CellOrName | tuple[CellOrName, ...]]
    designation: Standing | None = None
    id: tuple[str, ...] = ()
    delimiter: str = ","
    header: int = 1
    expected: tuple[int, int | None] = (1, None)
    homepage: str | None = None
    terms: str | None = None
    address: str | None = None
    version: int = 1

    def cells(self, name: str) -> Sequence[Cell]:
        """The cells of one property."""
        given = self.properties[name]
        return given if isinstance(given, tuple) else (given,)

    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping reads, in order, without repeats."""
        cells = [self.schema_name, *(c for name in self.properties for c in self.cells(name))]
        if self.designation:
            cells += [c for _, c in self.designation if isinstance(c, Cell)]
        return tuple(dict.fromkeys([*self.id, *(n for cell in cells for n in cell.names())]))
