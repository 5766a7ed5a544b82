"""UK lists as tables: the UK Sanctions List, in full or short (CSV or ODS), OFSI's, split tables.

The first row is about the file, the second names the columns; a party has several rows, one for
each name, address or birth.  Dates are day first, with `dd`, `mm` or zeros for what is unknown.
https://www.gov.uk/government/publications/the-uk-sanctions-list
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from byway.errors import ListError
from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.formats import Content, uk_tables
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices
from byway.lists.tables import one_table, rows
from byway.lists.values import ftm_date, ftm_dates, gender, note_country

Row = Mapping[str, str]

SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
ADDRESS = "https://www.gov.uk/government/publications/the-uk-sanctions-list"

_COLUMNS = {
    "id": ("unique id", "group id"),
    "kind": ("designation type", "individual, entity, ship", "group type", "type"),
    "name type": ("name type", "alias type"),
    "strength": ("alias strength", "alias quality"),
    "script name": ("name non-latin script",),
    "regime": ("regime name", "regime"),
    "since": ("date designated", "uk sanctions list date designated", "listed on"),
    "born": ("d.o.b", "dob"),
    "nationality": ("nationality(/ies)", "nationality"),
    "national id": ("national identifier number", "national identification number", "ni number"),
    "passport": ("passport number", "passport details"),
    "country": ("address country", "country"),
    "post code": ("address postal code", "post/zip code"),
    "registration": ("business registration number (s)", "business registration number(s)"),
    "imo": ("imo number",),
    "flag": ("current believed flag of ship",),
    "ship type": ("type of ship",),
    "source": ("designation source",),
    "reason": ("uk statement of reasons",),
}
"""A field and the names that columns have for it in one layout or another, in small letters."""

_SHORT = ("name", "type", "regime name")
"""Columns that tell the short list of eight columns, where a row is one whole name."""

_OWNERS = {
    "Current owner or operator": "current owner/operator (s)",
    "Previous owner or operator": "previous owner/operator (s)",
}
_HOLDINGS = {"Subsidiary": "subsidiaries", "Parent company": "parent company"}
"""Roles of relations and the columns that name the other party."""

_DAY = re.compile(r"\d{1,2}[-/ ]\w+[-/ ]\d{4}")
_NUMBERED = re.compile(r"\s*\(?\b(?:\d{1,2}|[a-f])\)\s*")


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Parties of whichever layout the files have."""
    if uk_tables.fits(files):
        return uk_tables.read(files, notices)
    file = one_table(files, "the UK Sanctions List")
    content = Content(())
    drafts: dict[str, Draft] = {}
    for where, row in _records(file, content):
        key = _get(row, "id")
        if not key:
            raise ListError(where, "no Unique ID or Group ID", "the party's number")
        if key not in drafts:
            content.count("parties")
            drafts[key] = Draft(f"gb-{key}", _schema(_get(row, "kind"), notices))
        _add_row(drafts[key], row, notices)
    content.parties = drafts.values()
    return content


def _records(file: InputFile, content: Content) -> Iterator[tuple[str, Row]]:
    header: list[str] = []
    for line, cells in rows(file):
        where = f"{file.where}, line {line}"
        if not header:
            names = [cell.strip().lower() for cell in cells]
            if "name 6" in names or {"unique id", *_SHORT} <= {*names}:
                header = names
                if not any(column in names for column in _COLUMNS["id"]):
                    raise ListError(where, "no column 'Unique ID'", "the UK Sanctions List")
            elif line == 1:
                day = _DAY.search(" ".join(cells))
                content.published = first_day(ftm_date(day[0]) or "") if day else None
            else:
                raise ListError(where, "no header row", "columns 'Name 6', 'Unique ID', ...")
            continue
        if len(cells) != len(header):
            raise ListError(where, f"{len(cells)} columns", f"{len(header)} columns")
        yield where, dict(zip(header, cells, strict=True))
    if not header:
        raise ListError(file.where, "no header row", "columns 'Name 6', 'Unique ID', ...")


def _add_row(draft: Draft, row: Row, notices: Notices) -> None:
    _add_name(draft, row, notices)
    draft.add("weakAlias" if draft.schema == "Vessel" else "alias", _get(row, "script name"))
    _add_address(draft, row, notices)
    draft.add("notes", row.get("other information", "").strip(" |"))
    if draft.schema == "Person":
        _add_person(draft, row, notices)
    elif draft.schema == "Vessel":
        draft.add("imoNumber", *re.findall(r"\d{7}", _get(row, "imo")))
        draft.add("type", _get(row, "ship type"))
        draft.add("flag", note_country(_get(row, "flag"), "flag", notices))
        for flag in _several(row.get("previous flags", "")):
            draft.add("pastFlags", note_country(flag, "Previous flags", notices))
        draft.add("buildDate", ftm_date(row.get("year built", "")))
        for role, column in _OWNERS.items():
            for name in _several(row.get(column, "")):
                draft.relate(role, name=name)
        draft.add("tonnage", "".join(re.findall(r"\d", row.get("tonnage of ship", ""))))
    else:
        draft.add("registrationNumber", *_several(_get(row, "registration")))
        for role, column in _HOLDINGS.items():
            for name in _several(row.get(column, "")):
                draft.relate(role, name=name)
        draft.add("legalForm", row.get("type of entity"))
        draft.add("website", row.get("website"))
        draft.add("phone", row.get("phone number"))
        draft.add("email", row.get("email address"))
    known = describe("uk-csv").options["authorities"]
    source = _get(row, "source") if "unique id" in row else "OFSI"
    draft.designate(
        authority=known.get(source, describe("uk-csv").authority),
        programme=_get(row, "regime"),
        since=ftm_date(_get(row, "since")),
        reason=_get(row, "reason").strip(),
        entry=_get(row, "id"),
        address=ADDRESS,
    )


def _add_name(draft: Draft, row: Row, notices: Notices) -> None:
    given = [row.get(f"name {n}", "").strip() for n in range(1, 6)]
    last = row.get("name 6", "").strip()
    whole = " ".join(filter(None, [*given, last])) or row.get("name", "").strip()
    kind, strength = _get(row, "name type").lower(), _get(row, "strength").lower()
    known = describe("uk-csv").known
    if kind and kind not in known["name type"]:
        notices.warn("Name type", f"unknown value {kind!r}, read as an alias")
    if strength and strength not in known["alias strength"]:
        notices.warn("Alias strength", f"unknown value {strength!r}, read as good")
    if "low" in strength or "weak" in strength:
        draft.add("weakAlias", whole)
    elif kind.startswith("fka"):
        draft.add("previousName", whole)
    elif kind in ("primary name", "prime alias", "") and not draft.get("name"):
        draft.add("name", whole)
        if draft.schema == "Person":
            draft.add("firstName", given[0])
            draft.add("lastName", last)
    elif whole not in draft.get("name"):
        draft.add("alias", whole)


def _add_person(draft: Draft, row: Row, notices: Notices) -> None:
    for born in _several(_get(row, "born")):
        if not (days := ftm_dates(born)):
            notices.warn("D.O.B", "dates that cannot be read are kept as notes")
            draft.add("notes", f"Born: {born}")
        draft.add("birthDate", *days)
    place = [row.get("town of birth", "").strip(), row.get("country of birth", "").strip()]
    draft.add("birthPlace", ", ".join(filter(None, place)))
    for name in _several(_get(row, "nationality")):
        draft.add("nationality", note_country(name, "Nationality", notices))
    draft.add("idNumber", *_several(_get(row, "national id")))
    draft.add("passportNumber", *_several(_get(row, "passport")))
    draft.add("title", row.get("title"))
    draft.add("position", *_several(row.get("position", "")))
    if given := row.get("gender", "").strip():
        if (sex := gender(given)) is None:
            notices.warn("Gender", f"unknown value {given!r}")
        draft.add("gender", sex)


def _add_address(draft: Draft, row: Row, notices: Notices) -> None:
    lines = [row.get(f"address line {n}", row.get(f"address {n}", "")).strip() for n in range(1, 7)]
    country = _get(row, "country")
    draft.add("country", note_country(country, "Address Country", notices))
    if any(lines):
        draft.add("address", ", ".join(filter(None, [*lines, _get(row, "post code"), country])))


def _schema(kind: str, notices: Notices) -> str:
    if kind.lower() not in SCHEMATA:
        notices.warn("Designation Type", f"unknown value {kind!r}, read as an organization")
    return SCHEMATA.get(kind.lower(), "Organization")


def _several(cell: str) -> list[str]:
    """Values of a cell that holds `(1) A (2) B`, `a) A b) B`, `A|B` or one value."""
    pieces = [value for piece in cell.split("|") for value in _NUMBERED.split(piece)]
    return [value for piece in pieces if (value := piece.strip(" ,;'"))]


def _get(row: Row, field: str) -> str:
    for name in _COLUMNS[field]:
        if name in row:
            return row[name].strip()
    return ""
