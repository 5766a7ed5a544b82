"""The words of the nomenclature's texts, and how well a description meets them.

A text says what it covers and what it leaves out ("transistors, (other than photosensitive)"): the
words left out are kept apart and never count as met.  A word is worth its rarity over the
subheadings, ln(1 + N/n).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

from byway.goods.nomenclature import Nomenclature
from byway.goods.words import Words, tokens

# All are met against lower-case text.
_LEFT_OUT = re.compile(
    r"\((?:excluding|other than|not |except)[^()]*(?:\([^()]*\)[^()]*)*\)"
    r"|\b(?:excluding|other than|except(?:ing)?|not including|but not|not of|not being)\b[^;)]*"
)
_LEAVES_OUT = ("exclud", "other than", "except", "not ")
_REFERENCE = re.compile(
    r"\b(?:n\.e\.c\.?|of a kind used|(?:in|of)\s+(?:headings?|items?|chapter|subheading)"
    r"\s*(?:no\.?)?\s*[\d.]+(?:\s*(?:to|or|and|,)\s*[\d.]+)*)"
)
_PARTS = re.compile(r"\bparts\b")
_RESIDUAL = ("n.e.c", "not elsewhere specified")

FIRST_CLAUSE, OWN_TEXT, HEADING_TEXT, ALSO = 1.0, 0.9, 0.6, 0.8


@dataclass(frozen=True)
class CodeText:
    """One code's words: `weights` of those it covers, `left_out`, and what kind of text it is."""

    weights: dict[str, float]
    left_out: frozenset[str]
    parts: bool
    residual: bool


class Texts:
    """An index of the nomenclature's words."""

    def __init__(self, nomenclature: Nomenclature, words: Words) -> None:
        self._nomenclature = nomenclature
        self._words = words
        self.of: dict[str, CodeText] = {}
        self._codes_with: dict[str, dict[str, float]] = {}
        self._frequency: dict[str, int] = {}
        self._seen: dict[str, str] = {}
        for code in sorted(nomenclature, key=len):
            if len(code) > 2:
                self._add(code, nomenclature[code])

    def _add(self, code: str, text: str) -> None:
        lower = text.casefold()
        covered, left_out = lower, ""
        if any(words in lower for words in _LEAVES_OUT):
            left_out = " ".join(_LEFT_OUT.findall(lower))
            covered = _LEFT_OUT.sub(" ", lower)
        covered = _REFERENCE.sub(" ", covered)
        first, _, rest = covered.partition(";")
        weights = dict.fromkeys(self._meaningful(rest), OWN_TEXT)
        weights.update(dict.fromkeys(self._meaningful(first), FIRST_CLAUSE))
        if len(code) == 6:
            for word in weights:
                self._frequency[word] = self._frequency.get(word, 0) + 1
            for word in self.of[code[:4]].weights:
                weights.setdefault(word, HEADING_TEXT)
        self.of[code] = CodeText(
            weights=weights,
            left_out=frozenset(self._meaningful(left_out)) - weights.keys(),
            parts="parts" in covered and _PARTS.search(covered) is not None,
            residual=any(words in lower for words in _RESIDUAL),
        )
        for word, weight in weights.items():
            self._codes_with.setdefault(word, {})[code] = weight

    def _meaningful(self, text: str) -> list[str]:
        seen = self._seen
        found = []
        for token in tokens(text):
            if token not in seen:
                word = self._words.fold(token)
                seen[token] = word if self._words.meaningful(word) else ""
            if seen[token]:
                found.append(seen[token])
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the texts."""
        return frozenset(self._codes_with)

    @cached_property
    def _subheadings(self) -> int:
        return sum(len(code) == 6 for code in self.of)

    def worth(self, word: str) -> float:
        """How much `word` tells: ln(1 + N/n); for words that no text has, a rare word's worth."""
        known = [self._frequency.get(w, 0) for w in (word, *self._words.also.get(word, ()))]
        return math.log(1 + self._subheadings / (max(known) or 5))

    def hits(self, word: str) -> dict[str, float]:
        """Codes whose text has `word`, or an HS word for it (at ALSO of its weight), in (0, 1]."""
        found = dict(self._codes_with.get(word, {}))
        for other in self._words.also.get(word, ()):
            for code, weight in self._codes_with.get(other, {}).items():
                found[code] = max(found.get(code, 0.0), ALSO * weight)
        return found

    def met(self, word: str, code: str) -> float:
        """How well the text of `code` has `word`, in [0, 1]; -1 when it leaves the word out."""
        text = self.of[code]
        weight = text.weights.get(word, 0.0)
        for other in self._words.also.get(word, ()):
            weight = max(weight, ALSO * text.weights.get(other, 0.0))
        if not weight and word in text.left_out:
            return -1.0
        return weight
