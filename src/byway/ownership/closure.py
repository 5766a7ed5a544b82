"""Which entities a rule reaches from listed owners: the least fixed point of the rule.

A rule says: an entity whose shares held by persons that count reach the threshold counts itself,
in full.  The entities that count are the least set that holds the listed ones and is closed under
this.  Least, because an entity counts only for a reason that begins with a listed person: two
entities that own each other and no listed person anywhere would be closed under the rule both in
and out of the set, and no text blocks a firm for being owned by itself.  The sums only grow as the
set grows, so the set is found by beginning with the listed ones and adding whom they bring over
the threshold until nothing changes; each entity is added once, so cycles end.

With ranges there are two sets.  The lower one holds who counts whatever the true shares are: its
sums are of lower ends.  The upper one holds who may count: its sums are of upper ends, and what
owners outside it hold at least is not there for those in it (all shares make 100 at most).  A
share that each scenario within the ranges gives lies between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.ownership.graph import CONTROL, OWNERSHIP, VOTING, Flags, Floats
from byway.ownership.rules import Rule
from byway.ownership.shares import NEAR
from byway.ownership.view import Places, View, distinct

NEVER = np.iinfo(np.int32).max
_SHARES, _SHARES_VIA, _VOTES, _VOTES_VIA, _CONTROL = range(5)


@dataclass(frozen=True)
class Closure:
    """Who counts, in what round it was added (`NEVER` for who is not), and what is held of all.

    `shares` and `votes` are percent held by those who count: lower ends in the lower set, upper
    ends in the upper one.
    """

    counts: Flags
    round: NDArray[np.int32]
    shares: Floats
    votes: Floats


class Spreader:
    """Spreads a rule over a view, for the lower or the upper set.

    `by_control` adds control, and majorities of votes where the rule takes them for control.
    """

    def __init__(self, view: View, rule: Rule, *, upper: bool, by_control: bool) -> None:
        edges = view.edges
        self._view, self._rule, self._upper = view, rule, upper
        self._control = by_control and rule.control
        self._votes = rule.votes == "ownership" or (by_control and rule.votes == "control")
        self._row = _rows(edges.kind, edges.direct)
        self._low, self._high = edges.low, edges.high
        self._sums = np.zeros((5, view.size))
        self._sure = np.zeros((5, view.size))
        self._least = _least(view, self._row) if upper else np.zeros((5, 0))

    def spread(self, seeds: Places) -> Closure:
        """The set that begins with `seeds`, over the whole graph."""
        counts = np.zeros(self._view.size, dtype=bool)
        rounds = np.full(self._view.size, NEVER, dtype=np.int32)
        touched = self._run(seeds, counts, rounds)
        every = np.arange(self._view.size)
        shares, votes = self._held(every)
        self._clear(touched)
        return Closure(counts, rounds, shares, votes)

    def spread_each(self, seeds: Sequence[int]) -> Closure:
        """The union of the sets of each seed alone, with the most that one of them holds."""
        size = self._view.size
        counts, rounds = np.zeros(size, dtype=bool), np.full(size, NEVER, dtype=np.int32)
        shares, votes = np.zeros(size), np.zeros(size)
        alone, when = np.zeros(size, dtype=bool), np.full(size, NEVER, dtype=np.int32)
        for seed in seeds:
            start = np.array([seed], dtype=np.int64)
            touched = self._run(start, alone, when)
            mine = np.r_[start, touched]
            counts[mine] |= alone[mine]
            rounds[mine] = np.minimum(rounds[mine], when[mine])
            of_shares, of_votes = self._held(mine)
            shares[mine] = np.maximum(shares[mine], of_shares)
            votes[mine] = np.maximum(votes[mine], of_votes)
            alone[mine], when[mine] = False, NEVER
            self._clear(touched)
        return Closure(counts, rounds, shares, votes)

    def _run(self, seeds: Places, counts: Flags, rounds: NDArray[np.int32]) -> Places:
        """Add to `counts` until nothing changes; gives the entities of which something is held."""
        edges, touched = self._view.edges, []
        frontier, number = distinct(seeds), 0
        while frontier.size:
            counts[frontier] = True
            rounds[frontier] = number
            places = self._view.out(frontier)
            owned, row = edges.owned[places].astype(np.int64), self._row[places]
            weights = self._high[places] if self._upper else self._low[places]
            np.add.at(self._sums, (row, owned), np.where(row == _CONTROL, 1.0, weights))
            if self._upper:
                np.add.at(self._sure, (row, owned), self._low[places])
            below = distinct(owned)
            touched.append(below)
            frontier = below[~counts[below]]
            frontier = frontier[self._reached(frontier)]
            number += 1
        return distinct(np.concatenate(touched)) if touched else np.zeros(0, dtype=np.int64)

    def _reached(self, nodes: Places) -> Flags:
        shares, votes = self._held(nodes)
        reached = self._rule.met(shares)
        if self._votes:
            reached |= self._rule.met(votes)
        if self._control:
            reached |= self._sums[_CONTROL, nodes] > 0
        return reached

    def _held(self, nodes: Places) -> tuple[Floats, Floats]:
        """Percent of shares and votes that those who count hold in each of `nodes`."""
        return self._one(nodes, _SHARES, _SHARES_VIA), self._one(nodes, _VOTES, _VOTES_VIA)

    def _one(self, nodes: Places, direct: int, via: int) -> Floats:
        """Direct holdings add up.  One that is stated to be held through others may be the same
        shares as theirs: it adds to the upper end alone."""
        straight, through = self._sums[direct, nodes], self._sums[via, nodes]
        if not self._upper:
            lower: Floats = np.minimum(np.maximum(straight, through), 100.0)
            return lower
        least = self._least[direct, nodes]
        known = least <= 100 + NEAR
        room = np.where(known, 100 - (np.where(known, least, 0) - self._sure[direct, nodes]), 100.0)
        upper: Floats = np.minimum(np.minimum(straight, room) + through, 100.0)
        return upper

    def _clear(self, nodes: Places) -> None:
        self._sums[:, nodes] = 0.0
        self._sure[:, nodes] = 0.0


def _rows(kind: NDArray[np.int8], direct: Flags) -> NDArray[np.int64]:
    row = np.full(len(kind), _CONTROL, dtype=np.int64)
    for number, first in ((OWNERSHIP, _SHARES), (VOTING, _VOTES)):
        which = kind == number
        row[which] = first + ~direct[which]
    assert not len(kind) or kind.max() <= CONTROL
    return row


def _least(view: View, row: NDArray[np.int64]) -> Floats:
    """What all owners together hold at least of each entity; more than there is where records
    contradict each other, for then nothing can be concluded from what others hold."""
    least = np.zeros((5, view.size))
    least[row[view.apart], view.edges.owned[view.apart]] = np.inf
    np.add.at(least, (row, view.edges.owned), view.edges.low)
    return least
