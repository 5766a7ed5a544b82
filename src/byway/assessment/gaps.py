"""What is missing, and what would change a judgement."""

from __future__ import annotations

from collections.abc import Sequence

from byway.assessment.hypotheses import Hypothesis, HypothesisKind, place_name, speaks_against
from byway.assessment.material import Material
from byway.model import Claim, Evidence, Goods, Screened


def missing(
    hypothesis: Hypothesis,
    material: Material,
    controlled: Sequence[tuple[Goods, Sequence[Evidence]]],
    *,
    tested: bool = False,
    recorded: bool = False,
) -> tuple[str, ...]:
    """What an analyst would still want to see, most telling first.

    tested: trade statistics were looked at; recorded: shipment records were.
    """
    claims = hypothesis.claims(material)
    names = [place_name(place) for place in hypothesis.places]
    gaps: list[str] = []
    roots = {material.sources[i].group for i in hypothesis.bearing}
    if len(roots) == 1:
        gaps.append(f"a second independent source: all rests on {_only(material, roots)}")
    if relayed := _relayed(hypothesis, material):
        gaps.append(f"what {_and(relayed)} said itself: it is known here only as relayed")
    if hypothesis.kind in (HypothesisKind.ROUTE, HypothesisKind.SUPPLY):
        if not tested:
            gaps.append(f"trade statistics {_path(names)}: none were given")
        if not recorded:
            gaps.append("shipment or customs records: none were given")
        if not any(claim.goods for claim in claims):
            gaps.append("which goods: no statement names them")
        elif not controlled:
            gaps.append("whether the goods are controlled: none named here meets a control list")
        if all(_unnamed(claim) for claim in claims):
            gaps.append("named suppliers, carriers or buyers: only places and groups are named")
    if not any(claim.date for claim in claims):
        gaps.append("when: no statement is dated")
    if not any(speaks_against(claim) for claim in claims):
        gaps.append("the other side: nothing read here speaks against it")
    return tuple(gaps)


def would_change(hypothesis: Hypothesis) -> tuple[str, ...]:
    """What would move the judgement up or down."""
    names = [place_name(place) for place in hypothesis.places]
    if hypothesis.kind is HypothesisKind.ROUTE:
        return (
            f"up: exports from {names[0]} to {names[1]} and from {names[1]} to {names[2]} in the "
            f"same codes rise together while those from {names[0]} to {names[2]} fall",
            f"down: no rise in either leg, or demand in {names[1]} explains it",
        )
    if hypothesis.kind is HypothesisKind.SUPPLY:
        return (
            "up: named shipments, recovered parts with serial numbers, or customs records",
            "down: the partner's own statistics show no such trade, or the goods are uncontrolled",
        )
    return (
        "up: documents, transactions or a second source for the arrangement",
        "down: the agreements turn out to be about other trade",
    )


def identity_gaps(party: Screened, material: Material) -> tuple[str, ...]:
    """What would be needed to be sure of the identity, and how old the lists are."""
    gaps = ["birth date or identifier of the party: reports seldom give one"]
    stale = material.scales.data["stale_after_days"]
    for match in party.matches:
        for designation in match.designations:
            if designation.snapshot is None:
                continue
            age = (material.as_of - designation.snapshot).days
            if age > stale:
                gaps.append(f"a current copy of {designation.list}: this one is {age} days old")
    return tuple(dict.fromkeys(gaps))


def _only(material: Material, roots: set[str]) -> str:
    return ", ".join(material.sources.name(root) for root in roots)


def _relayed(hypothesis: Hypothesis, material: Material) -> list[str]:
    """Roots that none of the documents published itself."""
    found = {
        material.sources[i].root for i in hypothesis.bearing if len(material.sources[i].chain) > 1
    }
    return sorted(material.sources.name(root) for root in found)


def _unnamed(claim: Claim) -> bool:
    """Whether all of a claim's parties are groups or places, not named persons or firms."""
    parties = (*claim.agent, *claim.recipient, *claim.intermediary)
    places = {
        place_name(c)
        for c in (
            *claim.agent_countries,
            *claim.recipient_countries,
            *claim.intermediary_countries,
        )
    }
    return all(name in places or name.split()[-1].islower() for name in parties if name)


def _path(names: Sequence[str]) -> str:
    origin, *hubs, destination = names
    through = f" through {hubs[0]}" if hubs else ""
    return f"from {origin}{through} to {destination}"


def _and(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
