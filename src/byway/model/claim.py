"""One attributed statement: who says, how surely, what happens, who to whom through whom."""

from __future__ import annotations

from enum import StrEnum

from byway.model.record import Record


class Event(StrEnum):
    """What a claim says happens."""

    MEET = "meet"
    VISIT = "visit"
    AGREE = "agree"
    SUPPLY = "supply"
    CONSIDER_SUPPLY = "consider_supply"
    ROUTE = "route"
    EVADE = "evade"
    DESIGNATE = "designate"
    RESTRICT = "restrict"
    ARREST_OR_INDICT = "arrest_or_indict"
    INVESTIGATE = "investigate"
    MEDIATE = "mediate"
    PROPOSE_PEACE = "propose_peace"
    PRODUCE = "produce"
    DENY = "deny"
    OTHER = "other"


class Certainty(StrEnum):
    """How surely the innermost speaker says it.  Attribution alone does not lower it."""

    ASSERTED = "asserted"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    DENIED = "denied"


class Status(StrEnum):
    """How far the event has come, as the claim tells it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CONSIDERED = "considered"
    HYPOTHETICAL = "hypothetical"


class Depth(StrEnum):
    """How a claim was read: from the sentence's grammar, or from word lists only.

    A word list sees words, prepositions and order, not who governs what, so a claim read with it
    weighs less than one that was parsed.
    """

    SYNTAX = "syntax"
    LEXICON = "lexicon"


class Claim(Record):
    """One predicate with one set of actors, one certainty and one status.

    `quote` is exactly `text[start:end]` of document `doc`.  `agent` is the doer (for `supply` the
    supplier, whatever the grammar), `recipient` the receiver or target, `intermediary` whom it
    goes through.  `source` is the chain of attribution inside the text, outermost first; empty
    when the outlet itself asserts.  `date` is an ISO date, a month, or `start/end`, of the event.
    A claim is what was said, not what happened.
    """

    doc: str
    quote: str
    start: int
    end: int
    event: Event
    agent: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    intermediary: tuple[str, ...] = ()
    agent_countries: tuple[str, ...] = ()
    recipient_countries: tuple[str, ...] = ()
    intermediary_countries: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    certainty: Certainty = Certainty.ASSERTED
    status: Status = Status.OCCURRED
    hedge: str | None = None
    date: str | None = None
    depth: Depth = Depth.SYNTAX
