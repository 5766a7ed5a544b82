"""What the two forms of the US Consolidated Screening List have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from byway.lists import ofac
from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.notices import Notices
from byway.lists.values import country_code, ftm_date, ftm_dates, note_country


@dataclass(frozen=True)
class Identifier:
    """A labelled value: an identity paper, a register's number, or any other fact."""

    label: str
    number: str
    country: str | None = None


@dataclass(frozen=True)
class Record:
    """One entry of the list, whatever form it came in."""

    id: str
    source: str
    name: str
    kind: str = ""
    entity_number: str = ""
    programmes: Sequence[str] = ()
    aliases: Sequence[str] = ()
    addresses: Sequence[tuple[str, str | None]] = ()
    nationalities: Sequence[str] = ()
    citizenships: Sequence[str] = ()
    births: Sequence[str] = ()
    birth_places: Sequence[str] = ()
    identifiers: Sequence[Identifier] = ()
    craft: Sequence[str | None] = field(default=(None,) * 6)
    title: str | None = None
    start: str | None = None
    end: str | None = None
    notice: str | None = None
    requirement: str | None = None
    remarks: str | None = None
    address: str | None = None


def add(record: Record, content: Content, notices: Notices) -> Draft:
    """The draft of one entry; counts it under its source.

    Entries of the Treasury's lists share OFAC's numbers, so that a party on two of them is one.
    """
    sources = describe("csl-csv").options["sources"]
    source = sources.get(record.source)
    if source is None:
        notices.warn("source", f"unknown value {record.source!r}, read as sanctions")
        source = {"part": "other", "authority": record.source.rpartition(" - ")[2] or None}
    content.count(source["part"])
    kind = record.kind.lower()
    if kind not in describe("csl-csv").known["type"]:
        notices.warn("type", f"unknown value {record.kind!r}")
    schema = ofac.SCHEMATA.get(kind, "Organization" if kind == "entity" else "LegalEntity")
    treasury = source.get("treasury", False)
    own = f"ofac-{record.entity_number}" if treasury and record.entity_number else ""
    draft = Draft(own or f"csl-{record.id}", schema)
    ofac.add_name(draft, record.name)
    for alias in record.aliases:
        ofac.add_alias(draft, "aka", alias.strip('"'))
    _describe(draft, record, notices)
    listed: dict[str, str] = {}
    for paper in record.identifiers:
        value, country = paper.number, paper.country
        ofac.add_labelled(draft, paper.label, value, country, notices=notices, listed=listed)
    for programme in record.programmes or (source.get("programme", record.source),):
        draft.designate(
            topic=source.get("topic", "sanction"),
            authority=source["authority"],
            programme=programme,
            since=ftm_date(record.start or "") or ofac.since(programme, listed),
            until=ftm_date(record.end or ""),
            reason="; ".join(filter(None, (record.notice, record.requirement))) or None,
            entry=record.entity_number or record.id,
            address=record.address,
        )
    return draft


def _describe(draft: Draft, record: Record, notices: Notices) -> None:
    draft.add("position" if draft.schema == "Person" else "notes", record.title)
    for text, country in record.addresses:
        draft.add("country", note_country(country, "country", notices))
        draft.add("address", text if text != country else None)
    if draft.schema == "Person":
        for name, values in (
            ("nationality", record.nationalities),
            ("citizenship", record.citizenships),
        ):
            for value in values:
                draft.add(name, note_country(value, name, notices))
        draft.add("birthPlace", *record.birth_places)
        for born in record.births:
            days = ftm_dates(born)
            draft.add("birthDate", *days)
            draft.add("notes", None if days else f"Born: {born}")
    ofac.add_craft(draft, record.craft, notices)
    draft.add("notes", record.remarks)


def identifier(text: str) -> Identifier | None:
    """An identifier of the CSV's `ids` cell: `RU, 7708710924, Tax ID No.`, `Male, Gender`."""
    *rest, label = [piece.strip() for piece in text.split(",")]
    country = None
    if len(rest) > 1 and re.fullmatch(r"[A-Z]{2}", rest[0]) and country_code(rest[0]):
        country = rest.pop(0)
    rest = [piece for piece in rest if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", piece)] or rest
    return Identifier(label, ", ".join(rest), country) if rest else None
