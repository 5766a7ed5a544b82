"""Scripts that a general transliterator reads poorly, read as names are: Arabic and Hangul."""

from __future__ import annotations

import re
from functools import cache

from byway.screening.lexicon import yaml

_ARABIC_WORD = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_NAME_SYLLABLES = 4
"""A run of Hangul up to this long is read as a personal name, one word a syllable."""


def romanize(text: str) -> str:
    """`text` with its Arabic-script and Hangul words in Latin letters; the rest as it was."""
    if _ARABIC_WORD.search(text):
        text = _ARABIC_WORD.sub(_arabic, _ARABIC_MARKS.sub("", text))
    if _HANGUL.search(text):
        text = _HANGUL.sub(_hangul, text)
    return text


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    data = yaml("romanization.yaml")
    return data["arabic"], data["arabic_initial"]


def _arabic(match: re.Match[str]) -> str:
    letters, initial = _tables()
    word = match.group()
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    head = initial.get(word[0], letters.get(word[0], ""))
    return head + "".join(letters.get(letter, "") for letter in word[1:])


def _hangul(match: re.Match[str]) -> str:
    data = yaml("romanization.yaml")
    syllables = []
    for character in match.group():
        position = ord(character) - 0xAC00
        syllables.append(
            data["hangul_initials"][position // 588]
            + data["hangul_vowels"][position % 588 // 28]
            + data["hangul_finals"][position % 28]
        )
    return (" " if len(syllables) <= _NAME_SYLLABLES else "").join(syllables)
