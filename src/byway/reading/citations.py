"""Sources named without a verb of their own: headlines, "as reported by", "per", "X's claim that".

Each finder gives scopes as `attribution` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.reference import Reference
from byway.reading.references import References
from byway.reading.scopes import Scope
from byway.reading.syntax import children, conjuncts, is_content_clause

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_VIEWS = frozenset({"word", "view", "opinion", "telling", "account", "estimation", "judgment"})
_COLON = 7  # tokens within which a headline names its speaker
_TAIL = 5
_DASHES = frozenset({"-", "–", "—", ":"})
_CONTENT = frozenset({"acl", "ccomp", "relcl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB", "VBG"})


class CitationFinder:
    """Finds the sources that stand beside what they say."""

    def __init__(self, references: References, lexicon: Lexicon) -> None:
        self._references = references
        self._words = lexicon.words
        self._claims = lexicon.hedges["claims"]
        self._takes_back = lexicon.hedges["undoing"] | lexicon.hedges["denials"]

    def find(self, sentence: Span) -> Iterator[Scope]:
        """The scopes of a sentence."""
        yield from self._headline(sentence)
        for token in sentence:
            if token.dep_ == "advcl" and token.tag_ == "VBN":
                yield from self._as_reported(token, sentence)
            elif token.lower_ == "per" and token.dep_ == "prep":
                yield from self._named_after(token, sentence)
            elif token.lemma_ in _VIEWS and token.dep_ == "pobj":
                yield from self._in_the_view(token, sentence)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in self._claims:
                yield from self._claimed(token)

    def speakers(self, token: Token) -> list[Reference]:
        """Who can speak behind a phrase: parties, media and documents, coordinated ones too."""
        found: list[Reference] = []
        for item in conjuncts(token):
            known = self._references.expand(item)
            found.extend(r for r in known if r.acts or r.media or item.pos_ == "PROPN")
        if not found and token.lemma_.lower() in self._words["documents"]:
            reference = self._references.of(token)
            found = [reference] if reference is not None else []
        return found

    # -- headlines ---------------------------------------------------------------------------

    def _headline(self, sentence: Span) -> Iterator[Scope]:
        """ "Zelensky: Iran sold drones", "Iran sold drones - Reuters"."""
        closed = sentence.text.rstrip(" ”\"'").endswith((".", "!", "?"))
        for token in sentence[1:_COLON]:
            if token.text == ":" and token.i + 2 < sentence.end:
                yield from self._before_colon(sentence, token, closed)
                break
        if closed:
            return
        for token in reversed(list(sentence[-_TAIL:])):
            if token.text in _DASHES and sentence.start + 3 < token.i < sentence.end - 1:
                tail = sentence.doc[token.i + 1 : sentence.end]
                source = self._name(tail)
                if source is not None and source.kind != "country":
                    by = (token.i, sentence.end)
                    yield Scope(sentence.start, token.i, source, token.i, by)
                return

    def _before_colon(self, sentence: Span, colon: Token, closed: bool) -> Iterator[Scope]:
        lead = sentence.doc[sentence.start : colon.i]
        rest = sentence.doc[colon.i + 1 : sentence.end]
        if not any(t.pos_ == "VERB" and t.tag_ in _FINITE for t in rest):
            return
        source = self._name(lead)
        if source is None or (closed and source.kind == "country"):
            return
        by = (sentence.start, colon.i + 1)
        yield Scope(colon.i + 1, sentence.end, source, colon.i, by)

    def _name(self, span: Span) -> Reference | None:
        """The one named party that a span consists of."""
        words = [t for t in span if not t.is_space]
        if not words or not words[0].text[:1].isupper() or any(t.pos_ == "VERB" for t in words):
            return None
        head = next((t for t in words if not any(t.head.i == o.i for o in words)), words[-1])
        for token in (head, *reversed(words)):
            reference = self._references.of(token)
            if reference is not None and (reference.key or reference.media):
                last = words[-1].text in reference.name or reference.kind == "person"
                return reference if reference.acts and last else None
        return None

    # -- phrases -----------------------------------------------------------------------------

    def _as_reported(self, verb: Token, sentence: Span) -> Iterator[Scope]:
        """ "as reported by X", "as alleged in the complaint"."""
        marked = any(c.lower_ == "as" for c in children(verb, "mark", "advmod", "prep"))
        if not marked or verb.lemma_ not in self._words["reporting"]:
            return
        by = (verb.left_edge.i, verb.right_edge.i + 1)
        for prep in children(verb, "agent", "prep"):
            if prep.dep_ == "agent" or prep.lower_ in ("in", "by"):
                for item in children(prep, "pobj"):
                    for source in self.speakers(item):
                        yield Scope(sentence.start, sentence.end, source, verb.i, by)

    def _named_after(self, prep: Token, sentence: Span) -> Iterator[Scope]:
        for item in children(prep, "pobj"):
            for source in self.speakers(item):
                if source.key or source.media:
                    by = (prep.i, item.right_edge.i + 1)
                    yield Scope(sentence.start, sentence.end, source, prep.i, by)

    def _in_the_view(self, noun: Token, sentence: Span) -> Iterator[Scope]:
        """ "in the words of X", "in X's view"."""
        if noun.head.lower_ not in ("in", "by"):
            return
        owners = children(noun, "poss")
        owners += [
            i for p in children(noun, "prep") if p.lower_ == "of" for i in children(p, "pobj")
        ]
        by = (noun.head.i, noun.right_edge.i + 1)
        for item in owners[:1]:
            for source in self.speakers(item):
                yield Scope(sentence.start, sentence.end, source, noun.i, by)

    def _claimed(self, noun: Token) -> Iterator[Scope]:
        """ "X's claim that", "allegations by X that", and who takes it back or denies it."""
        clauses = [c for c in children(noun, *_CONTENT) if is_content_clause(c)]
        if not clauses:
            return
        taken_back = noun.dep_ == "dobj" and noun.head.lemma_ in self._takes_back
        start, end = clauses[0].left_edge.i, clauses[-1].right_edge.i + 1
        claimers = [
            source
            for item in (
                *(c for c in children(noun, "poss") if not (taken_back and c.pos_ == "PRON")),
                *(
                    i
                    for p in children(noun, "prep", "agent")
                    if p.lower_ in ("by", "from")
                    for i in children(p, "pobj")
                ),
            )
            for source in self.speakers(item)
        ]
        verb = noun.head
        by = (start, start)
        if taken_back:
            for doer in children(verb, "nsubj"):
                for source in self.speakers(doer):
                    yield Scope(start, end, source, noun.i, by)
        for source in claimers:
            yield Scope(start, end, source, noun.i, by)
