"""Whom "the company", "the country", "the ministry" or "the bloc" names again.

A definite description without more goes back to the last name before it that is of its kind; a
name that is a subject comes before the others of its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from byway.reading.cast import Cast, Figure
from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY, ORGANISATION, PERSON
from byway.reading.syntax import is_definite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SENTENCES = 5
_COUNTRIES = frozenset({"country", "nation", "republic", "kingdom", "island", "emirate"})
_FIRMS = frozenset({"company", "firm", "business", "corporation", "conglomerate", "manufacturer"})
_BANKS = frozenset({"bank", "lender"})
_BODIES = frozenset(
    {"ministry", "department", "agency", "bureau", "council", "commission", "court", "office",
     "service", "parliament", "committee", "authority", "regulator", "treasury", "administration"}
)  # fmt: skip
_BLOCS = frozenset({"bloc", "union"})
_ALLIANCES = frozenset({"alliance"})
_ACTING = frozenset({"nsubj", "nsubjpass"})

Fits = Callable[[Figure], bool]


def last_named(noun: Token, lemma: str, cast: Cast) -> Token | None:
    """The named token that a definite description goes back to, None where there is none."""
    fits = _kind_of(lemma)
    if fits is None:
        return None
    for sentence in _sentences_back(noun):
        names = [
            t
            for t in sentence
            if t.i < noun.i
            and (name := cast.at.get(t.i)) is not None
            and name.end == t.i + 1
            and (figure := cast.figure(t.i)) is not None
            and fits(figure)
        ]
        acting = [t for t in names if t.dep_ in _ACTING]
        if names:
            return acting[-1] if acting else names[-1]
    return None


def holder(
    token: Token, lemma: str, codes: tuple[str, ...], cast: Cast, lexicon: Lexicon
) -> Figure | None:
    """The person of that office and country who was named last before the token."""
    heads = lexicon.words["heads"]
    best: tuple[int, Figure] | None = None
    for figure in cast.figures.values():
        if figure.kind != PERSON or (codes and not set(codes) & set(figure.codes)):
            continue
        leads = bool(figure.titles & heads) or figure.body_kind == "leader"
        fits_office = lemma in figure.titles or (lemma in heads and leads and bool(codes))
        if not fits_office or (not codes and not is_definite(token)):
            continue
        before = [start for start, _ in figure.places if start < token.i]
        distance = token.i - before[-1] if before else 10_000 + figure.places[0][0]
        if best is None or distance < best[0]:
            best = (distance, figure)
    return best[1] if best else None


def last_outlet(noun: Token, cast: Cast) -> Token | None:
    """The newspaper that was named last before a noun."""
    return _last(noun, cast, lambda f: f.body_kind == "media")


def last_public_body(noun: Token, cast: Cast) -> Token | None:
    """The public body that was named last before a noun."""
    return _last(noun, cast, is_public_body)


def first_acting_body(doc: Doc, cast: Cast) -> Token | None:
    """The first public body that a text has as a subject."""
    for index in sorted(cast.at):
        if doc[index].dep_ == "nsubj" and is_public_body(cast.figure(index)):
            return doc[index]
    return None


def _last(noun: Token, cast: Cast, fits: Fits) -> Token | None:
    for i in range(noun.i - 1, -1, -1):
        figure = cast.figure(i)
        if figure is not None and fits(figure):
            return noun.doc[i]
    return None


def _sentences_back(noun: Token) -> Iterator[list[Token]]:
    doc: Doc = noun.doc
    start = noun.sent.start
    yield [t for t in noun.sent if t.i < noun.i]
    for _ in range(_SENTENCES):
        if start == 0:
            return
        sentence = doc[start - 1].sent
        start = sentence.start
        yield list(sentence)


def _kind_of(lemma: str) -> Fits | None:
    if lemma in _COUNTRIES:
        return lambda f: f.kind == COUNTRY and bool(f.names) and f.key != "country:EU"
    if lemma in _FIRMS:
        return _is_firm
    if lemma in _BANKS:
        return lambda f: f.kind == ORGANISATION and "bank" in f.name.lower()
    if lemma in _BODIES:
        return lambda f: f.kind == ORGANISATION and lemma in f.name.lower()
    if lemma in _BLOCS:
        return lambda f: f.key == "country:EU" and bool(f.names)
    if lemma in _ALLIANCES:
        return lambda f: f.kind == ORGANISATION and f.body_kind == "international"
    return None


def _is_firm(figure: Figure) -> bool:
    named = figure.kind == ORGANISATION and figure.body_kind in ("", "company")
    return named and figure.schema != "PublicBody"


def is_public_body(figure: Figure | None) -> bool:
    """Whether a figure is a body of a state or a union."""
    return (
        figure is not None
        and figure.kind == ORGANISATION
        and figure.body_kind in ("state", "union")
    )
