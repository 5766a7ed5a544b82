"""Events inside events: which one the claim is about.

"Considering the provision of arms" is one claim, "sanctioned for helping X evade" are two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from byway.reading.events import Event

if TYPE_CHECKING:
    from spacy.tokens import Token

_BOUNDARY = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis", "appos"})
_CONTENT = frozenset({"about", "on", "over", "regarding", "concerning", "of"})
_TALKING = frozenset({"discuss", "negotiate", "talk", "discussion", "talk", "talks", "negotiation", "consultation", "dialogue", "conversation"})
_BOTH = {("investigate", "evade"), ("designate", "evade"), ("meet", "visit"), ("arrest_or_indict", "evade"), ("mediate", "mediate"),
         ("arrest_or_indict", "supply"), ("restrict", "evade"), ("meet", "mediate")}


def settle(events: list[Event]) -> tuple[list[Event], frozenset[int]]:
    """The events that become claims, and the tokens of talks whose topic is another event."""
    by_token = {event.token.i: event for event in events}
    by_verb: dict[int, Event] = {}
    for event in events:
        by_verb.setdefault(event.verb.i, event)
    dropped: set[int] = set()
    talks: set[int] = set()
    for event in events:
        for outer, labels, words in _enclosing(event, by_token, by_verb):
            keep_outer, keep_inner = _decide(outer, event, labels, words)
            if not keep_inner:
                dropped.add(event.token.i)
            if not keep_outer:
                dropped.add(outer.token.i)
                if outer.kind in ("meet", "visit"):
                    talks.update((outer.token.i, outer.verb.i))
            break
    kept = [event for event in events if event.token.i not in dropped]
    return kept, frozenset(talks)


def _enclosing(
    event: Event, by_token: dict[int, Event], by_verb: dict[int, Event]
) -> list[tuple[Event, list[str], list[str]]]:
    """The nearest event that governs `event`, with the labels and words on the way."""
    labels: list[str] = []
    words: list[str] = []
    token: Token = event.token
    for _ in range(12):
        head = token.head
        if head.i == token.i:
            break
        labels.append(token.dep_)
        words.append(token.lower_)
        token = head
        outer = by_token.get(token.i) or by_verb.get(token.i)
        if outer is not None and outer is not event and outer.token.i != event.token.i:
            return [(outer, labels, words)]
    return []


def _decide(outer: Event, inner: Event, labels: list[str], words: list[str]) -> tuple[bool, bool]:
    """(keep outer, keep inner)."""
    crossed = _BOUNDARY & set(labels)
    first = labels[-1]
    if outer.token.i == inner.verb.i or outer.verb.i == inner.verb.i:
        if outer.token.pos_ == "VERB" and outer.kind in ("meet", "consider_supply") and outer.token.i == inner.verb.i:
            return (False, True) if outer.kind == "meet" and _is_topic(outer, labels, words) else (True, False)
    if outer.kind == "visit" and inner.kind == "meet" and "ccomp" not in labels and "relcl" not in labels:
        return True, False
    if first in ("nsubj", "nsubjpass") and outer.kind != inner.kind:
        return True, True
    if outer.kind == "deny":
        if first in ("ccomp", "xcomp", "dobj", "prep", "pcomp"):
            return False, True
        return True, True
    if outer.kind == "meet" and inner.kind != "meet" and _is_topic(outer, labels, words):
        return False, True
    if outer.kind == "agree" and first in ("xcomp", "ccomp") and outer.token.lemma_ in ("agree", "pledge", "vow"):
        return False, True
    if "relcl" in labels or "ccomp" in labels or "parataxis" in labels or labels[0] == "conj" and inner.token.pos_ == "VERB":
        return True, outer.kind != "other" or "relcl" in labels
    if (outer.kind, inner.kind) in _BOTH:
        return True, True
    if crossed & {"advcl", "acl"}:
        return True, not (outer.kind == inner.kind and outer.kind in ("evade", "supply", "restrict"))
    if any(label == "conj" for label in labels) and inner.token.pos_ == "VERB":
        return True, True
    return True, False


def _is_topic(outer: Event, labels: list[str], words: list[str]) -> bool:
    if outer.token.lemma_ not in _TALKING:
        return False
    if labels[-1] == "dobj":
        return True
    return labels[-1] == "prep" and words[-1] in _CONTENT
