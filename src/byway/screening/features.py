"""What a pair of names says for and against being one name, as a row of numbers.

Every feature is symmetric.  Those "for" are never negative weights, those "against" never
positive ones (`calibration.yaml`), so that more agreement can never lower a score.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from byway.screening.alignment import Alignment
from byway.screening.pairing import Side

Floats = NDArray[np.float32]

NAMES = (
    "thin",
    "lost_short",
    "conflict",
    "conflict_share",
    "extra",
    "lost",
    "worst",
    "single",
    "initials",
    "number_conflict",
    "legal_conflict",
    "weak",
    "initial_conflict",
    "han_conflict",
)
"""Features in the order of the columns."""


ENOUGH = 32.0
"""Bits after which more of the same name adds nothing."""


def features(met: Alignment, left: Side, right: Side) -> Floats:
    """One row per pair, one column per name in NAMES.

    thin            how far the bits that met fall short of ENOUGH, as share of it
    lost_short      bits lost to spelling in short words, as share of the bits that met
    conflict        bits that met nothing on both sides (the smaller), over 10, at most 1.5
    conflict_share  the same as share of the bits of the poorer name
    extra           bits that only one name has, as share of the bits that met, at most 2
    lost            the same in longer words
    worst           the worst spelt word
    single          one word met, of a name that has more
    initials        share of the words that met by an initial only
    number_conflict, legal_conflict, weak   0 or 1
    initial_conflict  an initial met nothing although the other name has a word left
    han_conflict    both are written in Han characters, and not in the same
    """
    matched = met.matched
    poorer = np.minimum(left.total, right.total) + 1e-6
    conflict = np.minimum(met.left_over, met.right_over)
    extra = np.abs(met.left_over - met.right_over)
    count = np.maximum(met.count, 1)
    single = (met.count == 1) & (extra + conflict > 1)
    legal = (left.legal > 0) & (right.legal > 0) & (left.legal != right.legal)
    columns = (
        np.maximum(0, 1 - matched / ENOUGH),
        met.lost_short / (matched + met.lost + 1e-6),
        np.minimum(conflict / 10, 1.5),
        conflict / poorer,
        np.minimum(extra / (matched + 1e-6), 2),
        (met.lost - met.lost_short) / (matched + met.lost + 1e-6),
        met.worst,
        single,
        met.initials / count,
        met.number_conflict,
        legal,
        left.weak | right.weak,
        (met.stray_initials > 0) & (conflict > 0),
        (left.han > 0) & (right.han > 0) & (left.han != right.han),
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)
