"""Sentences and clauses of a text, by its signs and a language's own clause words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from byway.reading.languages.words import Found, Matcher, Word

_END = re.compile(
    r"[.!?…]+[\"“”»')\]]*(?=\s+[\"“„«'(\[–—-]*\s*[^\W_a-zа-яёіїєґ])|[。！？][”」』）]*|\n+"
)
_BEFORE = re.compile(r"[^\s\"“(\[]+$")


@dataclass(frozen=True)
class Clause:
    """Words `[start, end)` of a sentence, by index."""

    start: int
    end: int


def sentences(
    text: str, start: int, end: int, abbreviations: frozenset[str], *, ordinals: bool = False
) -> Iterator[range]:
    """The sentences of `text[start:end]` as ranges of offsets, without space around them.

    `ordinals` are numbers with a full stop that ends no sentence ("am 3. Mai").
    """
    at = start
    for match in _END.finditer(text, start, end):
        before = _BEFORE.search(text, max(start, match.start() - 20), match.start())
        token = before.group().lower() if before else ""
        initial = len(token) == 1 and token.isalpha() and match.group().startswith(".")
        number = ordinals and token.isdigit() and len(token) < 3 and match.group() == "."
        if match.group() == "." and (token in abbreviations or initial or number):
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[range]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield range(start, end)


def clauses(
    words: Sequence[Word], breaks: Matcher, joining: Matcher, stopped: Matcher
) -> list[Clause]:
    """The clauses of a sentence's words: it is cut before each clause word and at signs.

    So it is before "and stopped", at most one word between the two.
    """
    cuts: list[int] = []
    found: list[Found] = breaks.find(words)
    for match in found:
        if match.start > 0:
            cuts.append(match.start)
    for stop in stopped.find(words):
        for at in range(max(1, stop.start - 2), stop.start):
            if words[at].alpha and joining.at(words, at, stop.start):
                cuts.append(at)
    edges = [0, *sorted(set(cuts)), len(words)]
    return [Clause(a, b) for a, b in pairwise(edges) if b > a]
