"""The folder of dated snapshots, and the starter list that is always there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from byway.errors import ListError, OptionError
from byway.lists import starter
from byway.lists.describe import Description, describe
from byway.lists.formats import Content, load_format
from byway.lists.inputs import day_in, digests, gather
from byway.lists.linking import write_relations
from byway.lists.notices import Notices
from byway.lists.snapshot import ENTITIES, MANIFEST, RELATIONS, Snapshot, open_snapshot
from byway.lists.writing import Progress, staged, take_place, write_manifest, write_parties

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}$")


class ListStore:
    """Dated snapshots of lists below one folder: `folder/LIST/DAY/`.

    Nothing is read or written before a method is called.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self,
        paths: Sequence[Path],
        format: str,
        name: str,
        day: date | None = None,
        *,
        force: bool = False,
        progress: Progress | None = None,
    ) -> Snapshot:
        """Read a list from its files and keep it as the snapshot of its day.

        The day, when not given, is the one in the list itself, else in a file's name, else
        today.  A snapshot of the same list and day is replaced.  Whole or not at all.

        Raises ListError when the files are broken or the count is implausible (unless `force`),
        OptionError for a name or format that cannot be, OutputError when the folder cannot be
        written.
        """
        reader, description = load_format(format), describe(format)
        _check_name(name)
        notices, files, where = Notices(), gather(paths), ", ".join(map(str, paths))
        content = reader.read(files, notices)
        with staged(self.folder / name) as scratch:
            folder = scratch / "snapshot"
            folder.mkdir()
            ties: list[dict[str, Any]] = []
            total, sha256 = write_parties(folder, content.parties, notices, progress, ties)
            ties += content.relations
            relations = write_relations(folder / RELATIONS, folder / ENTITIES, ties)
            description = _amended(description, content)
            _check_counts(description, where, total, content.counts, force=force, notices=notices)
            day = day or content.published or day_in_names(paths) or date.today()
            write_manifest(
                folder,
                description,
                name=name,
                day=day,
                total=total,
                sha256=sha256,
                counts=content.counts,
                inputs={Path(path).name: value for path, value in digests(paths).items()},
                warnings=notices.warnings(),
                relations=relations,
            )
            take_place(folder, self.folder / name / day.isoformat())
        return open_snapshot(self.folder / name / day.isoformat())

    def snapshots(self, name: str | None = None) -> list[Snapshot]:
        """All snapshots, or those of one list: by list, oldest first, the starter list last."""
        found = []
        if self.folder.is_dir():
            for manifest in sorted(self.folder.glob(f"*/*/{MANIFEST}")):
                folder = manifest.parent
                if folder.name.startswith(".") or folder.parent.name == starter.NAME:
                    continue
                found.append(open_snapshot(folder))
        found.append(self.starter())
        return [s for s in found if name is None or s.name == name]

    def select(
        self, names: Sequence[str] | None = None, as_of: date | None = None
    ) -> list[Snapshot]:
        """Of each list the newest snapshot that is not later than `as_of`.

        `names` None means all lists; then lists with no snapshot early enough are left out.
        The starter list states its own dates and holds for every day.
        Raises ListError for a name that is not there, or not early enough.
        """
        newest: dict[str, Snapshot] = {}
        known: dict[str, Snapshot] = {}
        for snapshot in self.snapshots():
            known.setdefault(snapshot.name, snapshot)
            if as_of is None or snapshot.day <= as_of or snapshot.name == starter.NAME:
                newest[snapshot.name] = snapshot
        for name in names or ():
            if name not in known:
                there = ", ".join(known)
                raise ListError(name, "no such list", f"one of {there}; or add it first")
            if name not in newest:
                problem = f"no snapshot on or before {as_of}"
                raise ListError(name, problem, f"a day from {known[name].day} on")
        return [s for n, s in newest.items() if names is None or n in names]

    def find(self, wanted: str) -> Snapshot:
        """The snapshot of this id (`ofac@2022-02-25`), or the newest of the list of this name.

        Raises OptionError when there is none.
        """
        snapshots = self.snapshots()
        found = [s for s in snapshots if wanted in (s.id, s.name)]
        if not found:
            there = ", ".join(s.id for s in snapshots)
            raise OptionError("snapshot", f"{wanted!r} is not there", f"one of {there}")
        return found[-1]

    def starter(self) -> Snapshot:
        """The built-in starter list."""
        return starter.prepared(self.folder)


def day_in_names(paths: Sequence[Path]) -> date | None:
    """The first date in the names of files, folders, or files in folders; a month is its first."""
    for path in paths:
        inside = sorted(p.name for p in path.iterdir()) if path.is_dir() else []
        for name in (path.name, *inside):
            if day := day_in(name):
                return day
    return None


def _amended(description: Description, content: Content) -> Description:
    """The description with what the list says of itself."""
    return replace(
        description,
        title=content.title or description.title,
        publisher=content.publisher or description.publisher,
        terms=content.terms or description.terms,
        expected={**description.expected, **content.expected},
    )


def _check_name(name: str) -> None:
    if not _NAME.match(name) or name == starter.NAME:
        raise OptionError(
            "list", f"{name!r} cannot be a list's name", "small letters, digits, '-', '_' or '.'"
        )


def _check_counts(
    description: Description,
    where: str,
    total: int,
    counts: dict[str, int],
    *,
    force: bool,
    notices: Notices,
) -> None:
    if not total:
        raise ListError(where, "no parties", f"a list in format {description.format}")
    try:
        description.check_counts(where, counts or {"parties": total})
    except ListError as error:
        if not force:
            raise
        notices.warn(error.where, f"{error.problem}, forced in; expected {error.expected}")
