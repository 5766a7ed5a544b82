"""Switzerland's consolidated list (SECO) as XML: programmes, and targets with identities.

https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices
from byway.lists.values import ftm_date, gender, note_country
from byway.lists.xml import elements, one_file, root_of

AUTHORITY = "State Secretariat for Economic Affairs"
SCHEMATA = {"individual": "Person", "entity": "Organization", "object": "Vessel"}
_ORDER = {"given-name": 0, "further-given-name": 1, "father-name": 2, "family-name": 3}


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Targets that are listed; those taken off (`de-listed`) are left out."""
    file = one_file(files, ".xml", "root element swiss-sanctions-list")
    root = root_of(file, "swiss-sanctions-list")
    content = Content((), published=first_day(root.get("date", "")))
    programmes = {
        str(part.get("ssid")): element.findtext("program-name[@lang='eng']", "")
        for element in elements(file, {"sanctions-program"})
        for part in element.iterfind("sanctions-set")
    }
    places = {
        str(place.get("ssid")): place for place in elements(file, {"place"}) if place.get("ssid")
    }
    content.parties = _parties(file, content, (programmes, places), notices)
    return content


def _parties(
    file: InputFile,
    content: Content,
    known: tuple[dict[str, str], dict[str, Element]],
    notices: Notices,
) -> Iterator[Draft]:
    programmes, places = known
    for target in elements(file, {"target"}):
        kind = next((child for child in target if child.tag in SCHEMATA), None)
        latest = target.findall("modification")
        if kind is None or (latest and latest[-1].get("modification-type") == "de-listed"):
            continue
        content.count("targets")
        draft = Draft(f"ch-seco-{target.get('ssid')}", SCHEMATA[kind.tag])
        for identity in kind.iterfind("identity"):
            _add_identity(draft, identity, places, notices)
        if sex := gender(kind.get("sex", "")):
            draft.add("gender", sex)
        for justification in kind.iterfind("justification"):
            draft.add("notes", justification.text)
        listed = [m.get("publication-date") or m.get("effective-date") for m in latest]
        for part in target.iterfind("sanctions-set-id"):
            draft.designate(
                authority=AUTHORITY,
                programme=programmes.get(part.text or ""),
                since=ftm_date(min(filter(None, listed), default="")),
                entry=target.get("ssid"),
                address=describe("ch-seco-xml").homepage,
            )
        yield draft


def _add_identity(
    draft: Draft, identity: Element, places: dict[str, Element], notices: Notices
) -> None:
    for name in identity.iterfind("name"):
        parts = sorted(
            name.iterfind("name-part"),
            key=lambda part: _ORDER.get(part.get("name-part-type", ""), 9),
        )
        for values in ("value", "spelling-variant"):
            whole = " ".join(filter(None, (part.findtext(values) for part in parts)))
            if name.get("quality") == "low":
                draft.add("weakAlias", whole)
            elif values == "value" and name.get("name-type") == "primary-name":
                draft.add("name", whole)
            elif name.get("name-type") == "formerly-known-as":
                draft.add("previousName", whole)
            else:
                draft.add("alias", whole)
    for land in identity.iterfind("nationality/country"):
        draft.add("nationality", note_country(land.get("iso-code"), "nationality", notices))
    for born in identity.iterfind("day-month-year"):
        parts_of_day = (born.get("year"), born.get("month"), born.get("day"))
        draft.add("birthDate", ftm_date("-".join(part for part in parts_of_day if part)))
    for reference in identity.iterfind("place-of-birth"):
        draft.add("birthPlace", _place(places.get(reference.get("place-id", ""))))
    for address in identity.iterfind("address"):
        place = places.get(address.get("place-id", ""))
        lines = [address.findtext(n) for n in ("address-details", "zip-code")]
        draft.add("address", ", ".join(filter(None, [*lines, _place(place)])))
        if place is not None and (country := place.find("country")) is not None:
            draft.add("country", note_country(country.get("iso-code"), "country", notices))
    for paper in identity.iterfind("identification-document"):
        passport = "passport" in paper.get("document-type", "")
        draft.add("passportNumber" if passport else "idNumber", paper.findtext("number"))


def _place(place: Element | None) -> str:
    if place is None:
        return ""
    return ", ".join(filter(None, (place.findtext(n) for n in ("location", "area", "country"))))
