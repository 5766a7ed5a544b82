"""Bringing a list up to date from its official addresses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from byway.errors import OptionError
from byway.files import write_text
from byway.lists.describe import describe
from byway.lists.fetch import Download, download
from byway.lists.formats import FORMATS
from byway.lists.snapshot import Snapshot
from byway.lists.store import ListStore
from byway.lists.writing import Progress, staged

FOLDER, RECORD = ".official", "downloads.json"
"""Below a list's folder: the files as last fetched, and what the servers said of them."""

Fetch = Callable[..., Download | None]


def update(
    store: ListStore,
    name: str,
    format: str,
    *,
    addresses: Mapping[str, str] | None = None,
    day: date | None = None,
    force: bool = False,
    progress: Progress | None = None,
    fetch: Fetch = download,
) -> Snapshot | None:
    """Fetch a list's files and keep them as a new snapshot; None when nothing is new.

    `addresses` maps file names to addresses; the format's official ones when not given.  Files
    that the server says are unchanged are taken as last fetched.  When the new files cannot be
    read as a list, the snapshots and what was last fetched stay as they were.
    Raises OptionError when the format has no official address, ListError when the files cannot
    be had or are broken.
    """
    if format not in FORMATS:
        raise OptionError("format", f"unknown format {format!r}", "one of " + ", ".join(FORMATS))
    sources = dict(addresses or describe(format).addresses)
    if not sources:
        raise OptionError("format", f"{format!r} has no official address", "addresses, or a file")
    kept = store.folder / name / FOLDER
    known = _recorded(kept)
    with staged(store.folder / name) as scratch:
        fresh: dict[str, Download] = {}
        for file, address in sources.items():
            last = known.get(file) if (kept / file).is_file() else None
            if got := fetch(address, scratch / file, known=last):
                fresh[file] = got
            else:
                shutil.copyfile(kept / file, scratch / file)
        new = {
            file: got
            for file, got in fresh.items()
            if file not in known or known[file].sha256 != got.sha256
        }
        have = any(s.format == format for s in store.snapshots(name))
        snapshot = None
        if new or not have:
            paths = [scratch / file for file in sources]
            snapshot = store.add(paths, format, name, day, force=force, progress=progress)
        kept.mkdir(parents=True, exist_ok=True)
        for file in fresh:
            (scratch / file).replace(kept / file)
        _record(kept, {file: {**known, **fresh}[file] for file in sources})
    return snapshot


def _recorded(folder: Path) -> dict[str, Download]:
    try:
        data = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {file: Download(**facts) for file, facts in data.items()}
    except (OSError, ValueError, TypeError):
        return {}


def _record(folder: Path, downloads: Mapping[str, Download]) -> None:
    facts = {file: asdict(download) for file, download in downloads.items()}
    write_text(folder / RECORD, json.dumps(facts, indent=1))
