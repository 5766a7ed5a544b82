"""The words of a clause that tell an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from byway.model import Event
from byway.reading.languages.lexicon import Entry, Vocabulary
from byway.reading.languages.relay import Relay
from byway.reading.languages.sentences import Clause
from byway.reading.languages.words import Word


@dataclass(frozen=True)
class Predicate:
    """Words `[start, end)` of a sentence that tell an event, in the clause `clause`.

    `next_start` is where the clause's next predicate begins, 0 where there is none.
    """

    words: Sequence[Word]
    clause: tuple[int, int]
    entry: Entry
    start: int
    end: int
    next_start: int = 0

    @property
    def event(self) -> Event:
        """The event of its entry."""
        return self.entry.event


def predicates(v: Vocabulary, words: Sequence[Word], part: Clause, relay: Relay) -> list[Predicate]:
    """The clause's predicates, one for each event; weak ones only where there is no other."""
    strong: dict[Event, Predicate] = {}
    weak: dict[Event, Predicate] = {}
    classes = {m.key for m in v.classes.find(words, part.start, part.end)}
    if v.goods.find(words, part.start, part.end):
        classes.add("goods")
    everywhere = {m.key for m in v.classes.find(words)}
    if v.goods.find(words):
        everywhere.add("goods")
    for entry in v.entries:
        into = weak if entry.weak else strong
        if entry.needs - (everywhere if entry.anywhere else classes) or entry.event in into:
            continue
        for match in entry.words.find(words, part.start, part.end):
            if not relay.covers(match.start):
                clause = (part.start, part.end)
                into[entry.event] = Predicate(words, clause, entry, match.start, match.end)
                break
    chosen = strong or weak
    _settle(chosen)
    ordered = sorted(chosen.values(), key=lambda p: p.start)
    return [
        replace(p, next_start=after.start if after else 0)
        for p, after in zip_longest(ordered, ordered[1:])
    ]


def _settle(found: dict[Event, Predicate]) -> None:
    """Of events that one set of words tells, the more telling."""
    for strong, lesser in (
        (Event.EVADE, Event.RESTRICT),
        (Event.DESIGNATE, Event.RESTRICT),
        (Event.ROUTE, Event.SUPPLY),
        (Event.CONSIDER_SUPPLY, Event.SUPPLY),
        (Event.VISIT, Event.MEET),
        (Event.MEDIATE, Event.MEET),
        (Event.PROPOSE_PEACE, Event.OTHER),
    ):
        if strong in found and lesser in found:
            del found[lesser]
    if len(found) > 1:
        found.pop(Event.OTHER, None)
        found.pop(Event.DENY, None)
