"""How surely and how far: hedges, negation and status by words in reach of the predicate."""

from __future__ import annotations

from byway.model import Certainty, Status
from byway.reading.languages.lexicon import Vocabulary
from byway.reading.languages.predicates import Predicate
from byway.reading.languages.sentences import Clause
from byway.reading.languages.words import Found

_AFTER = 5  # words behind the predicate that tell its negation or status
_RANK = (Certainty.UNLIKELY, Certainty.POSSIBLE, Certainty.LIKELY)


def certainty_of(
    v: Vocabulary,
    predicate: Predicate,
    head: Clause | None,
    *,
    taken_back: bool,
    stop: Found | None,
) -> tuple[Certainty, Found | None]:
    """The certainty of a predicate and the hedge that tells it.

    `head` is a clause above that governs this one, `taken_back` that words around deny it, `stop`
    a verb of stopping: a negation is about that.
    """
    words, clause = predicate.words, predicate.clause
    spans = [clause, (head.start, head.end)] if head else [clause]
    if taken_back or (stop is None and _negated(v, predicate)):
        return Certainty.DENIED, None
    hedges = [h for a, b in spans for h in v.hedges.find(words, a, b)]
    hedges = [h for h in hedges if h.end <= predicate.start or h.start >= predicate.end]
    for certainty in _RANK:
        for hedge in hedges:
            if hedge.key == certainty:
                return certainty, hedge
    return Certainty.ASSERTED, None


def _negated(v: Vocabulary, predicate: Predicate) -> bool:
    words, (first, last) = predicate.words, predicate.clause
    start = max(first, predicate.start - v.negation_reach)
    stop = min(last, predicate.end + _AFTER)
    return bool(
        v.negation.find(words, start, predicate.start)
        or v.negation_after.find(words, first, predicate.start)
        or v.negation_after.find(words, predicate.end, stop)
    )


def status_of(
    v: Vocabulary, predicate: Predicate, certainty: Certainty, hedge: Found | None
) -> Status:
    """The status that the words of the clause tell, the least real first."""
    found = v.status.find(predicate.words, *predicate.clause)
    told = {m.key for m in found if m.start < predicate.end + _AFTER}
    for status in (Status.HYPOTHETICAL, Status.CONSIDERED, Status.PLANNED, Status.ONGOING):
        if status in told:
            return status
    if predicate.entry.status is not None:
        return predicate.entry.status
    if hedge is not None and certainty is Certainty.POSSIBLE:
        return Status.HYPOTHETICAL
    return Status.OCCURRED
