"""Words of goods descriptions: tokens, one form per word, and which words carry the meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from byway.goods.data import read_yaml

_TOKEN = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_SEGMENT = re.compile(
    r"\s*(?:[,;/&+|\n•]|\band\b|\bor\b|\bas well as\b|\bsuch as\b|\bincluding\b)\s*"
)
_ES = ("sses", "xes", "ches", "shes", "zzes")
_KEPT_S = ("ss", "us", "is")


def tokens(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers of `text`, without accents; hyphens part words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c))))


def segments(text: str) -> tuple[str, ...]:
    """The coordinated pieces of a description: "rifles and drone parts" has two."""
    return tuple(piece for piece in _SEGMENT.split(text) if piece and piece.strip())


@dataclass(frozen=True)
class Words:
    """The word lists of `data/goods/words.yml` and the folding that rests on them."""

    stop: frozenset[str]
    vague: frozenset[str]
    measure: frozenset[str]
    part: frozenset[str]
    origin: frozenset[str]
    purpose: frozenset[str]
    spelling: Mapping[str, str]
    irregular: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls) -> Words:
        """The lists that come with Byway."""
        data = read_yaml("words.yml")
        forms = cls(*(frozenset[str]() for _ in range(6)), data["spelling"], data["irregular"], {})
        also = {
            forms.fold(word): tuple(forms.fold(other) for other in others.split())
            for word, others in data["also"].items()
        }
        lists = (forms._folded(data, name) for name in _LISTS)
        return cls(*lists, data["spelling"], data["irregular"], also)

    def _folded(self, data: Mapping[str, Any], name: str) -> frozenset[str]:
        words = tokens(data[name])
        return frozenset(words) | frozenset(self.fold(word) for word in words)

    def fold(self, word: str) -> str:
        """One form for singular and plural and for both spellings: "tyres" -> "tire"."""
        known = self.irregular.get(word)
        single = known if known is not None else _singular(word)
        return self.spelling.get(single, single)

    def folded(self, text: str) -> tuple[str, ...]:
        """The folded words of `text`, in order."""
        return tuple(self.fold(word) for word in tokens(text))

    def meaningful(self, word: str) -> bool:
        """Whether a folded word can tell goods apart."""
        return not (
            word in self.stop
            or word in self.vague
            or word in self.origin
            or word in self.part
            or word[0].isdigit()
            or len(word) == 1
        )


_LISTS = ("stop", "vague", "measure", "part", "origin", "purpose")


@lru_cache(maxsize=20_000)
def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(_ES):
        return word[:-2]
    return word[:-1]
