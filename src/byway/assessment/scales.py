"""The scales of judgement: ICD 203 terms, weights in bits, ceilings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any

from byway.data import load_yaml
from byway.model import Certainty, Claim, Likelihood, Outcome, Status


@dataclass(frozen=True)
class Scales:
    """The values of `data/assessment/*.yaml`; `docs/method.md` explains each."""

    data: dict[str, Any]
    targets: dict[str, date]
    unnamed: frozenset[str]

    @classmethod
    def load(cls) -> Scales:
        """The scales that are shipped."""
        targets = load_yaml("assessment/targets.yaml")["targets"]
        return cls(
            data=load_yaml("assessment/scales.yaml"),
            targets={target["code"]: target["since"] for target in targets},
            unnamed=frozenset(load_yaml("assessment/unnamed_sources.yaml")["nouns"]),
        )

    @property
    def version(self) -> str:
        """Version of the scales, for the receipt."""
        return str(self.data["version"])

    def likelihood(self, value: float) -> Likelihood:
        """The ICD 203 term whose range holds `value` in [0, 1]; a border belongs to the lower."""
        terms = self.data["likelihood"]["terms"]
        percent = round(100 * value, 6)
        chosen = next((t for t in terms if percent <= t["high"]), terms[-1])
        return Likelihood(
            term=chosen["term"], low=chosen["low"], high=chosen["high"], value=round(value, 4)
        )

    def bits(self, claim: Claim, *, interested: bool = False) -> float:
        """What a claim adds to "it happens", in bits; negative speaks against."""
        weights = self.data["weights"]
        bits = float(weights["certainty"][claim.certainty.value])
        bits *= float(weights["depth"][claim.depth.value])
        if claim.certainty in (Certainty.DENIED, Certainty.UNLIKELY):
            return bits * (weights["interested_denial"] if interested else 1.0)
        unhedged = claim.certainty is Certainty.ASSERTED
        if claim.status is Status.HYPOTHETICAL and unhedged:
            return bits * float(weights["unhedged_hypothetical"])
        return bits * float(weights["status"][claim.status.value])

    def route_tests(self, outcomes: Mapping[str, Outcome]) -> dict[str, float]:
        """Bits of each route test; their sum stays within what one table may say."""
        held = self.data["route_tests"]
        known = (Outcome.PRESENT, Outcome.ABSENT)
        bits = {
            test: float(held.get(test, {}).get(outcome.value, 0.0))
            for test, outcome in outcomes.items()
            if outcome in known
        }
        total = sum(bits.values())
        most = float(held["most_for"] if total > 0 else -held["most_against"])
        scale = most / total if abs(total) > abs(most) else 1.0
        return {test: bit * scale for test, bit in bits.items()}

    def combine(self, bits: list[float], ceiling: float, prior: float | None = None) -> float:
        """Prior and independent contributions as a probability, within floor and ceiling.

        prior: None for that of a hypothesis that somebody raised.
        """
        prior = float(self.data["weights"]["prior"]) if prior is None else prior
        odds = 2.0 ** (log2(prior / (1 - prior)) + sum(bits))
        return float(min(max(odds / (1 + odds), self.data["ceilings"]["floor"]), ceiling))

    def ceiling(self, by_source: dict[str, Certainty]) -> float:
        """The highest value that the strongest statements of these sources allow."""
        ceilings = self.data["ceilings"]
        held = list(by_source.values())
        if held.count(Certainty.ASSERTED) > 1:
            return float(ceilings["asserted_by_several"])
        if Certainty.ASSERTED in held:
            return float(ceilings["asserted_once"])
        if Certainty.LIKELY in held:
            return float(ceilings["likely"])
        return float(ceilings["possible"])

    def identity(
        self, score: float, *, corroborated: bool, contradicted: bool, one_word: bool = False
    ) -> float:
        """How sure it is, in [0, 1], that a match of this score is the party.

        corroborated: something beside names agrees; contradicted: something speaks against;
        one_word: the reports give a single word, which many may share.
        """
        held = self.data["identity"]
        scores, values = zip(*held["points"], strict=True)
        above = next((i for i, point in enumerate(scores) if point >= score), len(scores) - 1)
        i = max(above, 1)
        part = (score - scores[i - 1]) / (scores[i] - scores[i - 1])
        value = values[i - 1] + part * (values[i] - values[i - 1])
        if not corroborated:
            value = min(value, held["name_only_ceiling"])
        if one_word:
            value = min(value, held["one_word_ceiling"])
        return float(min(value, held["contradicted_ceiling"]) if contradicted else value)

    def is_target(self, code: str, day: date) -> bool:
        """Whether broad restrictions on `code` were in force on `day`."""
        since = self.targets.get(code)
        return since is not None and since <= day
