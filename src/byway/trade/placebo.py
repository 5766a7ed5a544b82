"""Placebos: the same statistics where nothing happened, in time and in goods."""

from __future__ import annotations

import numpy as np

from byway.trade import robust
from byway.trade.cube import Words
from byway.trade.robust import Floats
from byway.trade.series import levels, logs
from byway.trade.window import RouteSettings, Window, earlier

_FEWEST = 20


def in_time(value: Floats, at: Window, z: Floats, groups: Words, settings: RouteSettings) -> Floats:
    """Empirical p of each unit's z among all units of its group at a fake event a year earlier.

    `groups` (the hub of each unit) keeps hubs apart: each is judged by its own ordinary noise.
    The fake window ends before the true event.  Only units with trade make the sample; NaN where
    there is no past for it or fewer than 20 such units.
    """
    out = np.full(len(z), np.nan)
    fake = earlier(at)
    if fake is None:
        return out
    past = levels(value[:, : len(fake.periods)], fake, settings)
    traded = past.assessable & ((past.before + past.after) >= settings.floor / 10)
    for group in np.unique(groups):
        mine = groups == group
        sample = past.z[mine & traded]
        if len(sample) >= _FEWEST:
            out[mine] = np.where(np.isnan(z[mine]), np.nan, robust.upper_share(sample, z[mine]))
    return out


def fake_shifts(
    treated: Floats, control: Floats | None, at: Window, settings: RouteSettings
) -> Floats:
    """Hodges-Lehmann shifts at every fake event of the baseline, for one series `[periods]`.

    Each fake event has at least `least_before` periods before it and as many after it as the true
    one has, as far as they lie before the true event.
    """
    assert settings.least_before is not None and settings.least_after is not None
    d = logs(treated, settings.floor)
    if control is not None:
        d = d - logs(control, settings.floor)
    length = len(at.periods) - at.event
    found = []
    for event in range(settings.least_before, at.event - settings.least_after + 1):
        before, after = d[:event], d[event : min(event + length, at.event)]
        if not (np.isnan(before).any() or np.isnan(after).any()):
            found.append(robust.shift(before[None, :], after[None, :])[0])
    return np.array(found)


def random_baskets(value: Floats, at: Window, size: int, settings: RouteSettings) -> Floats:
    """log(after / before) of `draws` random baskets of `size` codes out of `[codes, periods]`.

    Empty when there are fewer than twice as many codes to draw from.
    """
    if size < 1 or len(value) < 2 * size:
        return np.empty(0)
    rng = np.random.default_rng(settings.seed)
    before = np.nan_to_num(value[:, at.before]).mean(axis=1)
    after = np.nan_to_num(value[:, at.after]).mean(axis=1)
    small = settings.floor / 10
    drawn = [rng.choice(len(value), size, replace=False) for _ in range(settings.draws)]
    return np.array([np.log((after[i].sum() + small) / (before[i].sum() + small)) for i in drawn])
