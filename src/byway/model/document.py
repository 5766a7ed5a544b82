"""A report as kept: its text, what is known of it, and which stretches are not the report."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from byway.model.record import Record


class BlockKind(StrEnum):
    """What a stretch of a document's text is.  Only title and body are read for claims."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"
    HEADLINE = "headline"
    NAVIGATION = "navigation"
    PROMOTION = "promotion"
    DATELINE = "dateline"


class Block(Record):
    """A stretch `[start, end)` of a document's text.  Blocks follow each other, never overlap."""

    start: int
    end: int
    kind: BlockKind


class Document(Record):
    """A text with its metadata.  It is what was received, not what is true.

    `text` is kept as it came (decoded, never rewritten): every offset in Byway refers to it.
    `id` is the file name or address it was read from; `sha256` is of the bytes received.
    `publisher`, `published` and `language` (ISO 639-1) are None where unknown.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    address: str | None = None
    blocks: tuple[Block, ...] = ()

    def readable(self) -> tuple[Block, ...]:
        """The blocks that are read for claims: title and body, in order."""
        return tuple(b for b in self.blocks if b.kind in (BlockKind.TITLE, BlockKind.BODY))
