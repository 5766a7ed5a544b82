"""OFAC's XML files: plain (`sdnList`), enhanced (`sanctionsData`) and advanced (`Sanctions`).

All carry the same facts as the CSV files, with labels as elements; the advanced layout has a
module of its own.  https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from byway.errors import ListError
from byway.lists import ofac
from byway.lists.draft import Draft
from byway.lists.formats import Content, ofac_advanced
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices
from byway.lists.values import first_of, ftm_date, note_country
from byway.lists.xml import elements, one_file, root_tag

PLAIN, ENHANCED = "sdnList", "sanctionsData"


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Parties of whichever layout, told apart by the root element."""
    file = one_file(files, ".xml", f"root element {PLAIN}, {ENHANCED} or {ofac_advanced.ROOT}")
    content = Content(())
    root = root_tag(file)
    if root == PLAIN:
        content.parties = _plain(file, content, notices)
        heading = next(elements(file, {"publshInformation"}), None)
        if heading is not None:
            day = ftm_date(heading.findtext("Publish_Date", ""), month_first=True)
            content.published = first_day(day or "")
    elif root == ENHANCED:
        content.parties = _enhanced(file, content, notices)
        heading = next(elements(file, {"publicationInfo"}), None)
        if heading is not None:
            content.published = first_day(heading.findtext("dataAsOf", ""))
    elif root == ofac_advanced.ROOT:
        return ofac_advanced.read(file, notices)
    else:
        expected = f"{PLAIN!r}, {ENHANCED!r} or {ofac_advanced.ROOT!r}"
        raise ListError(file.where, f"root element {root!r}", expected)
    return content


def _plain(file: InputFile, content: Content, notices: Notices) -> Iterator[Draft]:
    stated, found = None, 0
    for element in elements(file, {"publshInformation", "sdnEntry"}):
        if element.tag == "publshInformation":
            stated = element.findtext("Record_Count")
            continue
        found += 1
        content.count("parties")
        yield _plain_party(element, notices)
    if stated and int(stated) != found:
        raise ListError(file.where, f"{found:,} entries", f"{int(stated):,}, as it says itself")


def _plain_party(element: Element, notices: Notices) -> Draft:
    uid, kind = _text(element, "uid") or "", (_text(element, "sdnType") or "").lower()
    draft = Draft(f"ofac-{uid}", ofac.schema_of(kind, notices))
    name = _last_first(element)
    ofac.add_name(draft, name)
    draft.add("position" if draft.schema == "Person" else "notes", _text(element, "title"))
    for alias in element.iterfind("akaList/aka"):
        form = (_text(alias, "type") or "").replace(".", "").lower()
        weak = _text(alias, "category") == "weak"
        ofac.add_alias(draft, form, _last_first(alias), weak=weak)
    for address in element.iterfind("addressList/address"):
        country = _text(address, "country")
        lines = [_text(address, f"address{n}") for n in (1, 2, 3)]
        city = [_text(address, n) for n in ("city", "stateOrProvince", "postalCode")]
        ofac.add_address(draft, [*lines, *city], country, notices)
    for path, name in (
        ("nationalityList/nationality", "nationality"),
        ("citizenshipList/citizenship", "citizenship"),
    ):
        for place in element.iterfind(path):
            draft.add(name, note_country(_text(place, "country"), name, notices))
    for born in element.iterfind("dateOfBirthList/dateOfBirthItem"):
        ofac.add_fact(draft, "DOB", _text(born, "dateOfBirth") or "", notices)
    for place in element.iterfind("placeOfBirthList/placeOfBirthItem"):
        draft.add("birthPlace", _text(place, "placeOfBirth"))
    for vessel in element.iterfind("vesselInfo"):
        cells = ("callSign", "vesselType", "tonnage", "grossRegisteredTonnage")
        more = ("vesselFlag", "vesselOwner")
        ofac.add_craft(draft, [_text(vessel, cell) for cell in (*cells, *more)], notices)
    listed: dict[str, str] = {}
    for paper in element.iterfind("idList/id"):
        label, number = _text(paper, "idType") or "", _text(paper, "idNumber") or ""
        ofac.add_labelled(
            draft, label, number, _text(paper, "idCountry"), notices=notices, listed=listed
        )
    ofac.add_remarks(draft, _text(element, "remarks") or "", notices)
    for programme in element.iterfind("programList/program"):
        ofac.designate(draft, uid, programme.text or "", notices=notices, listed=listed)
    return draft


def _enhanced(file: InputFile, content: Content, notices: Notices) -> Iterator[Draft]:
    for element in elements(file, {"entity"}):
        content.count("parties")
        yield _enhanced_party(element, notices)


def _enhanced_party(element: Element, notices: Notices) -> Draft:
    uid = element.get("id", "")
    kind = (_text(element, "generalInfo/entityType") or "").lower()
    draft = Draft(f"ofac-{uid}", ofac.schema_of(kind, notices))
    title = _text(element, "generalInfo/title")
    draft.add("position" if draft.schema == "Person" else "notes", title)
    draft.add("notes", _text(element, "generalInfo/remarks"))
    for name in element.iterfind("names/name"):
        _add_enhanced_name(draft, name)
    for address in element.iterfind("addresses/address"):
        country = _text(address, "country")
        for translation in address.iterfind("translations/translation"):
            lines = [
                _text(part, "value") for part in translation.iterfind("addressParts/addressPart")
            ]
            ofac.add_address(draft, lines, country, notices)
        if address.find("translations") is None:
            ofac.add_address(draft, [], country, notices)
    listed: dict[str, str] = {}
    for feature in element.iterfind("features/feature"):
        label, value = _text(feature, "type") or "", _text(feature, "value") or ""
        ofac.add_labelled(draft, label, value, None, notices=notices, listed=listed)
    for paper in element.iterfind("identityDocuments/identityDocument"):
        label, number = _text(paper, "type") or "", _text(paper, "documentNumber") or ""
        ofac.add_labelled(
            draft, label, number, _text(paper, "issuingCountry"), notices=notices, listed=listed
        )
    for relation in element.iterfind("relationships/relationship"):
        link, other = _text(relation, "type"), _text(relation, "relatedEntity")
        draft.add("notes", f"{link}: {other}" if link and other else None)
        if link and (related := relation.find("relatedEntity")) is not None:
            uid_there = related.get("entityId")
            draft.relate(link, other=f"ofac-{uid_there}" if uid_there else None, name=other)
    programmes = [p.text or "" for p in element.iterfind("sanctionsPrograms/sanctionsProgram")]
    published = first_of(
        day
        for entry in element.iterfind("sanctionsLists/sanctionsList")
        if (day := entry.get("datePublished"))
    )
    for programme in programmes:
        only = published if len(programmes) == 1 else None
        ofac.designate(draft, uid, programme, notices=notices, listed=listed, day=only)
    return draft


def _add_enhanced_name(draft: Draft, name: Element) -> None:
    primary = _text(name, "isPrimary") == "true"
    weak = _text(name, "isLowQuality") == "true"
    kind = (_text(name, "aliasType") or "").replace(".", "").lower()
    for translation in name.iterfind("translations/translation"):
        whole = _text(translation, "formattedFullName")
        latin = _text(translation, "script") in (None, "Latin")
        if whole and primary and latin:
            ofac.add_name(draft, whole)
        elif whole:
            ofac.add_alias(draft, kind, whole, weak=weak)


def _last_first(element: Element) -> str:
    last, first = _text(element, "lastName"), _text(element, "firstName")
    return f"{last}, {first}" if last and first else last or first or ""


def _text(element: Element, path: str) -> str | None:
    text = element.findtext(path)
    return " ".join(text.split()) or None if text else None
