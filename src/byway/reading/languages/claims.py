"""Claims of a sentence: its predicates with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from byway.model import Certainty, Event, Status
from byway.reading.languages.dates import date_of
from byway.reading.languages.lexicon import Entry, Vocabulary
from byway.reading.languages.modality import certainty_of, status_of
from byway.reading.languages.party import Party
from byway.reading.languages.predicates import Predicate, predicates
from byway.reading.languages.relay import Relay
from byway.reading.languages.roles import Roles, roles_of
from byway.reading.languages.sentences import Clause, clauses
from byway.reading.languages.words import Found, Word

_NEAR = 8  # words between a ban and the trade that it bans
_TRADE = (Event.SUPPLY, Event.EVADE)


@dataclass(frozen=True)
class Told:
    """One claim before it is written down; `[start, end)` are its words.

    `at` is where its predicate begins, `noun` that it is a noun ("exports").
    """

    event: Event
    start: int
    end: int
    roles: Roles
    goods: tuple[str, ...]
    sources: tuple[Party, ...]
    certainty: Certainty
    status: Status
    hedge: Found | None
    date: str | None
    noun: bool = False
    at: int = 0


@dataclass(frozen=True)
class Sentence:
    """A sentence's words with its parties and its attribution."""

    text: str
    words: Sequence[Word]
    parties: Sequence[Party]
    relay: Relay


def told_in(v: Vocabulary, sentence: Sentence, published: date | None) -> Iterator[Told]:
    """The claims of a sentence, at most one of each event in a clause."""
    words = sentence.words
    free = [p for p in sentence.parties if not sentence.relay.covers(p.start)]
    parts = clauses(words, v.breaks)
    found = [predicates(v, words, part, sentence.relay) for part in parts]
    any_day = date_of(v, sentence.text, words, published)
    for n, part in enumerate(parts):
        if n + 1 < len(parts) and found[n + 1] and [p.event for p in found[n]] == [Event.DENY]:
            found[n] = []  # what is denied is told, and is the claim
        head = parts[n - 1] if n else None
        if head is not None and found[n - 1] and not v.purpose.at(words, part.start, part.end):
            head = None
        told = [_told(v, sentence, predicate, free, head) for predicate in found[n]]
        day = date_of(v, sentence.text, words[part.start : part.end], published) or any_day
        for claim in _banned([claim for claim in told if claim is not None]):
            yield replace(claim, date=day)


def _told(
    v: Vocabulary,
    sentence: Sentence,
    predicate: Predicate,
    parties: Sequence[Party],
    head: Clause | None,
) -> Told | None:
    """The claim of one predicate but for its date; None where too little is told.

    `head` is the clause above, where it governs this one: it has no predicate of its own
    ("It is possible that"), or this one tells its purpose.
    """
    start, end = predicate.clause
    entry, words = predicate.entry, sentence.words
    roles = roles_of(v, predicate, parties)
    if not roles.agent and start and entry.filled != {"recipient"}:
        if v.relative.at(words, start, end):
            before = [p for p in parties if p.end == start]
        else:
            before = [p for p in parties if p.end <= start and (p.kind != "office" or p.codes)]
        _inherit(roles, before, entry)
    goods = _goods(v, predicate)
    if not _enough(entry, roles, goods, sentence.relay):
        return None
    purpose = v.purpose.at(words, start, end) is not None
    certainty, hedge = certainty_of(v, predicate, head, purpose=purpose)
    status = status_of(v, predicate, certainty, hedge)
    if purpose and status is Status.OCCURRED:
        status = Status.PLANNED
    own = {p.name for p in roles.agent}
    start, end = _without(sentence.relay, predicate)
    return Told(
        event=_event(entry.event, roles, status),
        start=start,
        end=end,
        roles=roles,
        goods=goods,
        sources=tuple(s for s in sentence.relay.sources if s.name not in own),
        certainty=certainty,
        status=status,
        hedge=hedge,
        date=None,
        noun=entry.noun,
        at=predicate.start,
    )


def _banned(told: list[Told]) -> list[Told]:
    """Trade that a measure of the same clause forbids is no claim of its own, its goods are."""
    ban = next((t for t in told if t.event in (Event.RESTRICT, Event.DESIGNATE)), None)
    trade = next((t for t in told if t.event is Event.SUPPLY), None)
    if ban is None or trade is None:
        return told
    if not trade.noun and not 0 < trade.at - ban.at < _NEAR:  # "forbade to export"
        return told
    if not ban.roles.recipient:
        ban.roles.recipient.extend(trade.roles.recipient)
    return [t for t in told if t is not trade]


def _goods(v: Vocabulary, predicate: Predicate) -> tuple[str, ...]:
    """The goods of the clause, in English."""
    matches = v.goods.find(predicate.words, *predicate.clause)
    apart = (m for m in matches if m.end <= predicate.start or m.start >= predicate.end)
    return tuple(dict.fromkeys(m.key for m in apart))


def _inherit(roles: Roles, before: Sequence[Party], entry: Entry) -> None:
    """A clause without a doer has that of the clause before it: its first party."""
    taken = {p.name for p in (*roles.recipient, *roles.intermediary)}
    for party in before:
        if party.kind != "adjective" and party.name not in taken and not party.seat:
            role = entry.frame.get("before", "agent")
            if not getattr(roles, role):
                roles.add(role, party)
            return


def _without(relay: Relay, predicate: Predicate) -> tuple[int, int]:
    """The clause's words without the attribution at its beginning or end."""
    start, end = predicate.clause
    for a, b in sorted(relay.spans):
        if start <= a and b <= predicate.start and a - start <= 2:
            start = b
        elif predicate.end <= a < end and b >= start:
            end = a
    return start, end


def _enough(entry: Entry, roles: Roles, goods: tuple[str, ...], relay: Relay) -> bool:
    """Whether a predicate has what makes it a claim of this field."""
    if any(not getattr(roles, role) for role in entry.filled):
        return False
    named = roles.parties
    if not named:
        return entry.event is Event.EVADE and bool(relay.sources)
    if entry.event is Event.SUPPLY:
        return bool(goods)
    if entry.event is Event.MEET:
        return len(named) > 1 or any(p.kind in ("person", "office") for p in named)
    return True


def _event(event: Event, roles: Roles, status: Status) -> Event:
    """The event type once the roles are known."""
    if event in _TRADE and roles.intermediary:
        return Event.ROUTE
    if event is Event.SUPPLY and status is Status.CONSIDERED:
        return Event.CONSIDER_SUPPLY
    if event is Event.RESTRICT and status is not Status.CONSIDERED:
        listed = [p.kind in ("person", "organisation", "group", "office") for p in roles.recipient]
        return Event.DESIGNATE if listed and all(listed) else event
    return event
