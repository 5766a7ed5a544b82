"""The second reader: the same contract as the first, its claims taken from a language model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from byway.ingest.marking import mark
from byway.ingest.texts import of_text
from byway.model import Actor, Claim, Document
from byway.reading.llm.answer import Sifter, parsed
from byway.reading.llm.passage import Passage, passages
from byway.reading.llm.question import prompt, question
from byway.reading.llm.service import CutError, Meter, Service, UnusableError, ask
from byway.reading.result import Reading

MAX_CHARACTERS = 400_000
"""Of a longer text only the first paragraphs are read."""


class LlmReader:
    """Reads reports by asking the model at the address that the user gives.

    The text of every report is sent there.  A quote that is not in the text is dropped with its
    claim, and so is every value that the contract does not know; the notes of a reading count
    them, and tell the model and what it took.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    def told(self) -> dict[str, Any]:
        """What a receipt says of the reader."""
        return {**self._service.told(), "prompt": prompt()["version"]}

    def read(
        self, text: str, date: date | None = None, *, doc: str = "-", publisher: str | None = None
    ) -> list[Claim]:
        """The claims of a text.  `date` is when it was published, `doc` how to name it."""
        document = of_text(text, date, doc=doc, publisher=publisher)
        return list(self.analyse(document).claims)

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Claims and actors of documents, in order."""
        return map(self.analyse, documents)

    def analyse(self, document: Document) -> Reading:
        """Claims and actors of one document.

        Raises ServiceError when the server refuses or cannot be reached.  What of a text the
        model gave no usable answer to is told in the notes, and in `failed` when that is all of it.
        """
        blocks = document.blocks or mark(document.text, title=document.title)
        document = document.model_copy(update={"blocks": blocks})
        pieces, whole = passages(document, MAX_CHARACTERS)
        if not pieces:
            return Reading(document=document, notes=("nothing to read: no title or body text",))
        inquiry = _Inquiry(document, self._service)
        for number, piece in enumerate(pieces, 1):
            inquiry.ask(piece, number, len(pieces))
        actors = inquiry.actors()
        notes = list(inquiry.notes())
        if not whole:
            notes.append(f"only the first {MAX_CHARACTERS:,} characters were read")
        return Reading(
            document=document,
            claims=tuple(sorted(inquiry.claims, key=lambda claim: claim.start)),
            actors=actors,
            notes=tuple(notes),
            failed=inquiry.failed,
        )


class _Inquiry:
    """The questions about one document and what came of them."""

    def __init__(self, document: Document, service: Service) -> None:
        self.claims: list[Claim] = []
        self._document = document
        self._service = service
        self._meter = Meter()
        self._sifter = Sifter(document)
        self._actors: list[Any] = []
        self._unread: list[tuple[int, str]] = []
        self._answered = False

    @property
    def failed(self) -> str | None:
        """Why the model read nothing of the document; None when it read some of it."""
        if self._answered or not self._unread:
            return None
        return f"{self._service.model} read nothing of it: {self._unread[-1][1]}"

    def ask(self, piece: Passage, number: int, pieces: int) -> None:
        """Ask about one piece; about its halves where the answer grows too long."""
        body = question(self._document, piece.text, number, pieces)
        try:
            answer = ask(self._service, body, self._meter, parsed)
        except CutError as error:
            halves = piece.halves()
            for half in halves or ():
                self.ask(half, number, pieces)
            if not halves:
                self._unread.append((len(piece.text), str(error)))
            return
        except UnusableError as error:
            self._unread.append((len(piece.text), str(error)))
            return
        self._answered = True
        self.claims += self._sifter.claims(answer["claims"], piece)
        self._actors += answer["actors"]

    def actors(self) -> tuple[Actor, ...]:
        """The actors of all pieces."""
        return self._sifter.actors(self._actors)

    def notes(self) -> Iterator[str]:
        """How the document was read, what was left out, what could not be read."""
        meter, service = self._meter, self._service
        stated = meter.models - {service.model}
        known_as = f" (it calls itself {', '.join(sorted(stated))})" if stated else ""
        cost = f", cost {meter.cost:.6g} as the server states" if meter.cost else ""
        yield (
            f"read by the model {service.model}{known_as} at {service.address}, prompt "
            f"{prompt()['version']}: {meter.requests} requests, {meter.tokens_in:,} tokens in, "
            f"{meter.tokens_out:,} tokens out{cost}"
        )
        left_out = self._sifter.left_out
        if left_out:
            items = (f"{count} {what}" for what, count in sorted(left_out.items()))
            yield f"left out of what the model answered: {', '.join(items)}"
        for size, why in self._unread:
            yield f"not read: {size:,} characters, as {why} (asked {service.tries} times at most)"
