"""Mirror: what the origins say they sent against what the hub says it received."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade.robust import Floats
from byway.trade.series import logs, shift_z, sides
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
    found = sides(np.where(both, 0.0, np.nan)[None, :], at, settings)
    empty = np.full(len(sent), np.nan)
    if found is None or not len(sent):
        return Mirror(empty, empty, empty, np.zeros(len(sent), bool))
    b, a = found
    fob = received / (1 + settings.cif)

    def gap(side: NDArray[np.int64]) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            out = 1 - np.nansum(fob[:, side], axis=1) / np.nansum(sent[:, side], axis=1)
        return np.where(np.isfinite(out) & ~np.isnan(fob[:, side]).all(axis=1), out, np.nan)

    ratio = logs(np.nan_to_num(sent), settings.floor) - logs(np.nan_to_num(fob), settings.floor)
    _, z = shift_z(ratio[:, b], ratio[:, a], settings)
    after, before = gap(a), gap(b)
    change = after - before
    known = ~np.isnan(change)
    return Mirror(after, change, np.where(known, z, np.nan), known & (z >= settings.fall_z))
