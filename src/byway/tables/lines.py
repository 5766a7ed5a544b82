"""Lines of text files, packed or not, and JSON lines as objects."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from byway.errors import TableError


def open_text(path: Path) -> IO[str]:
    """A file of UTF-8 text, unpacked when it is gzip."""
    raw: Any = path.open("rb")
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return io.TextIOWrapper(
        gzip.GzipFile(fileobj=raw) if packed else raw, encoding="utf-8-sig", newline=""
    )


def lines(path: Path, text: IO[str]) -> Iterator[str]:
    """Its lines.  Raises TableError when it is no UTF-8 or a cut gzip."""
    try:
        yield from text
    except UnicodeDecodeError as error:
        raise TableError(str(path), f"not UTF-8 ({error.reason})", "UTF-8 text") from error
    except (EOFError, gzip.BadGzipFile) as error:
        raise TableError(str(path), f"damaged gzip ({error})", "a whole gzip file") from error


def json_rows(path: Path) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Objects of a JSON lines file, with their line."""
    with open_text(path) as text:
        for number, line in enumerate(lines(path, text), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if "\\u" in line:  # half a surrogate pair is no character that can be written
                    json.dumps(row, ensure_ascii=False).encode()
            except UnicodeEncodeError:
                problem = "half a surrogate pair, which is no character"
                raise TableError(f"{path}, line {number}", problem, "text in Unicode") from None
            except RecursionError:
                raise TableError(
                    f"{path}, line {number}", "nested too deeply", "one JSON object a line"
                ) from None
            except json.JSONDecodeError as error:
                raise TableError(
                    f"{path}, line {number}", f"not JSON ({error.msg})", "one JSON object a line"
                ) from None
            if not isinstance(row, dict):
                raise TableError(
                    f"{path}, line {number}", "not an object", "one JSON object a line"
                )
            yield number, row
