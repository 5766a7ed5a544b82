"""The UK Sanctions List split into tables: subjects, names, births, identifiers, countries.

Files are known by the ends of their names (`_subjects`, `_subject_names`, `_subject_dobs`,
`_subject_identifiers`, `_subject_countries`) and join by `unique_id`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from byway.errors import ListError
from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.notices import Notices
from byway.lists.tables import records
from byway.lists.values import ftm_date, note_country

_TABLE = re.compile(
    r"_(subjects|subject_(?:names|dobs|identifiers|countries))(?:_\w+)?\.csv(?:\.gz)?$"
)
_SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_COUNTRIES = {"birth": "birthCountry", "nationality": "nationality", "address": "country"}
_IDENTIFIERS = {
    "passport": "passportNumber",
    "national": "idNumber",
    "business": "registrationNumber",
    "imo": "imoNumber",
}


def fits(files: Sequence[InputFile]) -> bool:
    """Whether the files are these tables."""
    return any(_TABLE.search(file.name) for file in files)


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Subjects with what the other tables say of them."""
    tables = {found[1]: file for file in files if (found := _TABLE.search(file.name))}
    if "subjects" not in tables:
        raise ListError(next(iter(tables.values())).where, "no table of subjects", "*_subjects.csv")
    content = Content(())
    drafts: dict[str, Draft] = {}
    for _, row in records(tables["subjects"], ("unique_id", "subject_type", "date_designated")):
        content.count("parties")
        key, kind = row["unique_id"], row["subject_type"]
        if kind not in _SCHEMATA:
            notices.warn("subject_type", f"unknown value {kind!r}, read as an organization")
        drafts[key] = Draft(f"gb-{key}", _SCHEMATA.get(kind, "Organization"))
        regime = re.sub(r"\d+$", "", key)
        drafts[key].designate(
            authority=describe("uk-csv").authority,
            programme=describe("uk-csv").options["regimes"].get(regime, regime),
            since=ftm_date(row["date_designated"]),
            entry=key,
            address=describe("uk-csv").homepage,
        )
    _add_names(drafts, tables.get("subject_names"))
    _add_births(drafts, tables.get("subject_dobs"))
    _add_identifiers(drafts, tables.get("subject_identifiers"), notices)
    _add_countries(drafts, tables.get("subject_countries"), notices)
    content.parties = drafts.values()
    return content


def _add_names(drafts: dict[str, Draft], file: InputFile | None) -> None:
    names = records(file, ("unique_id", "name_type", "alias_strength", "full_name")) if file else ()
    for _, row in names:
        draft = drafts[row["unique_id"]]
        if row["alias_strength"].lower().startswith(("low", "weak")):
            draft.add("weakAlias", row["full_name"])
        elif row["name_type"] == "primary" and not draft.get("name"):
            draft.add("name", row["full_name"])
        else:
            draft.add("alias", row["full_name"])


def _add_births(drafts: dict[str, Draft], file: InputFile | None) -> None:
    for _, row in records(file, ("unique_id", "year", "month", "day")) if file else ():
        parts = "-".join(filter(None, (row["year"], row["month"], row["day"])))
        draft = drafts[row["unique_id"]]
        draft.add("buildDate" if draft.schema == "Vessel" else "birthDate", ftm_date(parts))


def _add_identifiers(drafts: dict[str, Draft], file: InputFile | None, notices: Notices) -> None:
    needed = ("unique_id", "raw_value", "identifier_type")
    for _, row in records(file, needed) if file else ():
        kind = row["identifier_type"].lower().split("_")[0]
        if kind not in _IDENTIFIERS:
            notices.warn("identifier_type", f"unknown value {row['identifier_type']!r}")
        drafts[row["unique_id"]].add(_IDENTIFIERS.get(kind, "notes"), row["raw_value"].strip("'"))


def _add_countries(drafts: dict[str, Draft], file: InputFile | None, notices: Notices) -> None:
    needed = ("unique_id", "raw_value", "country_type", "iso")
    for _, row in records(file, needed) if file else ():
        draft, kind = drafts[row["unique_id"]], row["country_type"]
        name = _COUNTRIES.get(kind, "country")
        if draft.schema != "Person" and name != "country":
            name = "flag" if draft.schema == "Vessel" else "country"
        draft.add(name, note_country(row["iso"] or row["raw_value"], kind, notices))
