"""Pieces of a document's text, and finding in them what a model says is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byway.model import Block, Document

PIECE = 8_000
"""Characters that are sent at once, about four pages: a model overlooks things in longer ones."""
LEAST = 500
"""Characters below which a piece is not halved again."""

_GAP = r"[\s\u200b\u200c\u200d\u2060\ufeff]+"
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")


@dataclass(frozen=True)
class Passage:
    """Some stretches of one text, in order: what of a report is sent at once."""

    source: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The text as it came, without what is between the stretches."""
        return "\n\n".join(self.source[start:end] for start, end in self._runs())

    def halves(self) -> tuple[Passage, Passage] | None:
        """The passage in two, None where it is too short for that."""
        if sum(end - start for start, end in self.stretches) < 2 * LEAST:
            return None
        if len(self.stretches) == 1:
            start, end = self.stretches[0]
            middle = (start + end) // 2
            middle = _between_words(self.source, start, middle) or middle
            return (
                Passage(self.source, ((start, middle),)),
                Passage(self.source, ((middle, end),)),
            )
        half = len(self.stretches) // 2
        return (
            Passage(self.source, self.stretches[:half]),
            Passage(self.source, self.stretches[half:]),
        )

    def find(self, quote: str, after: int = 0) -> tuple[int, int] | None:
        """Where `quote` is in the text, first at or after `after`, else anywhere.

        White space may differ, nothing else.  A quote may run over stretches that follow each
        other with nothing but white space between.
        """
        words = _INVISIBLE.sub(" ", quote).split()
        if not words:
            return None
        pattern = re.compile(_GAP.join(re.escape(word) for word in words))
        first = None
        for start, end in self._runs():
            for match in pattern.finditer(self.source, start, end):
                if match.start() >= after:
                    return match.span()
                first = first or match.span()
        return first

    def _runs(self) -> Iterator[tuple[int, int]]:
        held: tuple[int, int] | None = None
        for start, end in self.stretches:
            if held and not self.source[held[1] : start].strip():
                held = (held[0], end)
                continue
            if held:
                yield held
            held = (start, end)
        if held:
            yield held


def passages(document: Document, limit: int) -> tuple[list[Passage], bool]:
    """The readable blocks in pieces, and whether all of them are in: the text after `limit`
    characters is left out."""
    pieces: list[Passage] = []
    held: list[tuple[int, int]] = []
    size = total = 0
    for start, end in _stretches(document.text, document.readable()):
        if total + end - start > limit:
            return _with(pieces, document.text, held), False
        if held and size + end - start > PIECE:
            pieces = _with(pieces, document.text, held)
            held, size = [], 0
        held.append((start, end))
        size += end - start
        total += end - start
    return _with(pieces, document.text, held), True


def _with(pieces: list[Passage], text: str, held: list[tuple[int, int]]) -> list[Passage]:
    return [*pieces, Passage(text, tuple(held))] if held else pieces


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Blocks, the long ones cut between words; none that is white space."""
    for block in blocks:
        start = block.start
        while start < block.end:
            end = min(block.end, start + PIECE)
            if end < block.end:
                end = _between_words(text, start, end) or end
            if text[start:end].strip():
                yield start, end
            start = end


def _between_words(text: str, start: int, end: int) -> int | None:
    """The last place before `end` where a sentence ends, else a word; None where none does."""
    for mark in (". ", "\n", " "):
        found = text.rfind(mark, start + 1, end)
        if found > start:
            return found + len(mark)
    return None
