"""Every list file of the measuring data: read as what, how many it states, how many come out."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from byway.errors import ListError
from byway.lists import ListStore, Snapshot
from byway.lists.inputs import gather
from byway.lists.tables import rows

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("BYWAY_SHARED") or HERE.parents[2] / "shared")
KINDS = {"Person": "persons", "Vessel": "vessels", "Airplane": "aircraft"}
ADJUNCTS = {"alt": "aliases", "add": "addresses", "comments": "comments"}


@dataclass(frozen=True)
class Entry:
    """One list file as `stated.yml` describes it."""

    file: str
    format: str | None
    stated: Mapping[str, int]
    loaded: Mapping[str, int] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    force: bool = False
    refused: str | None = None
    has: str | None = None
    lacks: str | None = None
    note: str = ""

    @property
    def expected(self) -> Mapping[str, int]:
        """The counts that must come out."""
        return self.loaded or self.stated

    def paths(self, folder: Path) -> list[Path]:
        """Its files below the folder of lists, with those it is read together with."""
        place = folder / self.file
        own = [place] if place.is_file() else sorted(place.parent.glob(f"{place.name}*"))
        return [*own, *(folder / name for name in self.beside)]


def entries() -> list[Entry]:
    """The table."""
    data: list[dict[str, Any]] = yaml.safe_load((HERE / "stated.yml").read_text("utf-8"))
    return [Entry(beside=tuple(row.pop("with", ())), **row) for row in data]


def load(entry: Entry, folder: Path, store: Path) -> Snapshot:
    """Its snapshot, read anew.  Raises ListError where it is broken."""
    assert entry.format, f"{entry.file} is no list that loads"
    paths = entry.paths(folder)
    return ListStore(store).add(paths, entry.format, "counted", force=entry.force)


def counts(entry: Entry, folder: Path, snapshot: Snapshot) -> dict[str, int]:
    """What came out, under the names of `stated.yml`."""
    found: Counter[str] = Counter(snapshot.counts)
    found["parties"] = 0
    programmes: Counter[str] = Counter()
    for entity in snapshot.entities():
        found["parties"] += 1
        found[KINDS.get(entity["schema"], "others")] += 1
        sanctions = (
            s["properties"].get("program", ()) for s in entity["properties"].get("sanctions", ())
        )
        programmes.update({name for names in sanctions for name in names})
    found["programmes"] = len(programmes)
    found.update({name: number for name, number in programmes.items() if name in entry.expected})
    for mark, kind in ADJUNCTS.items():
        if entry.beside and mark in Path(entry.file).name:
            (file,) = gather([folder / entry.file])
            numbers = [row[0] for _, row in rows(file) if row[0].isdigit()]
            found[kind] = len(numbers)
            listed = {id.removeprefix("ofac-") for id in snapshot.ids()}
            found["joined"] = sum(number in listed for number in numbers)
    return dict(found)


def table(folder: Path) -> Iterator[tuple[str, ...]]:
    """Rows of the printed table, read one after the other."""
    yield "file", "format", "stated", "loaded", "relations", "note"
    for entry in entries():
        stated, note, relations = _words(entry.stated), entry.note, ""
        if entry.format is None:
            loaded = "no list"
        else:
            with tempfile.TemporaryDirectory() as scratch:
                try:
                    snapshot = load(entry, folder, Path(scratch))
                    found = counts(entry, folder, snapshot)
                    relations = f"{snapshot.relations_total:,}"
                    loaded = _words({k: found.get(k, 0) for k in entry.expected or ("parties",)})
                    if "parties" not in entry.expected:
                        loaded += f"; parties {found['parties']:,}"
                except ListError as error:
                    loaded = f"refused: {error.problem}"
        yield entry.file, entry.format or "-", stated, loaded, relations, note


def _words(given: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in given.items()) or "-"


def main() -> int:
    """Print the table; nothing where the data are absent."""
    folder = SHARED / "lists"
    if not folder.is_dir():
        print(f"skipped: no measuring data at {SHARED} (set BYWAY_SHARED)")
        return 0
    for row in table(folder):
        print(" | ".join(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
