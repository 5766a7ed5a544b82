"""What a rule answers for each party, read from the sets that it spreads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from byway.ownership.closure import Closure
from byway.ownership.graph import OWNERSHIP, Flags, Holdings
from byway.ownership.results import Meets
from byway.ownership.rules import Rule
from byway.ownership.shares import NEAR
from byway.ownership.view import View


@dataclass(frozen=True)
class Answers:
    """The rule's answer for every party at once, by the parties' numbers.

    `owned` and `all` are pairs of the lower and the upper set: by ownership alone, and with
    control.  `reached` are the parties with a listed one above them, whatever the shares.
    """

    holdings: Holdings
    view: View
    rule: Rule
    listed: Flags
    possible: Flags
    reached: Flags
    owned: tuple[Closure, Closure]
    all: tuple[Closure, Closure]
    notes: tuple[str, ...]

    @property
    def day(self) -> date:
        """The day that was asked about."""
        return self.view.day

    def outcome(self, number: int, pair: tuple[Closure, Closure] | None = None) -> Meets:
        """Whether a party meets the rule, whether or not it is listed itself."""
        sets = pair or self.all
        lower, upper = (self._met(sets[k], number, upper=bool(k)) for k in (0, 1))
        return Meets.MEETS if lower else Meets.MAY_MEET if upper else Meets.DOES_NOT

    def share(self, number: int) -> tuple[float, float]:
        """Percent held by those who count, from its lower to its upper end."""
        low, high = (float(closure.shares[number]) for closure in self.owned)
        return low, max(low, high)

    def control(self, number: int) -> str:
        """Whether control beyond ownership is stated, possible or not shown by the records."""
        outcome, owned = self.outcome(number), self.outcome(number, self.owned)
        if outcome == owned:
            return "not shown"
        return "stated" if outcome == Meets.MEETS else "possible"

    def share_unknown(self, number: int) -> bool:
        """Whether one who counts, or may, holds a share that is not stated."""
        edges, places = self.view.edges, self.view.holders(number)
        mine = self.all[1].counts[edges.owner[places]] & (edges.kind[places] == OWNERSHIP)
        open_ended = (edges.low[places] <= NEAR) & (edges.high[places] >= 100 - NEAR)
        return bool((mine & open_ended).any())

    def _met(self, closure: Closure, number: int, *, upper: bool) -> bool:
        """Whether a party is in a set by what is held of it, not by being listed."""
        seeded = self.listed[number] or (upper and self.possible[number])
        if not seeded:
            return bool(closure.counts[number])
        one = slice(number, number + 1)
        met = self.rule.met(closure.shares[one])
        if self.rule.votes == "ownership":
            met |= self.rule.met(closure.votes[one])
        return bool(met[0])
