"""The contract's table of hub x HS6: the tests of each unit, their score, verdict and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from byway.trade import verdict
from byway.trade.case import Case
from byway.trade.reasons import reasons
from byway.trade.robust import Floats
from byway.trade.units import UnitTests

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    "hub",
    "hs6",
    "surge",
    "surge_z",
    "substitution",
    "did",
    "did_low",
    "did_high",
    "mirror_gap",
    "mirror_gap_change",
    "break_period",
    "second_leg",
    "placebo_p",
    "score",
    "verdict",
    "reasons",
)
"""Columns of the table of units, in order."""


def tabulate(case: Case, tests: UnitTests, joined: Mapping[str, Sequence[str]]) -> pa.Table:
    """The contract's table, best score first."""
    import pyarrow as pa

    at = case.at

    scores = verdict.score(tests.outcomes)
    words = verdict.verdicts(tests.outcomes)
    because = reasons(case, tests, joined)
    period = [at.periods[i] if i >= 0 else None for i in tests.break_.at]
    columns: dict[str, Any] = {
        "hub": pa.array(tests.place, pa.string()),
        "hs6": pa.array(tests.hs6, pa.string()),
        "surge": _floats(tests.surge.factor),
        "surge_z": _floats(tests.surge.z),
        "substitution": _floats(tests.substitution.change),
        "did": _floats(tests.did.estimate),
        "did_low": _floats(tests.did.low),
        "did_high": _floats(tests.did.high),
        "mirror_gap": _floats(tests.mirror.gap),
        "mirror_gap_change": _floats(tests.mirror.change),
        "break_period": pa.array(period, pa.string()),
        "second_leg": _floats(
            np.where(tests.second_leg.assessable, tests.second_leg.change, np.nan)
        ),
        "placebo_p": _floats(tests.placebo_p),
        "score": _floats(scores),
        "verdict": pa.array(words, pa.string()),
        "reasons": pa.array(because, pa.string()),
    }
    order = np.lexsort(
        (
            tests.hs6.astype(str),
            tests.place.astype(str),
            -np.nan_to_num(np.round(scores, 12), nan=-1.0),
        )
    )
    return pa.table(columns).select(list(COLUMNS)).take(order)


def _floats(numbers: Floats) -> pa.Array:
    import pyarrow as pa

    return pa.array(numbers, pa.float64(), mask=~np.isfinite(numbers))
