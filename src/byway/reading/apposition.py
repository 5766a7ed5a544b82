"""Names set behind a common noun that tells how many they are: "two refiners, A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.cast import Cast
from byway.reading.names import COUNTRY, ORGANISATION, PERSON, SEAT
from byway.reading.syntax import children, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "trio": 3, "three": 3, "four": 4, "five": 5}
_NUMBERS = COUNTS | {"one": 1, "six": 6, "seven": 7, "eight": 8}
_BEHIND = 4
_OPENINGS = ((",", "including"), (",", "among", "them"), (",", "notably"), (",", "namely"))
_NAMED = frozenset({COUNTRY, SEAT, ORGANISATION, PERSON})
_IN_LIST = frozenset({"DET", "ADJ", "PUNCT", "CCONJ", "PROPN", "NOUN"})


def apposed(token: Token, cast: Cast) -> list[Token]:
    """Names set behind a noun: "oil producers Alpha and Beta", "a bank, Gamma"."""
    if token.pos_ != "NOUN" or token.i in cast.at:
        return []
    for child in children(token, "appos"):
        names = [
            item
            for item in conjuncts(child)
            if (figure := cast.figure(item.i)) and figure.kind in (PERSON, ORGANISATION)
        ]
        if names and child.i > token.i:
            return names
    return _told_behind(token, cast)


def _told_behind(token: Token, cast: Cast) -> list[Token]:
    """Names behind a comma or colon that are as many as the noun tells, however parsed."""
    count = _counted(token)
    if not count or token.i + 2 >= token.sent.end or token.nbor(1).text not in (",", ":"):
        return []
    doc = token.doc
    names: list[Token] = []
    end = token.i + 2
    for other in doc[token.i + 2 : token.sent.end]:
        figure = cast.figure(other.i)
        if figure is not None and figure.kind in (PERSON, ORGANISATION):
            if cast.at[other.i].end == other.i + 1:
                names.append(other)
            end = other.i + 1
        elif other.dep_ == "amod" and other.tag_ == "VBN":  # "state-owned Alpha"
            continue
        elif other.pos_ not in _IN_LIST or (len(names) == count and other.text == ","):
            break
    closed = end >= token.sent.end or doc[end].is_punct
    return names if len(names) == count and closed else []


def included(token: Token, cast: Cast) -> list[Token]:
    """Those of a group that are named: "21 countries, including A and B", "among them C"."""
    doc, at = token.doc, token.i + 1
    if token.pos_ not in ("NOUN", "NUM") or token.i in cast.at:
        return []
    for _ in range(_BEHIND):  # "21 more countries in Asia, including"
        if at + 2 >= token.sent.end or doc[at].text == ",":
            break
        at += 1
    words = [t.lower_ for t in doc[at : at + 3]]
    opening = next((o for o in _OPENINGS if words[: len(o)] == list(o)), None)
    if opening is None:
        return []
    named: list[Token] = []
    for other in doc[at + len(opening) : token.sent.end]:
        name = cast.at.get(other.i)
        if name is not None:
            if name.end == other.i + 1 and name.kind in _NAMED:
                named.append(other)
        elif other.pos_ not in _IN_LIST:
            break
    return named


def _counted(noun: Token) -> int:
    """How many parties a noun tells: "two refiners", "its top producer"; 0 where it does not."""
    numbers = children(noun, "nummod")
    if numbers:
        return _NUMBERS.get(numbers[0].lower_, 0)
    return int(noun.tag_ == "NN" and bool(children(noun, "det", "poss")))
