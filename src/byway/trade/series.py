"""Series in logs, and how a level after an event stands to the one before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade import robust
from byway.trade.robust import Floats
from byway.trade.window import RouteSettings, Window

MEDIAN_VARIANCE = np.pi / 2
"""Variance of a median over that of a mean, for normal noise."""


def logs(value: Floats, floor: float) -> Floats:
    """log(value + floor / 10): small amounts move it little, zero is defined, NaN stays."""
    out: Floats = np.log(value + floor / 10)
    return out


@dataclass(frozen=True)
class Levels:
    """Level after against level before, for each unit.

    lift: difference of medians of logs.  z: lift in robust standard deviations of single
    periods.  shift_z: lift over its own standard error, for questions about the level alone.
    before, after: mean amounts per period.  assessable: enough periods on both sides.
    """

    lift: Floats
    z: Floats
    shift_z: Floats
    before: Floats
    after: Floats
    assessable: NDArray[np.bool_]


def levels(value: Floats, at: Window, settings: RouteSettings) -> Levels:
    """Levels of series `[units, periods]`; units with NaN on a side are judged by the rest."""
    assert settings.least_before is not None and settings.least_after is not None
    recorded = ~np.isnan(value).all(axis=0) if len(value) else np.ones(value.shape[1], bool)
    b = np.flatnonzero(recorded[at.before])
    a = np.flatnonzero(recorded[at.after]) + at.event
    units = len(value)
    nothing = np.full(units, np.nan)
    if len(b) < settings.least_before or len(a) < settings.least_after or not units:
        return Levels(nothing, nothing, nothing, nothing, nothing, np.zeros(units, bool))
    assessable = ~np.isnan(value[:, np.concatenate([b, a])]).any(axis=1)
    x = logs(np.where(assessable[:, None], value, 0.0), settings.floor)
    middle = robust.centre(x[:, b])
    lift = robust.centre(x[:, a]) - middle
    sigma = robust.spread(x[:, b], settings.least_spread)
    error = sigma * np.sqrt(MEDIAN_VARIANCE * (1 / len(b) + 1 / len(a)))

    def known(numbers: Floats) -> Floats:
        return np.where(assessable, numbers, np.nan)

    return Levels(
        known(lift),
        known(lift / sigma),
        known(lift / error),
        known(value[:, b].mean(axis=1)),
        known(value[:, a].mean(axis=1)),
        assessable,
    )
