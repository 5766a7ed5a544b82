"""Reading by word lists of languages that have no parser here, marked as such.

What a word list cannot tell (who of two does it, whose "it" is meant) is left open: such a claim
has its words, countries, goods, source and hedge, and `depth` "lexicon".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from byway.reading.result import Reading

if TYPE_CHECKING:
    from byway.model import Document
    from byway.reading.languages.reader import LanguageReader
    from byway.reading.surface import Surface

LANGUAGES = ("de", "fr", "pl", "ru", "uk", "zh")
"""ISO 639-1 codes of the languages that are read by word lists."""


def by_word_lists(
    document: Document, surface: Surface, language: str, notes: tuple[str, ...] = ()
) -> Reading:
    """Claims and actors of a document that is not English; `surface` is its clean text.

    A language without word lists gives a reading without claims whose note says so; `notes` are
    what else there is to say of how it was read.
    """
    if language not in LANGUAGES:
        read = ", ".join(repr(code) for code in LANGUAGES)
        note = (
            f"not read for claims: the text is in {language!r}; English ('en') is read, "
            f"and by word lists {read}"
        )
        return Reading(document=document, notes=(note,))
    return _reader(language).read(document, surface, notes)


@cache
def _reader(language: str) -> LanguageReader:
    from byway.reading.languages.reader import LanguageReader

    return LanguageReader(language)
