"""What a list is read from: files, folders, zip and tar archives, packed or not."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from byway.errors import InputError, ListError

MAX_BYTES = 2_000_000_000
"""A file larger than this, unpacked, is not taken for a list: 40 times the largest today."""

_SHEET = "content.xml"
"""What a spreadsheet (.ods, a zip archive) is read from."""

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, tarfile.TarError)


@dataclass(frozen=True)
class InputFile:
    """One file of a list, wherever it lies.

    `name` is its own name without folders, `where` the path to show in messages.
    """

    name: str
    where: str
    opener: Callable[[], IO[bytes]]

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Its bytes, unpacked when it is gzip.  Raises ListError when it is damaged or missing."""
        try:
            with self.opener() as raw:
                packed = raw.read(2) == b"\x1f\x8b"
                raw.seek(0)
                yield cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw
        except _DAMAGE as error:
            raise ListError(self.where, f"damaged or cut ({error})", "a whole file") from error
        except FileNotFoundError:
            raise ListError(self.where, "no such file", "a file that exists") from None
        except OSError as error:
            problem = f"cannot be read ({error.strerror or error})"
            raise ListError(self.where, problem, "a readable file") from error
        except RecursionError:
            raise
        except RuntimeError as error:  # zipfile: encrypted member
            raise ListError(self.where, str(error), "an archive without a password") from error

    def read(self) -> bytes:
        """All its bytes, unpacked; ListError when there are none or more than MAX_BYTES."""
        with self.open() as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ListError(self.where, f"larger than {MAX_BYTES:,} bytes", "a sanctions list")
        if not data.strip():
            raise ListError(self.where, "empty", "a file with content")
        return data

    def ends_with(self, mark: str) -> bool:
        """Whether `mark` stands in the last 64 bytes."""
        return mark.encode() in self.read()[-64:]

    def text(self) -> str:
        """Its text: UTF-8, with or without a byte order mark, else Windows-1252.

        Raises ListError when it is neither (binary).
        """
        data = self.read()
        if b"\x00" in data[:4096]:
            raise ListError(self.where, "binary", "a text file")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            try:
                return data.decode("cp1252")
            except UnicodeDecodeError:
                line = data.count(b"\n", 0, error.start) + 1
                problem = f"not UTF-8 (byte {error.start:,})"
                raise ListError(f"{self.where}, line {line}", problem, "UTF-8 text") from error


def gather(paths: Sequence[Path]) -> tuple[InputFile, ...]:
    """The files at `paths`: files as they are, what folders and archives hold, by name.

    Hidden files are left out.  Raises ListError when a path is missing or an archive is damaged.
    """
    found: list[InputFile] = []
    for path in paths:
        if path.is_dir():
            found += [_plain(p) for p in sorted(path.iterdir()) if _wanted(p.name) and p.is_file()]
        elif not path.exists():
            raise ListError(str(path), "no such file or folder", "a path that exists")
        else:
            found += _unpacked(path)
    if not found:
        where = ", ".join(map(str, paths)) or "list"
        raise ListError(where, "no files", "a folder, an archive or files of a list")
    return tuple(found)


def day_in(name: str) -> date | None:
    """The first date in a file's name; of a month its first day."""
    for found in _DAY.finditer(name):
        with suppress(ValueError):  # the 31st of a month of thirty days
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
    return None


def digests(paths: Sequence[Path]) -> dict[str, str]:
    """SHA-256 (hexadecimal) of every file at `paths` as received, by path as shown."""
    result = {}
    for path in paths:
        inside = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            try:
                with file.open("rb") as raw:
                    result[str(file)] = hashlib.file_digest(raw, "sha256").hexdigest()
            except OSError as error:
                raise InputError(str(file), f"cannot be read ({error.strerror or error})") from None
    return result


def _plain(path: Path) -> InputFile:
    return InputFile(path.name, str(path), lambda: path.open("rb"))


def _wanted(name: str) -> bool:
    return not name.startswith((".", "__MACOSX"))


def _unpacked(path: Path) -> list[InputFile]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                names = [i.filename for i in archive.infolist() if not i.is_dir()]
            if path.name.lower().endswith(".ods") and _SHEET in names:
                return [InputFile(path.name, str(path), _zip_opener(path, _SHEET))]
            return [_member(path, name, _zip_opener(path, name)) for name in _kept(names)]
        if path.name.lower().endswith(".zip"):
            raise zipfile.BadZipFile("no end of archive")
        if path.name.lower().endswith((".tar", ".tar.gz", ".tgz")):
            with tarfile.open(path) as tar:
                names = _kept([i.name for i in tar.getmembers() if i.isfile()])
                read = {name: tar.extractfile(name) for name in names}
                held = {name: file.read() for name, file in read.items() if file}
            return [_member(path, name, _held_opener(held[name])) for name in names]
    except _DAMAGE as error:
        raise ListError(str(path), f"damaged or cut archive ({error})", "a whole file") from error
    except OSError as error:
        raise ListError(str(path), f"cannot be read ({error.strerror or error})") from error
    return [_plain(path)]


def _kept(names: Sequence[str]) -> list[str]:
    return sorted(n for n in names if all(_wanted(part) for part in Path(n).parts))


def _member(path: Path, name: str, opener: Callable[[], IO[bytes]]) -> InputFile:
    return InputFile(Path(name).name, f"{path}:{name}", opener)


def _zip_opener(path: Path, name: str) -> Callable[[], IO[bytes]]:
    return lambda: zipfile.ZipFile(path).open(name)


def _held_opener(data: bytes) -> Callable[[], IO[bytes]]:
    return lambda: io.BytesIO(data)
