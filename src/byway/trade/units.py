"""All tests of every hub x HS6, each with its own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from byway.trade import placebo, verdict
from byway.trade.breaks import Break, best
from byway.trade.case import Case
from byway.trade.cube import Words
from byway.trade.did import Did, did, nothing
from byway.trade.mirror import Mirror, mirror
from byway.trade.robust import Floats
from byway.trade.substitution import Change, second_leg, substitution
from byway.trade.surge import Surge, surge
from byway.trade.unit_value import UnitValue, unit_value

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class UnitTests:
    """All tests of all units (row i is `place[i]`, `hs6[i]`), each with its own numbers."""

    place: Words
    hs6: Words
    value: Floats
    surge: Surge
    substitution: Change
    did: Did
    break_: Break
    second_leg: Change
    mirror: Mirror
    unit_value: UnitValue
    placebo_p: Floats
    outcomes: verdict.Outcomes


def run(case: Case) -> UnitTests:
    """All tests of the units in the basket."""
    out, at, settings, group = case.out, case.at, case.settings, case.group
    keep = case.listed & (out.place != case.target)
    place, hs6 = out.place[keep], out.hs6[keep]
    usable = case.usable[keep]
    mine = np.where(usable[:, None], case.value[keep], np.nan)
    there = out.series(np.full(len(hs6), case.target, object), hs6)
    rise = surge(mine, at, settings)
    fall = substitution(np.where(usable[:, None], there, np.nan), at, settings)
    controls = np.array([group.at(p, len(at.periods)) for p in place]).reshape(mine.shape)
    apart = did(mine, controls, at, settings) if group.what else nothing(len(mine))
    against = np.isfinite(apart.estimate)
    step = best(mine, at, settings, np.where(against[:, None], controls, 1.0))
    leg = case.onward.series(place, hs6)
    onward = second_leg(np.where(usable[:, None], leg, np.nan), at, settings)
    two = mirror(mine, case.legs["mirror"].series(place, hs6), at, settings)
    price = unit_value(out.weight[keep], rise.factor, settings.price)
    p = placebo.in_time(mine, at, rise.z, place, settings)
    big = rise.rise / settings.floor
    outcomes = verdict.Outcomes(
        surge=verdict.Outcome(
            rise.passed,
            rise.levels.assessable,
            np.minimum(verdict.strength(rise.z, settings.z), verdict.strength(big, 1.0)),
        ),
        substitution=verdict.Outcome(
            fall.passed,
            fall.assessable,
            np.minimum(
                verdict.strength(-fall.z, settings.fall_z),
                verdict.strength(-fall.change, settings.fall),
            ),
        ),
        did=verdict.Outcome(
            apart.passed,
            ~np.isnan(apart.estimate),
            verdict.strength(apart.estimate / (apart.high - apart.estimate), 1.0),
        ),
        break_=verdict.Outcome(
            step.passed,
            step.assessable,
            np.where(step.passed, verdict.strength(step.f, settings.break_f), 0.0),
        ),
        second_leg=verdict.Outcome(
            onward.passed, onward.assessable, verdict.strength(onward.z, settings.fall_z)
        ),
        mirror=verdict.Outcome(
            two.passed, ~np.isnan(two.change), verdict.strength(two.z, settings.fall_z)
        ),
        placebo=verdict.Outcome(
            np.nan_to_num(p, nan=1.0) <= settings.alpha, ~np.isnan(p), np.nan_to_num(1 - p)
        ),
        price=price.price,
    )
    return UnitTests(place, hs6, mine, rise, fall, apart, step, onward, two, price, p, outcomes)
