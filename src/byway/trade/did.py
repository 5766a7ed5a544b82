"""Difference-in-differences against goods that are not under control."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade import robust
from byway.trade.robust import Floats
from byway.trade.series import logs, sides
from byway.trade.window import RouteSettings, Window


@dataclass(frozen=True)
class Did:
    """Change in log of the treated less that of the control, with a confidence interval.

    exp(estimate) is the factor by which trade is above what the control group's path would have
    made of it.  NaN where it cannot be said.
    """

    estimate: Floats
    low: Floats
    high: Floats

    @property
    def passed(self) -> NDArray[np.bool_]:
        """The interval lies above zero."""
        out: NDArray[np.bool_] = self.low > 0
        return out


def nothing(units: int) -> Did:
    """No estimate for any of the units."""
    empty = np.full(units, np.nan)
    return Did(empty, empty, empty)


def did(
    value: Floats,
    control: Floats,
    at: Window,
    settings: RouteSettings,
    *,
    clusters: Floats | None = None,
) -> Did:
    """DiD of series `[units, periods]` against control series `[units or 1, periods]`.

    Estimate: Hodges-Lehmann shift of log(value) - log(control), which one month's aircraft does
    not move.  Its variance is that of time (Newey-West, from the baseline alone: an effect that
    grows is not noise) plus `clusters`, the variance between HS codes `[units]` (see
    `between_codes`).  The sum of both is never below two-way clustering (Cameron, Gelbach and
    Miller, 2011), which subtracts their overlap.  Quantiles are Student's with the baseline's
    degrees of freedom.
    """
    from scipy import stats

    units = len(value)
    d = logs(value, settings.floor) - logs(control, settings.floor)
    found = sides(d, at, settings) if units else None
    if found is None:
        return nothing(units)
    b, a = found
    known = ~robust.incomplete(d[:, np.concatenate([b, a])])
    before, after = (np.where(known[:, None], d[:, side], 0.0) for side in (b, a))
    estimate = robust.shift(before, after)
    noise = robust.long_run_variance(before, robust.newey_west_lags(len(b)))
    noise = np.maximum(noise, settings.least_spread**2 / 4)
    variance = robust.HL_VARIANCE * noise * (1 / len(b) + 1 / len(a))
    if clusters is not None:
        variance = variance + clusters
    half = stats.t.ppf((1 + settings.level) / 2, len(b) - 1) * np.sqrt(variance)
    out = [
        np.where(known, numbers, np.nan) for numbers in (estimate, estimate - half, estimate + half)
    ]
    return Did(*out)


def between_codes(value: Floats, at: Window) -> float:
    """Variance of a sum's log change that comes from which codes are in it.

    `value` is `[codes, periods]`.  Linearised (delta method), clustered by code: the influence of
    a code on log(after / before) is its share after less its share before; the variance is the
    sum of their squares, times G / (G - 1).  One code alone: infinite.
    """
    before = np.nan_to_num(value[:, at.before]).mean(axis=1)
    after = np.nan_to_num(value[:, at.after]).mean(axis=1)
    count = len(value)
    if count < 2 or before.sum() <= 0 or after.sum() <= 0:
        return float("inf")
    influence = after / after.sum() - before / before.sum()
    return float((influence**2).sum() * count / (count - 1))
