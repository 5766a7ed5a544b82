"""What stands above a party: how many layers, in how many countries, and whether a person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.ownership.graph import Flags, Holdings, Ints
from byway.ownership.view import View, distinct

_WORD = 64


@dataclass(frozen=True)
class Structure:
    """For every party: layers of owners above it, and what is known of them.

    depth: holdings on the longest way up; owners in a circle are one layer.  persons: whether a
    natural person is above it (or it is one).  vague: whether one at the top may be a person, for
    the records do not say what it is.  placed: whether the country of all above it, and
    its own, is known.  owned: whether any holding in it is recorded.  circular: whether it is in a
    circle, or below one.
    """

    depth: Ints
    persons: Flags
    vague: Flags
    placed: Flags
    owned: Flags
    circular: Flags
    _countries: NDArray[np.uint64]
    _codes: tuple[str, ...]

    def countries(self, number: int) -> tuple[str, ...]:
        """ISO codes of a party and of all above it, in alphabetical order."""
        bits = self._countries[number]
        found = (k for k in range(len(self._codes)) if int(bits[k // _WORD]) >> (k % _WORD) & 1)
        return tuple(sorted(self._codes[k] for k in found))

    @classmethod
    def of(cls, holdings: Holdings, view: View) -> Structure:
        """The structure of holdings in force on the view's day."""
        places = {n: holdings.countries(n) for n in holdings.about}
        codes = tuple(sorted({code for found in places.values() for code in found}))
        index = {code: k for k, code in enumerate(codes)}
        bits = np.zeros((view.size, len(codes) // _WORD + 2), dtype=np.uint64)
        for number, found in places.items():
            for code in found:
                k = index[code]
                bits[number, k // _WORD] |= np.uint64(1 << k % _WORD)
        people = [n for n, (schema, _) in holdings.about.items() if schema == "Person"]
        bits[people, -1] |= np.uint64(_PERSON)
        owned: Flags = np.zeros(view.size, dtype=bool)
        owned[view.edges.owned] = True
        bits[_unsaid(holdings) & ~owned, -1] |= np.uint64(_UNSAID)
        located = (bits[:, :-1] != 0).any(axis=1)
        located[people] = True
        bits[~located, -1] |= np.uint64(_NOWHERE)
        circles = _circles(view)
        bits[circles.inside, -1] |= np.uint64(_CIRCLE)
        _downwards(view, bits)
        facets = bits[:, -1]
        return cls(
            depth=_depth(view, circles),
            persons=(facets & np.uint64(_PERSON)) != 0,
            vague=(facets & np.uint64(_UNSAID)) != 0,
            placed=(facets & np.uint64(_NOWHERE)) == 0,
            owned=owned,
            circular=(facets & np.uint64(_CIRCLE)) != 0,
            _countries=bits[:, :-1],
            _codes=codes,
        )


_PERSON, _NOWHERE, _CIRCLE, _UNSAID = 1, 2, 4, 8


def _unsaid(holdings: Holdings) -> Flags:
    """Of whom the records do not say whether it is a person."""
    said = [n for n, (schema, _) in holdings.about.items() if schema != "LegalEntity"]
    unsaid: Flags = np.ones(len(holdings), dtype=bool)
    unsaid[said] = False
    return unsaid


@dataclass(frozen=True)
class _Circles:
    """The circle that each party is in, and who is in one with others."""

    label: Ints
    inside: Flags


def _circles(view: View) -> _Circles:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = view.edges
    ones = np.ones(len(edges), dtype=np.int8)
    matrix = coo_array((ones, (edges.owner, edges.owned)), shape=(view.size, view.size))
    _, label = connected_components(matrix.tocsr(), directed=True, connection="strong")
    return _Circles(label, np.bincount(label, minlength=view.size)[label] > 1)


def _downwards(view: View, bits: NDArray[np.uint64]) -> None:
    """Give what is above to what is below, until nothing changes.

    Bits are only added, so circles end.
    """
    frontier = distinct(view.edges.owner)
    while frontier.size:
        places = view.out(frontier)
        owner, owned = view.edges.owner[places], view.edges.owned[places]
        below = distinct(owned)
        before = bits[below]
        np.bitwise_or.at(bits, owned, bits[owner])
        frontier = below[(bits[below] != before).any(axis=1)]


def _depth(view: View, circles: _Circles) -> Ints:
    """The longest way up, circles taken as one."""
    label, edges = circles.label, view.edges
    depth = np.zeros(view.size, dtype=np.int32)
    across = label[edges.owner] != label[edges.owned]
    owner, owned = label[edges.owner][across], label[edges.owned][across]
    order = np.argsort(owner, kind="stable")
    owner, owned = owner[order], owned[order]
    start = np.r_[0, np.cumsum(np.bincount(owner, minlength=view.size))]
    waiting = np.bincount(owned, minlength=view.size)
    layer = distinct(owner[waiting[owner] == 0])
    while layer.size:  # each circle once all above it are done
        lengths = start[layer + 1] - start[layer]
        begin = np.repeat(start[layer] - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
        places = begin + np.arange(int(lengths.sum()))
        below = owned[places]
        np.maximum.at(depth, below, np.repeat(depth[layer], lengths) + 1)
        np.subtract.at(waiting, below, 1)
        reached = distinct(below)
        layer = reached[waiting[reached] == 0]
    layers: Ints = depth[label] + (circles.inside & (depth[label] == 0))
    return layers.astype(np.int32)
