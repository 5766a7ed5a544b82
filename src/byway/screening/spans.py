"""Stretches of columns: where the rows of a key lie, and all the rows of many stretches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from byway.screening.pairing import checksum

Ints = NDArray[np.int64]


def spans(sums: NDArray[np.uint32], keys: Sequence[str]) -> tuple[Ints, Ints]:
    """Start and size of the stretch of each key in `sums`, checksums of keys in rising order."""
    asked = np.fromiter(map(checksum, keys), np.uint32, len(keys))
    starts = sums.searchsorted(asked, "left")
    return starts, sums.searchsorted(asked, "right") - starts


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers of the stretches `[start, start + size)`, one after the other."""
    if not len(sizes):
        return np.zeros(0, np.int64)
    ends = np.cumsum(sizes)
    found: Ints = np.arange(ends[-1]) + (starts - (ends - sizes)).repeat(sizes)
    return found
