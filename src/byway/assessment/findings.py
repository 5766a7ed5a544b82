"""From hypotheses and evidence to findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from byway.assessment import wording
from byway.assessment.confidence import confidence
from byway.assessment.corroborating import Corroboration
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
    *,
    tested: Corroboration | None = None,
    flagged: Corroboration | None = None,
) -> Finding:
    """Weigh one supply, route or evasion hypothesis.

    `tested` is what trade statistics say of it, `flagged` what shipment records do (None where
    there are none): a source more each.  Of each independent source one statement for, and one
    against, counts; their bits add up with the prior, under the ceiling of the strongest.
    """
    claims = hypothesis.claims(material)
    counted = _one_per_source(hypothesis, material)
    speaking = {
        material.sources[i].group: material.weighed(i).certainty
        for i, bits in counted.items()
        if bits > 0
    }
    telling = [material.weighed(i) for i, bits in counted.items() if bits > 0]
    scales = material.scales
    seen = [found for found in (tested, flagged) if found]
    ceiling = max([scales.ceiling(speaking), *(found.ceiling for found in seen)])
    bits = [*counted.values(), *(found.bits for found in seen)]
    likelihood = scales.likelihood(scales.combine(bits, ceiling))
    evidence = [
        Weighed(
            id=material.claim_id(i),
            direction=_direction(material.claims[i]),
            weight=round(abs(counted.get(i, 0.0)), 3),
        )
        for i in hypothesis.bearing
    ]
    evidence += [item for found in seen for item in found.weighed]
    evidence += [_context(material.claim_id(i)) for i in hypothesis.context]
    spoken = [claim for claim in claims if not speaks_against(claim)]
    named = {phrase.casefold() for claim in spoken for phrase in claim.goods}
    controlled = [(g, items) for g, items in controls if g.description.casefold() in named]
    evidence += [_context(item.id) for _, items in controlled for item in items]
    involved = [(p, items) for p, items in parties if _acts_in(p, claims)]
    evidence += [_context(item.id) for _, items in involved for item in items]
    sources = tuple(sorted(material.sources.name(key) for key in speaking))
    told = {phrase.casefold() for claim in surest(telling)[1] for phrase in claim.goods}
    goods = [g.description for g, _ in controlled if g.description.casefold() in told]
    return Finding(
        id="-".join((hypothesis.kind.value, *map(_slug, hypothesis.places))),
        kind=hypothesis.kind.value,
        hypothesis=wording.hypothesis(hypothesis, goods),
        judgement=wording.judgement(hypothesis, telling, likelihood, sources),
        likelihood=likelihood,
        confidence=confidence(
            [material.weighed(i) for i in counted],
            sources,
            [found.said for found in seen if found.said],
        ),
        evidence=tuple(evidence),
        sources=sources,
        missing=(
            *missing(
                hypothesis,
                material,
                controlled,
                tested=tested is not None,
                recorded=flagged is not None,
            ),
            *(gap for found in seen for gap in found.gaps),
        ),
        would_change=would_change(hypothesis),
    )


def find_party(party: Screened, items: Sequence[Evidence], material: Material) -> Finding:
    """Weigh whether a party of the reports is the listed party that it resembles."""
    best = party.matches[0]
    value = material.scales.identity(
        best.score,
        corroborated=_corroborated(best),
        contradicted=any(reason.weight < 0 for reason in _facts(best)),
        one_word=" " not in party.actor.name,
    )
    likelihood = material.scales.likelihood(value)
    evidence = [Weighed(id=item.id, direction=Direction.FOR, weight=0.0) for item in items]
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
        hypothesis=wording.identity(party),
        judgement=wording.standing(party, likelihood),
        likelihood=likelihood,
        confidence=_identity_confidence(best, lists),
        evidence=tuple(evidence),
        missing=identity_gaps(party, material),
        would_change=(
            "a birth date, registration number or address that agrees with the listed party, "
            "or contradicts it",
        ),
    )


def _one_per_source(hypothesis: Hypothesis, material: Material) -> dict[int, float]:
    """Of each independent source one claim for and one against, with its bits."""
    counted: dict[int, float] = {}
    for against in (False, True):
        bits = {
            i: material.scales.bits(_as_denial(claim), interested=_denies_itself(claim, hypothesis))
            for i in hypothesis.bearing
            if speaks_against(claim := material.weighed(i)) is against
        }
        for index in _accounts(bits, material):
            counted[index] = bits[index]
    return counted


def _accounts(bits: Mapping[int, float], material: Material) -> list[int]:
    """Of each independent source the claim that counts, given what each would weigh.

    Of one report its weightiest claim is that report's account.  Of several reports that tell the
    same source, the nearest to it counts (the shortest chain), then the most cautious: a relay that
    drops a hedge adds nothing.
    """
    reports: dict[tuple[str, str], int] = {}
    for index, weight in bits.items():
        key = (material.sources[index].group, material.claims[index].doc)
        if key not in reports or abs(weight) > abs(bits[reports[key]]):
            reports[key] = index
    accounts: dict[str, int] = {}
    for (group, _), index in reports.items():
        held = accounts.setdefault(group, index)
        if _nearness(index, bits, material) < _nearness(held, bits, material):
            accounts[group] = index
    return list(accounts.values())


def _nearness(index: int, bits: Mapping[int, float], material: Material) -> tuple[int, float]:
    return len(material.sources[index].chain), abs(bits[index])


def _denies_itself(claim: Claim, hypothesis: Hypothesis) -> bool:
    """Whether a denial comes from who is said to do it: a denied act without another speaker."""
    own = set(claim.agent_countries or claim.agent) & set(hypothesis.places)
    return bool(own) and (claim.event is Event.DENY or not claim.source)


def _as_denial(claim: Claim) -> Claim:
    """A bare denial speaks against what is asked, however firmly it is asserted."""
    if claim.event is Event.DENY:
        return claim.model_copy(update={"certainty": Certainty.DENIED})
    return claim


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
    """Whether anything beside names agrees and weighs, and nothing contradicts."""
    facts = _facts(match)
    return any(reason.weight > 0 for reason in facts) and all(r.weight >= 0 for r in facts)


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
