"""From hypotheses and evidence to findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from byway.assessment import wording
from byway.assessment.confidence import confidence
from byway.assessment.gaps import identity_gaps, missing, would_change
from byway.assessment.hypotheses import (
    Hypothesis,
    HypothesisKind,
    place_name,
    speaks_against,
    surest,
)
from byway.assessment.material import Material
from byway.model import (
    Certainty,
    Claim,
    Confidence,
    Direction,
    Event,
    Evidence,
    Finding,
    Goods,
    Match,
    Reason,
    Screened,
    Weighed,
)

_FACTS = ("birth", "country", "gender", "identifier", "schema", "address", "decision")
"""First words of the features of a match that are not about names."""


def find(
    hypothesis: Hypothesis,
    material: Material,
    controls: Sequence[tuple[Goods, Sequence[Evidence]]],
    parties: Sequence[tuple[Screened, Sequence[Evidence]]],
) -> Finding:
    """Weigh one supply, route or evasion hypothesis.

    Of each independent source only the weightiest statement for, and against, counts; their bits
    add up with the prior, under the ceiling of the strongest statement.
    """
    claims = hypothesis.claims(material)
    counted = _one_per_source(hypothesis, material)
    speaking = {
        source: material.claims[i].certainty
        for source, i in _strongest(hypothesis, material).items()
    }
    scales = material.scales
    likelihood = scales.likelihood(scales.combine(list(counted.values()), scales.ceiling(speaking)))
    evidence = [
        Weighed(
            id=material.claim_id(i),
            direction=_direction(material.claims[i]),
            weight=round(abs(counted.get(i, 0.0)), 3),
        )
        for i in hypothesis.bearing
    ]
    evidence += [_context(material.claim_id(i)) for i in hypothesis.context]
    spoken = [claim for claim in claims if not speaks_against(claim)]
    named = {phrase.casefold() for claim in spoken for phrase in claim.goods}
    controlled = [(g, items) for g, items in controls if g.description.casefold() in named]
    evidence += [_context(item.id) for _, items in controlled for item in items]
    involved = [(p, items) for p, items in parties if _acts_in(p, claims)]
    evidence += [_context(item.id) for _, items in involved for item in items]
    sources = tuple(sorted(material.sources.name(key) for key in speaking))
    told = {phrase.casefold() for claim in surest(claims)[1] for phrase in claim.goods}
    goods = [g.description for g, _ in controlled if g.description.casefold() in told]
    return Finding(
        id="-".join((hypothesis.kind.value, *map(_slug, hypothesis.places))),
        kind=hypothesis.kind.value,
        hypothesis=wording.hypothesis(hypothesis, goods),
        judgement=wording.judgement(hypothesis, material, likelihood, sources),
        likelihood=likelihood,
        confidence=confidence(claims, sources),
        evidence=tuple(evidence),
        sources=sources,
        missing=missing(hypothesis, material, controlled),
        would_change=would_change(hypothesis),
    )


def find_party(party: Screened, items: Sequence[Evidence], material: Material) -> Finding:
    """Weigh whether a party of the reports is the listed party that it resembles."""
    best = party.matches[0]
    value = material.scales.identity(
        best.score,
        corroborated=_corroborated(best),
        contradicted=any(reason.weight < 0 for reason in _facts(best)),
    )
    likelihood = material.scales.likelihood(value)
    evidence = [Weighed(id=item.id, direction=Direction.FOR, weight=1.0) for item in items]
    evidence += [
        _context(material.claim_id(i))
        for i, claim in enumerate(material.claims)
        if _acts_in(party, [claim])
        and claim.event in (Event.DESIGNATE, Event.ARREST_OR_INDICT, Event.RESTRICT)
    ]
    lists = tuple(dict.fromkeys(item.source for item in items))
    return Finding(
        id=f"{HypothesisKind.DESIGNATED_PARTY.value}-{_slug(party.actor.name)}",
        kind=HypothesisKind.DESIGNATED_PARTY.value,
        hypothesis=f"A designated party is involved: {party.actor.name}",
        judgement=wording.standing(party, likelihood),
        likelihood=likelihood,
        confidence=_identity_confidence(best, lists),
        evidence=tuple(evidence),
        sources=lists,
        missing=identity_gaps(party, material),
        would_change=(
            "a birth date, registration number or address that agrees with the listed party, "
            "or contradicts it",
        ),
    )


def _one_per_source(hypothesis: Hypothesis, material: Material) -> dict[int, float]:
    """Of each independent source the weightiest claim for and against, with its bits."""
    best: dict[tuple[str, bool], tuple[float, int]] = {}
    for i in hypothesis.bearing:
        claim = material.claims[i]
        interested = bool(set(claim.agent_countries or claim.agent) & set(hypothesis.places)) and (
            claim.event is Event.DENY or bool(claim.source)
        )
        bits = material.scales.bits(_as_denial(claim), interested=interested)
        key = (material.sources[i].group, bits < 0)
        if key not in best or abs(bits) > abs(best[key][0]):
            best[key] = (bits, i)
    return {i: bits for bits, i in best.values()}


def _as_denial(claim: Claim) -> Claim:
    """A bare denial speaks against what is asked, however firmly it is asserted."""
    if claim.event is Event.DENY:
        return claim.model_copy(update={"certainty": Certainty.DENIED})
    return claim


def _strongest(hypothesis: Hypothesis, material: Material) -> dict[str, int]:
    """Of each independent source that speaks for it, its surest claim."""
    order = (Certainty.ASSERTED, Certainty.LIKELY, Certainty.POSSIBLE)
    by_source: dict[str, list[int]] = defaultdict(list)
    for i in hypothesis.bearing:
        claim = material.claims[i]
        if claim.event is not Event.DENY and claim.certainty in order:
            by_source[material.sources[i].group].append(i)
    return {
        source: min(indices, key=lambda i: order.index(material.claims[i].certainty))
        for source, indices in by_source.items()
    }


def _direction(claim: Claim) -> Direction:
    return Direction.AGAINST if speaks_against(claim) else Direction.FOR


def _context(evidence_id: str) -> Weighed:
    return Weighed(id=evidence_id, direction=Direction.CONTEXT, weight=0.0)


def _acts_in(party: Screened, claims: Sequence[Claim]) -> bool:
    """Whether a party is agent, recipient or intermediary of one of the claims."""
    actors = (party.actor, *party.elsewhere)
    names = {(a.doc, name.casefold()) for a in actors for name in (a.name, *a.names)}
    return any(
        (claim.doc, name.casefold()) in names
        for claim in claims
        for name in (*claim.agent, *claim.recipient, *claim.intermediary)
    )


def _facts(match: Match) -> list[Reason]:
    """The reasons that are about something else than names."""
    return [r for r in match.reasons if r.feature.split()[0] in _FACTS]


def _corroborated(match: Match) -> bool:
    """Whether anything beside names agrees, and nothing contradicts."""
    facts = _facts(match)
    return bool(facts) and all(reason.weight >= 0 for reason in facts)


def _identity_confidence(match: Match, lists: Sequence[str]) -> Confidence:
    agrees = _corroborated(match)
    because = [f"match score {match.score:.2f}", f"designated by {', '.join(lists)}"]
    because.append(
        "more than the name agrees" if agrees else "only the name agrees; reports give no more"
    )
    level = "high" if match.strong and agrees else "moderate" if match.strong else "low"
    return Confidence(level=level, because=tuple(because))


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in place_name(name).casefold()).strip("-")


__all__ = ["find", "find_party"]
