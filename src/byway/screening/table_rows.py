"""Rows of a CSV, Parquet or JSON lines file as dicts, as they are read."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from byway.errors import TableError

REQUIRED_HEADER = ("id", "schema", "name")
"""Columns that tell which delimiter parts a CSV's header."""


def _open_text(path: Path) -> IO[str]:
    raw: Any = path.open("rb")
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return io.TextIOWrapper(
        gzip.GzipFile(fileobj=raw) if packed else raw, encoding="utf-8-sig", newline=""
    )


def _lines(path: Path, text: IO[str]) -> Iterator[str]:
    try:
        yield from text
    except UnicodeDecodeError as error:
        raise TableError(str(path), f"not UTF-8 ({error.reason})", "UTF-8 text") from error
    except (EOFError, gzip.BadGzipFile) as error:
        raise TableError(str(path), f"damaged gzip ({error})", "a whole gzip file") from error


def csv_rows(path: Path) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Rows of a CSV with a header, with the line they end on."""
    with _open_text(path) as text:
        lines = _lines(path, text)
        header = next(lines, "")
        if not header.strip():
            raise TableError(str(path), "empty", "a header with id, schema, name")
        reader = csv.reader(_chain(header, lines), delimiter=_delimiter(header), strict=True)
        try:
            names = [name.strip() for name in next(reader)]
            if twice := [name for name in names if name and names.count(name) > 1]:
                raise TableError(str(path), f"column {twice[0]} is there twice", "one column each")
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) != len(names):
                    raise TableError(
                        f"{path}, row {reader.line_num}",
                        f"{len(row)} cells",
                        f"{len(names)} as in the header",
                    )
                yield reader.line_num, dict(zip(names, row, strict=True))
        except csv.Error as error:
            raise TableError(
                f"{path}, row {reader.line_num}", f"broken CSV ({error})", "a CSV table"
            ) from error


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(header: str) -> str:
    """The delimiter that parts the header into the needed columns; comma when none does."""
    for delimiter in (",", ";", "\t"):
        names = {name.strip().strip('"').lower() for name in header.split(delimiter)}
        if names >= set(REQUIRED_HEADER):
            return delimiter
    return max((",", ";", "\t"), key=header.count)


def parquet_rows(path: Path) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Rows of a Parquet file, numbered from one."""
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(path)
        number = 0
        for batch in file.iter_batches(batch_size=4096):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pyarrow.ArrowException, OSError) as error:
        raise TableError(
            str(path), f"not readable as Parquet ({error})", "a Parquet file"
        ) from None


def json_rows(path: Path) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Objects of a JSON lines file, with their line."""
    with _open_text(path) as text:
        for number, line in enumerate(_lines(path, text), start=1):
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
