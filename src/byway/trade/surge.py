"""Surge: does a unit stand above its own past, beyond its noise and by enough money?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade.robust import Floats
from byway.trade.series import Levels, levels
from byway.trade.window import RouteSettings, Window


@dataclass(frozen=True)
class Surge:
    """factor: amount after over amount before; z: of the shift in level of its log.

    rise: amount per period, after less before.  passed: z and rise both reach their threshold.
    """

    factor: Floats
    z: Floats
    rise: Floats
    levels: Levels
    passed: NDArray[np.bool_]


def surge(value: Floats, at: Window, settings: RouteSettings) -> Surge:
    """Test units `[units, periods]` against their own baseline.

    A tenth of the floor is added to both amounts of the factor, so that new trade has one.
    """
    level = levels(value, at, settings)
    rise = level.after - level.before
    small = settings.floor / 10
    factor = (level.after + small) / (level.before + small)
    passed = level.assessable & (level.z >= settings.z) & (rise >= settings.floor)
    return Surge(factor, level.z, rise, level, passed)
