"""A text at hand as a document."""

from __future__ import annotations

from datetime import date

from byway.files import sha256
from byway.ingest.marking import mark
from byway.model import Document


def of_text(text: str, published: date | None, *, doc: str, publisher: str | None) -> Document:
    """The document of a text with its stretches marked; `doc` is how it is to be named."""
    return Document(
        id=doc,
        text=text,
        sha256=sha256(text.encode("utf-8", "surrogatepass")),
        publisher=publisher,
        published=published,
        blocks=mark(text),
    )
