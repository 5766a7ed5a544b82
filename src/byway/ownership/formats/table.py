"""Tables of holdings, one a row: CSV or Parquet.

Columns `owner, owned` (ids) are needed; `share, kind, since, until, source, direct` and
`owner_name, owned_name, owner_schema, owned_schema, owner_country, owned_country` may be there.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.errors import TableError
from byway.ownership import days, shares
from byway.ownership.graph import KINDS, Builder, Edges

REQUIRED = ("owner", "owned")
OPTIONAL = ("share", "kind", "since", "until", "source", "direct")
DESCRIBING = ("name", "schema", "country")
COLUMNS = (*REQUIRED, *OPTIONAL, *(f"{end}_{what}" for end in REQUIRED for what in DESCRIBING))
_ALSO = {"owner_id": "owner", "owned_id": "owned", "asset": "owned", "percentage": "share"}
_NO = ("no", "false", "0", "indirect")

Column = tuple[NDArray[np.int64], list[str]]
"""A column of texts: the place of each row's value, and the values."""
Read = tuple[NDArray[np.int64], list[Any]]
"""The same with the texts read."""


def read(path: Path, builder: Builder) -> None:
    """Add the rows of a table.  Raises TableError naming file, row and column."""
    columns = _columns(_table(path), path)
    owner, owned = (_ids(columns[end], builder, path, end) for end in REQUIRED)
    for end, numbers in (("owner", owner), ("owned", owned)):
        _describe(builder, columns, end, columns[end], numbers)
    rows = len(owner)
    no_column = np.zeros(rows, dtype=np.int64)

    def values(name: str, read: Callable[[str], Any], expected: str) -> Read:
        given = columns.get(name, (no_column, [""]))
        return given[0], _read(given, read, f"{path}, row", f"column {name}", expected)

    spans = values("share", shares.parse, shares.EXPECTED)
    low, high = (np.array([span[k] for span in spans[1]], dtype=float) for k in (0, 1))
    kind = values("kind", _kind, "one of " + ", ".join(KINDS))
    since = values("since", days.first, days.EXPECTED)
    until = values("until", days.last, days.EXPECTED)
    source = values("source", builder.source, "a text")
    direct = values("direct", lambda value: value.lower() not in _NO, "yes or no")
    turned = _first(_day(since) > _day(until))
    if turned is not None:
        where = f"{path}, row {turned + 2}, column until"
        raise TableError(where, "before `since`", "a later day")
    builder.hold_many(
        Edges(
            owner,
            owned,
            _day(kind).astype(np.int8),
            _day(direct).astype(bool),
            low[spans[0]],
            high[spans[0]],
            _day(since),
            _day(until),
            _day(source),
        )
    )


def _table(path: Path) -> Any:
    import pyarrow as pa
    from pyarrow import csv as delimited
    from pyarrow import parquet

    try:
        if path.name.lower().endswith((".parquet", ".pq")):
            return parquet.read_table(path)
        names, delimiter = _header(path)
        texts = {name: pa.string() for name in names}
        return delimited.read_csv(
            path,
            parse_options=delimited.ParseOptions(delimiter=delimiter),
            convert_options=delimited.ConvertOptions(column_types=texts, strings_can_be_null=False),
        )
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        problem = " ".join(str(error).split())[:200]
        raise TableError(str(path), f"cannot be read ({problem})", "a whole table") from None


def _header(path: Path) -> tuple[list[str], str]:
    """The names in the first line, and the delimiter that it has most of."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        line = (gzip.GzipFile(fileobj=raw) if packed else raw).readline()
    head = line.decode("utf-8-sig")
    delimiter = max(",;\t|", key=head.count)
    return next(csv.reader([head], delimiter=delimiter), []), delimiter


def _columns(table: Any, path: Path) -> dict[str, Column]:
    found: dict[str, Any] = {}
    for name in table.column_names:
        plain = re.sub(r"[\s-]+", "_", name.strip().lower().lstrip("\ufeff"))
        if (known := _ALSO.get(plain, plain)) in COLUMNS:
            if known in found:
                raise TableError(str(path), f"column {known} is there twice", "one column each")
            found[known] = table[name]
    if missing := [name for name in REQUIRED if name not in found]:
        raise TableError(
            str(path),
            f"column {', '.join(missing)} missing (found: {', '.join(table.column_names)})",
            "columns owner, owned and, where known, share",
        )
    if not table.num_rows:
        raise TableError(str(path), "no rows", "at least one holding")
    return {name: _encoded(column) for name, column in found.items()}


def _encoded(column: Any) -> Column:
    """A column as places in its distinct texts; missing values are ""."""
    import pyarrow as pa

    if column.type != pa.string():
        column = column.cast(pa.string())
    if column.null_count:
        column = column.fill_null("")
    coded = column.combine_chunks().dictionary_encode()
    values = [value.strip() for value in coded.dictionary.to_pylist()]
    return coded.indices.to_numpy(zero_copy_only=False).astype(np.int64), values


def _ids(column: Column, builder: Builder, path: Path, name: str) -> NDArray[np.int32]:
    places, values = column
    if "" in values:
        row = _first(places == values.index(""))
        if row is not None:
            raise TableError(f"{path}, row {row + 2}, column {name}", "empty", "the id of a party")
    return builder.number_all(values)[places]


def _describe(
    builder: Builder,
    columns: Mapping[str, Column],
    end: str,
    ids: Column,
    numbers: NDArray[np.int32],
) -> None:
    """Names, schemata and countries of one end, once for each distinct row of them."""
    given = {what: columns[f"{end}_{what}"] for what in DESCRIBING if f"{end}_{what}" in columns}
    if not given:
        return
    keys = np.stack([ids[0], *(column[0] for column in given.values())])
    for id_place, *places in np.unique(keys, axis=1).T.tolist():
        said = {w: c[1][p] for (w, c), p in zip(given.items(), places, strict=True) if c[1][p]}
        if said:
            properties = {
                "name": [said["name"]] if "name" in said else [],
                "jurisdiction": [said["country"].lower()] if "country" in said else [],
            }
            builder.describe(ids[1][id_place], said.get("schema", "LegalEntity"), properties)


def _read(
    column: Column, read: Callable[[str], Any], where: str, name: str, expected: str
) -> list[Any]:
    """Each distinct text of a column, read once."""
    places, texts = column
    found = []
    for number, value in enumerate(texts):
        try:
            found.append(read(value))
        except ValueError:
            row = _first(places == number) or 0
            raise TableError(f"{where} {row + 2}, {name}", repr(value), expected) from None
    return found


def _day(column: Read) -> NDArray[np.int32]:
    return np.array(column[1], dtype=np.int64).astype(np.int32)[column[0]]


def _kind(text: str) -> int:
    return KINDS.index(text.lower()) if text else 0


def _first(mask: NDArray[np.bool_]) -> int | None:
    found = np.flatnonzero(mask)
    return int(found[0]) if found.size else None
