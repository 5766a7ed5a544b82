"""Substitution: did the origins' trade in the same code with the target fall?

Also the hub's second leg, which is the same question with the other sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade.robust import Floats
from byway.trade.series import levels
from byway.trade.window import RouteSettings, Window


@dataclass(frozen=True)
class Change:
    """change: amount after over amount before, less 1; amount: per period, after less before.

    z: change of the level over its standard error.  assessable: there was trade that could fall,
    or a past that could be risen from.
    """

    change: Floats
    amount: Floats
    z: Floats
    assessable: NDArray[np.bool_]
    passed: NDArray[np.bool_]


def substitution(value: Floats, at: Window, settings: RouteSettings) -> Change:
    """Fall of origin -> target: at least `fall` of it, and `fall_z` standard errors.

    Not assessable where the target bought less than a tenth of the floor before: what hardly
    existed cannot have been diverted.
    """
    level = levels(value, at, settings)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = level.after / level.before - 1
    assessable = level.assessable & (level.before >= settings.floor / 10)
    passed = assessable & (level.z <= -settings.fall_z) & (change <= -settings.fall)
    return Change(
        np.where(assessable, change, np.nan),
        level.after - level.before,
        level.z,
        assessable,
        passed,
    )


def second_leg(value: Floats, at: Window, settings: RouteSettings) -> Change:
    """Rise of hub -> target: at least half of the floor a period, and `fall_z` standard errors.

    `change` is against the amount before plus a tenth of the floor, so that new trade has one.
    """
    level = levels(value, at, settings)
    small = settings.floor / 10
    change = (level.after + small) / (level.before + small) - 1
    amount = level.after - level.before
    passed = level.assessable & (level.z >= settings.fall_z) & (amount >= settings.floor / 2)
    return Change(change, amount, level.z, level.assessable, passed)
