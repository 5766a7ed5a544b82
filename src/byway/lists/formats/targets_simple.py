"""OpenSanctions' simplified CSV of targets (`targets.simple.csv`).

Several values in a cell are separated by `;`.  https://www.opensanctions.org/docs/bulk/csv/
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from byway.errors import ListError
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.notices import Notices
from byway.lists.schema import has_property, is_party, is_schema
from byway.lists.tables import one_table, records
from byway.lists.values import ftm_dates, note_country

COLUMNS = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses"),
    *("identifiers", "sanctions", "phones", "emails", "dataset"),
)


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """One party per row."""
    content = Content(())
    content.parties = _parties(one_table(files, "targets.simple.csv"), content, notices)
    return content


def _parties(file: InputFile, content: Content, notices: Notices) -> Iterator[Draft]:
    for line, row in records(file, COLUMNS):
        where = f"{file.where}, line {line}"
        schema = row["schema"]
        if not is_schema(schema):
            raise ListError(where, f"unknown schema {schema!r}", "a FollowTheMoney schema")
        if not row["id"]:
            raise ListError(where, "no id", "an id")
        if not is_party(schema):
            notices.warn(file.name, f"{schema} rows are no parties, left out")
            continue
        content.count("parties")
        yield _party(row, notices)


def _party(row: Mapping[str, str], notices: Notices) -> Draft:
    draft = Draft(row["id"], row["schema"])
    draft.add("name", row["name"])
    draft.add("alias", *_several(row["aliases"]))
    for born in _several(row["birth_date"]):
        name = "birthDate" if draft.schema == "Person" else "incorporationDate"
        draft.add(name if has_property(draft.schema, name) else "buildDate", *ftm_dates(born))
    for country in _several(row["countries"]):
        draft.add("country", note_country(country, "countries", notices))
    draft.add("address", *_several(row["addresses"]))
    for number in _several(row["identifiers"]):
        if number.startswith("IMO") and has_property(draft.schema, "imoNumber"):
            draft.add("imoNumber", number.removeprefix("IMO"))
        else:
            person = draft.schema == "Person"
            draft.add("idNumber" if person else "registrationNumber", number)
    if has_property(draft.schema, "phone"):
        draft.add("phone", *_several(row["phones"]))
        draft.add("email", *_several(row["emails"]))
    _designate(draft, row)
    return draft


def _designate(draft: Draft, row: Mapping[str, str]) -> None:
    """One designation for each programme; none where the row states no sanction at all."""
    programmes = _several(row.get("program_ids", ""))
    if not programmes and not row["sanctions"].strip():
        return
    for programme in programmes or [row["dataset"]]:
        draft.designate(
            authority=row["dataset"],
            programme=programme,
            reason="; ".join(_several(row["sanctions"])) or None,
            entry=draft.id,
        )


def _several(cell: str) -> list[str]:
    if not cell.strip():
        return []
    values = next(csv.reader([cell], delimiter=";", skipinitialspace=True))
    return [value.strip() for value in values if value.strip(' "')]
