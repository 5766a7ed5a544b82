"""One hub's basket as a whole: amounts, tests, and what would explain it innocently."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from byway.trade import placebo, robust, verdict
from byway.trade.breaks import all_breaks, best
from byway.trade.case import Case
from byway.trade.did import between_codes, did
from byway.trade.mirror import mirror
from byway.trade.robust import Flags, Floats
from byway.trade.series import logs
from byway.trade.substitution import second_leg
from byway.trade.surge import surge
from byway.trade.window import RouteSettings, Window

if TYPE_CHECKING:
    from byway.trade.units import UnitTests


@dataclass(frozen=True)
class HubResult:
    """A place's basket.  Amounts are per period; None where a test has no data.

    did, did_low, did_high: log points against the control group.  break_period: the best single
    break; breaks: all by PELT.  placebo_time: (p, number of fake events);
    placebo_goods: (p, number of random baskets).  passed, failed, missing: names of tests.
    innocent: what else would explain it, and whether these data speak to it.
    periods, basket, control, counterfactual: series for a chart, the last being the basket's level
    before the event carried along the control group's path.
    """

    hub: str
    codes: int
    before: float
    after: float
    change: float | None
    surge_z: float | None
    did: float | None
    did_low: float | None
    did_high: float | None
    break_period: str | None
    break_step: float | None
    breaks: tuple[str, ...]
    placebo_time: tuple[float, int] | None
    placebo_goods: tuple[float, int] | None
    mirror_gap: float | None
    mirror_gap_change: float | None
    second_leg: float | None
    flagged: int
    surges: int
    flagged_rise: float
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    innocent: tuple[str, ...]
    periods: tuple[str, ...]
    basket: tuple[float | None, ...]
    control: tuple[float | None, ...]
    counterfactual: tuple[float | None, ...]
    placebo_shifts: tuple[float, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def examine(case: Case, tests: UnitTests, place: str, chosen: Flags) -> HubResult:
    """Test the sum of the `chosen` rows of the leg `out` for one place."""
    at, settings, group, out = case.at, case.settings, case.group, case.out
    codes = case.value[chosen]
    whole = codes.sum(axis=0)[None, :]
    rise = surge(whole, at, settings)
    control = group.at(place, len(at.periods)) if group.what else None
    own = group.codes.get(place)
    apart = None
    if control is not None:
        between = between_codes(codes, at) + (0 if own is None else between_codes(own, at))
        apart = did(whole, control[None, :], at, settings, clusters=np.array([between]))
        if not np.isfinite(apart.low[0]):
            apart = None
    path = None if apart is None or control is None else control[None, :]
    step = best(whole, at, settings, path)
    shifts = placebo.fake_shifts(whole[0], None if apart is None else control, at, settings)
    shift = robust.shift(*(logs(whole, settings.floor)[:, side] for side in (at.before, at.after)))
    if apart is not None:
        shift = apart.estimate
    drawn = placebo.random_baskets(own, at, len(codes), settings) if own is not None else shifts[:0]
    small = settings.floor / 10
    change = np.array([np.log((rise.levels.after[0] + small) / (rise.levels.before[0] + small))])
    taken = case.legs["mirror"]
    hs6 = out.hs6[chosen]
    names = np.full(len(hs6), place, object)
    two = mirror(whole, _sum(taken.series(names, hs6)), at, settings)
    onward = second_leg(_sum(case.onward.series(names, hs6)), at, settings)
    goes_on = place != case.target and bool(onward.assessable[0])
    time_p = (_first(robust.upper_share(shifts, shift)), len(shifts)) if len(shifts) else None
    goods_p = (_first(robust.upper_share(drawn, change)), len(drawn)) if len(drawn) else None
    outcome = {
        "surge": bool(rise.passed[0]) if rise.levels.assessable[0] else None,
        "difference-in-differences": bool(apart.low[0] > 0) if apart is not None else None,
        "break after the event": bool(step.passed[0]) if step.assessable[0] else None,
        "mirror gap widened": bool(two.passed[0]) if np.isfinite(two.change[0]) else None,
        "second leg": bool(onward.passed[0]) if goes_on else None,
        # with few fake events the smallest p is 1 / (1 + n): being first of them is all it can say
        "placebo in time": time_p[0] <= max(settings.alpha, 1 / (1 + time_p[1]))
        if time_p
        else None,
        "placebo in goods": goods_p[0] <= settings.alpha if goods_p else None,
    }
    here = tests.place == place
    flagged = here & (verdict.verdicts(tests.outcomes) == verdict.CONSISTENT)
    found = int(step.at[0])
    return HubResult(
        hub=place,
        codes=len(codes),
        before=float(rise.levels.before[0]),
        after=float(rise.levels.after[0]),
        change=_known(rise.levels.after[0] / rise.levels.before[0] - 1)
        if rise.levels.before[0] > 0
        else None,
        surge_z=_known(rise.z[0]),
        did=None if apart is None else _known(apart.estimate[0]),
        did_low=None if apart is None else _known(apart.low[0]),
        did_high=None if apart is None else _known(apart.high[0]),
        break_period=at.periods[found] if found >= 0 else None,
        break_step=_known(step.step[0]) if found >= 0 else None,
        breaks=tuple(
            at.periods[i]
            for i in all_breaks(_relative(whole[0], path, settings), settings.segment or 1)
        ),
        placebo_time=time_p,
        placebo_goods=goods_p,
        mirror_gap=_known(two.gap[0]),
        mirror_gap_change=_known(two.change[0]),
        second_leg=_known(onward.change[0]) if goes_on else None,
        flagged=int(flagged.sum()),
        surges=int((here & tests.surge.passed).sum()),
        flagged_rise=float(tests.surge.rise[flagged].sum()),
        passed=tuple(name for name, ok in outcome.items() if ok),
        failed=tuple(name for name, ok in outcome.items() if ok is False),
        missing=tuple(name for name, ok in outcome.items() if ok is None),
        innocent=_innocent(tests, here, goes_on, bool(onward.passed[0]), apart is not None),
        periods=at.periods,
        basket=_series(whole[0]),
        control=_series(control) if control is not None else (None,) * len(at.periods),
        counterfactual=_series(_counterfactual(whole[0], control, at)),
        placebo_shifts=tuple(float(x) for x in shifts),
    )


def _relative(series: Floats, path: Floats | None, settings: RouteSettings) -> Floats:
    """The log series, less that of the control group where there is one."""
    own = logs(series, settings.floor)
    return own if path is None else own - logs(path[0], settings.floor)


def _sum(series: Floats) -> Floats:
    """The sum of units, NaN in periods in which none of them is reported."""
    missing = robust.unrecorded(series)
    return np.where(missing, np.nan, np.nansum(series, axis=0))[None, :]


def _counterfactual(series: Floats, control: Floats | None, at: Window) -> Floats:
    """exp(median of log(basket / control) before) times the control."""
    if control is None:
        return np.full(len(series), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(series[at.before] / control[at.before])
    ratio = ratio[np.isfinite(ratio)]
    return control * np.exp(np.median(ratio)) if len(ratio) else np.full(len(series), np.nan)


def _innocent(
    tests: UnitTests, here: Flags, goes_on: bool, rose: bool, controlled: bool
) -> tuple[str, ...]:
    weighed = here & tests.surge.passed & np.isfinite(tests.unit_value.change)
    price = int((here & tests.surge.passed & tests.unit_value.price).sum())
    said = [
        "trade with others may pass through the hub: "
        + (
            "its trade with the target rose too"
            if goes_on and rose
            else "its trade with the target did not clearly rise"
            if goes_on
            else "no data of where the goods went"
        ),
        "demand of the hub's own may have grown: "
        + (
            "goods under no control are the measure of it"
            if controlled
            else "no goods under no control to compare with"
        ),
        "prices may have risen: "
        + (
            f"they explain most of {price} of {int(weighed.sum())} surges with weights"
            if weighed.any()
            else "no weights to tell"
        ),
        "codes may have changed: codes born or ended near the event are left out",
    ]
    return tuple(said)


def _series(numbers: Floats) -> tuple[float | None, ...]:
    return tuple(float(x) if np.isfinite(x) else None for x in numbers)


def _known(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def _first(numbers: Floats) -> float:
    return float(numbers[0])
