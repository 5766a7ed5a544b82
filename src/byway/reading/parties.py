"""Whom a phrase stands for: a party, a group, a country, a place, an owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY, ORGANISATION, PERSON, PLACE
from byway.reading.reference import Reference
from byway.reading.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODEL = re.compile(r"[A-Z][A-Za-z]*-?\d+[A-Za-z]*s?$")  # "Su-35s", "T-90", "S-400"
_LIST = 80  # tokens of a list of countries
_UNDERTAKINGS = frozenset({"program", "programme", "project", "effort", "aerospace"})
_PLAIN = frozenset(
    {"official", "military", "criminal", "rival"}
)  # adjectives that are nouns elsewhere


class PartyPhrases:
    """Tells whom a phrase stands for, by its reference."""

    def __init__(self, references: References, lexicon: Lexicon) -> None:
        self._references = references
        self._lexicon = lexicon

    def is_party(self, token: Token) -> bool:
        """Whether a phrase stands for somebody who can act."""
        reference = self._references.of(token)
        if reference is None:
            return False
        if reference.kind == PLACE or is_model(token):
            return False
        return reference.acts or (
            token.lemma_.lower() in _UNDERTAKINGS and bool(reference.codes)  # "Iran's program"
        )

    def is_group(self, token: Token) -> bool:
        """Whether a phrase describes parties without naming them."""
        reference = self._references.of(token)
        return reference is not None and (reference.kind == "group")

    def is_country(self, token: Token) -> bool:
        """Whether a phrase names a country, a seat of power or a nationality."""
        reference = self._references.of(token)
        return reference is not None and reference.kind == COUNTRY

    def is_place(self, token: Token) -> bool:
        """Whether a phrase names a place or a country."""
        reference = self._references.of(token)
        return reference is not None and reference.kind in (PLACE, COUNTRY)

    def is_national(self, token: Token) -> bool:
        """Whether a modifier tells whose something is: a nationality, an owner."""
        reference = self._references.of(token)
        if reference is None or (token.pos_ == "ADJ" and token.lower_ in _PLAIN):
            return False
        return reference.kind in (COUNTRY, PERSON, ORGANISATION) or (
            reference.kind == "group" and (token.dep_ == "poss" or token.pos_ == "ADJ")
        )

    def parties_inside(self, token: Token) -> Iterator[Token]:
        """Parties that a thing investigated is told to be about: owners, doers, targets."""
        for child in token.subtree:
            if (
                child.dep_ in ("poss", "pobj", "conj", "compound", "amod")
                and abs(child.i - token.i) < 14
            ):
                reference = (
                    self._references.of(child) if child.pos_ in ("NOUN", "PROPN", "ADJ") else None
                )
                if reference is None or not reference.acts:
                    continue
                if child.dep_ in ("compound", "amod") and (
                    reference.kind != COUNTRY or (child.head.i == token.i and child.pos_ == "ADJ")
                ):
                    continue
                if set(reference.codes) & self._lexicon.imposers or not (
                    reference.codes or reference.kind == "group"
                ):
                    continue
                if child.dep_ in ("compound", "amod") and child.head.pos_ != "NOUN":
                    continue
                yield child

    def countries_inside(self, token: Token) -> Iterator[Token]:
        """Countries named inside a phrase."""
        for child in token.subtree:
            if child.i != token.i and abs(child.i - token.i) < _LIST:
                reference: Reference | None = (
                    self._references.of(child) if child.pos_ in ("PROPN", "ADJ") else None
                )
                if reference is not None and reference.kind == COUNTRY:
                    yield child


def is_model(token: Token) -> bool:
    """Whether a name is the model of a machine or weapon: "Su-35s", "T-90", "S-400"."""
    return token.pos_ in ("PROPN", "NOUN") and bool(_MODEL.match(token.text))
