"""Whom "the company", "the country", "the ministry" or "the bloc" names again.

A definite description without more goes back to the last name before it that is of its kind; a
name that is a subject comes before the others of its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from byway.reading.cast import Cast, Figure
from byway.reading.names import COUNTRY, ORGANISATION

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
