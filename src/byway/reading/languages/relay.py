"""Who says what a sentence tells: "according to", verbs of saying, headlines with a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from byway.reading.languages.lexicon import Vocabulary
from byway.reading.languages.party import Party
from byway.reading.languages.words import Found, Word

_SIGNS = frozenset(',:;.–—-，：；。“”"«»„')
_COMPLEMENT = frozenset(':,，：“„«"「–—-')
_EVIDENCE = frozenset("证数")  # with 据 a noun, not "according to"
_REACH = 14  # words between a verb of saying and its subject
_PHRASE = 6  # words of a source that is described, not named
_HEAD = 8  # words of a headline's speaker


@dataclass(frozen=True)
class Relay:
    """A sentence's chain of sources, outermost first, and the words that only name it.

    `cue` is the verb or preposition that attributes; `spans` are word ranges.
    """

    sources: tuple[Party, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def covers(self, index: int) -> bool:
        """Whether a word is part of the attribution."""
        return any(a <= index < b for a, b in self.spans)


class _Sentence(NamedTuple):
    """What an attribution is looked for in; `cited` are the spans of sources cited in turn."""

    text: str
    words: Sequence[Word]
    parties: Sequence[Party]
    cited: Sequence[tuple[int, int]]


Told = tuple[list[Party], tuple[int, int]]
"""Sources, and the span of words that attributes to them."""


class RelayFinder:
    """Finds the attribution of a language's sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._v = vocabulary

    def find(self, text: str, words: Sequence[Word], parties: Sequence[Party]) -> Relay:
        """The attribution of a sentence; empty where the outlet itself speaks."""
        cited, cited_spans = self._cited(text, words, parties)
        outer: list[Party] = []
        spans: list[tuple[int, int]] = []
        said = _Sentence(text, words, parties, cited_spans)
        for part in (self._according, self._behind, self._headline, self._says):
            found = part(said)
            if found:
                sources, span = found
                outer, spans = sources, [span]
                break
        chain = _apart([*outer, *cited])
        return Relay(tuple(chain), (*spans, *cited_spans))

    def _according(self, said: _Sentence) -> Told | None:
        text, words, parties, cited = said
        for match in self._v.according.find(words):
            inside = match.start > 0 and words[match.start - 1].text in _EVIDENCE
            clause = self._v.breaks.at(words, match.start, len(words))
            relative = clause is not None and clause.end > match.end  # "selon lequel"
            if inside or relative or _inside(match.start, cited):
                continue
            stop = _phrase_end(words, match.end, _REACH)
            within = [p for p in parties if match.end <= p.start < stop and _speaker(p)]
            if within:
                first = _named(within)
                return [first], (match.start, first.end)
            described = self._described(text, words, match.end, stop)
            if described:
                return [described], (match.start, described.end)
        return None

    def _behind(self, said: _Sentence) -> Told | None:
        """An attribution that stands behind its source ("Reuters zufolge")."""
        for match in self._v.behind.find(said.words):
            before = [p for p in said.parties if match.start - 3 <= p.end <= match.start]
            if before:
                return [before[-1]], (before[-1].start, match.end)
        return None

    def _headline(self, said: _Sentence) -> Told | None:
        words, parties = said.words, said.parties
        for at, word in enumerate(words[: _HEAD + 1]):
            if word.text in ":：" and at:
                before = [p for p in parties if p.end <= at and _speaker(p)]
                names = [p for p in before if p.kind != "country" or not p.seat]
                if before and names and at - before[-1].end <= 1 and before[0].start <= 2:
                    return [names[-1]], (names[-1].start, at + 1)
                return None
        return None

    def _says(self, said: _Sentence) -> Told | None:
        words, cited = said.words, said.cited
        for match in self._v.says.find(words):
            noun = match.start > 0 and words[match.start - 1].text == "的"
            if noun or _inside(match.start, cited):
                continue
            found = self._subject(said, match)
            if found:
                return [found], (min(found.start, match.start), max(found.end, match.end))
        return None

    def _subject(self, said: _Sentence, match: Found) -> Party | None:
        """The speaker of a verb of saying: before it with a complement behind, or behind it."""
        text, words, parties, cited = said
        speakers = [p for p in parties if _speaker(p) and not _inside(p.start, cited)]
        trailing = match.start > 0 and self._closes(words, match.start)
        stop = _phrase_end(words, match.end, _REACH)
        after = [p for p in speakers if match.end <= p.start < stop]
        if trailing:
            if after:
                return _named(after)
            return self._described(text, words, match.end, stop)
        if not self._opens(words, match.end):
            return None
        before = [
            p
            for p in speakers
            if p.end <= match.start
            and match.start - p.end <= _REACH
            and not any(w.text in _SIGNS for w in words[p.end : match.start])
        ]
        named = [p for p in before if p.kind != "country"]
        subjects = [p for p in before if self._v.markers.at(words, p.start - 1, p.start) is None]
        return next(iter([*named[-1:], *subjects[-1:]]), None)

    def _closes(self, words: Sequence[Word], at: int) -> bool:
        """Whether a statement ends before word `at`: a sign stands there, no new subject."""
        last = words[at - 1].text
        if last in _COMPLEMENT or last in "”»" or last == "'":
            return True
        helping = at > 1 and words[at - 1].low in self._v.linking | self._v.starters
        return helping and words[at - 2].text in _COMPLEMENT | frozenset("”»")

    def _opens(self, words: Sequence[Word], at: int) -> bool:
        """Whether what is said begins within three words from `at`."""
        for index in range(at, min(at + 6, len(words))):
            if words[index].text in ':：“„«"「' or self._v.breaks.at(words, index, len(words)):
                return True
            if words[index].text in "，,":
                return not self._v.spaced
        return not self._v.spaced and at < len(words)

    def _cited(
        self, text: str, words: Sequence[Word], parties: Sequence[Party]
    ) -> tuple[list[Party], list[tuple[int, int]]]:
        """Whom the source relies on in turn ("citing Bloomberg")."""
        sources: list[Party] = []
        spans: list[tuple[int, int]] = []
        for match in self._v.citing.find(words):
            stop = _phrase_end(words, match.end, _REACH)
            within = [p for p in parties if match.end <= p.start < stop and _speaker(p)]
            found = _named(within) if within else self._described(text, words, match.end, stop)
            if found:
                sources.append(found)
                spans.append((match.start, found.end))
        return sources, spans

    def _described(self, text: str, words: Sequence[Word], start: int, stop: int) -> Party | None:
        """A source that has no name: the words up to the next sign."""
        while start < stop and words[start].low in self._v.linking:
            start += 1
        stop = min(stop, start + _PHRASE)
        if stop <= start or not self._v.anaphoric.find(words, start, stop):
            return None
        last = self._v.anaphoric.find(words, start, stop)[-1]
        said = text[words[start].start : words[last.end - 1].end]
        return Party(start, last.end, said, "described")


def _speaker(party: Party) -> bool:
    return party.kind != "adjective"


def _named(parties: Sequence[Party]) -> Party:
    """The first person or organisation before another country is named, else the first party."""
    first, *rest = parties
    near = [first, *takewhile(lambda p: p.kind != "country", rest)]
    return next((p for p in near if p.kind in ("person", "organisation")), first)


def _inside(index: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= index < b for a, b in spans)


def _phrase_end(words: Sequence[Word], start: int, reach: int) -> int:
    for at in range(start, min(start + reach, len(words))):
        if words[at].text in _SIGNS and not (words[at].text in '-"«“„' and at <= start + 3):
            return at
    return min(start + reach, len(words))


def _apart(parties: Sequence[Party]) -> list[Party]:
    found: list[Party] = []
    for party in parties:
        if all(party.name != other.name for other in found):
            found.append(party)
    return found
