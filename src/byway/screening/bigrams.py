"""Pairs of letters of a word, as numbers."""

from __future__ import annotations

from itertools import pairwise

_BASE = 38
GRAMS = _BASE * _BASE
"""Pairs that there are."""
_CODE = bytes(
    0
    if code == ord(" ")
    else (
        code - ord("a") + 1
        if ord("a") <= code <= ord("z")
        else code - ord("0") + 27
        if ord("0") <= code <= ord("9")
        else 37
    )
    for code in range(256)
)


def bigrams(word: str) -> list[int]:
    """The different pairs of letters of a word with its ends, as numbers in [0, GRAMS)."""
    codes = f" {word} ".encode("ascii", "replace").translate(_CODE)
    return list({first * _BASE + second for first, second in pairwise(codes)})
