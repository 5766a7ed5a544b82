"""One question laid out: the route's series and everything the tests need to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from byway.trade.control import Control
from byway.trade.cube import Leg
from byway.trade.robust import Flags, Floats
from byway.trade.window import RouteSettings, Window


@dataclass(frozen=True)
class Case:
    """`legs` as of `cube.legs`; `value` the series of leg `out` with zeros in place.

    `listed`: rows of `out` in the basket.  `broken`: codes that cannot be judged, with the reason.
    """

    target: str
    at: Window
    settings: RouteSettings
    legs: Mapping[str, Leg]
    value: Floats
    listed: Flags
    group: Control
    broken: Mapping[str, str]

    @property
    def out(self) -> Leg:
        """Origins to hubs and target."""
        return self.legs["out"]

    @property
    def onward(self) -> Leg:
        """Hubs to target: as the hubs report it, else as the target does."""
        return self.legs["sent"] if len(self.legs["sent"]) else self.legs["received"]

    @property
    def usable(self) -> Flags:
        """Rows of `out` whose code can be judged."""
        out: Flags = ~np.isin(self.out.hs6.astype(str), list(self.broken))
        return out
