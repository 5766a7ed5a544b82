"""Who speaks at a verb of speech: its subject, a name beside it, who made or read a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.lexicon import Lexicon
from byway.reading.reference import Reference
from byway.reading.references import References
from byway.reading.syntax import antecedent, children, conjuncts, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTROLLED = frozenset({"conj", "advcl", "xcomp", "relcl", "acl", "pcomp"})
_READING = frozenset({"see", "review", "obtain", "read", "view", "examine"})


class Speakers:
    """Finds the speakers of one document."""

    def __init__(self, references: References, lexicon: Lexicon) -> None:
        self._references = references
        self._speech = lexicon.words["speech"]
        self._evidence = lexicon.words["evidence"]
        self._documents = lexicon.words["documents"]

    def speaker(self, verb: Token) -> Token | None:
        """The word for who says what `verb` says; None where nobody is told."""
        own = children(verb, "nsubj")
        if own:
            return antecedent(own[0])
        if children(verb, "nsubjpass"):  # "it was reported by X that"
            agents = [p for a in children(verb, "agent") for p in children(a, "pobj")]
            return agents[0] if agents else None
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and children(verb, "ccomp"):
            return verb.head  # "X, a firm in Y, announced it was ..." read as a participle
        if verb.dep_ in _CONTROLLED and verb.tag_ != "VBN":
            return subject(verb)
        return None

    def neighbour(self, verb: Token) -> Token | None:
        """The name that stands right before a verb of speech, where the parse has lost it."""
        if verb.i == 0 or verb.lemma_ not in self._speech or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            return None
        for content in children(verb, "ccomp"):
            apposed = [
                t
                for t in content.subtree
                if content.i < t.i < verb.i
                and t.dep_ == "appos"
                and t.left_edge.i
                and t.left_edge.nbor(-1).text == ","
            ]
            if apposed and apposed[-1].right_edge.i >= verb.i - 2:
                first = next(t for t in apposed if t.head.i == apposed[-1].head.i)
                if first.pos_ in ("NOUN", "PROPN"):
                    return first
        before = verb.nbor(-1)
        return before if before.pos_ == "PROPN" and before.dep_ not in ("dobj",) else None

    def outlets(self, verb: Token) -> list[Reference]:
        """The newspaper that is told: "told Reuters that"."""
        if verb.lemma_ not in ("tell", "inform"):
            return []
        told = (r for i in children(verb, "dobj", "dative") for r in self._references.expand(i))
        return [r for r in told if r.media and r.key]

    def sources(self, speaker: Token) -> list[Reference]:
        """Who speaks: each of "X and Y", the maker of a report, the reader of a document."""
        if speaker.lemma_.lower() in self._evidence and speaker.pos_ != "PROPN":
            if speaker.lemma_.lower() not in self._documents:
                return []
            return [*self.readers(speaker), *self.document(speaker)]
        known = [r for item in conjuncts(speaker) for r in self._references.expand(item)]
        return [r for r in known if r.acts or r.media]

    def document(self, noun: Token) -> list[Reference]:
        """A report or data set as the source; who made it, where that is told."""
        reference = self._references.of(noun)
        makers = [
            maker
            for holder in (noun, *children(noun, "acl"))
            if holder.lemma_ not in _READING
            for prep in children(holder, "agent", "prep")
            if prep.lower_ == "by" or (prep.lower_ == "from" and holder.i == noun.i)
            for item in children(prep, "pobj")
            for one in conjuncts(item)
            for maker in self._references.expand(one)
            if maker.acts or maker.media or one.pos_ == "PROPN"
        ]
        return makers or ([reference] if reference is not None else [])

    def readers(self, document: Token) -> list[Reference]:
        """Who has seen a document that is quoted: "a document reviewed by X"."""
        found: list[Reference] = []
        for clause in children(document, "acl"):
            if clause.lemma_ in _READING:
                for agent in children(clause, "agent"):
                    for item in children(agent, "pobj"):
                        found.extend(r for one in conjuncts(item) for r in self._readers_of(one))
        return found

    def _readers_of(self, item: Token) -> list[Reference]:
        """Named ones: "reviewed by reporters" is the document's own publisher."""
        return [r for r in self._references.expand(item) if r.acts and (r.key or r.media)]
