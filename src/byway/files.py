"""Reading and writing files safely: whole or not at all, packed or not."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from byway.errors import InputError, OutputError


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends without an error.

    The folder is created.  On any error nothing is left behind and `path` stays as it was.
    Raises OutputError when the place cannot be written.
    """
    with replacing_by_name(path) as scratch, scratch.open("wb") as file:
        yield file


@contextmanager
def replacing_by_name(path: Path) -> Iterator[Path]:
    """The same for who writes a file by its name: the place to write to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    scratch = Path(name)
    try:
        yield scratch
        try:
            scratch.chmod(0o666 & ~_umask())
            scratch.replace(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        scratch.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 `text` to `path`, whole or not at all."""
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write several UTF-8 texts: none takes its place before all are written."""
    with ExitStack() as places:
        for path, text in texts.items():
            places.enter_context(replacing(path)).write(text.encode("utf-8"))


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """The content of `path`, unpacked when it is gzip.

    Raises InputError when the file is missing, unreadable, a cut gzip, or larger than `limit`
    bytes (counted unpacked, so that a small archive cannot fill the memory).
    """
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            source = gzip.GzipFile(fileobj=raw) if packed else raw
            data: bytes = source.read(-1 if limit is None else limit + 1)
    except FileNotFoundError:
        raise InputError(str(path), "no such file", "a file that exists") from None
    except IsADirectoryError:
        raise InputError(str(path), "is a folder", "a file") from None
    except (EOFError, gzip.BadGzipFile) as error:
        raise InputError(str(path), f"damaged gzip ({error})", "a whole gzip file") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error})") from error
    if limit is not None and len(data) > limit:
        raise InputError(str(path), f"larger than {limit:,} bytes", "a smaller file")
    return data


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file as it is, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
