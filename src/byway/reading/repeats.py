"""One claim for each proposition: titles, captions and the body say the same thing again."""

from __future__ import annotations

from byway.reading.claims import Proposition
from byway.reading.references import Reference


def once(propositions: list[Proposition]) -> list[Proposition]:
    """Without repeats; of several mentions the fullest in the body stays, in text order.

    A later mention that adds actors, goods or numbers is a claim of its own.
    """
    kept: list[Proposition] = []
    for p in sorted(propositions, key=lambda p: (p.title, p.start)):
        rivals = [k for k in kept if _repeats(p, k)]
        if not rivals:
            kept.append(p)
            continue
        rival = rivals[0]
        if not p.title and _weight(p) > _weight(rival):
            kept[kept.index(rival)] = p
    return sorted(kept, key=lambda p: p.start)


def _weight(p: Proposition) -> int:
    return len(p.agents) + len(p.recipients) + len(p.intermediaries) + len(p.goods) + bool(p.date)


def _repeats(p: Proposition, other: Proposition) -> bool:
    """Whether `p` says no more than `other`, or `other` no more than `p`."""
    if p.kind != other.kind:
        return False
    if p.start < other.end and other.start < p.end and p.event.token.i == other.event.token.i:
        return True
    if p.title:
        return _meets(p.agents, other.agents) and _meets(p.recipients, other.recipients)
    if p.modality.certainty != other.modality.certainty or p.modality.status != other.modality.status:
        return False
    if p.date and other.date and p.date != other.date:
        return False
    return (
        _covers(p, other) or _covers(other, p)
    ) and bool(p.agents or p.recipients) and bool(other.agents or other.recipients)


def _covers(wide: Proposition, narrow: Proposition) -> bool:
    if not narrow.agents and not narrow.recipients:
        return False
    return (
        _within(narrow.agents, wide.agents)
        and _within(narrow.recipients, wide.recipients)
        and _within(narrow.intermediaries, wide.intermediaries)
        and all(any(_like(g, o) for o in wide.goods) for g in narrow.goods)
        and (bool(narrow.goods) == bool(wide.goods))
        and narrow.event.token.lemma_ == wide.event.token.lemma_
    )


def _within(few: tuple[Reference, ...], many: tuple[Reference, ...]) -> bool:
    return all(any(_is(a, b) for b in many) for a in few)


def _meets(a: tuple[Reference, ...], b: tuple[Reference, ...]) -> bool:
    if not a or not b:
        return True
    return any(_is(x, y) or (set(x.codes) & set(y.codes)) for x in a for y in b)


def _is(a: Reference, b: Reference) -> bool:
    if a.key or b.key:
        return a.key == b.key
    return _like(a.name, b.name)


def _like(a: str, b: str) -> bool:
    a, b = a.lower(), b.lower()
    return a in b or b in a
