"""The terms of a score as reasons: which value met which, by what rule, what spoke against."""

from __future__ import annotations

from collections.abc import Mapping

from byway.model import Reason
from byway.screening import evidence, features
from byway.screening.evidence import Facts
from byway.screening.matcher import Met
from byway.screening.names import Kind
from byway.screening.scoring import model

FEATURE_WORDS = {
    "whole": "whole name the same",
    "thin": "little that met",
    "lost_short": "short words spelt otherwise",
    "conflict": "words of both names that do not meet",
    "stray_place": "a place in one name only",
    "extra": "words that only one name has",
    "lost": "spelling",
    "worst": "worst spelt word",
    "single": "only one word met",
    "initials": "met by initials",
    "number_conflict": "numbers differ",
    "number_extra": "a number in one name only",
    "at_odds": "each name has a word the other has not",
    "legal_conflict": "legal forms differ",
    "weak": "weak alias, in part",
    "weak_whole": "weak alias",
    "initial_conflict": "initials differ",
    "han_conflict": "characters differ",
    "across_scripts": "read across scripts that many names share",
    "common": "common words met, and one name has more",
    "other_name": "alike, but known as two names",
    "acronym": "a whole name that many bear",
    "first_letter": "a word begins otherwise",
}
_SMALLEST = 0.05


def of_names(met: Met, row: int, query: str, listed: str, kind: Kind) -> tuple[Reason, ...]:
    """The terms of one pair of names; the intercept is in the first."""
    weights = model(kind)
    values = met.features[row]
    terms = dict(zip(features.NAMES, (values * weights.names).tolist(), strict=True))
    whole = weights.intercept
    reasons = [Reason(feature="name", query_value=query, listed_value=listed, weight=whole)]
    return tuple(reasons) + tuple(
        Reason(feature=FEATURE_WORDS[name], query_value=query, listed_value=listed, weight=weight)
        for name, weight in sorted(terms.items(), key=lambda item: -abs(item[1]))
        if abs(weight) >= _SMALLEST
    )


def of_facts(
    found: Mapping[str, float], left: Facts, right: Facts, kind: Kind
) -> tuple[Reason, ...]:
    """The terms of the evidence besides names."""
    weights = model(kind)
    return tuple(
        Reason(
            feature=name.replace("_", " "),
            query_value=_value(name, left),
            listed_value=_value(name, right),
            weight=weights.evidence[name] * value,
        )
        for name, value in found.items()
    )


def _value(name: str, facts: Facts) -> str:
    if name in evidence.BIRTHS:
        return ", ".join(str(day) for day in facts.births)
    if name.startswith("country"):
        return ", ".join(sorted(facts.countries))
    if name.startswith("place"):
        return ", ".join(sorted(facts.lands))
    if name.startswith("gender"):
        return ", ".join(sorted(facts.genders))
    if name.startswith("identifier"):
        return ", ".join(sorted(facts.identifiers)[:10])
    return facts.schema
