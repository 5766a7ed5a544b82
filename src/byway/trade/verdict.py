"""From tests to a score, a verdict and reasons.  No test is hidden in the score."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from byway.trade.robust import Floats

Flags = NDArray[np.bool_]

CONSISTENT = "consistent with diversion"
SURGE = "surge only"
NONE = "no sign"
UNKNOWN = "not assessable"

WEIGHTS = {
    "surge": 0.3,
    "substitution": 0.25,
    "did": 0.15,
    "break": 0.1,
    "second_leg": 0.1,
    "mirror": 0.05,
    "placebo": 0.05,
}
"""Our own judgement of how much each test tells; they sum to 1."""


@dataclass(frozen=True)
class Outcome:
    """One test over all units: which passed, which could be assessed, and how strongly.

    `strength` in [0, 1] is 0.5 at the threshold and rises with the statistic.
    """

    passed: Flags
    assessable: Flags
    strength: Floats

    @property
    def failed(self) -> Flags:
        """Assessed and not passed."""
        out: Flags = self.assessable & ~self.passed
        return out


@dataclass(frozen=True)
class Outcomes:
    """All tests of all units.  `price` marks rises that are mostly of unit value."""

    surge: Outcome
    substitution: Outcome
    did: Outcome
    break_: Outcome
    second_leg: Outcome
    mirror: Outcome
    placebo: Outcome
    price: Flags

    def named(self) -> dict[str, Outcome]:
        """The tests by name, in order."""
        return {
            f.name.rstrip("_"): getattr(self, f.name) for f in fields(self) if f.name != "price"
        }


def strength(statistic: Floats, threshold: float) -> Floats:
    """s / (s + threshold): 0 at or below 0, 0.5 at the threshold, towards 1 above it.

    NaN is 0: what is not known adds nothing.
    """
    s = np.maximum(np.nan_to_num(statistic, nan=0.0, posinf=1e12, neginf=0.0), 0.0)
    out: Floats = s / (s + threshold)
    return out


def score(outcomes: Outcomes) -> Floats:
    """Weighted sum of strengths, in [0, 1]; NaN where not even the surge is assessable.

    It only ranks.  It rises with every statistic; a test without data adds nothing.
    """
    total = np.zeros(len(outcomes.price))
    for name, outcome in outcomes.named().items():
        total += WEIGHTS[name] * np.where(outcome.assessable, outcome.strength, 0.0)
    return np.where(outcomes.surge.assessable, total, np.nan)


def before_substitution(o: Outcomes) -> Flags:
    """A surge that no test on the hub's own side speaks against."""
    out: Flags = o.surge.passed & ~o.break_.failed & ~o.did.failed & ~o.price
    return out


def verdicts(o: Outcomes) -> NDArray[np.object_]:
    """The verdict of each unit.

    *consistent with diversion*: a surge; neither break, difference-in-differences nor unit value
    speak against it; and goods are seen to have come from the target's trade (the same
    code fell there) or to have gone to it (second leg, where substitution cannot be assessed).
    *surge only*: a surge of which that cannot be said.  *no sign*: no surge.  The placebo in time
    only ranks: a year earlier may itself have been one of recovery.
    """
    from_target = o.substitution.passed | (~o.substitution.assessable & o.second_leg.passed)
    out = np.full(len(o.price), NONE, dtype=object)
    out[~o.surge.assessable] = UNKNOWN
    out[o.surge.passed] = SURGE
    out[before_substitution(o) & from_target] = CONSISTENT
    return out
