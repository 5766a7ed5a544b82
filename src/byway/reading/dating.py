"""Which of a sentence's dates is the event's, and not the statement's or another event's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from byway.model import Status
from byway.reading.analysis import Analysis
from byway.reading.climb import Step
from byway.reading.event import Event
from byway.reading.reference import Reference, same
from byway.reading.syntax import ancestors, children, prepositions
from byway.reading.when import When

if TYPE_CHECKING:
    from spacy.tokens import Token

_OCCASIONS = frozenset(
    {"visit", "meeting", "summit", "talk", "talks", "trip", "ceremony", "conference", "call",
     "session", "forum", "round", "gathering", "council", "assembly", "congress", "hearing",
     "exhibition", "expo", "fair", "review"}
)  # fmt: skip
_CONVENED = frozenset({"meet", "gather", "convene", "assemble"})
_TO_COME = frozenset({Status.PLANNED, Status.CONSIDERED, Status.HYPOTHETICAL})
_REPEATED = frozenset({"supply", "route", "evade", "produce", "consider_supply"})


class Dating:
    """Gives the events of one document their dates."""

    def __init__(self, analysis: Analysis) -> None:
        words = analysis.lexicon.status
        self._deciding = words["planned"]["verbs"] | words["considered"]["verbs"]
        self._topics = analysis.lexicon.topics
        self._doc = analysis.doc
        self._scopes = analysis.scopes
        self._published = analysis.published
        self._dates: list[tuple[When, int, int]] = []
        for when in analysis.dates:
            span = self._doc.char_span(when.start, when.end, alignment_mode="expand")
            if when.value is not None and span is not None:
                self._dates.append((when, span.start, span.end))

    def of(self, event: Event, steps: Sequence[Step], status: Status) -> str | None:
        """The date that hangs on the event, on what governs it, or on its occasion."""
        sentence = event.token.sent
        own = {event.token.i, event.verb.i}
        governing = set()
        for step in steps:
            if step.token.lower_ == "during":
                break
            if step.token.i >= sentence.start:
                governing.add(step.token.i)
        lesser = {f.i for fillers in event.roles.values() for f in fillers if f.i > event.token.i}
        lesser.update(
            i.i
            for held in (event.verb, *children(event.verb, "dobj"))
            for w, i in prepositions(held)
            if w in ("during", "at", "in") and i.lemma_ in _OCCASIONS
        )
        told = [event.verb, *children(event.verb, "xcomp", "pcomp")]
        told += [c for c in children(event.token, "acl") if c.tag_ == "VBN"]  # "signed in April"
        for verb in told:
            inner = [verb, *children(verb, "dobj", "attr")]
            lesser.update(t.i for t in inner if t.i > event.token.i)
        for step in steps[1:]:  # "the ministers' meeting on Tuesday agreed to"
            doers = children(step.token, "nsubj") if step.token.pos_ == "VERB" else []
            lesser.update(doer.i for doer in doers if doer.lemma_ in _OCCASIONS)
        for doer in children(event.verb, "nsubj", "nsubjpass"):
            imposed = event.kind in ("designate", "restrict")
            if event.verb.lemma_ in self._topics or imposed:  # "designations in May included X"
                lesser.add(doer.i)
            for clause in children(doer, "acl"):  # "sanctions imposed in May", "ministers meeting"
                if clause.lemma_ in _CONVENED or (imposed and clause.tag_ == "VBN"):
                    lesser.add(clause.i)
        best: tuple[int, str] | None = None
        for when, start, end in self._dates:
            if not sentence.start <= start < sentence.end or self._tells_when_said(start, event):
                continue
            since = when.since and (status is Status.ONGOING or event.kind in _REPEATED)
            held = self._when_clause(start, end, event) or self._hold(start, end, since=since)
            if held is None:
                held = self._qualified(start, end)
                if held is None or (held.lemma_ not in _OCCASIONS and held.i not in own | lesser):
                    continue
            rank = next((r for r, at in enumerate((own, governing, lesser)) if held.i in at), None)
            if rank is not None and (best is None or rank < best[0]):
                decided = rank == 1 and held.lemma_ in self._deciding  # "on Friday vowed to"
                value = when.value or "" if decided else self._ahead(when, status)
                best = (rank, self._until_now(value) if self._lasts(when, event) else value)
        return best[1] if best else None

    def _lasts(self, when: When, event: Event) -> bool:
        """Whether what is told of an event is a sum of what has happened since a date."""
        return when.since and event.kind in _REPEATED and "/" not in (when.value or "/")

    def _until_now(self, since: str) -> str:
        if self._published is None:
            return since
        now = self._published.isoformat()
        return f"{since}/{now[:7] if len(since) == 7 else now}"

    def of_announcement(
        self, cue: Token | None, agents: Sequence[Reference], sources: Sequence[Reference]
    ) -> str | None:
        """The date of an announcement, where announcing it is doing it."""
        if cue is None or cue.lemma_ != "announce" or not sources:
            return None
        if not any(same(agent, sources[-1]) for agent in agents):
            return None
        for when, start, end in self._dates:
            held = self._hold(start, end)
            if held is not None and held.i == cue.i:
                return when.value
        return None

    def _tells_when_said(self, start: int, event: Event) -> bool:
        """Whether a date is in a speaker's clause, unless the event is in it too."""
        own = (event.token.i, event.verb.i)
        return any(
            s.by[0] <= start < s.by[1]
            and s.cue not in own
            and not s.by[0] <= event.token.i < s.by[1]
            for s in self._scopes
        )

    def _ahead(self, when: When, status: Status) -> str:
        """A bare weekday or month of something planned lies ahead, not behind."""
        value = when.value or ""
        if status not in _TO_COME or self._published is None:
            return value
        if when.monthly and value < self._published.isoformat()[:7]:
            return f"{int(value[:4]) + 1}{value[4:]}"
        if when.weekday and date.fromisoformat(value) < self._published:
            return (date.fromisoformat(value) + timedelta(days=7)).isoformat()
        return value

    def _when_clause(self, start: int, end: int, event: Event) -> Token | None:
        """ "In December, when X sold arms": the predicate of a clause that hangs on a date."""
        for token in self._doc[start:end]:
            for clause in children(token, "relcl", "advcl"):
                if clause.i == event.verb.i and any(
                    c.lower_ == "when" for c in children(clause, "advmod", "mark")
                ):
                    return clause
        return None

    def _qualified(self, start: int, end: int) -> Token | None:
        """The noun that a date in front of it qualifies: "Tuesday's talks", "the June session"."""
        for token in self._doc[start:end]:
            outside = not start <= token.head.i < end
            if outside and token.dep_ in ("compound", "poss", "amod", "nmod"):
                return token.head if token.head.pos_ == "NOUN" else None
        return None

    def _hold(self, start: int, end: int, *, since: bool = False) -> Token | None:
        """What a dated expression hangs on: a predicate or a noun; None after "since" etc."""
        token = self._doc[start]
        for candidate in self._doc[start:end]:
            if not start <= candidate.head.i < end:
                token = candidate
                break
        if token.head.pos_ in ("NOUN", "PROPN"):
            if token.dep_ == "nmod":
                return token.head
            if token.dep_ in ("compound", "poss", "amod"):
                return None
        for head in ancestors(token):
            if head.lower_ == "since" and since:
                continue
            if head.lower_ in ("before", "after", "since", "until", "ahead", "despite"):
                return None
            if head.dep_ in ("prep", "pcomp") and head.pos_ in ("ADP", "SCONJ", "ADV"):
                continue
            if head.dep_ in ("aux", "auxpass"):
                continue  # "is today adding"
            if head.pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
                return head
        return token if token.pos_ in ("VERB", "AUX") else None
