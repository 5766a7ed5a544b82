"""Words of goods descriptions: tokens, one form per word, and which words carry the meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from byway.goods.data import read_yaml

_TOKEN = re.compile(r"[a-z][a-z0-9]*|\d+(?:[.,]\d+)*")
_SEGMENT = re.compile(
    r"\s*(?:[,;/&+|\n•]|\band\b|\bor\b|\bas well as\b|\bsuch as\b|\bincluding\b)\s*"
)
_ES = ("sses", "xes", "ches", "shes", "zzes")
_E = tuple(ending.removesuffix("s") for ending in _ES)
"""Their plurals could be of words without the "e", so that both are folded to those."""
_KEPT_S = ("ss", "us", "is")


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers of `text`, without accents; hyphens part words."""
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _TOKEN.findall(plain)


def segments(text: str) -> tuple[str, ...]:
    """The coordinated pieces of a description: "rifles and drone parts" has two."""
    return tuple(piece for piece in _SEGMENT.split(text) if piece and piece.strip())


@dataclass(frozen=True)
class Folding:
    """One form per word: `irregular` singulars, then rules, then one `spelling`."""

    spelling: Mapping[str, str]
    irregular: Mapping[str, str]

    def __call__(self, word: str) -> str:
        """The folded form: "tyres" -> "tire"."""
        known = self.irregular.get(word)
        if known is None:
            known = word if word in self._singulars else _singular(word)
        return self.spelling.get(known, known)

    @cached_property
    def _singulars(self) -> frozenset[str]:
        return frozenset(self.irregular.values())


@dataclass(frozen=True)
class Words:
    """The word lists of `data/goods/words.yml`, folded."""

    fold: Folding
    stop: frozenset[str]
    vague: frozenset[str]
    generic: frozenset[str]
    measure: frozenset[str]
    part: frozenset[str]
    form: frozenset[str]
    qualifier: frozenset[str]
    origin: frozenset[str]
    purpose: frozenset[str]
    also: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls) -> Words:
        """The lists that come with Byway."""
        data = read_yaml("words.yml")
        fold = Folding(data["spelling"], data["irregular"])

        def listed(name: str) -> frozenset[str]:
            words = tokens(data[name])
            return frozenset(words) | frozenset(map(fold, words))

        return cls(
            fold=fold,
            stop=listed("stop"),
            vague=listed("vague"),
            generic=listed("generic"),
            measure=listed("measure"),
            part=listed("part"),
            form=listed("form"),
            qualifier=listed("qualifier"),
            origin=listed("origin"),
            purpose=listed("purpose"),
            also={
                fold(word): tuple(map(fold, others.split()))
                for word, others in data["also"].items()
            },
        )

    @cached_property
    def _silent(self) -> frozenset[str]:
        return self.stop | self.vague | self.generic | self.origin | self.part

    def folded(self, text: str) -> tuple[str, ...]:
        """The folded words of `text`, in order."""
        return tuple(map(self.fold, tokens(text)))

    def meaningful(self, word: str) -> bool:
        """Whether a folded word can tell goods apart."""
        return word not in self._silent and len(word) > 1 and not word[0].isdigit()


@lru_cache(maxsize=20_000)
def _singular(word: str) -> str:
    if word.endswith(_E):
        return word[:-1]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(_ES):
        return word[:-2]
    return word[:-1]
