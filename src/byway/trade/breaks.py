"""Breaks in level: for each unit the best one, for a whole basket all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade import robust
from byway.trade.robust import Floats, Ints
from byway.trade.series import logs, sides
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


def best(
    value: Floats, at: Window, settings: RouteSettings, control: Floats | None = None
) -> Break:
    """The best single break of each unit's log series, where its F reaches `break_f`.

    With `control` (`[units or 1, periods]`) the break is of log(value) - log(control), so that
    what moves all trade of the hub, such as a pandemic, makes none.
    """
    assert settings.segment is not None and settings.follow is not None
    x = logs(value, settings.floor)
    if control is not None:
        x = x - logs(control, settings.floor)
    units = len(value)
    found = sides(x, at, settings) if units else None
    if found is None:
        no = np.zeros(units, bool)
        return Break(np.full(units, -1), np.zeros(units), np.zeros(units), no, no)
    kept = np.concatenate(found)
    assessable = ~robust.incomplete(x[:, kept])
    index, f, step = robust.best_break(
        np.where(assessable[:, None], x[:, kept], 0.0), settings.segment
    )
    clear = assessable & (f >= settings.break_f) & (index >= 0)
    period = np.where(clear, kept[index], -1)
    passed = clear & (step > 0) & (period >= at.event) & (period <= at.event + settings.follow)
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
