"""Scores of codes for one phrase: from the lexicon, from the texts, and the two together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from byway.goods.lexicon import FIRST_SCORE, Meeting
from byway.goods.nomenclature import Nomenclature
from byway.goods.parts import PartsRules
from byway.goods.phrase import FOCUS, Phrase
from byway.goods.texts import Texts

COVERED_BASE = 0.6  # of a concept's score when nothing else in the phrase is met
DISTINGUISHED, UNDECIDED, RESIDUAL, PARTS_ONLY = 0.97, 0.85, 0.76, 0.45
ELSEWHERE = 0.6  # of the other subheadings, when the concept already names one
TEXT_SCORE = 0.75  # of a text that has every word of the phrase
TEXT_SUPPORT = 0.3  # how much the texts add to what the lexicon says
NOT_FOCUS = 0.45
PARTS_MISMATCH = 0.55
LEFT_OUT = 0.8
UNKNOWN_WORTH = 0.3
LONG_TEXT = 25
ENOUGH_WORTH = 5.0  # words worth less than this in all tell too little on their own


@dataclass
class Score:
    """A code's standing: what the lexicon and the texts give, and the words that met."""

    lexicon: float = 0.0
    text: float = 0.0
    concept: str = ""
    words: tuple[str, ...] = field(default=())

    @property
    def value(self) -> float:
        """Both together, in [0, 1): either may carry it, the texts also support the lexicon."""
        strong = max(self.lexicon, self.text)
        if not self.lexicon:
            return strong
        return min(0.99, strong + (1 - strong) * TEXT_SUPPORT * min(self.lexicon, self.text))


class Scorer:
    """Scores codes of the nomenclature for phrases."""

    def __init__(self, nomenclature: Nomenclature, texts: Texts, parts: PartsRules) -> None:
        self._nomenclature = nomenclature
        self._texts = texts
        self._parts = parts

    def score(self, phrase: Phrase) -> dict[str, Score]:
        """Every code that the phrase speaks for, with its score; none when it is about no goods."""
        scores: dict[str, Score] = {}
        if any(role == FOCUS and not meeting.concept.codes for meeting, role in phrase.meetings):
            return scores
        for meeting, role in phrase.meetings:
            said = " ".join(phrase.words[meeting.start : meeting.end])
            for code, value in self._of_concept(phrase, meeting, role):
                held = scores.setdefault(code, Score())
                if value > held.lexicon:
                    held.lexicon, held.concept = value, said
        for code, value, words in self._of_texts(phrase):
            held = scores.setdefault(code, Score())
            held.text, held.words = value, words
        return scores

    # From the lexicon

    def _of_concept(
        self, phrase: Phrase, meeting: Meeting, role: float
    ) -> Iterator[tuple[str, float]]:
        as_parts = phrase.parts and role == FOCUS
        placed: set[str] = set()
        for code, base in self._codes(meeting, as_parts):
            strength = base * role * phrase.sure
            own = self._coverage(phrase, meeting, code)
            yield code, strength * _mix(own)
            if len(code) == 4:
                for child in self._nomenclature.children(code):
                    met = self._coverage(phrase, meeting, child)
                    fit = self._fit(child, met > own, as_parts)
                    if code in placed and met <= own:
                        fit *= ELSEWHERE
                    yield child, strength * _mix(met) * fit
            else:
                placed.add(code[:4])

    def _codes(self, meeting: Meeting, as_parts: bool) -> Iterator[tuple[str, float]]:
        concept = meeting.concept
        if not as_parts:
            yield from concept.scored()
        elif concept.parts:
            yield from concept.scored(parts=True)
        else:
            for code, base in concept.scored():
                for parts_code in self._parts.of(code):
                    yield parts_code, base

    def _fit(self, child: str, distinguished: bool, as_parts: bool) -> float:
        text = self._texts.of[child]
        if text.parts and not as_parts and not distinguished:
            return PARTS_ONLY
        if distinguished:
            return DISTINGUISHED
        return RESIDUAL if text.residual else UNDECIDED

    def _coverage(self, phrase: Phrase, meeting: Meeting, code: str) -> float:
        """Share of the phrase's worth that the concept or the code's text meets, in [0, 1]."""
        if len(code) == 2:
            return 1.0
        met = total = 0.0
        for i, word in enumerate(phrase.words):
            if not phrase.weights[i]:
                continue
            worth = phrase.weights[i] * self._worth(word)
            total += worth
            if meeting.start <= i < meeting.end:
                met += worth
            else:
                met += worth * self._texts.met(word, code)
        return max(0.0, met / total) if total else 0.0

    def _worth(self, word: str) -> float:
        worth = self._texts.worth(word)
        return worth if self._texts.hits(word) else worth * UNKNOWN_WORTH

    # From the texts

    def _of_texts(self, phrase: Phrase) -> Iterator[tuple[str, float, tuple[str, ...]]]:
        met: dict[str, float] = {}
        words: dict[str, list[str]] = {}
        focused: set[str] = set()
        total = 0.0
        sure = phrase.sure * self._concept_limit(phrase)
        for i, word in enumerate(phrase.words):
            if not phrase.weights[i]:
                continue
            hits = self._texts.hits(word)
            worth = phrase.weights[i] * self._worth(word)
            total += worth
            for code, weight in hits.items():
                met[code] = met.get(code, 0.0) + worth * weight
                words.setdefault(code, []).append(word)
            if i == phrase.focus:
                focused = set(hits)
        telling = min(1.0, total / ENOUGH_WORTH)
        for code, sum_met in met.items():
            value = TEXT_SCORE * sure * telling * sum_met / total
            yield code, value * self._text_fit(code, phrase, focused), tuple(words[code])

    def _concept_limit(self, phrase: Phrase) -> float:
        """Texts may not be surer of a word than the lexicon is: "weapon" stays vague."""
        said = [m.concept.score for m, role in phrase.meetings if role == FOCUS]
        return min(1.0, max(said, default=1.0) / FIRST_SCORE)

    def _text_fit(self, code: str, phrase: Phrase, focused: set[str]) -> float:
        text = self._texts.of[code]
        fit = 1.0 - 0.15 * min(1.0, len(text.weights) / LONG_TEXT)
        if code not in focused:
            fit *= NOT_FOCUS
        if text.parts != phrase.parts:
            fit *= PARTS_MISMATCH
        if any(word in text.left_out for word in phrase.words):
            fit *= LEFT_OUT
        return fit


def _mix(coverage: float) -> float:
    return COVERED_BASE + (1 - COVERED_BASE) * coverage
