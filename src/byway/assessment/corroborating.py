"""What a finder besides reading adds to a hypothesis: its items, weighed, and in words."""

from __future__ import annotations

from dataclasses import dataclass

from byway.model import Weighed


@dataclass(frozen=True)
class Corroboration:
    """Items of one kind that bear on a hypothesis.

    bits: what they add together.  ceiling: the value up to which they may lift a finding that
    statements alone would hold lower; 0 where they speak for nothing.  said: how many there were,
    in words, for the basis of confidence.  gaps: what they could not say.
    """

    weighed: tuple[Weighed, ...] = ()
    bits: float = 0.0
    ceiling: float = 0.0
    said: str | None = None
    gaps: tuple[str, ...] = ()
