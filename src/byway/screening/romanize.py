"""Scripts that a general transliterator reads poorly or not at all, read as names are.

Arabic and Hangul, Khmer and Lao, and the names of foreigners in Han characters.
"""

from __future__ import annotations

import re
from functools import cache

from byway.screening.lexicon import text_lines, yaml

_ARABIC_WORD = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_NAME_SYLLABLES = 4
"""A run of Hangul up to this long is read as a personal name, one word a syllable."""
_SEPARATOR = re.compile(r"[·・‧∙•]")
_TRANSCRIBED_SIGN = re.compile(r"[\u4e00-\u9fff][·・‧∙•][\u4e00-\u9fff]")
_TRANSCRIBED = re.compile(r"[\u4e00-\u9fff]+(?:[·・‧∙•][\u4e00-\u9fff]+)+")
_KHMER = re.compile(r"[\u1780-\u17d3]+")
_LAO = re.compile(r"[\u0e80-\u0edf]+")


def romanize(text: str) -> str:
    """`text` with its words in these scripts in Latin letters; the rest as it was."""
    if _ARABIC_WORD.search(text):
        text = _ARABIC_WORD.sub(_arabic, _ARABIC_MARKS.sub("", text))
    if runs := _HANGUL.findall(text):
        foreign = len(runs) > 1 and min(map(len, runs)) > 1
        text = _HANGUL.sub(_hangul_word if foreign else _hangul, text)
    if is_transcribed(text):
        text = _TRANSCRIBED.sub(_transcribed, text)
    if _KHMER.search(text):
        text = _KHMER.sub(_khmer, text)
    if _LAO.search(text):
        text = _LAO.sub(_lao, text)
    return text


def is_transcribed(text: str) -> bool:
    """Whether Han characters in `text` write a foreign name by its sound (贝拉克·奥巴马)."""
    return bool(_TRANSCRIBED_SIGN.search(text))


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
    """A name of a Korean, its syllables apart; a longer run in one word."""
    syllables = _hangul_syllables(match.group())
    return (" " if len(syllables) <= _NAME_SYLLABLES else "").join(syllables)


def _hangul_word(match: re.Match[str]) -> str:
    """A word of several words of Hangul, as foreigners' names are written."""
    return "".join(_hangul_syllables(match.group()))


def _hangul_syllables(text: str) -> list[str]:
    data = yaml("romanization.yaml")
    syllables = []
    for character in text:
        position = ord(character) - 0xAC00
        syllables.append(
            data["hangul_initials"][position // 588]
            + data["hangul_vowels"][position % 588 // 28]
            + data["hangul_finals"][position % 28]
        )
    return syllables


def _transcribed(match: re.Match[str]) -> str:
    names, syllables = _han_names(), _han_syllables()
    words = _SEPARATOR.split(match.group())
    return " ".join(
        names.get(word) or "".join(syllables.get(character, character) for character in word)
        for word in words
    )


@cache
def _han_syllables() -> dict[str, str]:
    """Han characters that write foreign names, to the sound that they most often stand for."""
    rows = (line.split("\t") for line in text_lines("han_syllables.tsv"))
    return {character: sound for sound, row in rows for character in row}


@cache
def _han_names() -> dict[str, str]:
    """Foreign names in Han characters that their syllables do not tell."""
    rows = (line.split("\t") for line in text_lines("han_names.tsv"))
    return {han: name for name, han in rows}


_COENG = "\u17d2"
_FIRST, _SECOND = "\u17c9", "\u17ca"


def _khmer(match: re.Match[str]) -> str:
    """Khmer by its two series of consonants, which decide how a vowel is read."""
    data = yaml("romanization.yaml")
    consonants, vowels = data["khmer_consonants"], data["khmer_vowels"]
    out: list[str] = []
    series, open_syllable, bare = 0, False, False
    text = match.group()
    for position, character in enumerate(text):
        if character in consonants:
            letters, own = consonants[character]
            joined = position > 0 and text[position - 1] == _COENG
            if bare and not joined:
                # The consonant before had no vowel sign: it closed a syllable or has its own vowel.
                if not open_syllable:
                    out.append("ao"[series])
                    open_syllable = True
                else:
                    open_syllable = False
            out.append(letters)
            series = series if joined and not letters else own
            bare = True
        elif character in vowels:
            out.append(vowels[character][series])
            bare, open_syllable = False, True
        elif character in (_FIRST, _SECOND):
            series = int(character == _SECOND)
            if character == _FIRST and out[-1:] == ["b"]:
                out[-1] = "p"
    if bare and not open_syllable:
        out.append("ao"[series])
    return "".join(out)


def _lao(match: re.Match[str]) -> str:
    """Lao, whose vowels before a consonant are spoken after it."""
    data = yaml("romanization.yaml")
    consonants, vowels, leading = (data[f"lao_{part}"] for part in ("consonants", "vowels", "lead"))
    out: list[str] = []
    waiting = ""
    for character in match.group():
        if character in leading:
            waiting = leading[character]
        elif character in consonants:
            out.append(consonants[character] + waiting)
            waiting = ""
        else:
            out.append(vowels.get(character, ""))
    return "".join(out)
