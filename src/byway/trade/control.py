"""The control group: trade of the same origins with the same place in goods not under control."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from byway.trade.cube import Leg
from byway.trade.robust import Flags, Floats

FUELS = "27"
"""Chapter of mineral fuels: its value follows the oil price, not trade policy."""


@dataclass(frozen=True)
class Control:
    """Series of the control group by place, and its codes where they are known one by one.

    `what` says in words what the group is; None with `why` set when there is none.
    """

    series: dict[str, Floats] = field(default_factory=dict)
    codes: dict[str, Floats] = field(default_factory=dict)
    what: str | None = None
    why: str | None = None

    def at(self, place: str, periods: int) -> Floats:
        """The series of a place, NaN where there is none."""
        return self.series.get(place, np.full(periods, np.nan))


LEAST_SHARE = 0.1
"""Share of a panel's codes that must be free: a panel that is nearly all listed goods was cut by
a list, and what is left over is fragments of listed headings."""


def from_panel(out: Leg, value: Floats, free: Callable[[str], bool], least: int) -> Control:
    """The panel's own goods that are `free`: neither in the basket nor listed nor fuels.

    `value` are the leg's series with zeros in place.  At least `least` codes and `LEAST_SHARE` of
    the panel's are wanted.
    """
    known = set(out.hs6)
    codes = {hs6 for hs6 in known if free(hs6) and not hs6.startswith(FUELS)}
    if len(codes) < max(least, LEAST_SHARE * len(known)):
        return Control(
            why=f"{len(codes)} of the panel's {len(known):,} codes are outside the basket and all"
            " control lists, too few for a control group (give one with --control)"
        )
    mine = np.array([hs6 in codes for hs6 in out.hs6], bool)
    held = {place: value[mine & (out.place == place)] for place in set(out.place)}
    held = {place: rows for place, rows in held.items() if len(rows) >= least}
    series = {place: rows.sum(axis=0) for place, rows in held.items()}
    return Control(series, held, f"{len(codes):,} codes of the panel under no control")


def from_totals(totals: Leg, out: Leg, value: Floats, treated: Flags) -> Control:
    """TOTAL less fuels less the panel's `treated` goods (rows of `out`), by place."""
    series: dict[str, Floats] = {}
    for place in sorted(set(totals.place)):
        mine = totals.place == place
        whole = totals.value[mine & (totals.hs6 == "TOTAL")]
        if not len(whole):
            continue
        fuels = np.nan_to_num(totals.value[mine & (totals.hs6 == FUELS)]).sum(axis=0)
        goods = np.nan_to_num(value[treated & (out.place == place)]).sum(axis=0)
        rest = whole[0] - fuels - goods
        series[place] = np.where(rest > 0, rest, np.nan)
    if not series:
        return Control(why="the control table has no TOTAL for these places")
    return Control(series, what="all goods less fuels less the basket")
