"""Why a unit has its verdict, in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from byway.trade.window import Window

if TYPE_CHECKING:
    from byway.trade.case import Case
    from byway.trade.units import UnitTests


def reasons(case: Case, tests: UnitTests, joined: Mapping[str, Sequence[str]]) -> list[str]:
    """One line for each unit: each test that was made, passed or not, and what is missing."""
    surging = tests.outcomes.surge.passed
    return [
        _of_surging(case, tests, i, joined) if surging[i] else _of_other(case, tests, i)
        for i in range(len(surging))
    ]


def _of_other(case: Case, tests: UnitTests, i: int) -> str:
    settings = case.settings
    if (why := case.broken.get(tests.hs6[i])) is not None:
        return why
    if not tests.outcomes.surge.assessable[i]:
        return "too few periods before or after the event, or none reported in some of them"
    z, rise = tests.surge.z[i], tests.surge.rise[i]
    said = [] if z >= settings.z else [f"no surge: z {z:.1f} below {settings.z:g}"]
    if rise < settings.floor:
        said.append(f"rise of {rise:,.0f} a period below the floor {settings.floor:,.0f}")
    return "; ".join(said)


def _of_surging(case: Case, tests: UnitTests, i: int, joined: Mapping[str, Sequence[str]]) -> str:
    at = case.at
    o = tests.outcomes
    unit = "month" if at.monthly else "year"
    said = [
        f"surge: {tests.surge.factor[i]:.1f} times the amount before, +{tests.surge.rise[i]:,.0f}"
        f" per {unit}, z {tests.surge.z[i]:.1f}"
    ]
    if o.substitution.assessable[i]:
        change, amount = tests.substitution.change[i], tests.substitution.amount[i]
        fell = "fell" if o.substitution.passed[i] else "did not clearly fall"
        said.append(
            f"substitution: the same code {fell} to the target ({change:+.0%}, {amount:+,.0f})"
        )
    else:
        said.append("substitution not assessable: the target hardly bought this code")
    if o.did.assessable[i]:
        above = "above" if o.did.passed[i] else "not clearly above"
        low, high = tests.did.low[i], tests.did.high[i]
        said.append(
            f"{above} goods under no control: {tests.did.estimate[i]:+.2f} log"
            f" ({low:+.2f} to {high:+.2f})"
        )
    else:
        said.append("no control group")
    said.append(_break(tests, i, at))
    if o.second_leg.assessable[i]:
        rose = "rose" if o.second_leg.passed[i] else "did not clearly rise"
        said.append(f"hub to target {rose} ({tests.second_leg.change[i]:+.0%})")
    else:
        said.append("no data of hub to target")
    if o.mirror.assessable[i]:
        wider = "widened" if o.mirror.passed[i] else "did not clearly widen"
        said.append(
            f"mirror gap {wider}: {tests.mirror.gap[i]:.0%}, {tests.mirror.change[i]:+.0%} points"
        )
    if o.placebo.assessable[i]:
        said.append(f"p {tests.placebo_p[i]:.3f} among fake events a year earlier")
    if o.price[i]:
        said.append(f"{tests.unit_value.share[i]:.0%} of the rise is value per kilogram")
    if (codes := joined.get(tests.hs6[i])) is not None:
        said.append(f"codes {' + '.join(codes)} joined over a change of HS edition")
    return "; ".join(said)


def _break(tests: UnitTests, i: int, at: Window) -> str:
    if not tests.outcomes.break_.assessable[i]:
        return "break not assessable"
    where = tests.break_.at[i]
    if where < 0:
        return "no clear break"
    follows = "follows" if tests.outcomes.break_.passed[i] else "does not follow"
    way = "up" if tests.break_.step[i] > 0 else "down"
    return f"break {way} in {at.periods[where]} {follows} the event"
