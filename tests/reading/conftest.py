"""One reader for all tests of reading: the model is loaded once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from byway.model import Block, BlockKind, Claim, Document
from byway.reading import Reader
from byway.reading.analysis import Analysis, analyse
from byway.reading.surface import clean

TODAY = date(2023, 5, 10)  # a Wednesday


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def claims(reader: Reader) -> Callable[[str], list[Claim]]:
    """The claims of a text published on TODAY."""
    return lambda text: reader.read(text, TODAY)


@pytest.fixture(scope="session")
def analysed(reader: Reader) -> Callable[[str], Analysis]:
    """The first stages' result for a text read as one body."""

    def run(text: str) -> Analysis:
        surface = clean(text, [Block(start=0, end=len(text), kind=BlockKind.BODY)])
        document = Document(id="-", text=text, sha256="", published=TODAY)
        ((doc, _),) = reader._parser.parse([(surface, None)])
        return analyse(document, doc, surface, lexicon=reader._lexicon, gazetteer=reader._gazetteer)

    return run
