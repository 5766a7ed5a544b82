"""Legs of one journey: goods that are told to go to one place and then on to another.

"The lathes were sent to Armenia and then re-exported to Russia" is one route with a stop; "bought
sensors in Japan and forwarded them to Iran" is a buyer between a seller and an end user.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from byway.reading.event import Event
from byway.reading.syntax import children, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_FLOWS = frozenset({"supply", "route", "consider_supply"})
_THEN = frozenset({"before", "after"})
_WHENCE = frozenset({"where", "whence", "there"})


def join(events: list[Event]) -> list[Event]:
    """The events with the legs of a journey made one route; the rest as they came."""
    by_token = {event.token.i: event for event in events if event.kind in _FLOWS}
    gone: set[int] = set()
    for second in events:
        if second.kind not in _FLOWS or second.token.pos_ != "VERB":
            continue
        first = next((by_token[i] for i in _before(second.token) if i in by_token), None)
        if first is None or first.token.i in gone or not _shares_goods(second):
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
    elif verb.dep_ == "relcl" and any(t.lower_ in _WHENCE for t in verb.subtree if t.i < verb.i):
        for ancestor in head.ancestors:
            yield ancestor.i


def _shares_goods(second: Event) -> bool:
    """No goods of its own: none, or a pronoun for what went before."""
    own = children(second.verb, "dobj")
    if is_passive(second.verb):
        own += children(second.verb, "nsubjpass")
    return all(item.pos_ in ("PRON", "DET", "NUM") for item in own)


def _join(first: Event, second: Event) -> bool:
    """Make `first` the whole journey; False when the two do not follow on each other."""
    stops, ends = first.filled("recipient"), second.filled("recipient")
    if not ends or any(s.i == e.i for s in stops for e in ends):
        return False
    bought = first.entry.frame.get("subject") == "recipient"
    if bought and second.filled("intermediary"):  # the buyer sends on through others
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
