"""Whether a quote can bear the claim that a model makes of it."""

from __future__ import annotations

import re

LEAST_WORDS, LEAST_SIGNS = 3, 6
"""Words of a quote; characters of it in a script that sets none between its words."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"  # kana, Han
)
_SMALL = frozenset(
    "a an and at by d da das de del der des di die du e el en et for from in la las le les los of"
    " on or the to u und van von y и в на из с".split()
)
_STEM = 4  # letters that two forms of a word have in common: "Iran", "Iranian"
_ENDING = 2  # letters that a form may end in instead: "Россия", "России"


def is_statement(quote: str) -> bool:
    """Whether a quote is long enough to say something, not a mere name."""
    if len(_UNSPACED.findall(quote)) >= LEAST_SIGNS:
        return True
    return len(_WORD.findall(quote)) >= LEAST_WORDS


def names_in(quote: str, name: str) -> bool:
    """Whether a quote holds a word of a name, in that or another form of the word."""
    if _UNSPACED.search(name):
        return "".join(name.split()) in "".join(quote.split())
    said = _WORD.findall(quote.casefold())
    words = _WORD.findall(name.casefold())
    telling = [word for word in words if word not in _SMALL] or words
    return any(_is_form(word, other) for word in telling for other in said)


def _is_form(word: str, other: str) -> bool:
    stem = word[: max(_STEM, len(word) - _ENDING)]
    return other == word or (len(stem) >= _STEM and other.startswith(stem))
