"""Two parties compared: how surely they are one."""

from __future__ import annotations

import math

from byway.screening import evidence
from byway.screening.matcher import meet_all
from byway.screening.names import Kind, Name, kind_of
from byway.screening.records import Entity, Record
from byway.screening.scoring import model, score

NO_NAMES_BITS = 0.0
"""Where a side has no name that can be read, names say nothing: even odds."""


def compare(left: Entity, right: Entity) -> float:
    """How surely two parties are one, in [0, 1].  Symmetric.

    0 where neither has a name that can be read and they share no identifier.  Where one has none,
    only an identifier speaks for them: else even odds at most, which is no alert.
    """
    a, b = Record.of(left), Record.of(right)
    kind = kind_of_pair(a.schema, b.schema)
    bits, names = best_names(a, b, kind)
    facts = evidence.compare(a.facts(), b.facts())
    bits += model(kind).evidence_bits(facts)
    if names is None and "identifier_match" not in facts:
        bits = min(bits, NO_NAMES_BITS) if a.names(kind) or b.names(kind) else -math.inf
    return score(bits)


def best_names(a: Record, b: Record, kind: Kind) -> tuple[float, tuple[Name, Name] | None]:
    """Bits of the best pair of names, and the pair; the same whichever side is which."""
    left, right = a.names(kind), b.names(kind)
    if not left or not right:
        return NO_NAMES_BITS, None
    met = meet_all(left, right, kind)
    best = int(met.bits.argmax())
    back = meet_all([right[met.right[best]]], [left[met.left[best]]], kind)
    bits = max(float(met.bits[best]), float(back.bits[0]))
    return bits, (left[met.left[best]], right[met.right[best]])


def kind_of_pair(left: str, right: str) -> Kind:
    """How the names of two schemata are to be read to be compared."""
    a, b = kind_of(left), kind_of(right)
    if Kind.PERSON in (a, b):
        return Kind.PERSON
    return a if a is b else Kind.ENTITY
