"""One word of a name: its sound, its skeleton, its parts.

Two spellings of one sound ("Yousef", "Jusuf") share `sound`; spellings that differ in vowels
only ("Mohammed", "Muhammad", "mhmd") share `skeleton`.  Neither is compared alone: they are keys
to find like words, and two of the views that `spelling` weighs.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from byway.screening.lexicon import yaml

_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"(.)\1+")
_LATER_J = re.compile(r"(?<=[^d])j(?=[aeiou]|$)|(?<=[aeiou])j")
_SOFT_C = re.compile(r"c(?=[eiy])")
_NOT_DIGITS = str.maketrans("01345789", "oieastbg")

_SERVANT = re.compile(r"abd[aeiou]?(?:l(?!l?ah?$)|(?<=[aeiou])([drstznjh])(?=\1))?([a-z]{3,})")
_OF_ALLAH = re.compile(r"([a-z]{3,})(?:ull?ah?|[ao]ll?ah)")
_OF_THE_FAITH = re.compile(r"([a-z]{3,}?)(?:u-?d?d|[aei]dd|[aeu]ld)(?:i|ee|y|ei)ne?")
_FAITH = re.compile(r"(?:[aeu]d?d?|[aeu]l)?d(?:i|ee|y|ei)ne?")
_SERVANT_ALONE = re.compile(r"abd(?:[aeiou][lrsndtzj]?)?")


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = yaml("romanization.yaml")["sounds"]
    keys = sorted(table, key=lambda key: (-len(key), key))
    return re.compile("|".join(keys)), table


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The word in one spelling of its sound: transliteration systems and doubled letters gone.

    `word` is folded.  Words with digits are left as they are.
    """
    if not word.isalpha():
        return word
    pattern, table = _sounds()
    text = pattern.sub(lambda found: table[found.group()].upper(), word)
    text = _SOFT_C.sub("s", text).replace("c", "k").lower()
    text = _LATER_J.sub("i", text)
    text = _DOUBLED.sub(r"\1", text)
    return text[:-1] if len(text) > 3 and text.endswith("h") else text


@lru_cache(maxsize=50_000)
def skeleton(sound_key: str) -> str:
    """The consonants of a sound key; a first vowel is kept as "a"."""
    head = first_letter(sound_key)
    rest = "".join(letter for letter in sound_key[1:] if letter not in _VOWELS)
    return _DOUBLED.sub(r"\1", head + rest)


def first_letter(sound_key: str) -> str:
    """The first letter of a sound key; vowels are one, "a"."""
    return "a" if sound_key[:1] in _VOWELS else sound_key[:1]


def undigit(word: str) -> str:
    """A word with digits among its letters, with the letters the digits stand for."""
    return word.translate(_NOT_DIGITS)


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """An Arabic compound in its parts: `abdulaziz` is abd + aziz, `nasiruddin` nasir + din.

    Any other word is its only part.
    """
    if len(word) < 3 or not word.isalpha():
        return (word,)
    if _SERVANT_ALONE.fullmatch(word):
        return ("abd",)
    if word in ("abdullah", "abdallah", "abdulla", "abdalla", "abdollah"):
        return ("abd", "allah")
    if found := _SERVANT.fullmatch(word):
        return ("abd", *parts(found[2]))
    if found := _OF_ALLAH.fullmatch(word):
        return (found[1], "allah")
    if found := _OF_THE_FAITH.fullmatch(word):
        return (found[1], "din")
    if len(word) > 2 and _FAITH.fullmatch(word):
        return ("din",)
    if word in ("allah", "ullah", "allaah", "ollah", "ulla"):
        return ("allah",)
    if word in ("abu", "abou", "abi", "aboo", "abul", "aboul", "abdoul"):
        return ("abu",)
    return (word,)
