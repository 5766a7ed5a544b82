"""Where firms and persons are at home, as the text tells it anywhere.

"The Chinese maker Alpha", "Brno-based Alpha", "Kazakhstan's Alpha Bank", "Alpha of Germany",
"Alpha, a Yangon importer", "Alpha, which is registered in Cyprus", "Alpha is a Turkish forwarder".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.names import COUNTRY, DEMONYM, ORGANISATION, PERSON, PLACE, SEAT, Name
from byway.reading.syntax import children, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FRONT = ("amod", "compound", "nmod", "poss", "npadvmod")
_NATIONS = frozenset({COUNTRY, DEMONYM, SEAT, PLACE})
_SETTLED = frozenset(
    {"base", "headquarter", "register", "locate", "incorporate", "domicile", "house", "found",
     "establish", "live", "reside", "bear", "licence", "license", "own", "run"}
)  # fmt: skip
_BE = frozenset({"be", "become", "remain"})
_REACH = 4  # coordinated names that one description covers


class Homes:
    """Countries that a document gives to names."""

    def __init__(self, doc: Doc, at: dict[int, Name]) -> None:
        self._doc = doc
        self._at = at

    def of(self, name: Name) -> list[str]:
        """The codes told around one mention of a firm or person."""
        head = self._doc[name.start : name.end].root
        found = list(self._around(head, name))
        first, start = head, name.start
        for _ in range(_REACH):  # "two refiners, A and B"
            if first.dep_ != "conj" or first.head.i == first.i:
                break
            first = first.head
            if first.i in self._at:
                start = self._at[first.i].start
        if first.i != head.i:
            if first.i in self._at:
                found.extend(self._described(first))
            elif first.pos_ == "NOUN" and first.i == start - 1:  # "firms A and B"
                found.extend(self.of_noun(first))
        return found

    def _around(self, head: Token, name: Name) -> Iterator[str]:
        inside = range(name.start, name.end)
        for child in children(head, *_FRONT):
            if child.i not in inside and child.i < name.start:
                yield from self._front(child)
        if name.kind == ORGANISATION:
            for prep in children(head, "prep"):
                if prep.i == name.end and prep.lower_ in ("of", "in", "from"):
                    yield from self._objects(prep)
        yield from self._described(head)

    def _described(self, head: Token) -> Iterator[str]:
        """What is set behind a name or in front of it as its description."""
        described = head.dep_ == "appos" and head.head.pos_ in ("NOUN", "PROPN")
        if described and head.head.i not in self._at:
            yield from self.of_noun(head.head)
        for child in children(head, "appos"):
            if child.pos_ == "NOUN" and child.i not in self._at:
                yield from self.of_noun(child)
        yield from self._settled(head)
        if head.dep_ == "nsubj" and head.head.lemma_ in _BE:
            for noun in children(head.head, "attr"):
                yield from self.of_noun(noun)

    def of_noun(self, noun: Token) -> Iterator[str]:
        """The nation of a described party: "a Yangon importer", "a trader in Dubai"."""
        for child in children(noun, *_FRONT):
            yield from self._front(child)
        for prep in children(noun, "prep"):
            if prep.lower_ in ("of", "in", "from"):
                yield from self._objects(prep)
        yield from self._settled(noun)

    def _settled(self, noun: Token) -> Iterator[str]:
        """ "based in X", "which is registered in Y"."""
        for prep in _settled_in(noun):
            yield from self._objects(prep)

    def _front(self, token: Token, depth: int = 2) -> Iterator[str]:
        """Nations in front: "Brno-based", "Chinese drone maker"."""
        yield from self._nation(token)
        for child in children(token, *_FRONT, "advmod") if depth else ():
            yield from self._front(child, depth - 1)

    def _objects(self, prep: Token) -> Iterator[str]:
        for item in children(prep, "pobj"):
            found = list(self._nation(item))
            yield from found
            if not found:
                for child in children(item, *_FRONT, "appos"):
                    yield from self._nation(child)

    def _nation(self, token: Token) -> Iterator[str]:
        name = self._at.get(token.i)
        if name is not None and name.kind in _NATIONS and len(name.codes) == 1:
            yield name.codes[0]


def home(codes: list[str]) -> str | None:
    """The country named most often, the first of several."""
    counts = Counter(codes)
    return max(counts, key=lambda c: counts[c]) if counts else None


def needs_home(name: Name) -> bool:
    """Whether a name is one of a firm or person."""
    return name.kind in (ORGANISATION, PERSON)


def settlements(noun: Token) -> Iterator[Token]:
    """Where described parties are told to be: "firms based in X and Y"."""
    for prep in _settled_in(noun):
        for item in children(prep, "pobj"):
            yield from conjuncts(item)


def _settled_in(noun: Token) -> Iterator[Token]:
    for clause in children(noun, "acl", "relcl"):
        if clause.lemma_ in _SETTLED:
            for prep in children(clause, "prep"):
                if prep.lower_ in ("in", "at", "from"):
                    yield prep
