"""Names of a query against names of the lists: features and bits, a row a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.screening.alignment import Alignment
from byway.screening.features import features
from byway.screening.index import Index
from byway.screening.names import Kind, Name
from byway.screening.pairing import DenseTable, Side, meet
from byway.screening.parting import join, mend
from byway.screening.scoring import model
from byway.screening.sparse_table import SparseTable

Floats = NDArray[np.float32]

MANY = 1_000
"""Pairs from which it pays to compare short names apart."""
SHORT_NAME = 4
"""Words up to which a name is short."""


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs of names with what their meeting says."""

    left: NDArray[np.int64]
    """Number of the query name."""
    right: NDArray[np.int64]
    """Number of the listed name."""
    alignment: Alignment
    features: Floats
    bits: Floats


def meet_listed(
    index: Index,
    names: Sequence[Name],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    kind: Kind,
) -> Met:
    """Compare the query names `names[left]` with the listed names `right`, row by row."""
    numbering: dict[str, int] = {}
    legal = {form: number for number, form in enumerate(index.legal_forms)}
    queries = Side.of(names, numbering, legal).take(left)
    listed = index.side(right)
    words = list(numbering)
    alignment = meet(queries, listed, SparseTable(index.vocabulary, words))
    mend(alignment, queries, listed, words, index.vocabulary.word_list)
    join(alignment, queries, listed)
    rows = features(alignment, queries, listed)
    return Met(left, right, alignment, rows, model(kind).name_bits(rows))


def bits_of(
    index: Index,
    names: Sequence[Name],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    kind: Kind,
) -> Floats:
    """The bits of `meet_listed`; of many pairs those of short names apart from those of long ones,
    as the longest of them decides how wide the columns of all are."""
    if len(left) < MANY:
        return meet_listed(index, names, left, right, kind).bits
    counts = np.array([len(name.words) for name in names])
    short = (counts[left] <= SHORT_NAME) & (
        index.name_ends[right + 1] - index.name_ends[right] <= SHORT_NAME
    )
    bits = np.empty(len(left), np.float32)
    for rows in (short.nonzero()[0], (~short).nonzero()[0]):
        if len(rows):
            used, at = np.unique(left[rows], return_inverse=True)
            some = [names[number] for number in used.tolist()]
            bits[rows] = meet_listed(index, some, at, right[rows], kind).bits
    return bits


def meet_all(left: Sequence[Name], right: Sequence[Name], kind: Kind) -> Met:
    """Compare every name of `left` with every name of `right`."""
    left_numbers: dict[str, int] = {}
    right_numbers: dict[str, int] = {}
    legal = {"": 0}
    a, b = Side.of(left, left_numbers, legal), Side.of(right, right_numbers, legal)
    left_words, right_words = list(left_numbers), list(right_numbers)
    i = np.repeat(np.arange(len(left)), len(right))
    j = np.tile(np.arange(len(right)), len(left))
    a, b = a.take(i), b.take(j)
    alignment = meet(a, b, DenseTable.of(left_words, right_words))
    mend(alignment, a, b, left_words, right_words)
    join(alignment, a, b)
    rows = features(alignment, a, b)
    return Met(i, j, alignment, rows, model(kind).name_bits(rows))
