"""The graph on one day: holdings in force, one for each owner, owned and kind, ready to walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.ownership import days
from byway.ownership.graph import LINKED, Edges, Flags, Holdings, Ints
from byway.ownership.shares import NEAR

Places = NDArray[np.int64]


@dataclass(frozen=True)
class View:
    """Holdings in force on `day`, ties that hold nothing left out.

    Several records of one owner, owned and kind are tellings of one holding, never added up: its
    range is what they have in common, and where they contradict each other (`apart`) all that they
    span.  `told` is the number of records of each holding.  `out` and `into` give the places of a
    party's holdings: of others in it, and of its own.
    """

    size: int
    day: date
    edges: Edges
    told: Ints
    apart: Flags
    out_order: Places
    out_start: Places
    in_order: Places
    in_start: Places

    @classmethod
    def of(cls, holdings: Holdings, day: date) -> View:
        """The view of holdings on a day; a missing date bounds nothing."""
        rows, at = holdings.edges, days.number(day)
        alive = (rows.since <= at) & (at <= rows.until) & (rows.kind != LINKED)
        edges, told, apart = _united(rows.take(alive))
        size = len(holdings)
        return cls(size, day, edges, told, apart, *_by(edges.owner, size), *_by(edges.owned, size))

    def out(self, nodes: Places | Ints) -> Places:
        """Places of the holdings that these parties have."""
        return _spans(self.out_order, self.out_start, nodes)

    def into(self, nodes: Places | Ints) -> Places:
        """Places of the holdings that others have in these parties."""
        return _spans(self.in_order, self.in_start, nodes)

    def held(self, node: int) -> Places:
        """Places of the holdings that `node` has."""
        return self.out_order[self.out_start[node] : self.out_start[node + 1]]

    def holders(self, node: int) -> Places:
        """Places of the holdings in `node`."""
        return self.in_order[self.in_start[node] : self.in_start[node + 1]]

    def downwards(self, seeds: Places) -> Iterator[Places]:
        """The parties below `seeds`, the seeds first, then layer by layer; each once."""
        seen = np.zeros(self.size, dtype=bool)
        layer = distinct(seeds)
        while layer.size:
            seen[layer] = True
            yield layer
            below = distinct(self.edges.owned[self.out(layer)])
            layer = below[~seen[below]]


def distinct(numbers: NDArray[Any]) -> Places:
    """Each number once, in order."""
    ordered = np.sort(numbers).astype(np.int64)
    if not ordered.size:
        return ordered
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]]


def _united(edges: Edges) -> tuple[Edges, Ints, Flags]:
    """One row for each owner, owned, kind and way of holding."""
    if not len(edges):
        return edges, np.zeros(0, dtype=np.int32), np.zeros(0, dtype=bool)
    way = edges.kind.astype(np.int64) * 2 + ~edges.direct
    pair = edges.owner.astype(np.int64) << 31 | edges.owned
    order = np.lexsort((way, pair))
    pair, way = pair[order], way[order]
    starts = np.flatnonzero(np.r_[True, (pair[1:] != pair[:-1]) | (way[1:] != way[:-1])])
    told = np.diff(np.r_[starts, len(order)]).astype(np.int32)
    kept = edges.take(order[starts])
    if len(starts) == len(order):
        return kept, told, np.zeros(len(starts), dtype=bool)
    low, high = edges.low[order], edges.high[order]
    bottom, top = np.maximum.reduceat(low, starts), np.minimum.reduceat(high, starts)
    apart = bottom > top + NEAR
    bottom[apart] = np.minimum.reduceat(low, starts)[apart]
    top[apart] = np.maximum.reduceat(high, starts)[apart]
    since = _of_the_dated(np.minimum, edges.since[order], starts, days.ALWAYS, days.FOREVER)
    until = _of_the_dated(np.maximum, edges.until[order], starts, days.FOREVER, days.ALWAYS)
    united = Edges(
        kept.owner,
        kept.owned,
        kept.kind,
        kept.direct,
        bottom,
        np.maximum(top, bottom),
        since,
        until,
        kept.source,
    )
    return united, told, apart


def _of_the_dated(pick: np.ufunc, column: Ints, starts: Places, none: int, other: int) -> Ints:
    """The first or last day of each group, records without one left out where others have one."""
    best = pick.reduceat(np.where(column == none, other, column), starts)
    return np.where(best == other, none, best).astype(np.int32)


def _by(column: Ints, size: int) -> tuple[Places, Places]:
    """Places in the order of `column`, and where each party's begin."""
    order = np.argsort(column, kind="stable").astype(np.int64)
    counts = np.bincount(column, minlength=size)
    return order, np.r_[0, np.cumsum(counts)].astype(np.int64)


def _spans(order: Places, start: Places, nodes: Places | Ints) -> Places:
    begin, lengths = start[nodes], start[nodes + 1] - start[nodes]
    total = int(lengths.sum())
    if not total:
        return np.zeros(0, dtype=np.int64)
    skipped = np.repeat(begin - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
    return order[skipped + np.arange(total)]
