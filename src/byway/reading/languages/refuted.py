"""What a sentence takes back: denied, unproven, acquitted of, retracted; and trade that stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from byway.model import Event
from byway.reading.languages.lexicon import Vocabulary
from byway.reading.languages.party import Party
from byway.reading.languages.predicates import Predicate
from byway.reading.languages.roles import Roles
from byway.reading.languages.sentences import Clause
from byway.reading.languages.words import Found

_REACH = 8  # words between a verb of stopping and the trade that stops
_NEGATED = 4  # words before a verb of stopping that may negate it
_STOPPABLE = (Event.SUPPLY, Event.ROUTE, Event.CONSIDER_SUPPLY)
_KINDS = ("denial", "unproven", "acquittal", "retraction")


@dataclass(frozen=True)
class Refutation:
    """Words `[start, end)` that take a predicate back; `by` says so, where one is named."""

    kind: str
    start: int
    end: int
    by: Party | None = None


def refutation_of(
    v: Vocabulary,
    predicate: Predicate,
    around: Sequence[Clause],
    parties: Sequence[Party],
) -> Refutation | None:
    """What takes a predicate back, in its clause or one `around` it that governs it.

    Denials and missing evidence stand before it, acquittals and retractions on any side.
    """
    own = Clause(*predicate.clause)
    for clause in (own, *around):
        before = min(clause.end, predicate.start)
        for kind in _KINDS:
            behind = kind in ("acquittal", "retraction")
            behind = behind or (kind == "unproven" and predicate.entry.noun and clause == own)
            end = clause.end if behind else before
            found = getattr(v, kind).find(predicate.words, clause.start, end)
            if clause.start < end and found:
                speaks = kind in ("denial", "retraction")
                speaks = speaks or (kind == "unproven" and found[0].start < predicate.start)
                by = _speaker(v, predicate, clause, found[0], parties) if speaks else None
                return Refutation(kind, found[0].start, found[0].end, by)
    return None


def _speaker(
    v: Vocabulary, predicate: Predicate, clause: Clause, verb: Found, parties: Sequence[Party]
) -> Party | None:
    """Who denies or retracts: the last before the verb, else the one right behind it."""
    words = predicate.words
    named = [p for p in parties if clause.start <= p.start < clause.end and p.kind != "adjective"]
    before = [
        p
        for p in named
        if p.end <= verb.start
        and (p.start - 1 <= clause.start or v.markers.at(words, p.start - 1, p.start) is None)
        and not (p.start == clause.start + 1 and _placed(v, predicate, p))
    ]
    if before:
        return before[-1]
    return next((p for p in named if v.verb_second and 0 <= p.start - verb.end < 2), None)


def _placed(v: Vocabulary, predicate: Predicate, party: Party) -> bool:
    """Whether a preposition that is no article stands before a party."""
    marker = v.markers.at(predicate.words, party.start - 1, party.start)
    return marker is not None and marker.key != "of"


def without_refuter(roles: Roles, refutation: Refutation) -> None:
    """Who takes something back did it only where nobody else is named; who retracts, never."""
    by = refutation.by
    if refutation.kind == "acquittal":
        persons = [p for p in roles.parties if p.kind in ("person", "office")]
        for filled in (roles.recipient, roles.intermediary):
            filled[:] = [p for p in filled if p not in persons]
        for person in persons:
            roles.add("agent", person)
    if by is None:
        return
    others = [p for p in roles.agent if p.name != by.name]
    if others or refutation.kind == "retraction":
        roles.agent = others
    if refutation.kind == "retraction" or roles.agent:
        roles.intermediary = [p for p in roles.intermediary if p.name != by.name]
    roles.recipient = [p for p in roles.recipient if p.name != by.name or p.start > by.start]


def stop_of(v: Vocabulary, predicate: Predicate) -> tuple[Found, bool] | None:
    """The verb that tells that trade stopped, and whether that is negated; None for other events.

    It stands near before the predicate or, with a noun or at the end of a clause, behind it.
    """
    if predicate.event not in _STOPPABLE:
        return None
    words, (first, last) = predicate.words, predicate.clause
    near = v.stopped.find(words, max(first, predicate.start - _REACH), predicate.end)
    behind = v.stopped.find(words, predicate.end, predicate.next_start or last)
    found = next(iter([*near[-1:], *behind]), None) if predicate.entry.noun or near else None
    if found is None:
        return None
    negated = v.negation.find(words, max(first, found.start - _NEGATED), found.start)
    return found, bool(negated)


def stopping(roles: Roles, predicate: Predicate) -> None:
    """Who stops buying or passing on is the doer of a stop, the seller whom it is aimed at."""
    if predicate.entry.frame.get("before") == "recipient":
        roles.agent, roles.recipient = roles.recipient, roles.agent
    if predicate.entry.frame.get("before") == "intermediary" and not roles.agent:
        roles.agent, roles.intermediary = roles.intermediary, []
