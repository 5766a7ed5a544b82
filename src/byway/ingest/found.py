"""What a format reader hands on before it becomes a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Found:
    """A text and what its file says of it.

    `made` is the day the file was made, which may be later than its publication; `key` tells a
    feed's entries apart.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    made: date | None = None
    language: str | None = None
    address: str | None = None
    key: str | None = None
