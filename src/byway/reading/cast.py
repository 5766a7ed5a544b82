"""Who is who in one document: named mentions joined to one actor each.

Joined by rules that hold for news text: a surname after a full name, an acronym after the name it
abbreviates ("the Institute for the Study of War or ISW"), a short company name after the long one,
country names, seats and adjectives by ISO code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from byway.model import Actor, Mention
from byway.reading.gazetteer import Gazetteer
from byway.reading.homes import Homes, home, needs_home
from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY, DEMONYM, ORGANISATION, PERSON, PLACE, SEAT, Name
from byway.reading.surface import Surface
from byway.reading.syntax import phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "de", "&"})


@dataclass
class Figure:
    """An actor while a document is read: its names, roles and places, collected."""

    key: str
    kind: str
    schema: str
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    body_kind: str = ""

    @property
    def name(self) -> str:
        """The fullest name: for a country its name rather than its seat, else the longest."""
        return max(self.names, key=len) if self.kind != COUNTRY else self.names[0]


@dataclass
class Cast:
    """All figures of a document, and which one each named token belongs to."""

    figures: dict[str, Figure]
    at: dict[int, Name]

    def figure(self, token_index: int) -> Figure | None:
        """The figure that the name at a token belongs to, None where there is no name."""
        name = self.at.get(token_index)
        return self.figures.get(name.key) if name else None

    def actors(self, doc_id: str, doc: Doc, surface: Surface, text: str) -> tuple[Actor, ...]:
        """The actors of the contract, in order of first mention; adjectives alone are none."""
        actors = []
        for figure in self.figures.values():
            if not figure.names or figure.kind == PLACE:
                continue
            mentions = []
            for start, end in figure.places:
                a, b = surface.original(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
                mentions.append(Mention(start=a, end=b, text=text[a:b]))
            actors.append(
                Actor(
                    doc=doc_id,
                    name=figure.name,
                    names=tuple(dict.fromkeys(figure.names)),
                    schema_name=figure.schema,
                    countries=tuple(dict.fromkeys(figure.codes)),
                    roles=tuple(dict.fromkeys(figure.roles)),
                    mentions=tuple(mentions),
                )
            )
        return tuple(sorted(actors, key=lambda a: a.mentions[0].start))


def assemble(doc: Doc, names: list[Name], gazetteer: Gazetteer, lexicon: Lexicon) -> Cast:
    """Join the named mentions of a document to figures."""
    keys = _person_keys(names) | _organisation_keys(doc, names)
    figures: dict[str, Figure] = {}
    at: dict[int, Name] = {}
    for name in names:
        key = _key(name, keys)
        if key is None:
            continue
        keyed = Name(
            name.start, name.end, name.kind, name.text, name.codes, name.schema, name.body_kind, key
        )
        for i in range(name.start, name.end):
            at[i] = keyed
        kind = COUNTRY if name.kind in (COUNTRY, DEMONYM, SEAT) else name.kind
        figure = figures.setdefault(key, Figure(key, kind, name.schema))
        figure.places.append((name.start, name.end))
        figure.codes.extend(name.codes)
        figure.body_kind = figure.body_kind or name.body_kind
        if figure.schema == "Organization" and name.schema:
            figure.schema = name.schema
        if name.kind != DEMONYM:
            figure.names.append(name.text)
    for figure in figures.values():
        if figure.kind == COUNTRY:
            proper = [n for n in figure.names if gazetteer.places[n].kind == "name"]
            figure.names = sorted(set(proper), key=figure.names.index) or figure.names
    cast = Cast(figures, at)
    _add_roles(doc, cast, lexicon)
    _add_homes(doc, cast)
    return cast


def _key(name: Name, keys: dict[tuple[str, str], str]) -> str | None:
    if name.kind in (COUNTRY, DEMONYM, SEAT):
        return f"country:{name.codes[0]}"
    if name.kind in (PERSON, ORGANISATION):
        return keys.get((name.kind, name.text), f"{name.kind}:{name.text}")
    if name.kind == PLACE and name.codes:
        return f"{PLACE}:{name.text}"
    return None


def _person_keys(names: list[Name]) -> dict[tuple[str, str], str]:
    """Short person names to the key of the fullest person name that contains them."""
    people = {name.text for name in names if name.kind == PERSON}
    known = {name.text for name in names if name.body_kind == "leader"}
    keys: dict[tuple[str, str], str] = {}
    full = sorted((p for p in people if " " in p), key=lambda p: (-len(p), p))
    for person in sorted(people):
        parts = person.split()
        longer = [
            f
            for f in full
            if f != person
            and len(f) > len(person)
            and (
                parts[-1] == f.split()[-1]
                or (len(parts) == 1 and parts[0] == f.split()[0] and person in known)
            )
            and set(parts) <= set(f.split())
        ]
        keys[PERSON, person] = f"{PERSON}:{longer[0] if longer else person}"
    return keys


def _organisation_keys(doc: Doc, names: list[Name]) -> dict[tuple[str, str], str]:
    groups = {name.text for name in names if name.kind == ORGANISATION}
    keys: dict[tuple[str, str], str] = {}
    by_initials: dict[str, str] = {}
    for text in sorted(groups, key=len, reverse=True):
        words = [w for w in re.split(r"[\s-]+", text) if w]
        if len(words) > 1:
            for initials in {"".join(w[0] for w in words if w.lower() not in _SMALL)} | {
                "".join(w[0] for w in words)
            }:
                by_initials.setdefault(initials.upper(), text)
    pairs = _explicit_acronyms(names, doc)
    for text in groups:
        plain = text.replace(".", "")
        target = pairs.get(text) or (
            by_initials.get(plain) if plain.isupper() and len(plain) > 1 else None
        )
        if target is None:
            longer = [g for g in groups if g != text and g.startswith(text + " ")]
            target = max(longer, key=len) if len(longer) == 1 else text
        keys[ORGANISATION, text] = f"{ORGANISATION}:{target}"
    return keys


def _explicit_acronyms(names: list[Name], doc: Doc) -> dict[str, str]:
    """ "Long Name (LN)" and "Long Name or LN": the acronym to the long name."""
    pairs: dict[str, str] = {}
    by_start = {name.start: name for name in names}
    for name in names:
        if name.kind != ORGANISATION or name.end + 1 >= len(doc):
            continue
        if doc[name.end].text in ("(", "or"):
            other = by_start.get(name.end + 1)
            if (
                other
                and other.kind == ORGANISATION
                and other.text.isupper()
                and len(other.text) < len(name.text)
            ):
                pairs[other.text] = name.text
    return pairs


def _add_roles(doc: Doc, cast: Cast, lexicon: Lexicon) -> None:
    """Titles before a person's name, and appositions after it, with the country they tell."""
    seen: set[int] = set()
    for name in list(cast.at.values()):
        if name.kind != PERSON or name.start in seen:
            continue
        seen.add(name.start)
        figure = cast.figures[name.key]
        start = name.start
        limit = doc[name.start].sent.start
        has_title = False
        while start > limit and _in_title(doc[start - 1], cast, lexicon):
            start -= 1
            has_title = has_title or doc[start].lemma_.lower() in lexicon.person_titles
        if has_title:
            _note_role(doc[start : name.start], figure, cast, lexicon)
        head = doc[name.start : name.end].root
        for child in head.children:
            if child.dep_ == "appos" and child.lemma_.lower() in lexicon.person_titles:
                start, end = phrase(child, frozenset({"of"}))
                _note_role(doc[start:end], figure, cast, lexicon)
    for figure in cast.figures.values():
        counts: dict[str, int] = defaultdict(int)
        for code in figure.codes:
            counts[code] += 1
        if figure.kind == PERSON and counts:
            figure.codes = [max(counts, key=lambda c: counts[c])]


def _add_homes(doc: Doc, cast: Cast) -> None:
    """Countries of firms and persons that have none, from what is said around their names."""
    homes = Homes(doc, cast.at)
    told: dict[str, list[str]] = defaultdict(list)
    for index, name in cast.at.items():
        if index == name.start and needs_home(name) and not cast.figures[name.key].codes:
            told[name.key].extend(homes.of(name))
    for key, codes in told.items():
        found = home(codes)
        if found is not None:
            cast.figures[key].codes.append(found)


def _in_title(token: Token, cast: Cast, lexicon: Lexicon) -> bool:
    if token.dep_ in ("det", "punct") or token.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT"):
        return False
    name = cast.at.get(token.i)
    if name:
        return name.kind != PERSON
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text == "'s"


def _note_role(span: Span, figure: Figure, cast: Cast, lexicon: Lexicon) -> None:
    text = span.text.strip(" ,")
    text = re.sub(r"^(?:the|a|an) ", "", text, flags=re.IGNORECASE)
    figure.roles.append(text)
    for token in span:
        lemma = token.lemma_.lower()
        if lemma in lexicon.person_titles:
            figure.titles.add(lemma)
        name = cast.at.get(token.i)
        if name and name.key != figure.key:
            figure.codes.extend(name.codes)
