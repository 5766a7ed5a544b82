"""Conditions: "if", "unless", "had X sold", "in the event that X sells", "provided that".

What stands in a condition is open, and so is what is said to follow from it, unless that is told as
past or present fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_INVERTED = frozenset({"had", "were", "should"})
_CASES = frozenset({"event", "case", "condition", "eventuality"})
_PROVISOS = frozenset({"provide", "assume", "suppose", "grant"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_OPEN = frozenset({"will", "'ll", "wo", "shall", "would", "'d", "may", "might", "could", "can"})
_LOOMING = frozenset({"face", "risk"})  # "if convicted, X faces": ahead in the present
_WEAK = frozenset({"even", "as", "only"})
_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "acl", "ROOT", "conj"})


def condition(clause: Token, lexicon: Lexicon) -> Token | None:
    """The word that makes the clause of `clause` a condition, None where it is none."""
    for child in children(clause, "mark"):
        if child.lower_ in lexicon.hedges["conditionals"] and not _is_weak(child):
            return child
    if clause.dep_ not in _CLAUSES:
        return None
    head = clause.head
    if clause.dep_ in ("relcl", "acl") and head.lemma_ in _CASES and head.dep_ == "pobj":
        that = any(c.lower_ == "that" and c.i < clause.i for c in clause.children)
        return head if that else None
    if clause.dep_ == "ccomp" and head.lemma_ in _PROVISOS and head.dep_ == "advcl":
        return head if head.tag_ in ("VBN", "VBG") else None
    return _inverted(clause)


def follows(clause: Token, lexicon: Lexicon) -> Token | None:
    """The condition that `clause`, told of the future or as possible, hangs on."""
    words = {c.lower_ for c in children(clause, "aux")}
    if not words & _OPEN and clause.lemma_ not in _LOOMING:
        return None
    for child in children(clause, "advcl", "ccomp"):
        found = condition(child, lexicon)
        if found is not None and found.lower_ != "whether":
            return found
    return None


def _inverted(clause: Token) -> Token | None:
    """ "Had X sold", "were X to sell", "should X sell": the verb opens the clause."""
    subjects = children(clause, *_SUBJECTS)
    if not subjects or clause.dep_ == "ROOT":
        return None
    first = next((t for t in clause.subtree if not t.is_punct and not t.is_space), clause)
    if first.lower_ not in _INVERTED or first.i > subjects[0].i:
        return None
    return first if clause.i in (first.head.i, first.i) else None


def _is_weak(mark: Token) -> bool:
    """ "as if", "even if": what is told stands without it."""
    return bool(mark.i) and mark.nbor(-1).lower_ in _WEAK
