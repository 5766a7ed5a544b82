"""Sentence boundaries by punctuation, for text where abbreviations abound.

The parser's own boundaries break at "U.S." and run on at quotes; these rules do neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?:[.!?…]+|[.!?,][\"”'])[\"”')\]]*(?=\s+[\"“'(\[]?[A-Z0-9$€£“])")
_TOKEN_BEFORE = re.compile(r"[^\s\"“(\[]+$")
_NEXT_WORD = re.compile(r"\s*[\"“'(\[]?([A-Za-z']+)")
_INITIALS = re.compile(r"^(?:[A-Z]\.)+[A-Z]?\.?$|^[A-Z]\.$")


def split(
    text: str, start: int, end: int, abbreviations: frozenset[str], starters: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Sentences of `text[start:end]` as offsets.

    After an abbreviation that may also end a sentence ("U.S.", "Inc.") a boundary is set only
    where the next word is one that starts sentences ("The", "It").
    """
    position = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop <= position or not _is_boundary(text, match, abbreviations, starters):
            continue
        yield position, stop
        position = stop
        while position < end and text[position].isspace():
            position += 1
    if position < end:
        yield position, end


def _is_boundary(
    text: str, match: re.Match[str], abbreviations: frozenset[str], starters: frozenset[str]
) -> bool:
    mark = match.group()
    following = _NEXT_WORD.match(text, match.end())
    word = following.group(1) if following else ""
    if mark[0] == ",":  # `," Name said`: never a boundary
        return False
    if mark[0] in "!?" and mark[-1] in "\"”'" and _speaks(text, match.end()):
        return False
    if mark.startswith(".") and len(mark) == 1:
        before = _TOKEN_BEFORE.search(text, max(0, match.start() - 30), match.start())
        token = (before.group() if before else "") + "."
        if token.lower() in abbreviations or _INITIALS.match(token):
            return word in starters
    return True


def _speaks(text: str, position: int) -> bool:
    """Whether what follows a closing quote is its speaker ("...?" he asked)."""
    return bool(re.match(r"\s+[a-z]", text[position : position + 3]))
