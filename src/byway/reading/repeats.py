"""One claim for each proposition: titles, captions and the body say the same thing again."""

from __future__ import annotations

from byway.reading.propositions import Proposition
from byway.reading.reference import Reference


def once(propositions: list[Proposition]) -> list[Proposition]:
    """Without repeats; of several mentions the fullest in the body stays, in text order.

    A later mention that adds actors, goods or numbers is a claim of its own.
    """
    kept: list[Proposition] = []
    for p in sorted(propositions, key=lambda p: (p.title, p.start)):
        rival = next((k for k in kept if _repeats(p, k)), None)
        if rival is None:
            kept.append(p)
        elif not p.title and _weight(p) > _weight(rival):
            kept[kept.index(rival)] = p
    return sorted(kept, key=lambda p: p.start)


def _weight(p: Proposition) -> int:
    return len(p.agents) + len(p.recipients) + len(p.intermediaries) + len(p.goods) + bool(p.date)


def _repeats(p: Proposition, other: Proposition) -> bool:
    """Whether `p` and `other` tell one thing, one of them no more than the other."""
    if p.kind != other.kind:
        return False
    if p.title:
        return _meets(p.agents, other.agents) and _meets(p.recipients, other.recipients)

    if p.certainty != other.certainty or p.status != other.status:
        return False
    if p.date and other.date and p.date != other.date:
        return False
    if not (p.agents or p.recipients) or not (other.agents or other.recipients):
        return False
    return _covers(p, other) or _covers(other, p)


def _covers(wide: Proposition, narrow: Proposition) -> bool:
    """Whether all that `narrow` names is in `wide` too."""
    same_words = narrow.event.token.lemma_ == wide.event.token.lemma_
    if bool(narrow.goods) != bool(wide.goods) and not same_words:
        return False
    if not same_words and not narrow.goods:
        return False
    return (
        bool(narrow.agents) == bool(wide.agents)
        and _within(narrow.agents, wide.agents)
        and _within(narrow.recipients, wide.recipients)
        and _within(narrow.intermediaries, wide.intermediaries)
        and (
            not narrow.goods
            or not wide.goods
            or any(_like(a, b) for a in narrow.goods for b in wide.goods)
        )
    )


def _within(few: tuple[Reference, ...], many: tuple[Reference, ...]) -> bool:
    return all(any(_is(a, b) for b in many) for a in few)


def _meets(a: tuple[Reference, ...], b: tuple[Reference, ...]) -> bool:
    if not a or not b:
        return True
    return any(_is(x, y) or (set(x.codes) & set(y.codes)) for x in a for y in b)


def _is(a: Reference, b: Reference) -> bool:
    """One actor: one key, or state bodies of one country, or one text in the other."""
    if a.key and b.key:
        return a.key == b.key or (
            bool(set(a.codes) & set(b.codes)) and _speaks_for_state(a) and _speaks_for_state(b)
        )
    return _like(a.name, b.name)


def _speaks_for_state(reference: Reference) -> bool:
    return reference.kind == "country" or reference.public


def _like(a: str, b: str) -> bool:
    a, b = a.lower(), b.lower()
    return a in b or b in a
