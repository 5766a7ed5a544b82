"""One list on one day, as kept: a folder that never changes once it is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

from byway.errors import ListError
from byway.files import sha256_of
from byway.lists.listed import ListedParty
from byway.lists.offsets import Offsets
from byway.lists.relation import Relation
from byway.model import Designation

VERSION = 2
"""Version of a snapshot folder's layout."""

_AGAIN = "a whole one; add the list again"

MANIFEST, ENTITIES, OFFSETS = "manifest.json", "entities.jsonl", "offsets.bin"
RELATIONS = "relations.jsonl"


@dataclass(frozen=True)
class Snapshot:
    """A list as it stood on `day`.

    `inputs` maps the names of the files it was read from to their SHA-256, `counts` the parts of
    the list to their parties, `sha256` seals its content.  `warnings` is what was strange in it.
    Parties are read one by one: nothing is parsed before it is asked for.
    """

    folder: Path
    name: str
    day: date
    format: str
    title: str
    publisher: str
    parties_total: int
    sha256: str
    counts: Mapping[str, int] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    terms: str | None = None
    relations_total: int = 0
    version: int = VERSION

    @property
    def id(self) -> str:
        """The list and its day, `ofac@2024-07-02`."""
        return f"{self.name}@{self.day.isoformat()}"

    def age(self, today: date) -> int:
        """How many days old it is on `today`."""
        return (today - self.day).days

    def path_for(self, name: str) -> Path:
        """Where others may keep what they prepare from this snapshot (an index); not created."""
        return self.folder / "prepared" / name

    def entities(self) -> Iterator[dict[str, Any]]:
        """Every party as a nested FtM dict (Sanction entities in `properties.sanctions`).

        Raises ListError when the file is missing, cut or changed in its form.
        """
        number = 0
        with self._opened() as file:
            for number, line in enumerate(file, start=1):
                yield self._read(line, f"line {number}")
        if number != self.parties_total:
            problem = f"damaged snapshot ({number:,} parties of {self.parties_total:,})"
            raise ListError(str(self._entities), problem, _AGAIN)

    def check(self) -> None:
        """Raise ListError when the parties are not those that were kept, by their SHA-256."""
        self._opened().close()
        if sha256_of(self._entities) != self.sha256:
            problem = "damaged snapshot (its SHA-256 is not the one in its manifest)"
            raise ListError(str(self._entities), problem, _AGAIN)
        if len(self._offsets) != self.parties_total:
            raise ListError(str(self.folder / OFFSETS), "damaged snapshot (cut)", _AGAIN)

    def parties(self) -> Iterator[ListedParty]:
        """Every listed party, in the list's order."""
        for entity in self.entities():
            yield self._listed(entity)

    def relations(self) -> Iterator[Relation]:
        """What the list says of ties between its parties, and to others that it only names.

        Raises ListError when the file is damaged.
        """
        path = self.folder / RELATIONS
        number = 0
        if self.relations_total:
            try:
                with path.open("rb") as file:
                    for number, line in enumerate(file, start=1):
                        entity = self._read(line, f"line {number}", path)
                        yield Relation.from_ftm(entity, self.name, entity.get("captions") or {})
            except OSError as error:
                problem = f"damaged snapshot ({error.strerror or error})"
                raise ListError(str(path), problem, _AGAIN) from error
        if number != self.relations_total:
            problem = f"damaged snapshot ({number:,} relations of {self.relations_total:,})"
            raise ListError(str(path), problem, _AGAIN)

    def to_ftm(self) -> Iterator[dict[str, Any]]:
        """Parties, their Sanction entities, and relations, as FtM-shaped dicts."""
        for listed in self.parties():
            yield from listed.to_ftm()
        for relation in self.relations():
            yield relation.to_ftm()

    def ids(self) -> Iterator[str]:
        """The ids of all parties, in the list's order."""
        for entity in self.entities():
            yield str(entity["id"])

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find(id) is not None

    def party(self, id: str) -> ListedParty:
        """One listed party; KeyError when the list has no such id."""
        if (entity := self._find(id)) is None:
            raise KeyError(id)
        return self._listed(entity)

    def designations_of(self, id: str) -> tuple[Designation, ...]:
        """One party's designations, () when the list has no such id."""
        entity = self._find(id)
        return self._listed(entity).designations if entity else ()

    def designations(self) -> Mapping[str, tuple[Designation, ...]]:
        """Party id to its designations; each is read when it is looked up."""
        return _Designations(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, as in the manifest."""
        plain = {**asdict(self), "folder": str(self.folder), "day": self.day.isoformat()}
        return {**plain, "warnings": list(self.warnings)}

    @cached_property
    def _offsets(self) -> Offsets:
        try:
            return Offsets(self.folder / OFFSETS)
        except (OSError, ValueError) as error:
            raise ListError(str(self.folder), f"damaged snapshot ({error})", _AGAIN) from error

    def _find(self, id: str) -> dict[str, Any] | None:
        with self._opened() as file:
            for start, length in self._offsets.find(id):
                file.seek(start)
                entity = self._read(file.read(length), f"byte {start:,}")
                if entity["id"] == id:
                    return entity
        return None

    def _opened(self) -> BinaryIO:
        try:
            return self._entities.open("rb")
        except OSError as error:
            problem = f"damaged snapshot ({error.strerror or error})"
            raise ListError(str(self._entities), problem, _AGAIN) from error

    def _read(self, line: bytes, where: str, path: Path | None = None) -> dict[str, Any]:
        try:
            entity = json.loads(line)
            if {"id", "schema", "properties"} <= entity.keys():
                return cast(dict[str, Any], entity)
        except (ValueError, AttributeError, RecursionError):
            pass
        problem = "damaged snapshot (no entity)"
        raise ListError(f"{path or self._entities}, {where}", problem, _AGAIN)

    @property
    def _entities(self) -> Path:
        return self.folder / ENTITIES

    def _listed(self, entity: Mapping[str, Any]) -> ListedParty:
        return ListedParty.from_nested(entity, self.name, self.day)


class _Designations(Mapping[str, tuple[Designation, ...]]):
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def __getitem__(self, id: str) -> tuple[Designation, ...]:
        return self._snapshot.party(id).designations

    def __iter__(self) -> Iterator[str]:
        return self._snapshot.ids()

    def __len__(self) -> int:
        return self._snapshot.parties_total


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot in a folder.  Raises ListError when it is damaged or of another version."""
    where = str(folder / MANIFEST)
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
        if data["version"] != VERSION:
            problem = f"layout version {data['version']}"
            raise ListError(where, problem, f"version {VERSION}; add the list again")
        return Snapshot(
            **{
                **data,
                "folder": folder,
                "day": date.fromisoformat(data["day"]),
                "warnings": tuple(data["warnings"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ListError(where, f"damaged snapshot ({error})", _AGAIN) from error
