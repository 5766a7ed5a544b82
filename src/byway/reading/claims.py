"""From events to propositions: every field of a claim, nested events and repeats settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from byway.model import Certainty, Status
from byway.reading.analysis import Analysis
from byway.reading.carry import carry
from byway.reading.certainty import judge_certainty
from byway.reading.climb import Climb, climb
from byway.reading.contradiction import contradicted
from byway.reading.dating import Dating
from byway.reading.event import Event
from byway.reading.events import EventFinder
from byway.reading.extent import extent
from byway.reading.nesting import settle
from byway.reading.polarity import is_ended
from byway.reading.propositions import Proposition
from byway.reading.reference import Reference, same
from byway.reading.repeats import once
from byway.reading.roles import RoleFiller
from byway.reading.scope import in_scope
from byway.reading.scopes import chain, innermost
from byway.reading.status import is_only_thought_of, judge_status
from byway.reading.syntax import objects
from byway.reading.wares import goods_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRADE = frozenset({"supply", "route", "consider_supply"})  # to end it is to restrict
_RULES = frozenset(  # measures that bind without listing anybody
    {"requirement", "control", "rule", "check", "limit", "tariff", "scrutiny", "quota", "oversight"}
)
_ORDERS = frozenset({"according", "per"})


def propositions(analysis: Analysis) -> list[Proposition]:
    """The propositions of a document in text order, each once."""
    builder = _Builder(analysis)
    lexicon = analysis.lexicon
    events = list(EventFinder(analysis.references, analysis.phrases, lexicon).find(analysis.doc))
    filler = RoleFiller(analysis.references, analysis.phrases, lexicon)
    for event in events:
        filler.complete(event)
    kept, talks = settle(events, lexicon)
    for event in kept:
        filler.direct(event)
    told = carry([builder.build(event, talks) for event in kept], analysis)
    return once([p for p in told if in_scope(p, lexicon)])


class _Builder:
    """Fills a proposition's fields from an event and the analysis it was found in."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._lexicon = analysis.lexicon
        self._doc = analysis.doc
        self._dating = Dating(analysis)
        self._taken_back = contradicted(analysis.doc, analysis.lexicon)
        self._speakers = [s.by for s in analysis.scopes]
        turning = analysis.lexicon.hedges["denials"] | analysis.lexicon.hedges["claims"]
        self._turning = frozenset(
            s.cue for s in analysis.scopes if self._doc[s.cue].lemma_.lower() in turning
        )  # verbs and nouns of speech that are judged themselves: "denied", "the claim that"
        self._cues = frozenset(
            s.cue
            for s in analysis.scopes
            if s.cue not in self._turning and self._doc[s.cue].lower_ not in _ORDERS
        )
        self._titles = [(p.start, p.end) for p in analysis.surface.paragraphs if p.title]
        self._publisher = (analysis.document.publisher or "").lower().removeprefix("the ")

    def build(self, event: Event, talks: frozenset[int]) -> Proposition:
        """The proposition of one event; `talks` are tokens of talks about events."""
        token, lexicon = event.token, self._lexicon
        scope = innermost(self._analysis.scopes, token.i)
        cue = self._doc[scope.cue] if scope and scope.cue not in self._turning else None
        path = climb(token, lexicon, cue=cue, cues=self._cues, talks=talks)
        certainty, hedge = judge_certainty(path, negative="negated" in event.entry.slots)
        if token.sent.start in self._taken_back:
            certainty, hedge = Certainty.DENIED, ()
        agents, recipients, between = self._parties(event)
        ended = is_ended(path)
        if ended and event.kind not in _TRADE:
            certainty, hedge = Certainty.DENIED, ()
        elif ended and event.entry.frame.get("subject") == "recipient":
            agents, recipients = recipients, agents  # "stopped buying oil from X"
        kind, status = self._kind(event, path, recipients, between)
        if ended and event.kind in _TRADE:
            kind, status = "restrict", judge_status(path, "restrict")
        sources = self._sources(token)
        coming = event.kind in ("visit", "meet") and status is Status.ONGOING
        date = self._dating.of(event, path.steps, Status.PLANNED if coming else status)
        if status is Status.ONGOING and self._is_ahead(date):
            status = Status.PLANNED  # "X visits Y next week"
        if kind in ("designate", "restrict") and not agents and event.verb.dep_ != "acl":
            agents = [s for s in sources[-1:] if self._is_authority(s)]
        start, end = extent(self._doc, event, hedge, self._speakers)
        return Proposition(
            event=event,
            kind=kind,
            start=start,
            end=end,
            agents=tuple(agents),
            recipients=tuple(recipients),
            intermediaries=tuple(between),
            goods=tuple(goods_of(event, self._analysis.phrases, lexicon)),
            sources=tuple(sources),
            certainty=certainty,
            status=status,
            hedge=hedge,
            date=date or self._dating.of_announcement(cue, agents, sources),
            title=any(a <= self._doc[token.i].idx < b for a, b in self._titles),
            talked=path.talked,
        )

    def _is_ahead(self, when: str | None) -> bool:
        """Whether a date lies after the day the document was published."""
        published = self._analysis.published
        if when is None or published is None:
            return False
        start = when.split("/")[0]
        return start > published.isoformat()[: len(start)]

    def _parties(self, event: Event) -> tuple[list[Reference], list[Reference], list[Reference]]:
        """Agents, recipients and intermediaries; nobody in two roles."""
        agents, recipients = self._named(event, "agent"), self._named(event, "recipient")
        ends = {code for r in (*agents, *recipients) for code in r.codes}
        between = [
            r
            for r in self._named(event, "intermediary")
            if r.kind != "country" or not set(r.codes) & ends
        ]
        agents = _without(agents, between)
        if event.kind != "investigate":
            recipients = _without(recipients, agents)
        places = [code for r in self._named(event, "place") for code in r.codes]
        if places and recipients and not recipients[0].codes:
            recipients[0] = replace(recipients[0], codes=tuple(dict.fromkeys(places)))
        return agents, recipients, between

    def _named(self, event: Event, role: str) -> list[Reference]:
        found: list[Reference] = []
        for item in event.roles.get(role, ()):
            for reference in self._analysis.references.expand(item):
                if not any(same(reference, other) for other in found):
                    found.append(reference)
        return found

    def _kind(
        self,
        event: Event,
        path: Climb,
        recipients: list[Reference],
        between: list[Reference],
    ) -> tuple[str, Status]:
        """The event type and status once the roles are known."""
        kind, status = event.kind, judge_status(path, event.kind)
        if kind in ("supply", "evade") and between:
            return "route", status
        if kind == "supply":
            if status is Status.PLANNED and is_only_thought_of(path):
                status = Status.CONSIDERED
            if status is Status.CONSIDERED:
                kind = "consider_supply"
        elif kind == "consider_supply" and status is not Status.HYPOTHETICAL:
            status = Status.CONSIDERED
        elif (
            kind == "restrict"
            and status is not Status.CONSIDERED
            and self._lists(event, recipients)
        ):
            kind, status = "designate", judge_status(path, "designate")
        return kind, status

    def _lists(self, event: Event, recipients: list[Reference]) -> bool:
        """Sanctions on named or counted persons and firms are a designation."""
        entry = event.entry
        if event.token.dep_ == "nsubj" and event.verb.i == event.token.head.i:
            return False  # "the sanctions have forced X to": what they do to X
        if entry.frame_name != "measure" or "deadline" in entry.slots.get("object", ()):
            return False
        if any(o.lemma_ in _RULES for o in objects(event.verb)):
            return False  # "a license requirement for these entities"
        listed = self._lexicon.words["listed"]
        return bool(recipients) and all(
            r.kind in ("person", "organisation") or (r.kind == "group" and r.lemma in listed)
            for r in recipients
        )

    def _is_authority(self, reference: Reference) -> bool:
        """A ministry, a government or a country: one that can impose what it speaks of."""
        if reference.kind == "organisation":
            return bool(reference.codes) and self._analysis.references.is_public(reference)
        return reference.kind == "country" or reference.lemma in self._lexicon.words["institutions"]

    def _sources(self, token: Token) -> list[Reference]:
        """The chain of attribution without the document's own publisher."""
        return [
            source
            for source in chain(self._analysis.scopes, token.i)
            if not self._publisher or source.name.lower().removeprefix("the ") != self._publisher
        ]


def _without(found: list[Reference], others: Iterable[Reference]) -> list[Reference]:
    return [r for r in found if not any(same(r, other) for other in others)]
