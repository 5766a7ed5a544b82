"""OFAC's CSV files: SDN and Consolidated, each as primary, alias, address and comment files.

Rows join by `ent_num`.  `-0- ` is empty, a final 0x1A ends a file, programmes are written
`SDGT] [IFSR`, and a remark longer than 1,000 characters goes on in the comments file.
Layout: https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from byway.errors import ListError
from byway.lists import ofac
from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile, day_in
from byway.lists.notices import Notices
from byway.lists.tables import END_MARK, checked, rows

WIDTHS = {"primary": 12, "alias": 5, "address": 6, "comments": 2}
"""Columns of each kind of file."""

_ROLES = {
    "sdn": ("sdn", "primary"),
    "alt": ("sdn", "alias"),
    "add": ("sdn", "address"),
    "sdn_comments": ("sdn", "comments"),
    "cons_prim": ("cons", "primary"),
    "cons_alt": ("cons", "alias"),
    "cons_add": ("cons", "address"),
    "cons_comments": ("cons", "comments"),
}
_NAME = re.compile(
    r"(?:^|[^a-z])(cons_prim|cons_alt|cons_add|cons_comments|sdn_comments|sdn|alt|add)"
    r"(?:[-_. ]?\d[^/]*)?\.(?:csv|txt)(?:\.gz)?$",
    re.IGNORECASE,
)
_NULLS = {"-0-", ""}

Parts = dict[str, dict[str, InputFile]]
Row = list[str]


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Parties of the SDN and/or Consolidated list from whichever of the eight files are given.

    The files bear no date; one in the name of the primary file is the list's.
    """
    content, parts = Content(()), _assign(files)
    primary = next((held["primary"] for held in parts.values() if "primary" in held), None)
    content.published = day_in(primary.name) if primary else None
    content.parties = _parties(parts, content, notices)
    return content


def _parties(parts: Parts, content: Content, notices: Notices) -> Iterator[Draft]:
    for part, files in parts.items():
        if "primary" not in files:
            given = ", ".join(file.where for file in files.values())
            needed = "sdn.csv" if part == "sdn" else "cons_prim.csv"
            raise ListError(given, "no primary file beside it", needed)
        for kind in ("alias", "address"):
            if kind not in files:
                notices.warn(files["primary"].name, f"no {kind} file beside it")
        aliases = _by_party(files.get("alias"), "alias", notices)
        addresses = _by_party(files.get("address"), "address", notices)
        comments = _by_party(files.get("comments"), "comments", notices)
        for line, row in _rows(files["primary"], "primary", notices):
            content.count(part)
            number = row[0].strip()
            if more := comments.pop(number, None):
                row[11] += more[0][1]
            draft = _party(row, f"{files['primary'].where}, line {line}", notices)
            for alias in aliases.pop(number, ()):
                _add_alias(draft, alias, notices)
            for address in addresses.pop(number, ()):
                _add_address(draft, address, notices)
            yield draft
        for kind, rest in (("alias", aliases), ("address", addresses), ("comments", comments)):
            for _ in rest:
                notices.warn(files[kind].name, "parties that are not in the primary file")


def _party(row: Row, where: str, notices: Notices) -> Draft:
    number, name, kind, programmes, title, *vessel, remarks = row
    if not (whole := _value(name)):
        raise ListError(where, "no name", "a name in the second column")
    uid = number.strip()
    draft = Draft(f"ofac-{uid}", ofac.schema_of(_value(kind) or "-0-", notices))
    ofac.add_name(draft, whole)
    draft.add("position" if draft.schema == "Person" else "notes", _value(title))
    ofac.add_craft(draft, list(map(_value, vessel)), notices)
    listed = ofac.add_remarks(draft, _value(remarks) or "", notices)
    for programme in _programmes(programmes):
        ofac.designate(draft, uid, programme, notices=notices, listed=listed)
    return draft


def _add_alias(draft: Draft, row: Row, notices: Notices) -> None:
    kind, name = (_value(row[2]) or "").lower(), _value(row[3])
    if kind not in describe("ofac-csv").known["alias"]:
        notices.warn("alt_type", f"unknown value {kind!r}, read as aka")
    if name:
        ofac.add_alias(draft, kind, name)


def _add_address(draft: Draft, row: Row, notices: Notices) -> None:
    street, city, country, remark = map(_value, row[2:6])
    ofac.add_address(draft, [street, city], country, notices)
    if remark:
        whole = ", ".join(cell for cell in (street, city, country) if cell)
        draft.add("notes", f"{whole}: {remark}" if whole else remark)


def _programmes(cell: str) -> list[str]:
    return [p.strip(" []") for p in re.split(r"\]\s*\[|;", cell) if p.strip(" []") not in _NULLS]


def _value(cell: str) -> str | None:
    return None if cell.strip() in _NULLS else cell.strip()


def _by_party(file: InputFile | None, kind: str, notices: Notices) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    if file:
        for _, row in _rows(file, kind, notices):
            found[row[0].strip()].append(row)
    return found


def _rows(file: InputFile, kind: str, notices: Notices) -> Iterator[tuple[int, Row]]:
    width, first = WIDTHS[kind], True
    for line, row in rows(file):
        checked(file, line, row, width)
        if not row[0].strip().isdigit():
            if not (first and row[0].strip().lower() in ("ent_num", "uid", "id")):
                problem = f"{row[0][:40]!r} in the first column"
                raise ListError(f"{file.where}, line {line}", problem, "an entity number")
        else:
            yield line, row
        first = False
    if not file.ends_with(END_MARK):
        notices.warn(file.name, "no end mark (0x1A) at the end; the file may be cut at a row")


def _assign(files: Sequence[InputFile]) -> Parts:
    """Each file to its part and kind, by name; a single file of another name by its columns."""
    parts: Parts = {}
    for file in files:
        if found := _NAME.search(file.name):
            part, kind = _ROLES[found[1].lower()]
        elif len(files) == 1:
            part, kind = "sdn", "primary"
        else:
            continue
        held = parts.setdefault(part, {})
        if kind in held:
            where = f"{held[kind].where} and {file.where}"
            raise ListError(where, f"two {kind} files of the {part.upper()} list", "one of them")
        held[kind] = file
    if not parts:
        raise ListError(
            ", ".join(file.where for file in files[:3]),
            "no file of OFAC's CSV lists",
            "sdn.csv, alt.csv, add.csv, sdn_comments.csv, cons_prim.csv, cons_alt.csv, ...",
        )
    return parts
