"""Names to one plain alphabet: whatever the script, case, marks and tricks, `a-z0-9` and spaces.

`fold` is the first thing that happens to a name on either side.  It takes away what never tells
two parties apart: case, diacritics, Unicode form, control, zero-width and bidirectional
characters, and letters of another alphabet that only look like Latin ones.  What remains of
another script is transliterated by ICU (through `rigour`, with ISO and BGN/PCGN-like results).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from byway.screening.lexicon import confusables
from byway.screening.romanize import romanize

MAX_LENGTH = 400
"""Characters of a name that are read; the longest listed name known to us has 235."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʻʼʽʾʿ`´′‛ˈˊˋ＇ʹʺ\u02bc"), None)
_SPACERS = dict.fromkeys(map(ord, "·・‧∙•"), " ")
_SIGNS = {ord("&"): " and ", ord("%"): " percent "}
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w+")
_WORD_BY_WORD = re.compile(r"[\x00-\u036f\u0400-\u052f\u1e00-\u1eff\u2000-\u206f\u2116]*")
"""Texts in alphabets whose words are transliterated each by itself."""
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f]")
"""Escape sequences of terminals, and control characters that are no white space."""


def clean(text: str) -> str:
    """`text` in compatibility form, without invisible characters, cut at MAX_LENGTH."""
    text = _CONTROL.sub("", text[: 4 * MAX_LENGTH])
    if text.isascii():
        return text[:MAX_LENGTH]
    text = unicodedata.normalize("NFKC", text)
    return "".join(
        " " if character.isspace() else character
        for character in text
        if unicodedata.category(character) not in ("Cf", "Cc", "Co", "Cn", "Cs")
        or character.isspace()
    )[:MAX_LENGTH]


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """`text` as lower-case ASCII letters and digits, words parted by one space.

    Empty when nothing readable remains.  Scripts without vowels (Arabic, Hebrew) come out as
    consonants; Han as pinyin, one word a character.
    """
    text = clean(text)
    if not text.isascii():
        text = romanize(unhide(text)).translate(_SPACERS)
        text = _transliterated(text.translate(_APOSTROPHES)).replace("?", "")
    text = text.translate(_APOSTROPHES).translate(_SIGNS)
    return _NOT_PLAIN.sub(" ", text.lower()).strip()


def _transliterated(text: str) -> str:
    """`text` in ASCII; Latin and Cyrillic word by word, as many names share their words."""
    from rigour.text.translit import ascii_text

    if _WORD_BY_WORD.fullmatch(text):
        words = [word if word.isascii() else _ascii_word(word) for word in text.split(" ")]
        if all(map(str.isascii, words)):
            return " ".join(words)
    return ascii_text(text) or ""


@lru_cache(maxsize=50_000)
def _ascii_word(word: str) -> str:
    from rigour.text.translit import maybe_ascii

    return maybe_ascii(word)


def unhide(text: str) -> str:
    """Letters that pose as Latin ones, put right.

    A word that mixes Latin with look-alikes of another alphabet is read as Latin; so is a word of
    look-alikes only, when the rest of the name is Latin.
    """
    table = confusables()
    if not any(character in table for character in text):
        return text
    words = _WORD.findall(text)
    latin = [any(c.isascii() and c.isalpha() for c in word) for word in words]
    if not any(latin):
        return text

    def put_right(match: re.Match[str]) -> str:
        word = match.group()
        mixed = any(c.isascii() and c.isalpha() for c in word)
        if mixed or all(c in table for c in word):
            return "".join(table.get(c, c) for c in word)
        return word

    return _WORD.sub(put_right, text)


def compact(folded: str) -> str:
    """A folded name without its spaces: how words were parted no longer matters."""
    return folded.replace(" ", "")
