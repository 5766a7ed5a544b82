"""Weighing: from claims, matches and control entries to findings.  Knows the model alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from byway.assessment.findings import find, find_party
from byway.assessment.holdings import find_reach, reach_evidence, reached
from byway.assessment.hypotheses import Hypothesis, HypothesisKind, raise_hypotheses
from byway.assessment.material import (
    Material,
    claim_evidence,
    control_evidence,
    party_evidence,
)
from byway.assessment.routes import RouteTester, tested, trade_evidence
from byway.assessment.scales import Scales
from byway.assessment.shipments import flagged, raised_by_records, shipment_evidence
from byway.assessment.sources import Sources
from byway.model import (
    Claim,
    Document,
    Evidence,
    Finding,
    FlaggedShipment,
    Goods,
    Reach,
    Retelling,
    Route,
    Screened,
    SourceNode,
)

__all__ = ["Judgement", "RouteTester", "Scales", "weigh"]


class Judgement(NamedTuple):
    """What weighing yields."""

    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    routes: tuple[Route, ...]
    sources: tuple[SourceNode, ...]


def weigh(
    *,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    parties: Sequence[Screened],
    goods: Sequence[Goods],
    as_of: date,
    scales: Scales | None = None,
    retellings: Sequence[Retelling] = (),
    tester: RouteTester | None = None,
    shipments: Sequence[FlaggedShipment] | None = None,
    reaches: Sequence[Reach] = (),
) -> Judgement:
    """Turn what was found into evidence, raise the hypotheses and weigh each.

    The order of claims fixes the evidence ids: claim `i` is evidence `c{i+1}`.
    `retellings` are the groups of reports that relay one and the same, as `byway.roots` finds them.
    `tester` tests a claimed route in trade statistics.  `shipments` are those of shipment records
    that rules flagged, first those that deserve a person first; None where no records were given.
    `reaches` are what ownership records say of parties of the reports.
    """
    scales = scales or Scales.load()
    actors = [actor for party in parties for actor in (party.actor, *party.elsewhere)]
    sources = Sources(documents, claims, actors, scales.unnamed, retellings)
    material = Material(documents, claims, parties, goods, as_of, scales, sources)
    listed = party_evidence(material)
    controls = control_evidence(material)
    hypotheses = raise_hypotheses(material)
    routes = {
        number: _route(hypothesis, material, tester)
        for number, hypothesis in enumerate(hypotheses, 1)
        if hypothesis.kind is HypothesisKind.ROUTE
    }
    trades = {n: route.trade for n, route in routes.items() if route.trade}
    findings = []
    for number, hypothesis in enumerate(hypotheses, 1):
        bearing = hypothesis.claims(material)
        found = find(
            hypothesis,
            material,
            controls,
            listed,
            tested=tested(number, trades[number], scales) if number in trades else None,
            flagged=None if shipments is None else flagged(hypothesis, bearing, shipments, scales),
        )
        owned = tuple(reached(bearing, reaches))
        findings.append(found.model_copy(update={"evidence": (*found.evidence, *owned)}))
    used = {item.id for found in findings for item in found.evidence}
    findings += raised_by_records(shipments or (), used, scales)
    findings += [find_party(party, items, material) for party, items in listed]
    findings += [find_reach(number, reach, scales) for number, reach in enumerate(reaches, 1)]
    evidence = [claim_evidence(material, i) for i in range(len(claims))]
    evidence += [item for _, items in (*controls, *listed) for item in items]
    evidence += [item for number, trade in trades.items() for item in trade_evidence(number, trade)]
    evidence += [*shipment_evidence(shipments or ()), *reach_evidence(reaches)]
    return Judgement(
        evidence=tuple(evidence),
        findings=tuple(findings),
        routes=tuple(routes.values()),
        sources=sources.nodes(),
    )


def _route(hypothesis: Hypothesis, material: Material, tester: RouteTester | None) -> Route:
    origin, hub, destination = hypothesis.places
    goods = dict.fromkeys(p for claim in hypothesis.claims(material) for p in claim.goods)
    route = Route(
        origin=origin,
        hub=hub,
        destination=destination,
        goods=tuple(goods),
        evidence=tuple(material.claim_id(i) for i in hypothesis.bearing),
    )
    return route.model_copy(update={"trade": tester(route)}) if tester else route
