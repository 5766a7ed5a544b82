"""Named mentions: countries, organisations and persons as the text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from byway.reading.gazetteer import Gazetteer
from byway.reading.lexicon import Lexicon
from byway.reading.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

COUNTRY, DEMONYM, SEAT = "country", "demonym", "seat"
PERSON, ORGANISATION, PLACE = "person", "organisation", "place"

_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|PLC|plc|GmbH|AG|S\.?A|SE|NV|BV|AO|OAO|PAO|"
    r"JSC|OOO|Oy|AB|Bank|Holdings?|Industries|Industrial|Trading|Technolog(?:y|ies)|Airlines?|Shipping|Lines|"
    r"Enterprises?|Electronics|Semiconductors?|Motors|Energy|Steel|Oil|Petroleum)\b\.?"
)
_FORMS = frozenset(
    """LLC L.L.C. Ltd Ltd. Limited Inc Inc. GmbH FZE FZCO FZC FZ-LLC DMCC JSC PJSC OJSC CJSC OOO
    Corp Corp. LLP PLC Co. S.A. Pte Pte. Bhd Bhd. SARL SRL S.R.L. B.V. N.V. SAL""".split()
)
"""Legal forms: what stands with one is a firm, whatever the recogniser takes it for."""

_NO_NAME = frozenset({"DET", "ADP", "PRON", "ADV", "CCONJ", "SCONJ", "AUX", "VERB", "PUNCT"})
_BODY = re.compile(
    r"\b(?:Ministry|Department|Government|Council|Commission|Committee|Agency|Authority|Administration|Court|"
    r"Parliament|Senate|Congress|Army|Navy|Force|Forces|Embassy|Office|Bureau|Service|Party|Guard|Corps|"
    r"Treasury|Duma|Assembly|Central Bank|Police|Intelligence|Presidency|Cabinet|Customs)\b"
)


@dataclass(frozen=True)
class Name:
    """Tokens `[start, end)` that name something; `codes` are ISO codes where known."""

    start: int
    end: int
    kind: str
    text: str
    codes: tuple[str, ...] = ()
    schema: str = ""
    body_kind: str = ""
    key: str = ""


def find_names(doc: Doc, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Name]:
    """All named mentions, in order, without overlaps; known names before recognised ones."""
    taken = [False] * len(doc)
    found: list[Name] = []
    spans = sorted(doc.ents, key=lambda e: e.start)
    known = _known(doc, gazetteer, spans)
    recognised = _recognised(doc, spans, gazetteer, lexicon)
    for name in (*_firms(doc, gazetteer), *known, *recognised):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = [True] * (name.end - name.start)
            found.append(name)
    surnames = {n.text.split()[-1] for n in found if n.kind == PERSON and " " in n.text}
    for token in doc:  # a surname alone, which the recogniser often misses
        if token.text in surnames and token.pos_ == "PROPN" and not taken[token.i]:
            found.append(Name(token.i, token.i + 1, PERSON, token.text, (), "Person"))
    return sorted(found, key=lambda n: n.start)


def _firms(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """Names with a legal form: "Horizon Trading FZE", "Alpha Co., Ltd.", "LLC Electrocom"."""
    end = 0
    for token in doc:
        if token.text not in _FORMS or token.i < end:
            continue
        start, end = token.i, token.i + 1
        floor = token.sent.start
        while start > floor and (
            _is_proper(doc[start - 1])
            or (doc[start - 1].text in ("&", ",") and doc[start].text in _FORMS)
        ):
            start -= 1
        while end < len(doc) and doc[end].text in _FORMS:
            end += 1
        if start == token.i:  # "LLC Electrocom VPK"
            while end < len(doc) and _is_proper(doc[end]) and not doc[end].is_sent_start:
                end += 1
        elif end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text in _FORMS:
            end += 2
        if end - start > 1:
            yield Name(
                start, end, ORGANISATION, doc[start:end].text, *_of_firm(doc, start, end, gazetteer)
            )


def _is_proper(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ not in _NO_NAME


def _of_firm(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> tuple[tuple[str, ...], str]:
    codes = (gazetteer.country(doc[i].text) for i in range(start, end))
    return tuple(dict.fromkeys(code for code in codes if code is not None)), "Company"


def _known(doc: Doc, gazetteer: Gazetteer, spans: list[Span]) -> Iterator[Name]:
    words = [token.text for token in doc]
    people = {
        i for e in spans if e.label_ == "PERSON" and len(e) > 1 for i in range(e.start, e.end)
    }
    firms = {i for e in spans if e.label_ == "ORG" and len(e) > 1 for i in range(e.start, e.end)}
    i = 0
    while i < len(words):
        if words[i] not in gazetteer.starts:
            i += 1
            continue
        for end in range(min(len(words), i + gazetteer.longest), i, -1):
            text = doc[i:end].text
            match = _lookup(text, gazetteer, doc[i])
            if match:
                kind, codes, schema, body_kind = match
                inside_person = end - i == 1 and i in people and kind != PERSON
                inside_firm = kind == PLACE and i in firms  # "Shenzhen Alpha Co."
                if not inside_person and not inside_firm:
                    yield Name(i, end, kind, text, codes, schema, body_kind)
                    i = end - 1
                break
        i += 1


def _stands_alone(surname: Token) -> bool:
    """A surname, also one taken for the common noun it is written like: "Trump met X"."""
    bare = surname.dep_ == "nsubj" and not children(surname, "det", "amod", "compound", "poss")
    return surname.pos_ == "PROPN" or (surname.tag_ == "NN" and bare)


def _lookup(
    text: str, gazetteer: Gazetteer, first: Token
) -> tuple[str, tuple[str, ...], str, str] | None:
    if text in gazetteer.leaders and (" " in text or _stands_alone(first)):
        return PERSON, (gazetteer.leaders[text],), "Person", "leader"
    body = gazetteer.bodies.get(text)
    if body and text != "Kremlin":
        return ORGANISATION, body.countries, body.schema, body.kind
    place = gazetteer.places.get(text)
    if place:
        if (
            text in ("Male", "Georgetown", "Jersey", "Niger", "Polish", "Aden")
            and first.pos_ != "PROPN"
        ):
            return None
        kind = {"name": COUNTRY, "demonym": DEMONYM, "seat": SEAT}[place.kind]
        return kind, (place.code,), "Country", ""
    town = gazetteer.cities.get(text)
    if town and first.pos_ in ("PROPN", "NOUN", "ADJ"):
        return PLACE, (town,), "Address", ""
    return None


def _recognised(
    doc: Doc, spans: list[Span], gazetteer: Gazetteer, lexicon: Lexicon
) -> Iterator[Name]:
    lowered = {t.lower_ for t in doc if t.is_lower and t.is_alpha}
    surnames = {e[-1].text for e in spans if e.label_ == "PERSON" and len(e) > 1}
    for span in spans:
        start, end = _trimmed(doc, span.start, span.end, lexicon)
        if start >= end:
            continue
        text = doc[start:end].text
        if span.label_ == "PERSON" and _is_person(doc, start, end, lowered):
            if _COMPANY.search(text):
                yield Name(start, end, ORGANISATION, text, (), "Company")
            else:
                yield Name(start, end, PERSON, text, (), "Person")
        elif span.label_ == "ORG" and _is_organisation(doc, start, end, lowered):
            codes, _ = _of_firm(doc, start, end, gazetteer)
            yield Name(start, end, ORGANISATION, text, codes, organisation_schema(text))
        elif span.label_ in ("GPE", "LOC", "FAC") and doc[start].is_title and text not in surnames:
            yield Name(start, end, PLACE, text)


def organisation_schema(text: str) -> str:
    """FtM schema by the words of a name: Company, PublicBody, else Organization."""
    if _COMPANY.search(text) and not re.search(r"Central Bank|Bank of [A-Z]", text):
        return "Company"
    return "PublicBody" if _BODY.search(text) else "Organization"


def _trimmed(doc: Doc, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    while end > start and (
        doc[end - 1].text in ("'s", "'", ",", '"', "”", "“", "(", "-") or doc[end - 1].is_space
    ):
        end -= 1
    while start < end and (
        doc[start].lower_ in ("the", "a", "an", "“", '"', "'")
        or (doc[start].lemma_.lower() in lexicon.person_titles and end - start > 1)
    ):
        start += 1
    return start, end


def _is_person(doc: Doc, start: int, end: int, lowered: set[str]) -> bool:
    tokens = doc[start:end]
    if end - start > 6 or any(t.like_num or (t.text.isupper() and len(t.text) > 3) for t in tokens):
        return False
    proper = [t for t in tokens if t.is_title or "-" in t.text or t.text[:1].isupper()]
    if len(proper) < max(1, len(tokens) - 2):
        return False
    return not any(t.lower_ in lowered and len(t.text) > 3 for t in tokens)


def _is_organisation(doc: Doc, start: int, end: int, lowered: set[str]) -> bool:
    tokens = list(doc[start:end])
    if any(t.like_num and len(tokens) == 1 for t in tokens) or len(tokens) > 14:
        return False
    proper = [t for t in tokens if t.text[:1].isupper()]
    if not proper or not any(c.isalpha() for c in tokens[0].text):
        return False
    return len(tokens) > 1 or proper[0].lower_ not in lowered
