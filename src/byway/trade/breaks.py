"""Breaks in level: for each unit the best one, for a whole basket all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade import robust
from byway.trade.robust import Floats, Ints
from byway.trade.series import logs
from byway.trade.window import RouteSettings, Window


@dataclass(frozen=True)
class Break:
    """at: index of the new level's first period, -1 for none; f: F of it; step: in log.

    passed: it is upwards and lies between the event and `follow` periods after it.
    """

    at: Ints
    f: Floats
    step: Floats
    assessable: NDArray[np.bool_]
    passed: NDArray[np.bool_]


def best(value: Floats, at: Window, settings: RouteSettings) -> Break:
    """The best single break of each unit's log series, where its F reaches `break_f`."""
    assert settings.segment is not None and settings.follow is not None
    assert settings.least_before is not None and settings.least_after is not None
    recorded = ~np.isnan(value).all(axis=0) if len(value) else np.ones(value.shape[1], bool)
    kept = np.flatnonzero(recorded)
    enough = (kept < at.event).sum() >= settings.least_before
    enough &= (kept >= at.event).sum() >= settings.least_after
    assessable = ~np.isnan(value[:, kept]).any(axis=1) & bool(enough)
    x = logs(np.where(assessable[:, None], value[:, kept], 0.0), settings.floor)
    index, f, step = robust.best_break(x, settings.segment)
    found = assessable & (f >= settings.break_f) & (index >= 0)
    period = np.where(found, kept[index] if len(kept) else -1, -1)
    passed = found & (step > 0) & (period >= at.event) & (period <= at.event + settings.follow)
    return Break(period, f, step, assessable, passed)


def all_breaks(series: Floats, segment: int) -> list[int]:
    """All breaks of one log series by PELT (Killick and others, 2012), least-squares cost.

    Penalty: 3 log(n) times the noise variance (a break costs its place and its level), which is
    read from first differences (MAD) so that breaks do not inflate it.
    """
    import ruptures

    count = len(series)
    if count < 2 * segment + 1 or np.isnan(series).any():
        return []
    steps = np.diff(series)
    sigma = float(robust.spread(steps[None, :], 1e-6)[0]) / np.sqrt(2)
    cost = ruptures.Pelt(model="l2", min_size=segment, jump=1).fit(series)
    found = cost.predict(pen=3 * np.log(count) * sigma**2)
    return [int(i) for i in found[:-1]]
