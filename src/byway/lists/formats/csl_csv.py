"""The US Consolidated Screening List as CSV: thirteen lists of three departments in one table.

Several values in a cell are separated by `; `.  https://www.trade.gov/consolidated-screening-list
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from byway.errors import ListError
from byway.lists import csl
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.notices import Notices
from byway.lists.tables import one_table, records

COLUMNS = (
    *("_id", "source", "entity_number", "type", "programs", "name", "title", "addresses"),
    *("federal_register_notice", "start_date", "end_date", "remarks", "alt_names"),
    *("citizenships", "dates_of_birth", "nationalities", "places_of_birth", "ids"),
)
_CRAFT = (
    *("call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage"),
    *("vessel_flag", "vessel_owner"),
)
_COUNTRY = re.compile(r"(?:^|, )([A-Z]{2})$")


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Entries of all lists in the table."""
    content = Content(())
    file = one_table(files, "the Consolidated Screening List")
    content.parties = _parties(file, content, notices)
    return content


def _parties(file: InputFile, content: Content, notices: Notices) -> Iterator[Draft]:
    for line, row in records(file, COLUMNS):
        if not row["name"].strip():
            raise ListError(f"{file.where}, line {line}", "no name", "a name")
        yield csl.add(_record(row), content, notices)


def _record(row: Mapping[str, str]) -> csl.Record:
    return csl.Record(
        id=row["_id"],
        source=row["source"].strip(),
        name=row["name"],
        kind=row["type"],
        entity_number=row["entity_number"],
        programmes=_several(row["programs"]),
        aliases=_several(row["alt_names"]),
        addresses=[_address(text) for text in _several(row["addresses"])],
        nationalities=_several(row["nationalities"]),
        citizenships=_several(row["citizenships"]),
        births=_several(row["dates_of_birth"]),
        birth_places=_several(row["places_of_birth"]),
        identifiers=[i for text in _several(row["ids"]) if (i := csl.identifier(text))],
        craft=[row.get(name) or None for name in _CRAFT],
        title=row["title"],
        start=row["start_date"],
        end=row["end_date"],
        notice=row["federal_register_notice"],
        requirement=row.get("license_requirement"),
        remarks=row["remarks"],
        address=row.get("source_information_url"),
    )


def _several(cell: str) -> list[str]:
    return [value.strip() for value in cell.split("; ") if value.strip()]


def _address(text: str) -> tuple[str, str | None]:
    found = _COUNTRY.search(text)
    return text, found[1] if found else None
