"""Long work in parts that are kept as they are done, so that a run can go on.

Beside the output stands the folder `OUT.parts` while a run goes on: a manifest of what is being
done, and a file of JSON lines for each part that is done, written whole or not at all.  A run that
was killed goes on where it stopped when it is asked for the same; the folder goes at the end.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byway.errors import InputError, OptionError, OutputError
from byway.files import read_bytes, write_text

_MANIFEST, _LOCK = "manifest.json", "lock"


@dataclass(frozen=True)
class Parts:
    """The parts of one run, numbered from 1.  A part is a head and rows, each a JSON object."""

    folder: Path

    def place(self, number: int) -> Path:
        """The file of a part."""
        return self.folder / f"{number:06}.jsonl"

    def file(self, name: str) -> Path:
        """The place of a file of another kind that is kept with the parts."""
        return self.folder / name

    def numbered(self, last: int, ending: str = ".parquet") -> list[Path]:
        """The places of parts up to `last` that are files of another kind."""
        return [self.file(f"{number:06}{ending}") for number in range(1, last + 1)]

    @contextmanager
    def writing(self, place: Path) -> Iterator[Path]:
        """Where to write what is to be `place`, which is there when the block ends, whole."""
        scratch = place.with_name(f".{place.name}")
        if scratch.is_dir():
            shutil.rmtree(scratch)
        yield scratch
        scratch.replace(place)

    def write(
        self, number: int, head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
    ) -> None:
        """Keep a part that is done."""
        lines = (json.dumps(line, ensure_ascii=False, default=str) for line in (head, *rows))
        write_text(self.place(number), "".join(f"{line}\n" for line in lines))

    def head(self, number: int) -> dict[str, Any] | None:
        """The head of a part, None where it is not done."""
        if not self.place(number).is_file():
            return None
        with self.place(number).open("rb") as file:
            head: dict[str, Any] = json.loads(file.readline())
        return head

    def rows(self, last: int) -> Iterator[dict[str, Any]]:
        """The rows of the parts up to `last`, in order."""
        for number in range(1, last + 1):
            with self.place(number).open("rb") as file:
                next(file)
                for line in file:
                    yield json.loads(line)


@contextmanager
def parts(target: Path, task: Mapping[str, Any], *, again: bool = False) -> Iterator[Parts]:
    """The parts of `task` towards `target`; gone when the block ends, kept when it is broken off.

    `task` is all that the result depends on, as plain JSON.  Parts of an unfinished run of the
    same task are there to go on with; `again` begins anew.  An InputError within takes them away.
    Raises OptionError when they are of another task, OutputError when the place cannot be written
    or another run is writing there.
    """
    folder = target.with_name(f"{target.name}.parts")
    manifest = folder / _MANIFEST
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error})") from error
    with _alone(folder):
        if again or not manifest.is_file():
            for part in folder.iterdir():
                if part.is_dir():
                    shutil.rmtree(part)
                elif part.name != _LOCK:
                    part.unlink()
        elif differing := _differing(manifest, task):
            raise OptionError(
                str(folder),
                f"holds an unfinished run with other {', '.join(differing)}",
                "the same command as before to go on with it, or --restart to begin anew",
            )
        write_text(manifest, json.dumps(task, ensure_ascii=False, indent=1))
        try:
            yield Parts(folder)
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
