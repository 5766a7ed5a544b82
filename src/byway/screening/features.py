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
    "whole",
    "thin",
    "lost_short",
    "conflict",
    "at_odds",
    "extra",
    "lost",
    "worst",
    "single",
    "initials",
    "number_conflict",
    "number_extra",
    "legal_conflict",
    "weak",
    "weak_whole",
    "initial_conflict",
    "han_conflict",
    "across_scripts",
    "stray_place",
    "common",
    "other_name",
    "acronym",
    "first_letter",
)
"""Features in the order of the columns."""


ENOUGH = 32.0
"""Bits after which more of the same name adds nothing."""
TELLING = 14.0
"""Bits that single out one of all the names there are: a share of one in sixteen thousand."""

SHORT = 11.0
"""Bits below which a whole name is an acronym or of common words alone."""


def features(met: Alignment, left: Side, right: Side) -> Floats:
    """One row per pair, one column per name in NAMES.

    whole           every word met its equal (or its like in sound) on the other side, and not all
                    by initials
    thin            how far the bits that met fall short of ENOUGH, as share of it
    lost_short      bits lost to spelling in short words, as share of the bits that met
    lost            the same in longer words
    worst           the worst spelt word
    conflict        bits that met nothing on both sides (the smaller), over 10, at most 1.5
    at_odds         both have a word that met nothing, or no word met but by an initial
    extra           bits that only one name has, as share of the bits that met, at most 2
    single          one word met, of a name that has more
    initials        share of the words that met by an initial only
    number_conflict both have a number that the other has not
    number_extra    one has
    legal_conflict  both have a legal form, and not the same
    weak            the name is a weak alias, and does not match as a whole
    weak_whole      it is one, and does
    initial_conflict  an initial met nothing although the other name has a word left
    han_conflict    both are written in Han characters, and not in the same
    across_scripts  one is written in Han or Hangul, the other in another script
    stray_place     a country or region is in one name only
    common          how far the bits that met fall short of TELLING, as share of it, where a name
                    has more: "Investment Bank" and "First Investment Bank"
    acronym         a whole name of so few bits that many bear it: "EAR", "Technology Company"
    other_name      words that met are like each other, but known to be two names, at most 2
    first_letter    words that met are like each other, but begin otherwise, at most 2: slips are
                    rarely at the beginning (J. J. Pollock and A. Zamora, 1984; W. E. Winkler, 1990)
    """
    matched = met.matched + 1e-6
    earned = matched + met.lost
    conflict = np.minimum(met.left_over, met.right_over)
    extra = np.abs(met.left_over - met.right_over)
    apart = extra + conflict
    more = apart > 1
    weak = left.weak | right.weak
    count = np.maximum(met.count, 1)
    left_alone = np.minimum(met.left_count, met.right_count)
    thin = np.maximum(0, 1 - matched / ENOUGH)
    extra_share = np.minimum(extra / matched, 2)
    named = met.initials < met.count
    whole = (apart < 0.5) & (met.lost < 0.03 * matched) & named
    columns = {
        "whole": whole,
        "thin": thin,
        "lost_short": met.lost_short / earned,
        "lost": (met.lost - met.lost_short) / earned,
        "worst": met.worst,
        "conflict": np.minimum(conflict / 10, 1.5),
        "at_odds": (left_alone > 0) | ~named,
        "extra": extra_share,
        "single": (met.count == 1) & more,
        "initials": met.initials / count,
        "number_conflict": met.stray_numbers == 2,
        "number_extra": met.stray_numbers == 1,
        "legal_conflict": _differ(left.legal, right.legal),
        "weak": weak & ~whole,
        "weak_whole": weak & whole,
        "initial_conflict": met.stray_initials & (conflict > 0),
        "han_conflict": _differ(left.han, right.han),
        "across_scripts": left.syllabic != right.syllabic,
        "stray_place": met.stray_places,
        "common": np.maximum(0, 1 - matched / TELLING) * more * (met.count > 0),
        "acronym": whole & (matched < SHORT),
        "other_name": np.minimum(met.others, 2),
        "first_letter": np.minimum(met.heads, 2),
    }
    rows = np.empty((len(matched), len(NAMES)), np.float32)
    for column, name in enumerate(NAMES):
        rows[:, column] = columns[name]
    return rows


def _differ(left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.bool_] | bool:
    """Whether both have a number, and not the same."""
    if not np.count_nonzero(left):
        return False
    return np.asarray((left > 0) & (right > 0) & (left != right))
