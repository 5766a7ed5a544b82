"""Legs of one journey: goods that are told to go to one place and then on to another.

"The lathes were sent to Armenia and then re-exported to Russia" is one route with a stop; "bought
sensors in Japan and forwarded them to Iran" is a buyer between a seller and an end user; "made in
Brno, sold to a dealer, cleared in Poti and delivered to X" has stops told on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.lexicon import Lexicon
from byway.reading.phrases import Phrases
from byway.reading.syntax import children, is_passive, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_FLOWS = frozenset({"supply", "route", "consider_supply"})
_THEN = frozenset({"before", "after"})
_WHENCE = frozenset({"where", "whence", "there"})
_WHO = frozenset({"who", "which", "that"})


def join(events: list[Event]) -> list[Event]:
    """The events with the legs of a journey made one route; the rest as they came."""
    by_token = {event.token.i: event for event in events if event.kind in _FLOWS}
    gone: set[int] = set()
    for second in events:
        if second.kind not in _FLOWS or second.token.pos_ != "VERB":
            continue
        first = next((by_token[i] for i in _before(second.token) if i in by_token), None)
        first = first or _sold_before(second, events)
        if first is None or first.token.i in gone or not _shares_goods(second, first):
            continue
        if _join(first, second):
            gone.add(second.token.i)
    return [event for event in events if event.token.i not in gone]


def _before(verb: Token) -> Iterable[int]:
    """Verbs whose leg may come before that of `verb`, nearest first."""
    head = verb.head
    if verb.dep_ == "conj":
        yield head.i
        if head.dep_ == "conj":
            yield head.head.i
    elif verb.dep_ == "advcl" and any(c.lower_ in _THEN for c in children(verb, "mark")):
        yield head.i
    elif verb.dep_ == "pcomp" and head.lower_ in _THEN:
        yield head.head.i
    elif verb.dep_ == "relcl" and (
        any(t.lower_ in _WHENCE for t in verb.subtree if t.i < verb.i)
        or any(c.lower_ in _WHO for c in children(verb, "nsubj"))
    ):
        for ancestor in head.ancestors:
            yield ancestor.i


def _sold_before(second: Event, events: list[Event]) -> Event | None:
    """ "The machine, sold to a dealer, was delivered to X": the leg told of the goods alone."""
    wares = {t.i for t in second.filled("goods")}
    for event in events:
        if event.kind in _FLOWS and event.filled("recipient") and event.token.i != second.token.i:
            top = event.token
            while top.dep_ == "conj" and top.head.pos_ == "VERB":
                top = top.head
            if top.dep_ == "acl" and top.head.i in wares and is_passive(event.token):
                return event
    return None


def _shares_goods(second: Event, first: Event) -> bool:
    """No goods of its own: none, a pronoun for what went before, or the same."""
    if {t.i for t in second.filled("goods")} & {t.i for t in first.filled("goods")}:
        return True
    own = children(second.verb, "dobj")
    if is_passive(second.verb):
        own += children(second.verb, "nsubjpass")
    return all(item.pos_ in ("PRON", "DET", "NUM") for item in own)


def _join(first: Event, second: Event) -> bool:
    """Make `first` the whole journey; False when the two do not follow on each other."""
    stops, ends = first.filled("recipient"), second.filled("recipient")
    if not ends or any(s.i == e.i for s in stops for e in ends):
        return False
    told_of = any(c.lower_ in _WHO for c in children(second.token, "nsubj"))
    if second.token.dep_ == "relcl" and told_of and second.token.head.i not in {s.i for s in stops}:
        return False  # only "to dealers who resell them to X"
    bought = first.entry.frame.get("subject") == "recipient"
    buyers = {s.i for s in stops}
    others = any(t.i not in buyers for t in second.filled("intermediary"))
    if bought and others:  # the buyer sends on through others
        first.replace("agent", stops)
    elif stops:
        first.add("intermediary", *stops)
    elif not first.filled("intermediary"):
        return False
    if not first.filled("agent"):
        stopped = {s.i for s in stops}
        first.add("agent", *(a for a in second.filled("agent") if a.i not in stopped))
    first.add("intermediary", *second.filled("intermediary"))
    first.replace("recipient", ends)
    first.slots = [*first.slots, second.token]
    first.kind = "route"
    return True


def stop_over(event: Event, phrases: Phrases, lexicon: Lexicon) -> None:
    """Add the places where goods are handled on the way: "refined in X and sold to Y"."""
    if event.kind not in _FLOWS or not event.filled("recipient"):
        return
    taken = {t.i for role in event.roles.values() for t in role}
    for verb in _handlings(event, lexicon):
        for word, item in prepositions(verb):
            if word in ("in", "at"):
                near = [item, *(i for w, i in prepositions(item) if w in ("in", "at"))]
                places = [i for i in near if phrases.is_place(i) and i.i not in taken]
                event.add("intermediary", *places[-1:])


def _handlings(event: Event, lexicon: Lexicon) -> Iterable[Token]:
    """Verbs of handling goods beside the verb of their transfer, or told of the goods."""
    top = event.token
    while top.dep_ == "conj" and top.head.pos_ == "VERB":
        top = top.head
    queue = [top, *(c for ware in event.filled("goods") for c in children(ware, "acl"))]
    for verb in queue:
        queue.extend(c for c in children(verb, "conj") if c.pos_ == "VERB")
        if verb.lemma_ in lexicon.classes["handled"] and is_passive(verb):
            yield verb
