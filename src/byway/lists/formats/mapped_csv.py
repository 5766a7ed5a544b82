"""Any table with a mapping file: beside the table, or one that comes with Byway.

A mapping beside the table (`.yml`, `.yaml`, not in an archive) is used; without one, the mapping
that comes with Byway and fits the table's columns.  Several tables of one layout are read one
after the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files as resources

import yaml
from pydantic import ValidationError

from byway.errors import ListError
from byway.lists.describe import Expected
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.mapping import Cell, Mapped
from byway.lists.notices import Notices
from byway.lists.schema import is_schema
from byway.lists.tables import rows

_TABLES = (".csv", ".tsv", ".txt")
_MAPPINGS = (".yml", ".yaml")


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Parties of one or more tables by one mapping."""
    tables = [f for f in files if f.name.lower().removesuffix(".gz").endswith(_TABLES)]
    given = [f for f in files if f.name.lower().endswith(_MAPPINGS) and ":" not in f.where]
    if not tables:
        where = ", ".join(file.where for file in files[:5])
        raise ListError(where, "no table", "a .csv, .tsv or .txt file")
    mapping, tables = _chosen(given, tables)
    content = Content((), title=mapping.title, publisher=mapping.publisher, terms=mapping.terms)
    content.expected = {"rows": Expected(*mapping.expected)}
    content.parties = _parties(mapping, tables, content, notices)
    return content


def _chosen(given: Sequence[InputFile], tables: list[InputFile]) -> tuple[Mapped, list[InputFile]]:
    if len(given) == 1:
        return parse(given[0].where, given[0].text()), tables
    known = shipped()
    for mapping in known.values():
        if fit := [table for table in tables if _fits(mapping, table)]:
            return mapping, fit
    names = ", ".join(known)
    where = ", ".join(f.where for f in (given or tables)[:5])
    problem = f"{len(given)} mapping files" if given else "columns that no mapping knows"
    raise ListError(where, problem, f"one mapping file (.yml), or a table for one of: {names}")


def shipped() -> dict[str, Mapped]:
    """The mappings that come with Byway, by name."""
    folder = resources("byway.data") / "lists" / "mappings"
    found = sorted(folder.iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".yml"): parse(path.name, path.read_text(encoding="utf-8"))
        for path in found
        if path.name.endswith(".yml")
    }


def parse(where: str, text: str) -> Mapped:
    """A mapping from its YAML.  Raises ListError naming the part that does not fit."""
    try:
        return Mapped.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise ListError(where, f"no YAML ({problem})", "a mapping file") from error
    except ValidationError as error:
        first = error.errors()[0]
        part = ".".join(map(str, first["loc"])) or "whole"
        raise ListError(f"{where}, {part}", first["msg"], "a mapping as documented") from error


def _fits(mapping: Mapped, table: InputFile) -> bool:
    for number, (_, cells) in enumerate(rows(table, mapping.delimiter), start=1):
        if number == mapping.header:
            return set(mapping.columns()) <= {cell.strip() for cell in cells}
    return False


def _parties(
    mapping: Mapped, tables: Sequence[InputFile], content: Content, notices: Notices
) -> Iterator[Draft]:
    """Rows that follow each other with one id are one party; the store joins those that do not."""
    draft: Draft | None = None
    for table in tables:
        for where, row in _records(mapping, table):
            content.count("rows")
            key = _key(mapping, where, row)
            schema = next(iter(mapping.schema_name.read(row, notices)), "LegalEntity")
            if not is_schema(schema):
                raise ListError(where, f"unknown schema {schema!r}", "a FollowTheMoney schema")
            if draft is None or draft.id != key:
                if draft is not None:
                    yield draft
                draft = Draft(key, schema)
            for name in mapping.properties:
                for cell in mapping.cells(name):
                    draft.add(name, *cell.read(row, notices))
            _designate(draft, mapping, row, notices)
    if draft is not None:
        yield draft


def _records(mapping: Mapped, table: InputFile) -> Iterator[tuple[str, Mapping[str, str]]]:
    header: list[str] = []
    for number, (line, cells) in enumerate(rows(table, mapping.delimiter), start=1):
        where = f"{table.where}, line {line}"
        if number < mapping.header:
            continue
        if number == mapping.header:
            header = [cell.strip() for cell in cells]
            if missing := [name for name in mapping.columns() if name not in header]:
                problem = f"no column {', '.join(map(repr, missing))}"
                raise ListError(where, problem, f"the columns of the mapping {mapping.title!r}")
            if twice := [name for name in mapping.columns() if header.count(name) > 1]:
                problem = f"column {', '.join(map(repr, twice))} is there twice"
                raise ListError(where, problem, "one column each")
            continue
        if len(cells) != len(header):
            raise ListError(where, f"{len(cells)} columns", f"{len(header)} columns")
        yield where, dict(zip(header, cells, strict=True))


def _key(mapping: Mapped, where: str, row: Mapping[str, str]) -> str:
    parts = [row[name].strip() for name in mapping.id]
    if len(parts) == 1 and parts[0]:
        return f"{mapping.prefix}-{parts[0]}"
    whole = "\x1f".join(parts if any(parts) else [where, *row.values()])
    return f"{mapping.prefix}-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"


def _designate(draft: Draft, mapping: Mapped, row: Mapping[str, str], notices: Notices) -> None:
    if not mapping.designation:
        return

    def one(cell: Cell | None) -> str | None:
        return "; ".join(cell.read(row, notices)) or None if cell else None

    standing = mapping.designation
    draft.designate(
        topic=one(standing.topic) or "sanction",
        authority=one(standing.authority) or mapping.publisher,
        programme=one(standing.programme),
        since=one(standing.since),
        until=one(standing.until),
        reason=one(standing.reason),
        entry=one(standing.entry),
        address=one(standing.address),
    )
