"""How far a quote reaches: the shortest stretch that holds predicate, actors, goods and hedge.

Actors that belong to the predicate by control alone ("..., promising to help") stay outside when
they stand far from it: they are named in the roles, not quoted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.syntax import children, conjuncts, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OF = frozenset({"of"})
_REACH = 60  # tokens: a filler further away than this is not drawn into the quote
_CONTROL_REACH = 8  # the same for a filler that no label ties to the predicate
_COMPLEMENT_REACH = 25
_CONDITION = 20  # tokens of a condition that is quoted whole
_SUBJECT_REACH = 25
_TIES = frozenset(
    {"xcomp", "aux", "auxpass", "dobj", "pobj", "prep", "attr", "acomp", "relcl", "acl"}
)
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_TRIM_LEFT = frozenset({",", ";", ":", "-", "–", "—", "that", "and", "but", ")", "”", ".", "or"})
_TRIM_RIGHT = frozenset({",", ";", ":", "-", "–", "—", ".", "(", "“", "and", "that"})


def extent(
    doc: Doc, event: Event, hedge: Iterable[int], outside: Iterable[tuple[int, int]]
) -> tuple[int, int]:
    """Token interval of an event's quote.  `outside` are clauses that name a speaker."""
    sentence = event.token.sent
    indices = _own(event.token, event) | _own(event.verb, event)
    tied = _tied(event)
    for filler in (*(f for fillers in event.roles.values() for f in fillers), *event.slots):
        near = abs(filler.i - event.token.i) <= (_REACH if filler.i in tied else _CONTROL_REACH)
        if sentence.start <= filler.i < sentence.end and near:
            start, end = phrase(filler, _OF)
            indices.update((start, _named_behind(filler, end) - 1))
    for i in (i for i in hedge if sentence.start <= i < sentence.end):
        indices.add(i)
        clause = doc[i].head
        if doc[i].dep_ == "mark" and clause.right_edge.i - i < _CONDITION:  # "if X sells"
            indices.add(clause.right_edge.i)
    start, end = min(indices), max(indices) + 1
    for a, b in outside:  # a speaker's clause at the edge is cut off
        if a <= start < b < end and b <= event.token.i:
            start = b
        elif start < a < end <= b and a > event.token.i:
            end = a
    return _trim(doc, start, end)


def _named_behind(filler: Token, end: int) -> int:
    """Where a phrase ends with the name set right behind it: "the trader Alpha", "a firm, Beta"."""
    for child in children(filler, "appos"):
        if child.pos_ == "PROPN" and end <= child.left_edge.i <= end + 1:
            return phrase(child, _OF)[1]
    return end


def _tied(event: Event) -> set[int]:
    """Tokens that labels tie to the predicate: below it, or subjects of what it complements."""
    tied = {t.i for t in event.verb.subtree} | {t.i for t in event.token.subtree}
    token = event.verb
    while token.dep_ in _TIES and token.head.i != token.i:
        token = token.head
        tied.add(token.i)
        for child in children(token, "nsubj", "nsubjpass", "dobj", "poss"):
            tied.update(item.i for item in conjuncts(child))
    return tied


def _own(token: Token, event: Event) -> set[int]:
    """Tokens of the predicate itself: auxiliaries, negation, subject, object, complement."""
    indices = {token.i}
    for child in token.children:
        near = child.i >= token.i - _SUBJECT_REACH and token.i == event.verb.i
        if child.dep_ in ("aux", "auxpass", "neg", "prt"):
            indices.add(child.i)
        elif child.dep_ in _OBJECTS or (child.dep_ == "nsubj" and near):
            start, end = phrase(child, _OF)
            indices.update((start, end - 1))
        elif child.dep_ == "xcomp" and child.i > token.i and token.pos_ == "VERB":
            reach = min(child.right_edge.i, token.i + _COMPLEMENT_REACH)
            indices.add(max(child.i, reach))
    if token.pos_ in ("NOUN", "PROPN"):
        start, end = phrase(token, _OF)
        indices.update((start, end - 1))
        indices.update(child.i for child in children(token, "acl"))
    return indices


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and doc[start].lower_ in _TRIM_LEFT:
        start += 1
    while end - 1 > start and doc[end - 1].lower_ in _TRIM_RIGHT:
        end -= 1
    return start, end
