"""The UN Security Council's consolidated list as XML.

Dates of birth may be several, partial, ranges or notes; aliases have a quality; names in the
original script stand apart.  Layout: https://scsanctions.un.org/resources/xml/en/consolidated.xml
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices
from byway.lists.values import ftm_date, ftm_dates, gender, note_country, years
from byway.lists.xml import elements, one_file, root_of

AUTHORITY = "United Nations Security Council"
ADDRESS = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"
_REFERENCE = re.compile(r"\b[A-Z][A-Za-z][ie]\.\d{3}\b")
_ASSOCIATED = re.compile(r"\bassociated with\b", re.IGNORECASE)
KINDS = {"INDIVIDUAL": "Person", "ENTITY": "Organization"}


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Individuals and entities of the consolidated list; the list bears its date."""
    file = one_file(files, ".xml", "CONSOLIDATED_LIST")
    root = root_of(file, "CONSOLIDATED_LIST")
    content = Content((), published=first_day(root.get("dateGenerated", "")))
    content.parties = _parties(file, content, notices)
    return content


def _parties(file: InputFile, content: Content, notices: Notices) -> Iterator[Draft]:
    for element in elements(file, KINDS):
        content.count("individuals" if element.tag == "INDIVIDUAL" else "entities")
        yield _party(element, notices)


def _party(element: Element, notices: Notices) -> Draft:
    draft = Draft(f"un-{_text(element, 'DATAID')}", KINDS[element.tag])
    parts = [_text(element, f"{nth}_NAME") for nth in ("FIRST", "SECOND", "THIRD", "FOURTH")]
    draft.add("name", " ".join(filter(None, parts)))
    if draft.schema == "Person":
        for name, value in zip(("firstName", "secondName", "middleName"), parts, strict=False):
            draft.add(name, value)
        draft.add("lastName", next(filter(None, reversed(parts[1:])), None))
    draft.add("alias", _text(element, "NAME_ORIGINAL_SCRIPT"))
    for alias in element.iter(f"{element.tag}_ALIAS"):
        _add_alias(draft, alias, notices)
    for address in element.iter(f"{element.tag}_ADDRESS"):
        _add_address(draft, address, notices)
    for born in element.iter("INDIVIDUAL_DATE_OF_BIRTH"):
        _add_birth(draft, born, notices)
    for place in element.iter("INDIVIDUAL_PLACE_OF_BIRTH"):
        draft.add("birthPlace", _joined(place, "CITY", "STATE_PROVINCE", "COUNTRY"))
    for paper in element.iter("INDIVIDUAL_DOCUMENT"):
        _add_paper(draft, paper, notices)
    for value in _values(element, "NATIONALITY"):
        draft.add("nationality", note_country(value, "NATIONALITY", notices))
    if (given := _text(element, "GENDER")) and (sex := gender(given)):
        draft.add("gender", sex)
    elif given:
        notices.warn("GENDER", f"unknown value {given!r}")
    draft.add("title", *_values(element, "TITLE"))
    draft.add("position", *_values(element, "DESIGNATION"))
    draft.add("notes", _text(element, "COMMENTS1"))
    _relate(draft, element)
    _designate(draft, element, notices)
    return draft


def _relate(draft: Draft, element: Element) -> None:
    """Add a tie to every other entry that the comments name with its reference number."""
    own = _text(element, "REFERENCE_NUMBER")
    for sentence in re.split(r"(?<=[a-z\d)][.;])\s+", _text(element, "COMMENTS1") or ""):
        role = "associated with" if _ASSOCIATED.search(sentence) else "named in the entry of"
        for number in dict.fromkeys(_REFERENCE.findall(sentence)):
            if number != own:
                draft.relate(role, name=number, summary=sentence)


def _designate(draft: Draft, element: Element, notices: Notices) -> None:
    programme = _text(element, "UN_LIST_TYPE")
    if programme and programme not in describe("un-xml").known["programme"]:
        notices.warn("UN_LIST_TYPE", f"unknown value {programme!r}")
    draft.designate(
        authority=AUTHORITY,
        programme=programme,
        since=ftm_date(_text(element, "LISTED_ON") or ""),
        reason=None,
        entry=_text(element, "REFERENCE_NUMBER"),
        address=ADDRESS,
    )


def _add_alias(draft: Draft, alias: Element, notices: Notices) -> None:
    quality, name = _text(alias, "QUALITY"), _text(alias, "ALIAS_NAME")
    if quality and quality not in describe("un-xml").known["quality"]:
        notices.warn("QUALITY", f"unknown value {quality!r}")
    kind = {"low": "weakAlias", "f.k.a.": "previousName"}.get((quality or "").lower(), "alias")
    draft.add(kind, name)
    draft.add("notes", _text(alias, "NOTE"))


def _add_address(draft: Draft, address: Element, notices: Notices) -> None:
    country = _text(address, "COUNTRY")
    whole = _joined(address, "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
    if whole and whole != country:
        draft.add("address", whole)
    if country:
        draft.add("country", note_country(country, "COUNTRY", notices))
    draft.add("notes", _text(address, "NOTE"))


def _add_birth(draft: Draft, born: Element, notices: Notices) -> None:
    low, high = _text(born, "FROM_YEAR"), _text(born, "TO_YEAR")
    if low and high and low.isdigit() and high.isdigit():
        draft.add("birthDate", *years(int(low), int(high)))
        return
    for name in ("DATE", "YEAR"):
        if given := _text(born, name):
            if days := ftm_dates(given):
                draft.add("birthDate", *days)
            else:
                notices.warn(name, f"no date {given!r}, kept as a note")
                draft.add("notes", f"Born: {given}")
            return
    draft.add("notes", _text(born, "NOTE"))


def _add_paper(draft: Draft, paper: Element, notices: Notices) -> None:
    number, kind = _text(paper, "NUMBER"), _text(paper, "TYPE_OF_DOCUMENT")
    if not number or not re.search(r"\d", number):
        draft.add("notes", number, _text(paper, "NOTE"))
        return
    if kind and kind not in describe("un-xml").known["document"]:
        notices.warn("TYPE_OF_DOCUMENT", f"unknown value {kind!r}")
    passport = bool(kind and "passport" in kind.casefold())
    draft.add("passportNumber" if passport else "idNumber", number)


def _joined(element: Element, *names: str) -> str:
    return ", ".join(filter(None, (_text(element, name) for name in names)))


def _values(element: Element, name: str) -> list[str]:
    return [v.text.strip() for v in element.findall(f"{name}/VALUE") if v.text and v.text.strip()]


def _text(element: Element, name: str) -> str | None:
    text = element.findtext(name)
    return " ".join(text.split()) or None if text else None
