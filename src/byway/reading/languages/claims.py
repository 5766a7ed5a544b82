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
from byway.reading.languages.refuted import refutation_of, stop_of, stopping, without_refuter
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
    parts = clauses(words, v.breaks, v.joining, v.stopped)
    found = [predicates(v, words, part, sentence.relay) for part in parts]
    any_day = date_of(v, sentence.text, words, published)
    for n, part in enumerate(parts):
        if n + 1 < len(parts) and found[n + 1] and [p.event for p in found[n]] == [Event.DENY]:
            found[n] = []  # what is denied is told, and is the claim
        head = parts[n - 1] if n else None
        if head is not None and found[n - 1] and not v.purpose.at(words, part.start, part.end):
            head = None
        around = [head] if head is not None else []
        if n and head is None and _acquits(v, words, parts[n - 1], found[n - 1]):
            around.append(parts[n - 1])
        if n + 1 < len(parts) and not found[n + 1] and not _names_any(free, parts[n + 1]):
            around.append(parts[n + 1])
        told = [_told(v, sentence, p, free, head, around=around) for p in found[n]]
        day = date_of(v, sentence.text, words[part.start : part.end], published) or any_day
        for claim in _banned([claim for claim in told if claim is not None]):
            yield replace(claim, date=day)


def _told(
    v: Vocabulary,
    sentence: Sentence,
    predicate: Predicate,
    parties: Sequence[Party],
    head: Clause | None,
    *,
    around: Sequence[Clause],
) -> Told | None:
    """The claim of one predicate but for its date; None where too little is told.

    `head` is the clause above, where it governs this one: it has no predicate of its own
    ("It is possible that"), or this one tells its purpose. `around` are the clauses that may
    take it back.
    """
    start, end = predicate.clause
    entry, words = predicate.entry, sentence.words
    purpose = v.purpose.at(words, start, end) is not None
    taken_back = refutation_of(v, predicate, () if purpose else around, sentence.parties)
    acquitted = taken_back is not None and taken_back.kind == "acquittal"
    if acquitted and entry.event is Event.ARREST_OR_INDICT:
        return None
    if taken_back and taken_back.kind == "retraction" and taken_back.by is not None:
        parties = [p for p in parties if p.name != taken_back.by.name]
    roles = roles_of(v, predicate, parties)
    if taken_back:
        without_refuter(roles, taken_back)
    if not roles.agent and start and entry.filled != {"recipient"}:
        if v.relative.at(words, start, end):
            before = [p for p in parties if p.end == start]
        else:
            before = [p for p in parties if p.end <= start and (p.kind != "office" or p.codes)]
        _inherit(roles, before, entry)
    goods = _goods(v, predicate)
    if not _enough(entry, roles, goods, sentence.relay):
        return None
    stop = None if acquitted else stop_of(v, predicate)
    certainty, hedge = certainty_of(
        v, predicate, head, taken_back=taken_back is not None, stop=stop[0] if stop else None
    )
    status = status_of(v, predicate, certainty, hedge)
    if stop and not stop[1]:
        stopping(roles, predicate)
        status = Status.OCCURRED if status is Status.ONGOING else status
    if purpose and status is Status.OCCURRED:
        status = Status.PLANNED
    own = {p.name for p in roles.agent}
    sources = [s for s in sentence.relay.sources if s.name not in own]
    start, end = _without(sentence.relay, predicate)
    if taken_back:
        start, end = min(start, taken_back.start), max(end, taken_back.end)
        if taken_back.by is not None and all(s.name != taken_back.by.name for s in sources):
            sources.append(taken_back.by)
    stopped = stop is not None and not stop[1]
    return Told(
        event=Event.RESTRICT if stopped else _event(entry.event, roles, status),
        start=start,
        end=end,
        roles=roles,
        goods=goods,
        sources=tuple(sources),
        certainty=certainty,
        status=status,
        hedge=hedge,
        date=None,
        noun=entry.noun,
        at=predicate.start,
    )


def _acquits(
    v: Vocabulary, words: Sequence[Word], part: Clause, found: Sequence[Predicate]
) -> bool:
    """Whether a clause tells nothing but a verdict, and that is an acquittal."""
    charged = all(p.event is Event.ARREST_OR_INDICT for p in found)
    return charged and bool(v.acquittal.find(words, part.start, part.end))


def _names_any(parties: Sequence[Party], part: Clause) -> bool:
    return any(part.start <= p.start < part.end for p in parties)


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
