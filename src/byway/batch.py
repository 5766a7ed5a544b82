"""Screening a whole table: in parts that are kept as they are done, so that a run can go on.

Beside the output stands the folder `OUT.parts` while a run goes on: a manifest of what is being
done, and a file for each part that is done.  A run that was killed goes on where it stopped when
it is asked for the same; the output appears when all parts are done, and the folder goes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from byway.errors import InputError, OptionError, OutputError
from byway.files import read_bytes, sha256_of, write_text
from byway.model import Match, Party
from byway.screening import tables
from byway.watchlists import result_rows

PART = 5_000
"""Parties in a part: memory stays the same however long the table is."""
VERSION = 1
"""Version of the folder's layout."""

_MANIFEST, _LOCK = "manifest.json", "lock"

Screen = Callable[[Sequence[Party]], list[tuple[Match, ...]]]


@dataclass(frozen=True)
class Count:
    """How many parties were screened, how many matched, how many were done by an earlier run."""

    parties: int = 0
    matched: int = 0
    before: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.parties + other.parties,
            self.matched + other.matched,
            self.before + other.before,
        )


def screen_table(
    source: Path,
    target: Path,
    screen: Screen,
    *,
    task: Mapping[str, Any],
    again: bool = False,
    on_ignored: Callable[[Sequence[str]], None] | None = None,
    progress: Callable[[Count], None] | None = None,
) -> Count:
    """Screen every party of `source` into `target`, whole or not at all; may be done in goes.

    `task` is all that the result depends on besides the input (options, lists, versions), as
    plain JSON.  A folder of parts of the same task and input is gone on with; `again` begins anew.
    Raises OptionError when the folder is of another task, TableError for bad rows, OutputError
    when the place cannot be written or another run is writing there.
    """
    tables.table_format(target)  # a name that is none is refused before the work
    tables.check_readable(source)
    whole = {"version": VERSION, "part": PART, "input": sha256_of(source), **task}
    with _parts(target, whole, again=again) as folder:
        total, number = Count(), 0
        for number, batch in enumerate(_batches(tables.read_parties(source, on_ignored)), 1):
            place = folder / f"{number:06}.jsonl"
            total += _kept_count(place) or _screened(place, batch, screen)
            if progress:
                progress(total)
        if sha256_of(source) != whole["input"]:
            raise InputError(str(source), "changed while it was read", "a file that stays")
        tables.write_matches(target, _rows(folder, number))
    return total


def _screened(place: Path, batch: Sequence[Party], screen: Screen) -> Count:
    found = screen(batch)
    count = Count(len(batch), sum(1 for matches in found if matches))
    lines = [{"parties": count.parties, "matched": count.matched}, *result_rows(batch, found)]
    write_text(
        place, "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)
    )
    return count


def _kept_count(place: Path) -> Count | None:
    """The count of a part that an earlier run finished; parts are written whole or not at all."""
    if not place.is_file():
        return None
    with place.open("rb") as file:
        stated = json.loads(file.readline())
    return Count(stated["parties"], stated["matched"], before=stated["parties"])


def _rows(folder: Path, parts: int) -> Iterator[dict[str, Any]]:
    for number in range(1, parts + 1):
        with (folder / f"{number:06}.jsonl").open("rb") as file:
            next(file)
            for line in file:
                yield json.loads(line)


@contextmanager
def _parts(target: Path, task: Mapping[str, Any], *, again: bool) -> Iterator[Path]:
    """The folder of parts for this task; gone when the block ends, kept when it is broken off."""
    folder = target.with_name(f"{target.name}.parts")
    manifest = folder / _MANIFEST
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error})") from error
    with _alone(folder):
        if again or not manifest.is_file():
            for part in folder.glob("*.jsonl"):
                part.unlink()
        elif differing := _differing(manifest, task):
            raise OptionError(
                str(folder),
                f"holds an unfinished run with other {', '.join(differing)}",
                "the same command as before to go on with it, or --restart to begin anew",
            )
        write_text(manifest, json.dumps(task, ensure_ascii=False, indent=1))
        try:
            yield folder
        except InputError:  # the input must change, so that no part of it will fit
            shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; it ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # not POSIX: no lock
        yield
        return
    with (folder / _LOCK).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(f"{folder}: another run is writing there") from None
        yield


def _differing(manifest: Path, task: Mapping[str, Any]) -> list[str]:
    """What of an unfinished run is not as in `task`; a manifest that cannot be read is all."""
    with suppress(ValueError, InputError):
        held = json.loads(read_bytes(manifest))
        if isinstance(held, dict):
            now = json.loads(json.dumps(task))
            return sorted(k for k in {*held, *now} if held.get(k) != now.get(k))
    return ["contents"]


def _batches(parties: Iterable[Party]) -> Iterator[list[Party]]:
    source = iter(parties)
    while batch := list(islice(source, PART)):
        yield batch
