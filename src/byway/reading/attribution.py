"""Who says it: reporting clauses, "according to", quotations, and what they cover.

Every cue becomes a scope: an interval of tokens and the source that speaks in it.  The chain of a
token is the sources of all scopes that hold it, the widest first.  That reads nested speech the
same way whatever syntax carries it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.citations import CitationFinder
from byway.reading.lexicon import Lexicon
from byway.reading.names import PERSON
from byway.reading.pronouns import NEUTRAL, PERSONAL
from byway.reading.reference import Reference
from byway.reading.references import References
from byway.reading.scopes import CLOSE, STRAIGHT, Scope, quotations
from byway.reading.speakers import Speakers
from byway.reading.syntax import children, conjuncts, prepositions, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_AGAIN = PERSONAL | NEUTRAL
_REMEMBERED = 2  # sentences without a speaker after which "he added" is nobody's
_INFORMING = frozenset({"inform", "notify", "advise", "brief", "tell", "remind", "assure"})


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
        self._finding = words["finding"]
        self._citing = words["citing"]
        self._evidence = words["evidence"]
        self._documents = words["documents"]
        self._accusing = words["accusing"]
        self._telling = words["telling"]
        self._denials = lexicon.hedges["denials"]
        self._speakers = Speakers(references, lexicon)
        self._citations = CitationFinder(references, lexicon)
        self._quotes = quotations(doc)
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
            for scope in self._told_by(verb, speaker, source, sentence)
        ]

    def _told_by(
        self, verb: Token, speaker: Token, source: Reference, sentence: Span
    ) -> list[Scope]:
        by = self._by(verb, speaker)
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
        by = self._by(verb, speaker)
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

    def _by(self, verb: Token, speaker: Token) -> tuple[int, int]:
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
            by[0] > sentence.start
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
