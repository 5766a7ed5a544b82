"""How far a quote reaches: the shortest stretch that holds predicate, actors, goods and hedge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.syntax import children, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OF = frozenset({"of"})
_REACH = 60  # tokens: an argument further away than this is not drawn into the quote
_SUBJECT_REACH = 25
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_TRIM_LEFT = frozenset({",", ";", ":", "-", "–", "—", "that", "and", "but", ")", "”", ".", "or"})
_TRIM_RIGHT = frozenset({",", ";", ":", "-", "–", "—", ".", "(", "“", "and", "that"})


def extent(
    doc: Doc, event: Event, hedge: Iterable[int], outside: Iterable[tuple[int, int]]
) -> tuple[int, int]:
    """Token interval of an event's quote.  `outside` are clauses that name a speaker."""
    sentence = event.token.sent
    indices: set[int] = set()
    for token in (event.token, event.verb):
        indices.update(_own(token, event))
    for fillers in (*event.roles.values(), event.slots):
        for filler in fillers:
            if (
                sentence.start <= filler.i < sentence.end
                and abs(filler.i - event.token.i) <= _REACH
            ):
                start, end = phrase(filler, _OF)
                indices.update((start, end - 1))
    indices.update(i for i in hedge if sentence.start <= i < sentence.end)
    start, end = min(indices), max(indices) + 1
    for a, b in outside:  # a speaker's clause at the edge is cut off
        if a <= start < b < end and b <= event.token.i:
            start = b
        elif start < a < end <= b and a > event.token.i:
            end = a
    return _trim(doc, start, end)


def _own(token: Token, event: Event) -> set[int]:
    """Tokens of the predicate itself: auxiliaries, negation, particles, subject and object."""
    indices = {token.i}
    for child in token.children:
        near = child.i >= token.i - _SUBJECT_REACH and token.i == event.verb.i
        if child.dep_ in ("aux", "auxpass", "neg", "prt"):
            indices.add(child.i)
        elif child.dep_ in _OBJECTS or (child.dep_ == "nsubj" and near):
            start, end = phrase(child, _OF)
            indices.update((start, end - 1))
    if token.pos_ in ("NOUN", "PROPN"):
        start, end = phrase(token, _OF)
        indices.update((start, end - 1))
        for child in children(token, "acl"):
            indices.add(child.i)
    return indices


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and doc[start].lower_ in _TRIM_LEFT:
        start += 1
    while end - 1 > start and doc[end - 1].lower_ in _TRIM_RIGHT:
        end -= 1
    return start, end
