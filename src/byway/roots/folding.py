"""Names across languages and alphabets: what is left of a word when its spelling is set aside."""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS = tuple(
    pair.split(":")
    for pair in (
        "tsch:4 shch:4 tch:4 sch:s dzh:z dz:z ch:4 cz:4 ts:4 sh:s sz:s zh:z rz:z kh:h ph:f th:t "
        "ce:4e ci:4i cy:4i ck:k c:k x:ks qu:k q:k w:v j:i y:i"
    ).split()
)
"""Spellings of one sound in the Latin alphabet of several languages, longest first."""
_LENGTH = 4
"""Consonants kept: endings of cases come after them in all but the shortest names."""


def fold(text: str) -> str:
    """ASCII letters and digits in lower case; other alphabets are transliterated (ICU)."""
    if not text.isascii():
        from normality import ascii_text

        text = ascii_text(text)
    return re.sub(r"[^a-z0-9]+", " ", text.casefold().replace("'", "")).strip()


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """A word's first sound and consonants, so that "Лукашенком" meets "Lukashenko".

    Words of fewer than three consonants keep their vowels; short of five letters they must be
    the same to meet.
    """
    folded = fold(word).replace(" ", "")
    for spelling, sound in _SOUNDS:
        folded = folded.replace(spelling, sound)
    folded = re.sub(r"(.)\1+", r"\1", folded)
    consonants = re.sub(r"[aeiou]", "", folded[1:])
    if len(consonants) < 2:
        return folded
    return folded[:1] + consonants[: _LENGTH - 1]
