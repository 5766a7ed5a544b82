"""Files of ownership records to one graph, whatever their format."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from byway.errors import OptionError, TableError
from byway.ownership.formats import bods, ftm, gleif, psc, table
from byway.ownership.graph import Builder, Holdings

FORMATS: dict[str, Callable[[Path, Builder], None]] = {
    "ftm": ftm.read,
    "bods": bods.read,
    "gleif-rr": gleif.read_relations,
    "gleif-repex": gleif.read_exceptions,
    "gleif-lei": gleif.read_entities,
    "psc": psc.read,
    "table": table.read,
}
"""Formats that are read, by name."""

_HEAD = 16_384
_SIGNS = (
    ("gleif-rr", re.compile(r"<(\w+:)?RelationshipData\b|\"Relationship\"\s*:")),
    ("gleif-repex", re.compile(r"<(\w+:)?ReportingExceptionData\b|\"ExceptionCategory\"\s*:")),
    ("gleif-lei", re.compile(r"<(\w+:)?LEIData\b|\"LEI\"\s*:.{0,400}\"Entity\"\s*:", re.DOTALL)),
    ("psc", re.compile(r"\"company_number\"\s*:")),
    ("bods", re.compile(r"\"statementI[dD]\"\s*:|\"recordType\"\s*:|\"statementType\"\s*:")),
    ("ftm", re.compile(r"\"schema\"\s*:")),
)


def load(paths: Path | str | Iterable[Path | str], format: str | None = None) -> Holdings:
    """The graph of one or several files, which may be of different formats.

    format: one of `FORMATS`, for all files; None finds it out from the content of each.
    Raises TableError naming file, row and field for what cannot be read, OptionError for an
    unknown format.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    if format is not None and format not in FORMATS:
        raise OptionError("format", f"{format!r} is none", ", ".join(FORMATS))
    if not given:
        raise TableError("ownership", "no file given", "at least one file of records")
    builder = Builder()
    for path in map(Path, given):
        FORMATS[format or guess(path)](path, builder)
    return builder.build()


def guess(path: Path) -> str:
    """The format of a file by its content.  Raises TableError when it is none that is known."""
    if not path.is_file():
        problem = "is a folder" if path.is_dir() else "no such file"
        raise TableError(str(path), problem, "a file of ownership records")
    if path.name.lower().endswith((".parquet", ".pq")):
        return "table"
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            head = (gzip.GzipFile(fileobj=raw) if packed else raw).read(_HEAD)
    except (OSError, EOFError) as error:
        raise TableError(str(path), f"cannot be read ({error})", "a whole file") from error
    text = head.decode("utf-8-sig", "replace").lstrip()
    if not text:
        raise TableError(str(path), "empty", "records of ownership")
    if text[0] in "<[{":
        for name, sign in _SIGNS:
            if sign.search(text):
                return name
        raise TableError(
            str(path),
            "a format that is not known",
            "FollowTheMoney, BODS, GLEIF level 2, UK PSC, or a table with owner and owned",
        )
    return "table"
