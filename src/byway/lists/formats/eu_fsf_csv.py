"""The EU's Financial Sanctions Files as CSV, layout 1.1 and the older 1.0.

Semicolons between cells, several rows per entity: one for each name, address, birth, identifier.
Copies of layout 1.0 are met whose rows are quoted once more as a whole; they are unwrapped.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from byway.errors import ListError
from byway.lists import eu
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices
from byway.lists.tables import one_table, rows
from byway.lists.values import ftm_date, gender, note_country

Row = Mapping[str, str]

_OLD = {
    "date_file": "fileGenerationDate",
    "entity_logical_id": "Entity_LogicalId",
    "eu_ref_num": "Entity_EU_ReferenceNumber",
    "subject_type": "Entity_SubjectType",
    "entity_remark": "Entity_Remark",
    "programme": "Entity_Regulation_Programme",
    "leba_numtitle": "Entity_Regulation_NumberTitle",
    "leba_publication_date": "Entity_Regulation_PublicationDate",
    "leba_url": "Entity_Regulation_PublicationUrl",
    "naal_leba_numtitle": "NameAlias_Regulation_NumberTitle",
    "naal_leba_publication_date": "NameAlias_Regulation_PublicationDate",
    "naal_leba_url": "NameAlias_Regulation_PublicationUrl",
    "naal_lastname": "NameAlias_LastName",
    "naal_firstname": "NameAlias_FirstName",
    "naal_middlename": "NameAlias_MiddleName",
    "naal_wholename": "NameAlias_WholeName",
    "naal_gender": "NameAlias_Gender",
    "naal_title": "NameAlias_Title",
    "naal_function": "NameAlias_Function",
    "addr_number": "Address_PoBox",
    "addr_street": "Address_Street",
    "addr_zipcode": "Address_ZipCode",
    "addr_city": "Address_City",
    "addr_country": "Address_CountryIso2Code",
    "addr_other": "Address_Place",
    "birt_date": "BirthDate_BirthDate",
    "birt_place": "BirthDate_Place",
    "birt_country": "BirthDate_CountryIso2Code",
    "iden_number": "Identification_Number",
    "iden_country": "Identification_CountryIso2Code",
    "citi_country": "Citizenship_CountryIso2Code",
}
"""Columns of layout 1.0 and what layout 1.1 calls them."""

_NEEDED = ("Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName")


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Persons and enterprises of the consolidated list; the list bears its date."""
    file = one_table(files, "the EU's consolidated list")
    content = Content(())
    drafts: dict[str, Draft] = {}
    listed: dict[tuple[str, str], tuple[Row, list[eu.Act]]] = {}
    for where, row in _records(file):
        key = row["Entity_LogicalId"]
        if not key:
            raise ListError(where, "no Entity_LogicalId", "the entity's number")
        if content.published is None:
            content.published = first_day(ftm_date(row.get("fileGenerationDate", "")) or "")
        if key not in drafts:
            content.count("parties")
            code = row.get("Entity_SubjectType_ClassificationCode") or row["Entity_SubjectType"]
            drafts[key] = Draft(f"eu-fsf-{key}", eu.schema_of(code, notices))
        _add_row(drafts[key], row, notices)
        programme = row.get("Entity_Regulation_Programme", "")
        listed.setdefault((key, programme), (row, []))[1].extend(_acts(row))
    for (key, _), (row, acts) in listed.items():
        _designate(drafts[key], row, acts)
    content.parties = drafts.values()
    return content


def _records(file: InputFile) -> Iterator[tuple[str, Row]]:
    header: list[str] = []
    for line, cells in rows(file, ";"):
        where = f"{file.where}, line {line}"
        given = _unwrapped(cells)
        if not header:
            header = [_column(name) for name in given]
            if missing := [name for name in _NEEDED if name not in header]:
                expected = "the columns of the EU's CSV, layout 1.0 or 1.1"
                raise ListError(where, f"no column {', '.join(map(repr, missing))}", expected)
            continue
        if len(given) != len(header):
            raise ListError(where, f"{len(given)} columns", f"{len(header)} columns")
        row: dict[str, str] = {}
        for name, cell in zip(header, given, strict=True):
            row.setdefault(name, cell.strip())
        yield where, row


def _unwrapped(cells: list[str]) -> list[str]:
    if len(cells) == 1 and ";" in cells[0]:
        return next(csv.reader([cells[0].rstrip("\t")], delimiter=";"))
    return cells


def _column(name: str) -> str:
    plain = name.strip().lower()
    if plain.startswith("date_file"):
        plain = "date_file"
    return _OLD.get(plain, name.strip())


def _add_row(draft: Draft, row: Row, notices: Notices) -> None:
    parts = [row.get(f"NameAlias_{n}Name", "") for n in ("First", "Middle", "Last")]
    if whole := row["NameAlias_WholeName"] or " ".join(filter(None, parts)):
        eu.add_name(draft, whole)
    if draft.schema == "Person":
        for name, value in zip(("firstName", "middleName", "lastName"), parts, strict=True):
            draft.add(name, value)
        draft.add("title", row.get("NameAlias_Title"))
        draft.add("position", row.get("NameAlias_Function"))
        if given := row.get("NameAlias_Gender"):
            if (sex := gender(given)) is None:
                notices.warn("NameAlias_Gender", f"unknown value {given!r}")
            draft.add("gender", sex)
    _add_address(draft, row, notices)
    eu.add_birth(
        draft,
        day=row.get("BirthDate_BirthDate"),
        parts=(
            row.get("BirthDate_Year"),
            row.get("BirthDate_Month"),
            row.get("BirthDate_Day"),
        ),
        range=(row.get("BirthDate_YearRangeFrom"), row.get("BirthDate_YearRangeTo")),
        place=[row.get(f"BirthDate_{n}") for n in ("Place", "City", "Region")],
    )
    kind = row.get("Identification_TypeCode", "id")
    eu.add_identifier(draft, kind, row.get("Identification_Number"), notices)
    draft.add("nationality", _country(row, "Citizenship_CountryIso2Code", notices))
    draft.add("notes", row.get("Entity_Remark"))


def _designate(draft: Draft, row: Row, acts: Sequence[eu.Act]) -> None:
    eu.designate(
        draft,
        row.get("Entity_Regulation_Programme"),
        acts,
        since=row.get("Entity_DesignationDate"),
        reason=row.get("Entity_DesignationDetails"),
        entry=row.get("Entity_EU_ReferenceNumber") or row["Entity_LogicalId"],
    )


def _acts(row: Row) -> list[eu.Act]:
    return [
        eu.Act(
            row.get(f"{part}_Regulation_PublicationDate", ""),
            row.get(f"{part}_Regulation_NumberTitle", ""),
            row.get(f"{part}_Regulation_PublicationUrl", ""),
        )
        for part in ("Entity", "NameAlias")
    ]


def _add_address(draft: Draft, row: Row, notices: Notices) -> None:
    draft.add("country", _country(row, "Address_CountryIso2Code", notices))
    names = ("Street", "PoBox", "ZipCode", "City", "Place", "Region")
    parts = [row.get(f"Address_{name}", "") for name in names]
    if any(parts):
        country = row.get("Address_CountryDescription", "")
        draft.add("address", ", ".join(filter(None, [*parts, country])))


def _country(row: Row, field: str, notices: Notices) -> str | None:
    code = row.get(field, "")
    return None if code == eu.NO_COUNTRY else note_country(code, field, notices)
