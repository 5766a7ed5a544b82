"""Mirror: what the origins say they sent against what the hub says it received."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade.robust import Floats
from byway.trade.window import RouteSettings, Window


@dataclass(frozen=True)
class Mirror:
    """gap: share of what was sent after the event that the hub does not report.

    change: the gap less its own level before the event, which takes with it what is always
    there: freight, goods in transit, other rules of origin.  Below 0 the hub reports more.
    z: change of log(sent / received) over its standard error.
    """

    gap: Floats
    change: Floats
    z: Floats
    passed: NDArray[np.bool_]


def mirror(sent: Floats, received: Floats, at: Window, settings: RouteSettings) -> Mirror:
    """Gaps of series `[units, periods]` in periods that both sides report.

    The hub's imports are CIF and are brought to FOB by dividing by 1 + `cif`.  Passed: the gap
    widened by `fall_z` standard errors.
    """
    both = ~(np.isnan(sent).all(axis=0) | np.isnan(received).all(axis=0))
    b = np.flatnonzero(both[at.before])
    a = np.flatnonzero(both[at.after]) + at.event
    empty = np.full(len(sent), np.nan)
    assert settings.least_before is not None and settings.least_after is not None
    if len(b) < settings.least_before or len(a) < settings.least_after:
        return Mirror(empty, empty, empty, np.zeros(len(sent), bool))
    fob = received / (1 + settings.cif)

    def gap(side: NDArray[np.int64]) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            out = 1 - np.nansum(fob[:, side], axis=1) / np.nansum(sent[:, side], axis=1)
        return np.where(np.isfinite(out) & ~np.isnan(fob[:, side]).all(axis=1), out, np.nan)

    from byway.trade.series import MEDIAN_VARIANCE, logs
    from byway.trade import robust

    ratio = logs(np.nan_to_num(sent), settings.floor) - logs(np.nan_to_num(fob), settings.floor)
    lift = robust.centre(ratio[:, a]) - robust.centre(ratio[:, b])
    error = robust.spread(ratio[:, b], settings.least_spread)
    z = lift / (error * np.sqrt(MEDIAN_VARIANCE * (1 / len(b) + 1 / len(a))))
    after, before = gap(a), gap(b)
    change = after - before
    known = ~np.isnan(change)
    return Mirror(after, change, np.where(known, z, np.nan), known & (z >= settings.fall_z))
