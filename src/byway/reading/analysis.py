"""What the first stages found in one document, for the stages that build claims on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from byway.model import Document
from byway.reading.attribution import find_scopes
from byway.reading.cast import Cast, assemble
from byway.reading.gazetteer import Gazetteer
from byway.reading.lexicon import Lexicon
from byway.reading.names import find_names
from byway.reading.phrases import Phrases
from byway.reading.references import References
from byway.reading.repair import repair
from byway.reading.scopes import Scope
from byway.reading.speech import mend_speech
from byway.reading.surface import Surface
from byway.reading.when import When, find_dates

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Analysis:
    """A parsed document: who is who, who says what, which dates are told."""

    document: Document
    doc: Doc
    surface: Surface
    lexicon: Lexicon
    cast: Cast
    references: References
    phrases: Phrases
    scopes: list[Scope]
    dates: list[When]

    @property
    def published(self) -> date | None:
        """The day relative dates are resolved against."""
        return self.document.published


def analyse(
    document: Document, doc: Doc, surface: Surface, *, lexicon: Lexicon, gazetteer: Gazetteer
) -> Analysis:
    """Run the stages up to attribution and dates; the parse is mended in place."""
    repair(doc, lexicon.verbs)
    mend_speech(doc, lexicon)
    cast = assemble(doc, find_names(doc, gazetteer, lexicon), gazetteer, lexicon)
    references = References(doc, cast, lexicon)
    return Analysis(
        document=document,
        doc=doc,
        surface=surface,
        lexicon=lexicon,
        cast=cast,
        references=references,
        phrases=Phrases(references, lexicon),
        scopes=find_scopes(doc, references, lexicon),
        dates=find_dates(surface.text, document.published),
    )
