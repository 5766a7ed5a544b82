"""What lay words mean in the nomenclature (`data/goods/lexicon/*.yml`), by longest phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from byway.goods.data import read_folder
from byway.goods.words import Words

FIRST_SCORE = 0.9
NEXT_FACTOR = 0.93


@dataclass(frozen=True)
class Concept:
    """Words that mean the same goods, with the codes they may fall under, likeliest first.

    No codes: the words are no goods ("think tank").
    `parts` are the codes of their parts where the nomenclature's own rule does not find them.
    `score` is how sure the first code is for the bare word.
    """

    words: tuple[str, ...]
    codes: tuple[str, ...]
    parts: tuple[str, ...] = ()
    score: float = FIRST_SCORE

    def scored(self, *, parts: bool = False) -> Iterator[tuple[str, float]]:
        """Each code with its score, falling by NEXT_FACTOR from code to code."""
        for rank, code in enumerate(self.parts if parts else self.codes):
            yield code, self.score * NEXT_FACTOR**rank


@dataclass(frozen=True)
class Meeting:
    """A concept met at words `[start, end)` of a phrase."""

    concept: Concept
    start: int
    end: int


class Lexicon:
    """Concepts by the folded words of each of their phrases."""

    def __init__(self, concepts: Iterable[Concept], words: Words) -> None:
        self._phrases: dict[tuple[str, ...], Concept] = {}
        for concept in concepts:
            for phrase in concept.words:
                key = tuple(w for w in words.folded(phrase) if w not in words.stop)
                if key in self._phrases:
                    raise ValueError(f"lexicon: {phrase!r} is there twice")
                if not key:
                    raise ValueError(f"lexicon: {phrase!r} has no word of its own")
                self._phrases[key] = concept
        self._longest = max((len(key) for key in self._phrases), default=0)
        self.vocabulary = frozenset(word for key in self._phrases for word in key)

    @classmethod
    def load(cls, words: Words) -> Lexicon:
        """The lexicon that comes with Byway."""
        rows = (row for _, data in read_folder("lexicon") for row in data["concepts"])
        return cls((_concept(row) for row in rows), words)

    def meet(self, phrase: tuple[str, ...]) -> tuple[Meeting, ...]:
        """Concepts in a folded phrase: longest first, none overlapping another."""
        found = [
            Meeting(concept, start, start + length)
            for length in range(min(self._longest, len(phrase)), 0, -1)
            for start in range(len(phrase) - length, -1, -1)
            if (concept := self._phrases.get(phrase[start : start + length]))
        ]
        kept: list[Meeting] = []
        for meeting in found:
            if all(meeting.end <= other.start or other.end <= meeting.start for other in kept):
                kept.append(meeting)
        return tuple(kept)


def _concept(row: dict[str, Any]) -> Concept:
    return Concept(
        words=tuple(row["words"]),
        codes=tuple(row["codes"]),
        parts=tuple(row.get("parts", ())),
        score=float(row.get("score", FIRST_SCORE)),
    )
