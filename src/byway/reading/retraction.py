"""Claims that are named together with their end: "the claim, since disproved, that X sold arms"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 8  # words of an aside
_NOT = frozenset({"not", "n't", "never", "hardly"})


def is_taken_back(noun: Token, hedges: Mapping[str, Any]) -> tuple[str, int]:
    """ "undo" for "the discredited claim", "doubt" for "the disputed claim", else nothing.

    With the index of the word that says so, -1 where none does.
    """
    if noun.pos_ != "NOUN" or not _is_claim(noun, hedges):
        return "", -1
    own = [c for c in noun.children if c.dep_ in ("amod", "acl") and c.tag_ in ("VBN", "VBD", "JJ")]
    return _verdict([c for c in own if not _governs(c)], hedges)


def is_set_aside(clause: Token, hedges: Mapping[str, Any]) -> tuple[str, int]:
    """The same for an aside between a claim and its "that", however it has been parsed."""
    mark = next((c for c in clause.lefts if c.lower_ == "that"), None)
    if mark is None or mark.i < 3:
        return "", -1
    doc, sentence = clause.doc, clause.sent.start
    if doc[mark.i - 1].text not in ",-\u2013\u2014)":
        return "", -1
    for start in range(mark.i - 2, max(sentence, mark.i - 2 - _LONGEST), -1):
        if doc[start].text in ",-\u2013\u2014(":
            said = _is_claim(doc[start - 1], hedges)
            return _verdict(list(doc[start + 1 : mark.i - 1]), hedges) if said else ("", -1)
    return "", -1


def _is_claim(noun: Token, hedges: Mapping[str, Any]) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in hedges["claims"] or lemma in hedges["contents"]


def _verdict(words: list[Token], hedges: Mapping[str, Any]) -> tuple[str, int]:
    if any(t.lower_ in _NOT or t.dep_ == "neg" for w in words for t in (w, *w.children)):
        return "", -1
    gone = hedges["retracting"] | hedges["false"]
    for turn, told in (("undo", gone), ("doubt", hedges["contested"])):
        for word in words:
            if told.intersection(_forms(word)):
                return turn, word.i
    return "", -1


def _forms(word: Token) -> tuple[str, ...]:
    """The lemma, and for a participle taken for an adjective the verb."""
    low = word.lower_
    cut = (low[:-2], low[:-1]) if low.endswith("ed") else ()
    return (word.lemma_.lower(), *cut)


def _governs(participle: Token) -> bool:
    """Whether a participle tells by itself: "a report correcting ..."."""
    return any(c.dep_ in ("dobj", "ccomp") for c in participle.children)
