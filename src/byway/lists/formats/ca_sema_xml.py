"""Canada's consolidated autonomous sanctions list (Special Economic Measures Act) as XML.

https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.notices import Notices
from byway.lists.values import ftm_date, ftm_dates
from byway.lists.xml import elements, one_file, root_of

AUTHORITY = "Global Affairs Canada"


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """One party per record; the id is made of regulation, schedule, item and name."""
    file = one_file(files, ".xml", "root element data-set")
    root_of(file, "data-set")
    content = Content(())
    content.parties = _parties(file, content, notices)
    return content


def _parties(file: InputFile, content: Content, notices: Notices) -> Iterator[Draft]:
    for element in elements(file, {"record"}):
        content.count("records")
        yield _party(element, notices)


def _party(element: Element, notices: Notices) -> Draft:
    body, imo = _text(element, "EntityOrShip"), _text(element, "ShipIMONumber")
    last, given = _text(element, "LastName"), _text(element, "GivenName")
    name = body or " ".join(filter(None, (given, last)))
    regime, schedule = _text(element, "Country"), _text(element, "Schedule")
    parts = [regime, schedule, _text(element, "Item"), name]
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
    schema = "Vessel" if imo else "Organization" if body else "Person"
    draft = Draft(f"ca-sema-{digest}", schema)
    draft.add("name", name)
    draft.add("alias", *re.split(r";\s*|\n", element.findtext("Aliases") or ""))
    born = _text(element, "DateOfBirthOrShipBuildDate")
    if born and not (days := ftm_dates(born)):
        notices.warn("DateOfBirthOrShipBuildDate", "dates that cannot be read are kept as notes")
        draft.add("notes", f"Date: {born}")
    elif born:
        draft.add({"Person": "birthDate", "Vessel": "buildDate"}.get(schema, "notes"), *days)
    if schema == "Person":
        draft.add("lastName", last)
        draft.add("firstName", given)
        draft.add("title", _text(element, "TitleOrShip"))
    elif schema == "Vessel":
        draft.add("imoNumber", imo)
        draft.add("type", _text(element, "TitleOrShip"))
    english = (regime or "").split(" / ")[0].strip()
    if english not in describe("ca-sema-xml").known["regime"]:
        notices.warn("Country", f"unknown regime {english!r}")
    draft.designate(
        authority=AUTHORITY,
        programme=english or None,
        since=ftm_date(_text(element, "DateOfListing") or ""),
        reason=f"Schedule {schedule}" if schedule else None,
        entry=_text(element, "Item"),
        address=describe("ca-sema-xml").homepage,
    )
    return draft


def _text(element: Element, name: str) -> str | None:
    text = element.findtext(name)
    return " ".join(text.split()) or None if text else None
