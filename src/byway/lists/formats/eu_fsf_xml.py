"""The EU's Financial Sanctions Files as XML (schema 1.1): everything in attributes.

https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from byway.lists import eu
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices
from byway.lists.values import gender, note_country
from byway.lists.xml import elements, one_file, root_of


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Persons and enterprises of the consolidated list; the list bears its date."""
    file = one_file(files, ".xml", "root element export")
    root = root_of(file, "export")
    content = Content((), published=first_day(root.get("generationDate", "")))
    content.parties = _parties(file, content, notices)
    return content


def _parties(file: InputFile, content: Content, notices: Notices) -> Iterator[Draft]:
    for element in elements(file, {"sanctionEntity"}):
        content.count("parties")
        yield _party(element, notices)


def _party(element: Element, notices: Notices) -> Draft:
    subject = element.find("subjectType")
    code = subject.get("classificationCode", "") if subject is not None else ""
    draft = Draft(f"eu-fsf-{element.get('logicalId')}", eu.schema_of(code, notices))
    for alias in element.iterfind("nameAlias"):
        _add_name(draft, alias, notices)
    for born in element.iterfind("birthdate"):
        eu.add_birth(
            draft,
            day=born.get("birthdate"),
            parts=(born.get("year"), born.get("monthOfYear"), born.get("dayOfMonth")),
            range=(born.get("yearRangeFrom"), born.get("yearRangeTo")),
            place=(born.get("place"), born.get("city"), born.get("region"), _country_name(born)),
        )
    for place in element.iterfind("citizenship"):
        draft.add("nationality", _country(place, notices))
    for address in element.iterfind("address"):
        draft.add("country", _country(address, notices))
        parts = [address.get(n) for n in ("street", "poBox", "zipCode", "city", "place", "region")]
        if any(parts):
            draft.add("address", ", ".join(filter(None, [*parts, _country_name(address)])))
    for paper in element.iterfind("identification"):
        number = paper.get("number") or paper.get("latinNumber")
        eu.add_identifier(draft, paper.get("identificationTypeCode", ""), number, notices)
    for remark in element.iterfind("remark"):
        draft.add("notes", remark.text)
    _designate(draft, element)
    return draft


def _add_name(draft: Draft, alias: Element, notices: Notices) -> None:
    parts = [alias.get(n) for n in ("firstName", "middleName", "lastName")]
    whole = alias.get("wholeName") or " ".join(filter(None, parts))
    if whole:
        eu.add_name(draft, whole, strong=alias.get("strong") != "false")
    if draft.schema == "Person":
        for name in ("firstName", "middleName", "lastName", "title"):
            draft.add(name, alias.get(name))
        draft.add("position", alias.get("function"))
        if given := alias.get("gender"):
            if (sex := gender(given)) is None:
                notices.warn("gender", f"unknown value {given!r}")
            draft.add("gender", sex)


def _designate(draft: Draft, element: Element) -> None:
    regulations = element.findall("regulation")
    named = [_act(act) for act in element.iterfind("nameAlias/regulationSummary")]
    for programme in dict.fromkeys(r.get("programme") for r in regulations):
        acts = [_act(r) for r in regulations if r.get("programme") == programme]
        eu.designate(
            draft,
            programme,
            acts + (named if len(regulations) == 1 else []),
            since=element.get("designationDate"),
            reason=element.get("designationDetails"),
            entry=element.get("euReferenceNumber") or element.get("logicalId"),
        )


def _act(element: Element) -> eu.Act:
    return eu.Act(
        element.get("publicationDate", ""),
        element.get("numberTitle", ""),
        element.get("publicationUrl") or element.findtext("publicationUrl") or "",
    )


def _country(element: Element, notices: Notices) -> str | None:
    code = element.get("countryIso2Code", "")
    return None if code == eu.NO_COUNTRY else note_country(code, "countryIso2Code", notices)


def _country_name(element: Element) -> str | None:
    unknown = element.get("countryIso2Code") == eu.NO_COUNTRY
    return None if unknown else element.get("countryDescription")
