"""Mends what the parser does to reporting verbs that look like nouns: "data show", "media report".

"Records seen by X show that Y" loses its verb when X is a name: the verb is taken for the head of
the name.  It gets its subject and its place back, so that attribution can read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD"})
_NUMBERLESS = frozenset({"datum", "data", "media", "medium"})


def mend_speech(doc: Doc, lexicon: Lexicon) -> None:
    """Turn nouns that are reporting verbs with a clause into verbs, in place."""
    reporting = lexicon.words["reporting"]
    for token in doc:
        if token.pos_ == "NOUN" and token.tag_ == "NN" and token.lemma_ in reporting:
            _mend(token)
        elif token.pos_ == "VERB" and token.lemma_ in reporting:
            _lost_reader(token)


def _lost_reader(verb: Token) -> None:
    """ "data seen [by] Reuters show": the name before the verb is who has seen them."""
    for name in children(verb, "compound", "nmod"):
        by = name.nbor(-1) if name.i else name
        if name.i == verb.i - 1 and by.dep_ == "agent" and not children(by, "pobj"):
            _attach(name, by, "pobj")


def _mend(verb: Token) -> None:
    clauses = [c for c in children(verb, "ccomp") if c.tag_ in _FINITE]
    told = [c for c in children(verb, "acl") if children(c, "nsubj", "nsubjpass")]
    if not clauses and not (verb.dep_ == "ROOT" and told):
        return
    if verb.dep_ == "ROOT" and children(verb, "nsubj"):
        _become(verb, told)
        return
    front = children(verb, "compound", "nmod")
    if not front or front[-1].i != verb.i - 1 or (children(verb, "det") and verb.dep_ == "ROOT"):
        return
    near = front[-1]
    if verb.dep_ == "pobj" and verb.head.dep_ == "agent":
        clause = verb.head.head  # "records [seen by X] show"
        if clause.dep_ != "acl" or clause.head.pos_ not in ("NOUN", "PROPN"):
            return
        noun, by = clause.head, verb.head
        place, label = noun.head, noun.dep_
        rises = place.i == noun.i
        verb.head = verb if rises else place
        verb.dep_ = label
        _attach(near, by, "pobj")
        _rest(front[:-1] + children(verb, "det"), near)
        _attach(noun, verb, "nsubj")
        _become(verb, told)
    elif verb.dep_ in ("ROOT", "ccomp") and _is_plural(near):
        _attach(near, verb, "nsubj")
        _rest(front[:-1] + children(verb, "amod", "det"), near)
        _become(verb, told)


def _become(verb: Token, told: list[Token]) -> None:
    verb.pos_, verb.tag_ = "VERB", "VBP"
    for clause in told:
        clause.dep_ = "ccomp"


def _rest(modifiers: list[Token], noun: Token) -> None:
    for modifier in modifiers:
        _attach(modifier, noun, modifier.dep_)


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or noun.lemma_.lower() in _NUMBERLESS


def _attach(token: Token, head: Token, dep: str) -> None:
    token.head = head
    token.dep_ = dep
