"""What a reader hands back for one document."""

from __future__ import annotations

from byway.model import Actor, Claim, Document, Record


class Reading(Record):
    """A document with the claims made in it and the actors named in it.

    `notes` says in plain words what could not be read and why (a language without a reader, a
    text without sentences); it is empty when all was read.  `failed` says why nothing at all of
    the document could be read; None where something was, or where there was nothing to read.
    """

    document: Document
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    notes: tuple[str, ...] = ()
    failed: str | None = None
