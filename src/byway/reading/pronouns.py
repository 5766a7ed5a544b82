"""What pronouns may stand for: candidates in order of prominence, and which of them fit.

Rules of recency, number and grammatical role.  A pronoun without a fitting candidate stays
unresolved: better no actor than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.names import COUNTRY, ORGANISATION, PERSON, PLACE
from byway.reading.reference import Reference
from byway.reading.syntax import ancestors, antecedent, is_definite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})
NEUTRAL = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves", "both"})

_NOMINAL_ROLES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "appos", "conj"}
)
_SENTENCES_BACK = 2
_CLAUSES_UP = 2


def candidates(pronoun: Token) -> Iterator[Token]:
    """Nouns before a pronoun that it may stand for, most prominent first, each once.

    First the subjects of the clauses that govern it, then its sentence backwards, then the two
    sentences before: their subjects, then the rest.
    """
    seen = {pronoun.i}
    for candidate in _ordered(pronoun):
        if candidate.i < pronoun.i and candidate.i not in seen:
            seen.add(candidate.i)
            yield candidate


def _ordered(pronoun: Token) -> Iterator[Token]:
    governors = list(ancestors(pronoun))
    yield from _governing_subjects(pronoun, governors)
    own = {t.i for t in governors}
    doc: Doc = pronoun.doc
    start = pronoun.sent.start
    for i in range(pronoun.i - 1, start - 1, -1):
        token = doc[i]
        if i not in own and token.pos_ in ("NOUN", "PROPN") and token.dep_ in _NOMINAL_ROLES:
            yield token
    for _ in range(_SENTENCES_BACK):
        if start == 0:
            return
        sentence = doc[start - 1].sent
        start = sentence.start
        nouns = [t for t in sentence if t.pos_ in ("NOUN", "PROPN", "PRON")]
        yield from (t for t in nouns if t.dep_ in ("nsubj", "nsubjpass"))
        yield from (t for t in reversed(nouns) if t.dep_ in _NOMINAL_ROLES)


def _governing_subjects(pronoun: Token, governors: list[Token]) -> Iterator[Token]:
    verbs = 0
    for governor in governors:
        verbs += governor.pos_ in ("VERB", "AUX")
        if verbs > _CLAUSES_UP:
            return
        if governor.pos_ in ("NOUN", "PROPN"):
            if governor.dep_ == "ROOT":
                yield governor
            continue
        for child in governor.children:
            inside = child.left_edge.i <= pronoun.i <= child.right_edge.i
            if child.dep_ in ("nsubj", "nsubjpass") and not inside:
                yield antecedent(child)


def fits(pronoun: Token, candidate: Token, reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a pronoun agrees with a candidate in kind and number."""
    word, lemma = pronoun.lower_, candidate.lemma_.lower()
    plural = candidate.tag_ in ("NNS", "NNPS")
    if word in PERSONAL:
        if reference.kind == PERSON:
            return True
        office = reference.kind == "group" and lemma in lexicon.person_titles
        return office and not plural and is_definite(candidate)
    if word in NEUTRAL:
        if reference.kind == "group":
            return not plural and lemma not in lexicon.person_titles
        return reference.kind in (COUNTRY, ORGANISATION, PLACE)
    together = plural or any(child.dep_ == "conj" for child in candidate.children)
    if reference.kind in (COUNTRY, ORGANISATION):
        return True
    return together and reference.kind in ("group", PERSON)


def is_dummy(pronoun: Token) -> bool:
    """Whether "it" stands for nothing: "it is not known whether", "it remains unclear"."""
    if pronoun.lower_ != "it" or pronoun.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = pronoun.head
    if verb.lemma_ in ("be", "remain", "seem", "appear", "become"):
        return any(c.dep_ in ("acomp", "ccomp", "advcl", "csubj") for c in verb.children)
    return pronoun.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in verb.children)
