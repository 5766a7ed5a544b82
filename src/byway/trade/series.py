"""Series in logs, and how a level after an event stands to the one before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade import robust
from byway.trade.robust import Floats, Ints
from byway.trade.window import RouteSettings, Window


def logs(value: Floats, floor: float) -> Floats:
    """log(value + floor / 10): small amounts move it little, zero is defined, NaN stays."""
    out: Floats = np.log(value + floor / 10)
    return out


def shift_z(before: Floats, after: Floats, settings: RouteSettings) -> tuple[Floats, Floats]:
    """Shift of level of log series, and its z, for each row.

    The shift is Hodges and Lehmann's.  Its standard error is Newey and West's, from `before`
    alone: what an event did is not noise.  z is the normal deviate with the tail probability that
    Student's t with the baseline's degrees of freedom gives the ratio, so that a short past
    makes nothing sure.
    """
    from scipy import stats

    b, a = before.shape[1], after.shape[1]
    lift = robust.shift(before, after)
    noise = robust.long_run_variance(before, robust.newey_west_lags(b))
    noise = np.maximum(noise, settings.least_spread**2 / 4)
    ratio = lift / np.sqrt(robust.HL_VARIANCE * noise * (1 / b + 1 / a))
    tail = np.maximum(stats.t.sf(np.abs(ratio), max(b - 1, 1)), 1e-300)
    return lift, np.sign(ratio) * stats.norm.isf(tail)


@dataclass(frozen=True)
class Levels:
    """Level after against level before, for each unit.

    lift: shift of logs.  z: see `shift_z`.  before, after: mean amounts per period.
    assessable: enough periods on both sides.
    """

    lift: Floats
    z: Floats
    before: Floats
    after: Floats
    assessable: NDArray[np.bool_]


def sides(value: Floats, at: Window, settings: RouteSettings) -> tuple[Ints, Ints] | None:
    """Indices of the periods before and after the event in which anything is recorded.

    None where they are too few.
    """
    assert settings.least_before is not None and settings.least_after is not None
    recorded = ~robust.unrecorded(value)
    before = np.flatnonzero(recorded[at.before])
    after = np.flatnonzero(recorded[at.after]) + at.event
    enough = len(before) >= settings.least_before and len(after) >= settings.least_after
    return (before, after) if enough else None


def levels(value: Floats, at: Window, settings: RouteSettings) -> Levels:
    """Levels of series `[units, periods]`.

    Periods in which no unit is recorded are left out; a unit with NaN in another is not assessable.
    """
    units = len(value)
    found = sides(value, at, settings) if units else None
    if found is None:
        nothing = np.full(units, np.nan)
        return Levels(nothing, nothing, nothing, nothing, np.zeros(units, bool))
    before, after = found
    assessable = ~robust.incomplete(value[:, np.concatenate(found)])
    x = logs(np.where(assessable[:, None], value, 0.0), settings.floor)
    lift, z = shift_z(x[:, before], x[:, after], settings)

    def known(numbers: Floats) -> Floats:
        return np.where(assessable, numbers, np.nan)

    return Levels(
        known(lift),
        known(z),
        known(value[:, before].mean(axis=1)),
        known(value[:, after].mean(axis=1)),
        assessable,
    )
