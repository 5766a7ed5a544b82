"""Rows of a CSV or Parquet file as dicts, as they are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from byway.errors import TableError
from byway.tables.lines import lines, open_text

REQUIRED_HEADER = ("id", "schema", "name")
"""Columns that tell which delimiter parts a CSV's header."""


def csv_rows(path: Path) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Rows of a CSV with a header, with the line they end on."""
    with open_text(path) as text:
        held = lines(path, text)
        header = next(held, "")
        if not header.strip():
            raise TableError(str(path), "empty", "a header with id, schema, name")
        reader = csv.reader(_chain(header, held), delimiter=_delimiter(header), strict=True)
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
