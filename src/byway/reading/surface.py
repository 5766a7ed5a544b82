"""A clean text for the parser, with the way back to the text as it came.

Real pages carry zero-width characters, hard line breaks inside sentences, full stops without a
space, footnote marks and markdown.  They disturb the parser but must stay in quotes, so the
parser gets a cleaned copy in which every character knows the offset it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from byway.model import Block, BlockKind

_MARKUP = re.compile(
    r"(?m)^[ \t]*(?:#{1,6}|[-*•>·▲]|\d{1,2}\.)[ \t]+"  # heading, bullet, list number
    r"|!?\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)"  # links and images
    r"|\[\d{1,3}\]"  # footnote marks
    r"|__|\*\*"
    r"|(?<=\b[Rr]e)-(?=[a-z])"  # "re-exported" is one word
    r"|(?<![A-Za-z0-9])_(?=\S)|(?<=\S)_(?![A-Za-z0-9])"
)
_NO_SPACE = re.compile(
    r"(?<=[a-z]{2}[.!?;])(?=[“\"‘]?[A-Z][a-z])"
    r"|(?<=[a-z0-9]{2}[.!?,]”)(?=[A-Z][a-z])"
    r"|(?<=[a-z]{2}\)[.!?])(?=[A-Z][a-z])"
    r"|(?<=[a-z]{2},)(?=[a-z]{2})"
)
_TERMINAL = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_FLAT = {"’": "'", "‘": "'", "‚": "'", "–": "–", "―": "—", "„": "“", "«": "“", "»": "”"}


@dataclass(frozen=True)
class Paragraph:
    """A stretch of the clean text; `title` when it is a title or heading, not a statement."""

    start: int
    end: int
    title: bool


@dataclass(frozen=True)
class Surface:
    """`text` is clean; `offsets[i]` is where character i stood in the original."""

    text: str
    offsets: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]
    shortened: bool = False

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of the clean stretch `[start, end)`, not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def clean(self, offset: int) -> int:
        """The clean offset of the first kept character at or after an original offset."""
        return bisect_left(self.offsets, offset)


def clean(text: str, blocks: Iterable[Block], limit: int | None = None) -> Surface:
    """The clean surface of the readable blocks of `text`; a block is one paragraph.

    With `limit` it ends with the paragraph in which so many characters are reached, and what is
    behind is not looked at.
    """
    characters: list[str] = []
    offsets: list[int] = []
    paragraphs: list[Paragraph] = []
    shortened = False
    for block in blocks:
        if limit is not None and len(characters) > limit:
            break
        end = block.end if limit is None else min(block.end, block.start + 2 * limit)
        shortened = shortened or end < block.end
        piece = _clean_piece(text, block.start, end)
        if not piece:
            continue
        if characters:
            characters.append(" ")
            offsets.append(piece[0][1])
        begin = len(characters)
        characters.extend(c for c, _ in piece)
        offsets.extend(o for _, o in piece)
        title = block.kind is BlockKind.TITLE or _is_heading("".join(characters[begin:]))
        paragraphs.append(Paragraph(begin, len(characters), title))
    surface = Surface("".join(characters), tuple(offsets), tuple(paragraphs), shortened)
    return surface if limit is None or len(surface.text) <= limit else shorten(surface, limit)


def shorten(surface: Surface, limit: int) -> Surface:
    """The surface up to the paragraph in which the limit of characters is reached."""
    kept = [p for p in surface.paragraphs if p.end <= limit]
    end = kept[-1].end if kept else limit
    paragraphs = tuple(kept) or (Paragraph(0, end, False),)
    return Surface(surface.text[:end], surface.offsets[:end], paragraphs, shortened=True)


def _clean_piece(text: str, start: int, end: int) -> list[tuple[str, int]]:
    dropped = {i for m in _MARKUP.finditer(text, start, end) for i in range(m.start(), m.end())}
    kept: list[tuple[str, int]] = []
    for i in range(start, end):
        character = text[i]
        if i in dropped:
            continue
        if character.isspace():
            if kept and kept[-1][0] != " ":
                kept.append((" ", i))
        elif character.isascii() or unicodedata.category(character) not in ("Cf", "Cc", "Cs"):
            kept.append((_FLAT.get(character, character), i))
    while kept and kept[-1][0] == " ":
        kept.pop()
    plain = "".join(c for c, _ in kept)
    for gap in reversed([m.start() for m in _NO_SPACE.finditer(plain)]):
        kept.insert(gap, (" ", kept[gap][1]))
    return kept


def _is_heading(paragraph: str) -> bool:
    words = paragraph.split()
    return len(words) <= 14 and not _TERMINAL.search(paragraph)
