"""Words of a person's name that a lost stress mark has split, joined again.

The EU's texts mark the stress in some Russian names; where the mark was lost on the way a blank
stands for it, and a name of three words comes as six.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_CYRILLIC = re.compile("[\u0400-\u04ff]+$")
_ALIKE = 90.0


def mended(name: str, latin: Iterable[str]) -> str:
    """A Cyrillic name with its words whole, or the name as it is.

    The name is taken for split when one of its words begins with a small letter and, neighbours
    joined, each of its words is like the word at the same place in a Latin name of the party.
    """
    words, others = name.split(), [other.split() for other in latin]
    if not all(map(_CYRILLIC.match, words)) or not any(word[0].islower() for word in words[1:]):
        return name
    if any(len(other) >= len(words) for other in others):
        return name
    found = [grouped for other in others if (grouped := _grouped(words, other))]
    return " ".join(max(found)[1]) if found else name


def _grouped(words: list[str], like: list[str]) -> tuple[float, list[str]] | None:
    """The words as `like` groups them best, with how alike; None when some word is like nothing."""
    if not words or not like:
        return (0.0, []) if not words and not like else None
    best: tuple[float, list[str]] | None = None
    for end in range(1, len(words) - len(like) + 2):
        whole = "".join(words[:end])
        score = _likeness(whole, like[0])
        rest = _grouped(words[end:], like[1:]) if score >= _ALIKE else None
        if rest is not None and (best is None or score + rest[0] > best[0]):
            best = (score + rest[0], [whole, *rest[1]])
    return best


def _likeness(word: str, other: str) -> float:
    from normality import ascii_text
    from rapidfuzz import fuzz

    return fuzz.ratio(ascii_text(word).casefold(), other.casefold())
