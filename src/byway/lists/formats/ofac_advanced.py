"""OFAC's advanced XML (`Sanctions`): parties, places, papers and measures apart, joined by ids.

A profile's id is the party's number on the list.  Words stand once, in `ReferenceValueSets`, and
everything else refers to them.  Explanatory Documentation for the Advanced Sanctions Data Model:
https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element

from byway.lists import ofac
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.listed import first_day
from byway.lists.notices import Notices
from byway.lists.values import first_of
from byway.lists.xml import elements

ROOT = "Sanctions"

_SECTIONS = {
    *("DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument"),
    *("ProfileRelationship", "SanctionsEntry"),
}
_GIVEN = ("First Name", "Middle Name", "Patronymic", "Matronymic")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE")


@dataclass
class _Tables:
    """What the parts outside of the parties say, by the ids that refer to it."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[list[str], str | None]] = field(default_factory=dict)
    papers: dict[str, list[tuple[str, str, str | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    ties: dict[str, list[tuple[str, str, bool]]] = field(default_factory=lambda: defaultdict(list))
    programmes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    listed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    issued: date | None = None

    def word(self, kind: str, id: str | None) -> str:
        return self.words.get((kind, id or ""), "")


def read(file: InputFile, notices: Notices) -> Content:
    """Parties with a sanctions entry; the file bears its date."""
    tables = _tables(file)
    content = Content((), published=tables.issued)
    content.parties = _parties(file, tables, content, notices)
    return content


def _tables(file: InputFile) -> _Tables:
    tables = _Tables()
    for element in elements(file, _SECTIONS):
        if element.tag == "DateOfIssue":
            tables.issued = first_day(_day(element) or "")
        elif element.tag == "ReferenceValueSets":
            for value in (value for group in element for value in group):
                tables.words[value.tag, value.get("ID", "")] = (value.text or "").strip()
                if value.tag == "PartySubType":
                    tables.kinds[value.get("ID", "")] = value.get("PartyTypeID", "")
        elif element.tag == "Location":
            tables.places[element.get("ID", "")] = _place(element, tables)
        elif element.tag == "IDRegDocument":
            kind = tables.word("IDRegDocType", element.get("IDRegDocTypeID"))
            number = element.findtext("IDRegistrationNo", "").strip()
            country = tables.word("Country", element.get("IssuedBy-CountryID")) or None
            if kind and number:
                tables.papers[element.get("IdentityID", "")].append((kind, number, country))
        elif element.tag == "ProfileRelationship":
            role = tables.word("RelationType", element.get("RelationTypeID")) or "Linked To"
            tie = (role, element.get("To-ProfileID", ""), element.get("Former") == "true")
            tables.ties[element.get("From-ProfileID", "")].append(tie)
        else:
            _add_entry(element, tables)
    return tables


def _add_entry(element: Element, tables: _Tables) -> None:
    profile = element.get("ProfileID", "")
    days = (_day(event.find("Date")) for event in element.iterfind("EntryEvent"))
    tables.listed[profile] += [day for day in days if day]
    for measure in element.iterfind("SanctionsMeasure"):
        kind = tables.word("SanctionsType", measure.get("SanctionsTypeID")) or "Program"
        programme = (measure.findtext("Comment") or "").strip()
        if kind == "Program" and programme and programme not in tables.programmes[profile]:
            tables.programmes[profile].append(programme)


def _place(element: Element, tables: _Tables) -> tuple[list[str], str | None]:
    parts: dict[str, str] = {}
    for part in element.iterfind("LocationPart"):
        kind = tables.word("LocPartType", part.get("LocPartTypeID")).upper()
        for value in part.iterfind("LocationPartValue"):
            parts.setdefault(kind, value.findtext("Value", "").strip())
    lines = [parts[kind] for kind in _LINES if parts.get(kind)]
    lines += [text for kind, text in parts.items() if text and kind not in _LINES]
    lands = (
        tables.word("Country", land.get("CountryID"))
        for land in element.iterfind("LocationCountry")
    )
    return lines, next(filter(None, lands), None)


def _parties(
    file: InputFile, tables: _Tables, content: Content, notices: Notices
) -> Iterator[Draft]:
    for party in elements(file, {"DistinctParty"}):
        for profile in party.iterfind("Profile"):
            uid = profile.get("ID") or party.get("FixedRef", "")
            if uid not in tables.programmes and uid not in tables.listed:
                notices.warn("DistinctParty", "parties without a sanctions entry are left out")
                continue
            content.count("parties")
            yield _party(uid, party, profile, tables, notices)


def _party(uid: str, party: Element, profile: Element, tables: _Tables, notices: Notices) -> Draft:
    sub = profile.get("PartySubTypeID", "")
    kind = tables.word("PartySubType", sub).lower()
    if kind not in ("vessel", "aircraft"):
        kind = tables.word("PartyType", tables.kinds.get(sub)).lower()
    draft = Draft(f"ofac-{uid}", ofac.schema_of(kind, notices))
    draft.add("notes", party.findtext("Comment"))
    identities = [i for i in profile.iterfind("Identity") if i.get("False") != "true"]
    for identity in identities:
        parts = {
            group.get("ID", ""): tables.word("NamePartType", group.get("NamePartTypeID"))
            for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        for alias in identity.iterfind("Alias"):
            _add_names(draft, alias, parts, tables)
    listed: dict[str, str] = {}
    for feature in profile.iterfind("Feature"):
        _add_feature(draft, feature, tables, notices, listed)
    for identity in identities:
        for label, number, country in tables.papers.get(identity.get("ID", ""), ()):
            ofac.add_labelled(draft, label, number, country, notices=notices, listed=listed)
    for role, other, former in tables.ties.get(uid, ()):
        draft.relate(role, other=f"ofac-{other}", **({"summary": "former"} if former else {}))
    programmes, days = tables.programmes.get(uid, []), tables.listed.get(uid, [])
    for programme in programmes:
        only = first_of(days) if len(programmes) == 1 else None
        ofac.designate(draft, uid, programme, notices=notices, listed=listed, day=only)
    return draft


def _add_names(draft: Draft, alias: Element, parts: dict[str, str], tables: _Tables) -> None:
    kind = tables.word("AliasType", alias.get("AliasTypeID")).replace(".", "").lower()
    primary, weak = alias.get("Primary") == "true", alias.get("LowQuality") == "true"
    for documented in alias.iterfind("DocumentedName"):
        values = documented.findall("DocumentedNamePart/NamePartValue")
        whole = _whole(draft, values, parts)
        scripts = {tables.word("Script", value.get("ScriptID")) for value in values}
        if not whole:
            continue
        if primary and scripts <= {"Latin", ""} and not draft.get("name"):
            ofac.add_name(draft, whole)
        else:
            ofac.add_alias(draft, kind, whole, weak=weak)


def _whole(draft: Draft, values: list[Element], parts: dict[str, str]) -> str:
    """The name as OFAC writes it elsewhere: `SURNAME, Given` for a person, else as it stands."""
    words = [
        (parts.get(value.get("NamePartGroupID", ""), ""), (value.text or "").strip())
        for value in values
    ]
    last = [word for kind, word in words if kind == "Last Name" and word]
    given = [word for name in _GIVEN for kind, word in words if kind == name and word]
    rest = [word for kind, word in words if kind not in ("Last Name", *_GIVEN) and word]
    if draft.schema != "Person" or not last or not given:
        return " ".join(word for _, word in words if word)
    if _UNSPACED.search(last[0]):
        return "".join([*last, *given, *rest])
    return f"{' '.join(last)}, {' '.join([*given, *rest])}"


def _add_feature(
    draft: Draft, feature: Element, tables: _Tables, notices: Notices, listed: dict[str, str]
) -> None:
    label = tables.word("FeatureType", feature.get("FeatureTypeID"))
    for version in feature.iterfind("FeatureVersion"):
        values = [day for period in version.iterfind("DatePeriod") if (day := _period(period))]
        for detail in version.iterfind("VersionDetail"):
            word = tables.word("DetailReference", detail.get("DetailReferenceID"))
            values.append((detail.text or "").strip() or word)
        for location in version.iterfind("VersionLocation"):
            lines, country = tables.places.get(location.get("LocationID", ""), ([], None))
            if label == "Location":
                ofac.add_address(draft, lines, country, notices)
            elif "country" in label.lower() or "flag" in label.lower():
                values.append(country or ", ".join(lines))
            else:
                values.append(", ".join([*lines, country] if country else lines))
        for value in filter(None, values):
            if label == "Title":
                draft.add("position" if draft.schema == "Person" else "notes", value)
            else:
                ofac.add_labelled(draft, label, value, None, notices=notices, listed=listed)


def _period(period: Element) -> str | None:
    """The day, month, year or range of years that a period covers."""
    low = _day(period.find("Start/From")) or _day(period.find("Start/To"))
    high = _day(period.find("End/To")) or _day(period.find("End/From")) or low
    if not low or not high:
        return None
    if low == high or len(low) < 10 or len(high) < 10:
        return low if low[:4] == high[:4] else f"{low[:4]} to {high[:4]}"
    start, end = date.fromisoformat(low), date.fromisoformat(high)
    if (start.year, start.month) == (end.year, end.month):
        whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
        return low[:7] if whole else low
    return low[:4] if start.year == end.year else f"{start.year} to {end.year}"


def _day(element: Element | None) -> str | None:
    """The FtM date of an element with Year, Month and Day."""
    if element is None:
        return None
    year, month, day = (int(element.findtext(n) or 0) for n in ("Year", "Month", "Day"))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        pass
    if not 1000 <= year <= 2200:
        return None
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else f"{year:04}"
