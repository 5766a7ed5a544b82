"""From features to a calibrated score: an additive model of evidence, in log-odds.

Score = 1 / (1 + exp(-(intercept + sum of weight times feature))).  Each term is what one
observation says, so a match explains itself by its terms.  Weights were fitted by logistic
regression with signs held (`calibration.yaml` says on what); their unit here is bits, log2 of a
likelihood ratio (Fellegi and Sunter, 1969; I. J. Good, "Weight of evidence", 1985).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from byway.screening import evidence, features
from byway.screening.lexicon import yaml
from byway.screening.names import Kind

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one kind of party, in bits."""

    intercept: float
    names: Floats
    evidence: dict[str, float]

    def name_bits(self, rows: Floats) -> Floats:
        """What each row of name features says, with the intercept."""
        return np.asarray(rows @ self.names + self.intercept, np.float32)

    def evidence_bits(self, found: dict[str, float]) -> float:
        """What the evidence besides names says."""
        return sum(self.evidence[name] * value for name, value in found.items())

    @property
    def most_birth(self) -> float:
        """The most that births can add."""
        return max(self.evidence[name] for name in evidence.BIRTHS)

    @property
    def most_slip(self) -> float:
        """The most that births whose years are apart can add."""
        return max(self.evidence["birth_slip"], 0.0)


@cache
def model(kind: Kind) -> Model:
    """The model for names of `kind`."""
    data = yaml("calibration.yaml")[kind.value]
    return Model(
        float(data["intercept"]),
        np.array([data["names"].get(name, 0.0) for name in features.NAMES], np.float32),
        {name: float(data["evidence"].get(name, 0.0)) for name in evidence.NAMES},
    )


def score(bits: float) -> float:
    """The probability that log-odds of `bits` mean."""
    if bits < -60:
        return 0.0
    return 1 / (1 + math.exp(-bits * math.log(2)))
