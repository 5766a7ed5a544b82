"""Control lists by HS code: dated data, each with its source and with what it does not say.

A list names codes; goods *of that code* are on it.  That a description fits the code is the
classifier's guess, and whether these very goods need a licence is for the law's own wording.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from byway.errors import ListError
from byway.files import read_bytes
from byway.goods.data import parse_yaml, read_folder
from byway.model import ControlEntry
from byway.model.record import Record

_MAX_BYTES = 5_000_000
_DIGITS = (2, 4, 6)


class ControlList(Record):
    """One version of one list.

    `since` is the day from which this version holds (an entry may have a day of its own, from which
    it is controlled, in whatever version), `edition` the HS edition of its codes,
    `caveat` what a code on it does not prove, `tiers` the meaning of each tier.
    """

    name: str
    title: str
    version: str
    since: date
    edition: str
    source: str
    caveat: str
    entries: tuple[ControlEntry, ...]
    tiers: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def parse(cls, data: Any, where: str) -> ControlList:
        """A list from the content of its file.  Raises ListError naming the row that is wrong."""
        if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
            raise ListError(where, "no control list", "a mapping with name, version and entries")
        head = {key: value for key, value in data.items() if key != "entries"}
        head["version"] = str(head.get("version", ""))
        rows = enumerate(data["entries"], start=1)
        entries = tuple(_entry(row, head, f"{where}, entry {number}") for number, row in rows)
        try:
            return cls(**head, entries=entries)
        except (ValidationError, TypeError) as error:
            raise ListError(where, _first_problem(error), "name, title, since, source...") from None

    @classmethod
    def read(cls, path: Path) -> ControlList:
        """A list of your own from a YAML file shaped like those in `data/goods/controls`.

        Raises InputError when the file cannot be read, ListError when it is not such a list.
        """
        try:
            data = parse_yaml(read_bytes(path, _MAX_BYTES).decode("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise ListError(str(path), f"no YAML ({error})".splitlines()[0], "YAML") from None
        return cls.parse(data, str(path))

    def controls(self, code: str) -> tuple[ControlEntry, ...]:
        """The entries that `code` (2, 4 or 6 digits) meets, in the list's order.

        An entry as broad as the code or broader covers it.  An entry within the code, when a
        heading is asked for and only some of its subheadings are listed, is returned with
        `within` set to the code: part of the heading is listed, not the heading.
        """
        covering = tuple(entry for entry in self.entries if code.startswith(entry.code))
        if covering:
            return covering
        return tuple(
            entry.model_copy(update={"within": code})
            for entry in self.entries
            if entry.code.startswith(code)
        )


class ControlLists:
    """Several lists asked as one."""

    def __init__(self, lists: Iterable[ControlList]) -> None:
        self.lists = tuple(lists)

    @classmethod
    def default(cls) -> ControlLists:
        """The lists that come with Byway: CHPL, arms, drones, EU 833/2014."""
        folder = "controls"
        return cls(ControlList.parse(data, name) for name, data in read_folder(folder))

    def __getitem__(self, name: str) -> ControlList:
        for held in self.lists:
            if held.name == name:
                return held
        raise KeyError(name)

    def controls(self, code: str) -> tuple[ControlEntry, ...]:
        """The entries of all lists that `code` meets; see `ControlList.controls`."""
        return tuple(entry for held in self.lists for entry in held.controls(code))


def _entry(row: Any, head: dict[str, Any], where: str) -> ControlEntry:
    code = row.get("code") if isinstance(row, dict) else None
    if not isinstance(code, str) or not code.isdigit() or len(code) not in _DIGITS:
        raise ListError(where, f"code {code!r}", "2, 4 or 6 digits in quotes")
    try:
        return ControlEntry(
            list=str(head.get("name")),
            version=head["version"],
            source=head.get("source"),
            **{"since": head.get("since"), **row},
        )
    except (ValidationError, TypeError) as error:
        raise ListError(
            where, _first_problem(error), "code, title and at most tier and since"
        ) from None


def _first_problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        return f"{field}: {first['msg']}"
    return str(error)
