"""From events to claims: every field of the contract, one claim for each proposition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from byway.model import Status
from byway.reading.attribution import Scope, chain, innermost
from byway.reading.carry import carry
from byway.reading.events import Event, EventFinder
from byway.reading.extent import extent
from byway.reading.lexicon import Lexicon
from byway.reading.modality import Modality, Step, judge, path, weighing
from byway.reading.nesting import settle
from byway.reading.propositions import Proposition
from byway.reading.references import Reference, References
from byway.reading.roles import RoleFiller
from byway.reading.surface import Surface
from byway.reading.syntax import ancestors, children, phrase, prepositions
from byway.reading.when import When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class ClaimBuilder:
    """Builds the claims of one document from its parse and the stages' results."""

    def __init__(
        self,
        doc: Doc,
        surface: Surface,
        references: References,
        scopes: list[Scope],
        dates: list[When],
        published: date | None,
        lexicon: Lexicon,
        publisher: str | None,
    ) -> None:
        self._doc = doc
        self._surface = surface
        self._references = references
        self._scopes = scopes
        self._published = published
        self._lexicon = lexicon
        self._publisher = (publisher or "").lower()
        self._cues = frozenset(s.cue for s in scopes)
        self._cues_by_clause = frozenset(
            s.cue for s in scopes if doc[s.cue].lower_ not in ("according", "per")
        )
        self._dates = [(when, *self._span(when)) for when in dates]
        self._titles = [(p.start, p.end) for p in surface.paragraphs if p.title]

    def build(self, finder: EventFinder) -> list[Proposition]:
        """Propositions in text order, nested events settled."""
        self._events = finder
        found = list(finder.find(self._doc))
        filler = RoleFiller(self._references, self._lexicon)
        for event in found:
            filler.complete(event)
        kept, talks = settle(found, self._lexicon)
        built = [p for event in kept if (p := self._proposition(event, talks)) is not None]
        told = carry(built, self._doc, self._references, self._published, self._lexicon)
        return [p for p in told if self._in_scope(p.kind, p.event, p.agents, p.recipients)]

    def _proposition(self, event: Event, talks: frozenset[int]) -> Proposition | None:
        token, kind = event.token, event.kind
        scope = innermost(self._scopes, token.i)
        cue = self._doc[scope.cue] if scope else None
        steps = path(token, cue.i if cue is not None else None, self._cues_by_clause, self._lexicon)
        modality = judge(token, kind, steps, _future(steps, cue), self._lexicon, talks, cue)
        agents = self._references_of(event, "agent")
        recipients = self._references_of(event, "recipient")
        intermediaries = [
            r for r in self._references_of(event, "intermediary")
            if not (r.kind == "country" and set(r.codes) & {c for o in (*agents, *recipients) for c in o.codes})
        ]
        agents = _without(agents, intermediaries)
        recipients = _without(recipients, agents) if kind not in ("investigate",) else recipients
        if kind in ("supply", "evade") and intermediaries:
            kind = "route"
        if kind == "supply" and modality.status is Status.PLANNED and weighing(steps, self._lexicon):
            modality = replace(modality, status=Status.CONSIDERED)
        if kind == "supply" and modality.status is Status.CONSIDERED:
            kind = "consider_supply"
        if kind == "consider_supply" and modality.status in (Status.OCCURRED, Status.ONGOING, Status.PLANNED):
            modality = replace(modality, status=Status.CONSIDERED)
        if self._lists(event, recipients) and modality.status is not Status.CONSIDERED:
            kind = "designate"
        sources = self._sources(token)
        if kind in ("designate", "restrict") and not agents and event.verb.dep_ != "acl":
            agents = [s for s in sources[-1:] if self._is_authority(s)]
        outside = [s.by for s in self._scopes]
        start, end = extent(self._doc, event, modality.hedge, outside)
        title = any(a <= self._doc[token.i].idx < b for a, b in self._titles)
        return Proposition(
            event, kind, start, end, tuple(agents), tuple(recipients), tuple(intermediaries),
            tuple(self._goods(event)), tuple(sources), modality,
            self._date(event, steps, modality, cue, agents, sources), title,
            any(s.token.i in talks or s.token.lemma_ in self._lexicon.talking for s in steps[1:]),
        )

    # -- roles -----------------------------------------------------------------------------

    def _references_of(self, event: Event, role: str) -> list[Reference]:
        found: list[Reference] = []
        for item in event.roles.get(role, ()):
            for reference in self._references.expand(item):
                if all(not _same(reference, other) for other in found):
                    found.append(reference)
        return found

    def _lists(self, event: Event, recipients: list[Reference]) -> bool:
        """Sanctions on named or counted persons and firms are a designation."""
        if event.kind != "restrict" or event.entry.frame_name != "measure" or "deadline" in event.entry.slots.get("object", ()):
            return False
        return bool(recipients) and all(self._is_listed(r) for r in recipients)

    def _is_listed(self, reference: Reference) -> bool:
        if reference.kind in ("person", "organisation"):
            return True
        if reference.kind != "group" or reference.head < 0:
            return False
        lemma = self._doc[reference.head].lemma_.lower()
        return lemma in self._lexicon.words["listed"]

    def _in_scope(
        self, kind: str, event: Event, agents: Sequence[Reference], recipients: Sequence[Reference]
    ) -> bool:
        noun = event.token.pos_ != "VERB"
        if kind == "meet":
            if noun and event.verb.i == event.token.i and len(agents) < 2:
                return False
            return any(a.codes or a.kind == "person" for a in agents)
        if kind == "visit":
            return bool(agents) and bool(recipients) and any(a.kind in ("person", "group") for a in agents)
        if kind == "restrict" and noun and event.verb.i == event.token.i:
            in_force = event.token.dep_ in ("nsubj", "nsubjpass") and event.token.head.lemma_ in self._lexicon.in_force
            strong = event.token.head.lemma_ in ("take", "apply", "enter", "come", "expire")
            return bool(recipients) or (in_force and (strong or bool(agents or event.roles.get("goods"))))
        if kind in ("designate", "mediate"):
            return bool(agents or recipients)
        if kind == "evade":
            return bool(agents or recipients) or not noun
        if kind == "restrict" and not noun:
            return bool(agents or recipients or event.roles.get("goods"))
        if kind == "investigate":
            return bool(agents) and bool(recipients)
        if kind == "agree":
            return any(a.codes or a.kind in ("person", "organisation") or self._is_official(a) for a in agents)
        if kind in ("propose_peace", "other", "produce"):
            if kind == "other" and event.entry.frame_name == "make":
                return True
            return any(a.codes for a in agents)
        return True

    def _is_official(self, reference: Reference) -> bool:
        lemma = self._doc[reference.head].lemma_.lower() if reference.head >= 0 else ""
        return lemma in self._lexicon.person_titles or lemma in self._lexicon.words["institutions"]

    def _is_authority(self, reference: Reference) -> bool:
        """A ministry, a government or a country: one that can impose what it speaks of."""
        if reference.kind == "country":
            return True
        lemma = self._doc[reference.head].lemma_.lower() if reference.head >= 0 else ""
        if reference.kind == "organisation":
            return bool(reference.codes) and self._references.is_public(reference)
        return lemma in self._lexicon.words["institutions"]

    def _goods_items(self, event: Event) -> list[Token]:
        """Goods themselves: without words of quantity and trade, with the examples named."""
        found: list[Token] = []
        queue = list(event.roles.get("goods", ()))
        while queue:
            item = queue.pop(0)
            if item.pos_ == "PRON":
                behind = self._events.goods_behind(item)
                if behind is not None:
                    queue.append(behind)
                continue
            if any(item.i == other.i for other in found) or self._references_acts(item):
                continue
            lemma = item.lemma_.lower()
            inner = [i for w, i in prepositions(item) if w in ("of", "in") and self._is_ware(i)]
            if inner and (lemma in self._lexicon.quantities or lemma in self._lexicon.goods["trade"] or item.pos_ in ("NUM", "SYM")):
                queue[:0] = inner
                continue
            if lemma in self._lexicon.goods["trade"] and not self._is_ware(item):
                queue[:0] = [c for c in children(item, "compound") if self._is_ware(c)]
                continue
            found.append(item)
            for word, example in prepositions(item):
                if word in ("as", "including") or (word == "such"):
                    queue.append(example)
        return found

    def _is_ware(self, item: Token) -> bool:
        lemma = item.lemma_.lower()
        goods = self._lexicon.goods
        return lemma in goods["heads"] or lemma in goods["aid"] or (
            any(i.lemma_.lower() in goods["heads"] for w, i in prepositions(item) if w in ("of", "in"))
        )

    def _goods(self, event: Event) -> list[str]:
        found: list[str] = []
        for item in self._goods_items(event):
            start, end = phrase(item, frozenset({"of"}))
            while start < end - 1 and (self._doc[start].dep_ in ("det", "predet", "poss") or self._doc[start].pos_ == "PUNCT"):
                start += 1
            a, b = self._original(start, end)
            text = self._doc[start:end].text.strip(" ,.;")
            if text and text not in found and b > a:
                found.append(text)
        return found

    def _references_acts(self, item: Token) -> bool:
        reference = self._references.of(item)
        return reference is not None and reference.acts

    # -- sources ---------------------------------------------------------------------------

    def _sources(self, token: Token) -> list[Reference]:
        found = []
        for source in chain(self._scopes, token.i):
            name = source.name.lower().removeprefix("the ")
            if self._publisher and (name == self._publisher or name == self._publisher.removeprefix("the ")):
                continue
            found.append(source)
        return found

    # -- dates -----------------------------------------------------------------------------

    def _span(self, when: When) -> tuple[int, int]:
        span = self._doc.char_span(when.start, when.end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (-1, -1)

    def _date(
        self,
        event: Event,
        steps: list[Step],
        modality: Modality,
        cue: Token | None,
        agents: list[Reference],
        sources: list[Reference],
    ) -> str | None:
        own = self._own_date(event, steps, modality)
        if own is None and cue is not None and cue.lemma_ == "announce" and sources:
            if any(_same(a, sources[-1]) for a in agents):  # announcing it is doing it
                for when, start, end in self._dates:
                    hold = self._hold(start, end) if when.value else None
                    if hold is not None and hold.i == cue.i:
                        return when.value
        return own

    def _own_date(self, event: Event, steps: list[Step], modality: Modality) -> str | None:
        sentence = event.token.sent
        anchors = {event.token.i, event.verb.i}
        anchors.update(s.token.i for s in steps if s.token.i >= sentence.start)
        occasions = {
            i.i for w, i in prepositions(event.verb) if w in ("during", "at", "in") and i.lemma_ in _OCCASIONS
        }
        arguments = {f.i for fillers in event.roles.values() for f in fillers}
        best: tuple[int, str] | None = None
        for when, start, end in self._dates:
            if when.value is None or not sentence.start <= start < sentence.end:
                continue
            if any(s.by[0] <= start < s.by[1] for s in self._scopes):
                continue
            hold = self._hold(start, end)
            if hold is None:
                continue
            if hold.i in anchors:
                rank = 0 if hold.i in (event.token.i, event.verb.i) else 1
            elif hold.i in occasions or (hold.i in arguments and hold.i > event.token.i):
                rank = 2
            else:
                continue
            value = self._forward(when, modality) if rank != 1 else when.value
            if best is None or rank < best[0]:
                best = (rank, value)
        return best[1] if best else None

    def _forward(self, when: When, modality: Modality) -> str:
        """A bare weekday of something planned lies ahead, not behind."""
        value = when.value or ""
        if when.monthly and modality.status is Status.PLANNED and self._published:
            if value < self._published.isoformat()[:7]:
                return f"{int(value[:4]) + 1}{value[4:]}"
        if when.weekday and modality.status is Status.PLANNED and self._published and len(value) == 10:
            day = date.fromisoformat(value)
            if day < self._published:
                return (day + timedelta(days=7)).isoformat()
        return value

    def _hold(self, start: int, end: int) -> Token | None:
        """The predicate or noun that a dated expression hangs on; None after "since" and the like."""
        token = self._doc[start]
        for candidate in self._doc[start:end]:
            if not start <= candidate.head.i < end:
                token = candidate
                break
        if token.dep_ in ("compound", "nmod", "poss", "amod") and token.head.pos_ in ("NOUN", "PROPN"):
            return None if token.dep_ != "nmod" else token.head
        for head in ancestors(token):
            if head.lower_ in ("before", "after", "since", "until", "ahead", "despite"):
                return None
            if head.dep_ in ("prep", "pcomp") and head.pos_ in ("ADP", "SCONJ", "ADV"):
                continue
            if head.pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
                return head
        return token if token.pos_ in ("VERB", "AUX") else None

    def _original(self, start: int, end: int) -> tuple[int, int]:
        last = self._doc[end - 1]
        return self._surface.original(self._doc[start].idx, last.idx + len(last))


_OCCASIONS = frozenset({"visit", "meeting", "summit", "talk", "talks", "trip", "ceremony", "conference", "call", "session"})


def _same(a: Reference, b: Reference) -> bool:
    return (bool(a.key) and a.key == b.key and a.kind == b.kind) or a.name.lower() == b.name.lower()


def _without(found: list[Reference], others: Iterable[Reference]) -> list[Reference]:
    return [r for r in found if not any(_same(r, other) for other in others)]


def _future(steps: list[Step], cue: Token | None) -> int | None:
    """The verb right under a speaker's verb in the past: its "would" is a plain future."""
    top = steps[-1].token
    if cue is None or cue.tag_ not in ("VBD", "VBN") or top.head.i != cue.i:
        return None
    return top.i if top.dep_ in ("ccomp", "xcomp") else None
