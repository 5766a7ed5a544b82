"""Unit value: is a rise one of quantity or of price?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from byway.trade.robust import Floats


@dataclass(frozen=True)
class UnitValue:
    """change: log of value per kilogram after over before; share: of the rise that it explains."""

    change: Floats
    share: Floats
    price: NDArray[np.bool_]


def unit_value(weight: Floats, factor: Floats, most: float) -> UnitValue:
    """Unit values from `[units, 4]`: weight before and after, and the value it belongs to.

    `factor` is the rise in value.  `price`: more than the share `most` of its log is a rise in
    value per kilogram.  NaN and not a price where weights are missing.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.log(weight[:, 3] / weight[:, 1]) - np.log(weight[:, 2] / weight[:, 0])
        change = np.where(np.isfinite(change), change, np.nan)
        share = np.where(factor > 1, change / np.log(factor), np.nan)
    return UnitValue(change, share, np.nan_to_num(share) > most)
