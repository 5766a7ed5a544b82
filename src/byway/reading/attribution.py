"""Who says it: reporting clauses, "according to", quotations, and what they cover.

Every cue becomes a scope: an interval of tokens and the source that speaks in it.  The chain of a
token is the sources of all scopes that hold it, the widest first.  That reads nested speech the
same way whatever syntax carries it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.citations import CitationFinder
from byway.reading.content import Content
from byway.reading.lexicon import Lexicon
from byway.reading.names import PERSON
from byway.reading.pronouns import NEUTRAL, PERSONAL
from byway.reading.reference import Reference
from byway.reading.references import References
from byway.reading.scopes import Scope, quotations
from byway.reading.speakers import Speakers
from byway.reading.syntax import children, conjuncts, prepositions, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_AGAIN = PERSONAL | NEUTRAL
_REMEMBERED = 2  # sentences without a speaker after which "he added" is nobody's


def find_scopes(doc: Doc, references: References, lexicon: Lexicon) -> list[Scope]:
    """All scopes of attribution of a document, in order of their cues."""
    finder = _Finder(doc, references, lexicon)
    return finder.run()


class _Finder:
    def __init__(self, doc: Doc, references: References, lexicon: Lexicon) -> None:
        self._doc = doc
        self._references = references
        words = lexicon.words
        self._reporting = words["reporting"]
        self._speech = words["speech"]
        self._citing = words["citing"]
        self._evidence = words["evidence"]
        self._documents = words["documents"]
        self._accusing = words["accusing"]
        self._telling = words["telling"]
        self._denials = lexicon.hedges["denials"]
        self._speakers = Speakers(references, lexicon)
        self._citations = CitationFinder(references, lexicon)
        self._quotes = quotations(doc)
        self._content = Content(doc, self._quotes, lexicon)
        self._last: list[Reference] = []  # who spoke last, for "he added" without a name
        self._since = 0

    def run(self) -> list[Scope]:
        scopes: list[Scope] = []
        speaker: Scope | None = None
        previous: Span | None = None
        for sentence in self._doc.sents:
            own: list[Scope] = []
            citing: list[Token] = []
            for token in sentence:
                if token.pos_ != "VERB":
                    if token.lower_ == "according":
                        own.extend(self._according(token, sentence))
                elif token.lemma_ in self._accusing:
                    own.extend(self._accused(token))
                elif token.lemma_ in self._citing | {"refer"} and token.tag_ == "VBG":
                    citing.append(token)
                elif token.lemma_ in self._denials:
                    own.extend(self._denied(token))
                elif token.lemma_ in self._reporting:
                    own.extend(self._reported(token, sentence))
                elif token.lower_ == "according":
                    own.extend(self._according(token, sentence))
            own.extend(self._citations.find(sentence))
            for token in citing:
                own.extend(self._cited(token, own))
            if previous is not None:
                own.extend(self._backwards(sentence, previous))
            carried = self._carried(sentence, speaker, own)
            if carried:
                own.append(carried)
            scopes.extend(own)
            told = [s.source for s in own if s.source is not None]
            self._last, self._since = (told[-1:], 0) if told else (self._last, self._since + 1)
            if self._since > _REMEMBERED:
                self._last = []
            speaking = [s for s in own if self._is_quoted(s, sentence)]
            if speaking:
                speaker = speaking[-1]
            elif not self._quoted_throughout(sentence):
                speaker = None
            previous = sentence
        return scopes

    # -- cues ------------------------------------------------------------------------------

    def _reported(self, verb: Token, sentence: Span) -> list[Scope]:
        speaker = self._speakers.speaker(verb)
        sources = self._speakers.sources(speaker) if speaker is not None else []
        if not sources:
            speaker = self._speakers.neighbour(verb)
            sources = self._speakers.sources(speaker) if speaker is not None else []
        if speaker is not None and not sources and speaker.lower_ in _AGAIN:
            sources = [r for r in self._last if (r.kind == PERSON) == (speaker.lower_ in PERSONAL)]
        if speaker is None or not sources:
            return []
        outlets = self._speakers.outlets(verb)
        return [
            scope
            for source in (*outlets, *sources)
            for scope in self._content.told_by(verb, speaker, source, sentence)
        ]

    def _accused(self, verb: Token) -> list[Scope]:
        """ "X accused Y of doing Z": Z is what X says, and no more than said."""
        agents = [p for a in children(verb, "agent") for p in children(a, "pobj")]
        speaker = agents[0] if agents else None
        if speaker is None and not children(verb, "nsubjpass") and verb.dep_ != "acl":
            speaker = subject(verb)
        sources = self._speakers.sources(speaker) if speaker is not None else []
        if not sources or speaker is None:
            return []
        by = min(verb.i, speaker.left_edge.i), max(verb.i, speaker.i) + 1
        return [
            Scope(content.left_edge.i, content.right_edge.i + 1, source, verb.i, by)
            for source in sources
            for holder in (verb, *agents, *children(verb, "dobj"))  # "of" often hangs on a noun
            for prep in children(holder, "prep")
            if prep.lower_ in ("of", "for")
            for content in children(prep, "pcomp", "pobj")
        ]

    def _denied(self, verb: Token) -> list[Scope]:
        """ "X denied that Y did Z", "X denied doing Z": X speaks."""
        speaker = self._speakers.speaker(verb)
        contents = children(verb, "ccomp", "xcomp")
        if speaker is None or speaker.i > verb.i or not contents:
            return []
        by = self._content.by(verb, speaker)
        return [
            Scope(max(c.left_edge.i, verb.i + 1), c.right_edge.i + 1, source, verb.i, by)
            for source in self._speakers.sources(speaker)
            for c in contents
            if c.i > verb.i and not any(m.lower_ == "whether" for m in children(c, "mark"))
        ]

    def _cited(self, verb: Token, own: list[Scope]) -> list[Scope]:
        """ "Citing officials, X reported that": the officials speak inside what X reports."""
        if not own:
            return []
        widest = max(own, key=lambda s: s.end - s.start)
        items = children(verb, "dobj")
        items += [i for w, i in prepositions(verb) if verb.lemma_ == "refer" and w == "to"]
        by = (verb.left_edge.i, max((i.right_edge.i for i in items), default=verb.i) + 1)
        found = []
        for source in (s for i in items for s in self._speakers.sources(i)):
            if source is not None and not by[0] <= widest.cue < by[1]:
                found.append(Scope(widest.start, widest.end, source, verb.i, by))
        return found

    def _according(self, token: Token, sentence: Span) -> list[Scope]:
        target = None
        for child in token.children:
            if child.dep_ == "prep":
                target = next(iter(children(child, "pobj")), None)
            elif child.dep_ == "pobj":
                target = child
        if target is None:
            after = [t for t in self._doc[token.i + 1 : sentence.end] if t.dep_ == "pobj"]
            target = after[0] if after else None
        if target is None:
            return []
        by = (token.i, target.right_edge.i + 1)
        start, end = sentence.start, sentence.end
        host = token.head
        while host.dep_ in ("prep", "advmod"):
            host = host.head
        inside = host.dep_ in ("ccomp", "relcl", "advcl") and token.i > host.i
        if inside and host.i != sentence.root.i and by[1] < sentence.end - 2:
            start, end = host.left_edge.i, host.right_edge.i + 1
        if target.lemma_.lower() in self._documents:
            told = self._speakers.document(target)
        else:
            told = [r for item in conjuncts(target) for r in self._references.expand(item)]
        sources = [*self._speakers.readers(target), *told]
        return [Scope(start, end, s, token.i, by) for s in sources]

    # -- speech across sentences -----------------------------------------------------------

    def _backwards(self, sentence: Span, previous: Span) -> list[Scope]:
        """ "This was reported by X, citing Y": covers the sentence before."""
        root = sentence.root
        if root.lemma_ not in self._reporting or sentence[0].lower_ not in ("this", "that", "it"):
            return []
        if not children(root, "nsubjpass") or children(root, "ccomp"):
            return []
        found: list[Scope] = []
        by = (sentence.start, sentence.start)
        for agent in children(root, "agent"):
            for item in children(agent, "pobj"):
                reference = self._references.of(item)
                if reference:
                    found.append(
                        Scope(previous.start, previous.end + len(found), reference, root.i, by)
                    )
        for citing in sentence:
            if citing.lemma_ in self._citing and citing.i > root.i:
                for item in children(citing, "dobj"):
                    reference = self._references.of(item)
                    if reference:
                        found.append(
                            Scope(previous.start, previous.end - 1, reference, citing.i, by)
                        )
        return found

    def _carried(self, sentence: Span, speaker: Scope | None, own: list[Scope]) -> Scope | None:
        """A sentence that stands in quotes and names no speaker goes on with the last one."""
        if speaker is None or own or not self._quoted_throughout(sentence):
            return None
        return Scope(
            sentence.start,
            sentence.end,
            speaker.source,
            speaker.cue,
            (sentence.start, sentence.start),
        )

    def _quoted_throughout(self, sentence: Span) -> bool:
        middle = (sentence.start + sentence.end) // 2
        return any(a <= sentence.start + 1 and middle < b for a, b in self._quotes)

    def _is_quoted(self, scope: Scope, sentence: Span) -> bool:
        return scope.cue >= sentence.start and any(
            a < scope.end and scope.start < b and b - a >= 5 for a, b in self._quotes
        )
