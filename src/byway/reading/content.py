"""What a speaker's words cover: the clause said, the quotation beside it, the thing told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.reference import Reference
from byway.reading.scopes import CLOSE, STRAIGHT, Scope
from byway.reading.syntax import children, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_INFORMING = frozenset({"inform", "notify", "advise", "brief", "tell", "remind", "assure"})


class Content:
    """Finds the scopes of verbs of speech in one document."""

    def __init__(self, doc: Doc, quotes: list[tuple[int, int]], lexicon: Lexicon) -> None:
        self._doc = doc
        self._quotes = quotes
        words = lexicon.words
        self._speech = words["speech"]
        self._citing = words["citing"]
        self._evidence = words["evidence"]
        self._telling = words["telling"]

    def told_by(
        self, verb: Token, speaker: Token, source: Reference, sentence: Span
    ) -> list[Scope]:
        by = self.by(verb, speaker)
        contents = [c for c in verb.children if c.dep_ == "ccomp" and c.i != verb.i]
        scopes: list[Scope] = []
        if verb.lemma_ in self._citing:  # "X quoted Y as saying"
            contents = [
                c for p in children(verb, "prep") if p.lower_ == "as" for c in children(p, "pcomp")
            ]
        for content in contents:
            start, end = content.left_edge.i, content.right_edge.i + 1
            if content.i < verb.i:
                start = min(start, self._clause_start(content, sentence))
                end = min(end, by[0]) if by[0] > content.i else end
            elif speaker.i < content.i:
                start = max(start, verb.i + 1)
                end = self._extended(verb, end, sentence)
            scopes.append(Scope(start, end, source, verb.i, by))
        if not scopes and verb.lemma_ in self._speech and not children(verb, "dobj"):
            scopes.extend(self._around(verb, by, source, sentence))
        if not scopes and verb.lemma_ in self._telling | self._citing | _INFORMING:
            scopes.extend(self._phrase_content(verb, by, source))
        return scopes

    def by(self, verb: Token, speaker: Token) -> tuple[int, int]:
        start, end = verb.i, verb.i + 1
        if abs(speaker.i - verb.i) < 12:
            start = min(start, speaker.left_edge.i)
            end = max(end, speaker.i + 1)
            if speaker.i > verb.i:
                end = max(end, speaker.right_edge.i + 1)
        for child in verb.children:
            if (
                child.dep_ in ("aux", "advmod", "npadvmod", "prep", "dative")
                and abs(child.i - verb.i) < 8
            ):
                inside = child.right_edge.i + 1
                if child.i > verb.i and any(
                    c.dep_ == "ccomp" and c.i > child.i for c in verb.children
                ):
                    end = max(end, inside)
        return start, end

    def _clause_start(self, content: Token, sentence: Span) -> int:
        """A clause in front of its reporting verb reaches back to the sentence's start."""
        return min(content.left_edge.i, sentence.start)

    def _extended(self, verb: Token, end: int, sentence: Span) -> int:
        """Speech that opens a quotation runs to the quotation's end."""
        for a, b in self._quotes:
            if verb.i < a < end < b <= sentence.end:
                return b
        return end

    def _around(
        self, verb: Token, by: tuple[int, int], source: Reference | None, sentence: Span
    ) -> list[Scope]:
        """Speech without a clause of its own: the quotation beside it, or all before it."""
        quotes = [(a, b) for a, b in self._quotes if b > sentence.start and a < sentence.end]
        if (
            sentence.start < by[0]
            and by[1] < sentence.end
            and self._doc[by[0] - 1].text == ","
            and self._doc[by[1]].text == ","
        ):
            return [Scope(sentence.start, sentence.end, source, verb.i, by)]
        wide = [(a, b) for a, b in quotes if b - a >= 5]
        if wide:
            return [Scope(a, b, source, verb.i, by) for a, b in wide]
        tail = sum(1 for t in self._doc[by[1] : sentence.end] if t.is_alpha)
        edge = self._edge(by[0], sentence.start)
        if edge > sentence.start + 3 and tail <= 14:
            return [Scope(sentence.start, edge, source, verb.i, (edge, sentence.end))]
        if (
            by[0] <= sentence.start + 3
            and verb.dep_ in ("advcl", "ROOT")
            and self._opens_as(sentence)
        ):
            return [Scope(by[1], sentence.end, source, verb.i, by)]
        return []

    def _opens_as(self, sentence: Span) -> bool:
        return sentence[0].lower_ == "as"

    def _edge(self, index: int, start: int) -> int:
        """Where the speaker's clause behind a statement begins: at its comma or closing quote."""
        for i in range(index - 1, max(start, index - 14), -1):
            if self._doc[i].text in (",", CLOSE, STRAIGHT, "-", "–", "—"):
                return i + 1
        return -1

    def _phrase_content(
        self, verb: Token, by: tuple[int, int], source: Reference | None
    ) -> list[Scope]:
        """ "The report detailed the appearance of ...": the object is what is said."""
        told = [
            i for w, i in prepositions(verb) if w in ("of", "about") and verb.lemma_ in _INFORMING
        ]
        if told:  # "informed X of a deal"
            return [Scope(i.left_edge.i, i.right_edge.i + 1, source, verb.i, by) for i in told]
        cites = verb.lemma_ in self._citing  # "cited data that ..." : the data are the content
        return [
            Scope(item.left_edge.i, item.right_edge.i + 1, source, verb.i, by)
            for item in children(verb, "dobj")
            if cites == (item.lemma_.lower() in self._evidence)
        ]
