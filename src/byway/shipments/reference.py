"""Reference tables: dated lists of places and words, each attributed to who issued it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from byway.data import load_yaml

FOLDER = "shipments/tables"


@dataclass(frozen=True)
class ReferenceTable:
    """One issuer's list of one day: `values` in the order of the text.

    A table of pairs, as of telephone codes and their countries, has each of some with each of
    others: "1=US|CA".
    """

    name: str
    title: str
    issuer: str
    date: date
    source: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ReferenceTables:
    """Tables by name; several of one kind (`transshipment`) differ by issuer and day."""

    tables: tuple[ReferenceTable, ...]

    @classmethod
    @cache
    def load(cls) -> ReferenceTables:
        """The tables in `data/shipments/tables`, one file of them each."""
        folder = files("byway.data").joinpath(FOLDER)
        names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
        return cls(
            tuple(
                ReferenceTable(
                    name=row["name"],
                    title=row["title"],
                    issuer=row["issuer"],
                    date=row["date"],
                    source=row["source"],
                    values=tuple(map(str, row["values"] if "values" in row else _pairs(row))),
                )
                for file in names
                for row in load_yaml(f"{FOLDER}/{file}")["tables"]
            )
        )

    def of(self, name: str) -> tuple[ReferenceTable, ...]:
        """The tables of this name, oldest first.  Raises KeyError when there is none."""
        found = tuple(table for table in self.tables if table.name == name)
        if not found:
            raise KeyError(name)
        return tuple(sorted(found, key=lambda table: table.date))

    def values(self, name: str) -> tuple[str, ...]:
        """All that any table of this name lists, each once."""
        return tuple(dict.fromkeys(self._all(name)))

    def _all(self, name: str) -> Iterable[str]:
        for table in self.of(name):
            yield from table.values


def _pairs(row: dict[str, Any]) -> Iterable[str]:
    """Keys (with a space between) and their values, as "374=AM" or "8541|8542=26|27"."""
    for keys, values in row["pairs"].items():
        yield "|".join(str(keys).split()) + "=" + "|".join(values)
