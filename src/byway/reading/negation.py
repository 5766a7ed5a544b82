"""Negation of a word: by its own negator, its subject ("no firm"), an adverbial ("at no time")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.syntax import antecedent, children

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATING = frozenset({"det", "advmod", "preconj", "cc", "predet"})
_NO = frozenset({"no", "neither"})
_LIMITING = frozenset(
    {"only", "just", "merely", "simply", "solely", "until", "least", "surprisingly", "necessarily"}
)
_HARDLY = frozenset({"hardly", "scarcely", "barely"})
_VERBS = frozenset({"VERB", "AUX"})


def is_negated(token: Token, lexicon: Lexicon, below: Token | None = None) -> bool:
    """Whether a word, its subject or an adverbial of it is negated; "not only" is no negation.

    `below` is left out: what is negated there has been counted.
    """
    hedges = lexicon.hedges
    for child in token.children:
        if below is not None and child.i == below.i:
            continue
        dep, word = child.dep_, child.lower_
        if dep == "neg" or (word in hedges["negators"] and dep in _NEGATING):
            if not _is_limited(token, child):
                return True
        elif dep in ("nsubj", "nsubjpass") and is_nobody(existing(child), lexicon):
            return token.pos_ in _VERBS
        elif _is_never(child, lexicon):
            return True
    return token.dep_ == "conj" and _shares_negation(token, lexicon)


def _is_limited(token: Token, negator: Token) -> bool:
    """ "not only", "not until 2022", "drones, not missiles": no negation of the verb."""
    if negator.i > token.i and token.pos_ == "VERB" and negator.dep_ in ("neg", "preconj"):
        return True
    after = negator.nbor(1).lower_ if negator.i + 1 < len(negator.doc) else ""
    inner = {m.lower_ for t in (token, negator) for m in children(t, "advmod")}
    return after in _LIMITING or bool(inner & {"only", "just"})


def is_nobody(noun: Token, lexicon: Lexicon) -> bool:
    """ "nobody", "no company", "neither A nor B", "not one of them"."""
    if noun.lower_ in lexicon.hedges["nobody"]:
        return not any(c.lower_ in ("but", "except") for c in children(noun, "prep"))
    return any(
        (c.lower_ in _NO and c.dep_ in ("det", "preconj", "cc")) or c.dep_ == "neg"
        for c in noun.lefts
    )


def existing(holder: Token) -> Token:
    """ "There was nobody who believed": who the pronoun stands for; else the word itself."""
    stands_for = antecedent(holder)
    return stands_for if children(stands_for.head, "expl") else holder


def is_few(noun: Token) -> bool:
    """ "few", "very few analysts", "hardly anyone"; "a few" and "quite a few" are some."""
    few = [t for t in (noun, *children(noun, "amod")) if t.lower_ in ("few", "fewer")]
    some = any(c.lower_ in ("a", "the", "these", "those") for t in (noun, *few) for c in t.lefts)
    hardly = any(c.lower_ in _HARDLY for c in children(noun, "advmod"))
    return bool(few and not some) or (hardly and noun.lower_.startswith("any"))


def _shares_negation(verb: Token, lexicon: Lexicon) -> bool:
    """ "neither sold nor sent", "did not sell or send": the second verb is negated by the first."""
    first = verb.head
    if first.pos_ not in _VERBS or children(verb, "nsubj", "nsubjpass", "aux"):
        return False
    joined = {c.lower_ for c in children(first, "cc")}
    return bool(joined & {"or", "nor"}) and is_negated(first, lexicon)


def _is_never(adverbial: Token, lexicon: Lexicon) -> bool:
    """ "no longer", "at no time", "under no circumstances"."""
    if adverbial.dep_ == "advmod" and adverbial.lower_ == "longer" and adverbial.i:
        return bool(adverbial.nbor(-1).lower_ == "no")
    return adverbial.dep_ == "prep" and any(
        p.lemma_ in lexicon.hedges["never"] and any(c.lower_ == "no" for c in children(p, "det"))
        for p in children(adverbial, "pobj")
    )
