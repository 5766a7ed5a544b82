"""Rows of delimited text, with the line each begins on and every fault named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from byway.errors import ListError
from byway.lists.inputs import InputFile
from byway.lists.spreadsheet import SUFFIX, sheet_rows

csv.field_size_limit(10_000_000)

END_MARK = "\x1a"
"""The control character that ends files of DOS times, OFAC's to this day."""


def one_table(files: Sequence[InputFile], what: str) -> InputFile:
    """The one table among the files (.csv, .tsv, .txt or .ods), or the only file at all.

    Raises ListError naming them when there are several or none.
    """
    suffixes = (".csv", ".tsv", ".txt", SUFFIX)
    fit = [f for f in files if f.name.lower().removesuffix(".gz").endswith(suffixes)]
    fit = fit or (list(files) if len(files) == 1 else [])
    if len(fit) != 1:
        names = " and ".join(file.where for file in (fit or files)[:5])
        problem = f"{len(fit)} tables that may be the list" if fit else "no table"
        raise ListError(names, problem, f"one table with {what}")
    return fit[0]


def rows(file: InputFile, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row; blank rows and a final 0x1A are left out.

    A spreadsheet's rows are at least as wide as its first one.  Raises ListError for a quote
    that is never closed (a cut file) and other faults of the form.
    """
    if file.name.lower().endswith(SUFFIX):
        width = 0
        for number, cells in sheet_rows(file):
            width = width or len(cells)
            yield number, cells + [""] * (width - len(cells))
        return
    reader = csv.reader(io.StringIO(file.text(), newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip(" \x1a") for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        expected = "rows of quoted, delimited values to the end of the file"
        raise ListError(f"{file.where}, line {line}", f"broken row ({error})", expected) from error


def records(
    file: InputFile, required: Sequence[str], delimiter: str = ","
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line number and cells by column name, for a table with a header row.

    Raises ListError when one of the `required` columns is missing or a row has another number
    of cells than the header.
    """
    header: list[str] | None = None
    for line, row in rows(file, delimiter):
        if header is None:
            header = [name.strip() for name in row]
            if twice := [name for name in dict.fromkeys(required) if header.count(name) > 1]:
                raise ListError(
                    f"{file.where}, line {line}",
                    f"column {', '.join(map(repr, twice))} is there twice",
                    "one column each",
                )
            missing = [name for name in required if name not in header]
            if missing:
                raise ListError(
                    f"{file.where}, line {line}",
                    f"no column {', '.join(map(repr, missing))}",
                    "the columns " + ", ".join(required),
                )
            continue
        yield line, dict(zip(header, checked(file, line, row, len(header)), strict=True))
    if header is None:
        raise ListError(file.where, "no rows", "a header row with " + ", ".join(required))


def checked(file: InputFile, line: int, row: list[str], width: int) -> list[str]:
    """The row, when it has `width` cells; ListError when it has not."""
    if len(row) != width:
        raise ListError(f"{file.where}, line {line}", f"{len(row)} columns", f"{width} columns")
    return row
