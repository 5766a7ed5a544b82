"""Robust numbers on many short series at once: rows are units, columns are periods.

All functions take float64 arrays `[units, periods]` and know nothing of trade.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NORMAL_MAD = 1.4826
"""MAD of a normal variable times this is its standard deviation."""
NORMAL_MEAN_AD = 1.2533
"""The same for the mean absolute deviation."""
HL_VARIANCE = np.pi / 3
"""Asymptotic variance of a Hodges-Lehmann shift over that of a difference of means."""
_CHUNK = 20_000


def unrecorded(x: Floats) -> Flags:
    """Columns without any number."""
    out: Flags = np.asarray(np.isnan(x).all(axis=0))
    return out


def incomplete(x: Floats) -> Flags:
    """Rows in which a number is missing."""
    out: Flags = np.asarray(np.isnan(x).any(axis=1))
    return out


def spread(x: Floats, least: float) -> Floats:
    """Robust standard deviation of each row: 1.4826 MAD, at least `least`.

    Where more than half of the values are equal the MAD is 0 and says nothing; the mean absolute
    deviation stands in (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
    """
    away = np.abs(x - np.median(x, axis=1, keepdims=True))
    mad = NORMAL_MAD * np.median(away, axis=1)
    out: Floats = np.maximum(np.where(mad > 0, mad, NORMAL_MEAN_AD * away.mean(axis=1)), least)
    return out


def shift(before: Floats, after: Floats) -> Floats:
    """Hodges-Lehmann shift: the median of all differences after - before, for each row."""
    units = before.shape[0]
    out = np.empty(units)
    for start in range(0, units, _CHUNK):
        rows = slice(start, start + _CHUNK)
        pairs = after[rows, :, None] - before[rows, None, :]
        out[rows] = np.median(pairs.reshape(pairs.shape[0], -1), axis=1)
    return out


def long_run_variance(x: Floats, lags: int) -> Floats:
    """Newey-West long-run variance of each row (Bartlett kernel), never below half the variance.

    Newey and West (1987), Econometrica 55.  The lower bound keeps a short series with negative
    autocorrelation from looking surer than independent draws by more than a factor of two.
    """
    periods = x.shape[1]
    d = x - x.mean(axis=1, keepdims=True)
    variance = (d * d).mean(axis=1)
    total = variance.copy()
    for lag in range(1, min(lags, periods - 1) + 1):
        weight = 2 * (1 - lag / (lags + 1))
        total += weight * (d[:, lag:] * d[:, :-lag]).sum(axis=1) / periods
    out: Floats = np.maximum(total, variance / 2) * periods / max(periods - 1, 1)
    return out


def newey_west_lags(periods: int) -> int:
    """The usual rule of thumb: floor(4 (n / 100)^(2/9)), at least 1."""
    return max(1, int(4 * (periods / 100) ** (2 / 9)))


def best_break(x: Floats, segment: int) -> tuple[Ints, Floats, Floats]:
    """The one break in level that leaves the least squares, for each row.

    Returns the index of the first period of the new level, the F statistic of the break and the
    step (new level - old level).  Exact: it is what binary segmentation finds with one break and
    a least-squares cost.  Rows shorter than two segments have no break (index -1, F 0).
    """
    units, periods = x.shape
    if periods < 2 * segment:
        return np.full(units, -1, np.int64), np.zeros(units), np.zeros(units)
    at = np.arange(segment, periods - segment + 1)
    x = x - x.mean(axis=1, keepdims=True)
    sums = np.cumsum(x, axis=1)
    left = sums[:, at - 1] / at
    right = (sums[:, -1:] - sums[:, at - 1]) / (periods - at)
    gain = at * (periods - at) / periods * (right - left) ** 2
    best = gain.argmax(axis=1)
    rows = np.arange(units)
    explained = gain[rows, best]
    rest = np.maximum((x * x).sum(axis=1) - explained, 1e-12)
    return at[best], explained / (rest / (periods - 2)), (right - left)[rows, best]


def upper_share(sample: Floats, values: Floats) -> Floats:
    """Empirical p of each value: (1 + how many of the sample reach it) / (1 + sample)."""
    ordered = np.sort(sample)
    reached = ordered.size - np.searchsorted(ordered, values, side="left")
    out: Floats = (1 + reached) / (1 + ordered.size)
    return out
