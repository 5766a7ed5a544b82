"""Tables of pairs in, the same with a score out: name pairs as CSV, entity pairs as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from byway.errors import TableError
from byway.files import read_bytes, replacing
from byway.screening.tables import table_format

Pair = tuple[dict[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""A row as it was read, and the two FtM-shaped entities in it."""

COLUMNS = ("name1", "name2")
DEFAULT_SCHEMA = "LegalEntity"


def score_pairs(
    source: Path, target: Path, compare: Callable[[Mapping[str, Any], Mapping[str, Any]], float]
) -> int:
    """Write the rows of `source` to `target` with `score` added; the number of rows.

    CSV: columns `name1`, `name2` and optionally `schema`; JSON lines: `left` and `right`
    FtM-shaped entities.  `target` is CSV or JSON lines by its name.  Whole or not at all.
    Raises TableError naming file and row.
    """
    out = table_format(target)
    if out == "parquet":
        raise TableError(str(target), "pairs are not written as Parquet", "a .csv or .jsonl file")
    rows = [{**row, "score": round(compare(a, b), 4)} for row, a, b in read_pairs(source)]
    with replacing(target) as file:
        if out == "jsonl":
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
        else:
            text = io.StringIO()
            writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
            file.write(text.getvalue().encode("utf-8"))
    return len(rows)


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a table.  Raises TableError naming file and row, or that there are none."""
    kind = table_format(path)
    if kind == "parquet":
        raise TableError(str(path), "pairs are not read from Parquet", "a .csv or .jsonl file")
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(str(path), f"not UTF-8 ({error.reason})", "a UTF-8 table") from None
    pairs = _from_csv(path, text) if kind == "csv" else _from_json(path, text)
    seen = False
    for pair in pairs:
        seen = True
        yield pair
    if not seen:
        raise TableError(str(path), "no rows", "a table with at least one pair")


def _from_csv(path: Path, text: str) -> Iterator[Pair]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise TableError(str(path), f"no column {missing[0]!r}", "name1, name2 and maybe schema")
    for row in reader:
        if None in row or None in row.values():
            raise TableError(f"{path}, line {reader.line_num}", "too many or too few cells")
        schema = row.get("schema") or DEFAULT_SCHEMA
        left, right = (_named(row[name], name, schema) for name in COLUMNS)
        yield dict(row), left, right


def _from_json(path: Path, text: str) -> Iterator[Pair]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
            if "\\u" in line:
                json.dumps(row, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            problem = "half a surrogate pair, which is no character"
            raise TableError(where, problem, "text in Unicode") from None
        except RecursionError:
            raise TableError(where, "nested too deeply", "one object a line") from None
        except ValueError as error:
            raise TableError(where, f"no JSON ({error})", "one object a line") from None
        if not isinstance(row, dict):
            raise TableError(where, "no object", "an object with left and right")
        for side in ("left", "right"):
            entity = row.get(side)
            if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
                raise TableError(where, f"no entity in {side!r}", "an FtM entity with properties")
            entity.setdefault("id", side)
            entity.setdefault("schema", DEFAULT_SCHEMA)
        yield row, row["left"], row["right"]


def _named(name: str, id: str, schema: str) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": {"name": [name]}}


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
