"""From claims to questions: which hypotheses the reports raise, and which claims bear on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

from byway.assessment.material import Material
from byway.model import Certainty, Claim, Event, Status
from byway.places import country_name

UNKNOWN = "?"
"""A place that no claim names."""
MOST_PAIRS = 6
"""A claim that names more pairs of places than this says too little about each of them."""


class HypothesisKind(StrEnum):
    """What a hypothesis is about."""

    SUPPLY = "supply"
    ROUTE = "route"
    EVASION = "evasion"
    DESIGNATED_PARTY = "designated_party"
    OWNERSHIP = "ownership"
    SHIPMENT = "shipment"


@dataclass
class Hypothesis:
    """A question with the claims that bear on it, by index.

    `places` are ISO codes, or names where no country is known: (from, to), with the hub between
    for a route.  `bearing` speaks for or against; `context` only makes it more understandable.
    """

    kind: HypothesisKind
    places: tuple[str, ...]
    bearing: list[int] = field(default_factory=list)
    context: list[int] = field(default_factory=list)

    def claims(self, material: Material) -> list[Claim]:
        """The claims that bear on it."""
        return [material.claims[i] for i in self.bearing]


def raise_hypotheses(material: Material) -> list[Hypothesis]:
    """The supply, route and evasion hypotheses that the claims raise, routes first.

    A claim that only denies, or calls unlikely, raises nothing by itself.
    """
    found: dict[tuple[HypothesisKind, tuple[str, ...]], Hypothesis] = {}
    for index, claim in enumerate(material.claims):
        for kind, places in _questions(claim, material):
            hypothesis = found.setdefault((kind, places), Hypothesis(kind, places))
            hypothesis.bearing.append(index)
    raised = [h for h in found.values() if any(not speaks_against(c) for c in h.claims(material))]
    for hypothesis in raised:
        _add_denials(hypothesis, material)
        _add_context(hypothesis, material)
    order = list(HypothesisKind)
    order.insert(0, order.pop(order.index(HypothesisKind.ROUTE)))
    return sorted(raised, key=lambda h: (order.index(h.kind), -len(h.bearing)))


def speaks_against(claim: Claim) -> bool:
    """Whether a claim denies, or calls unlikely, what it is about."""
    against = (Certainty.DENIED, Certainty.UNLIKELY)
    return claim.event is Event.DENY or claim.certainty in against


def surest(claims: Sequence[Claim]) -> tuple[str, list[Claim]]:
    """How far it has come by the surest statements, and the claims that say so.

    What is only possible, or only considered, lends neither its goods nor its tense to what is
    said to have happened; what is only possible at best has not come anywhere.
    """
    for certainty in (Certainty.ASSERTED, Certainty.LIKELY):
        sure = [c for c in claims if c.certainty is certainty and not speaks_against(c)]
        for status in (Status.OCCURRED, Status.ONGOING, Status.PLANNED, Status.HYPOTHETICAL):
            if telling := [c for c in sure if c.status is status]:
                return status.value, telling
    possible = [c for c in claims if c.certainty is Certainty.POSSIBLE]
    if possible:
        return Status.HYPOTHETICAL.value, possible
    return Status.CONSIDERED.value, [c for c in claims if not speaks_against(c)]


def involves(hypothesis: Hypothesis, claim: Claim) -> bool:
    """Whether a claim's parties include two of the hypothesis' places."""
    return len(set(_all_places(claim)) & set(hypothesis.places)) >= 2


def place_name(place: str) -> str:
    """A place in words."""
    if place == UNKNOWN:
        return "an unnamed place"
    return country_name(place) if len(place) == 2 and place.isupper() else place


def _questions(
    claim: Claim, material: Material
) -> Iterator[tuple[HypothesisKind, tuple[str, ...]]]:
    """The questions that one claim bears on."""
    agents = claim.agent_countries or claim.agent or (UNKNOWN,)
    recipients = claim.recipient_countries or claim.recipient or (UNKNOWN,)
    hubs = claim.intermediary_countries or claim.intermediary
    pairs = [(a, r) for a, r in product(agents, recipients) if a != r]
    if len(pairs) > MOST_PAIRS:
        return
    for origin, destination in pairs:
        evades = claim.event is Event.EVADE
        if not evades and not _restricted(claim, material, origin, destination):
            continue
        if claim.event is Event.ROUTE:
            for hub in hubs:
                if hub not in (origin, destination):
                    yield HypothesisKind.ROUTE, (origin, hub, destination)
        if claim.event in (Event.SUPPLY, Event.CONSIDER_SUPPLY) and destination != UNKNOWN:
            yield HypothesisKind.SUPPLY, (origin, destination)
        if evades:
            yield HypothesisKind.EVASION, (origin, destination)


def _restricted(claim: Claim, material: Material, origin: str, destination: str) -> bool:
    """Whether the pair is one that official restrictions bear on at the document's time."""
    published = {d.id: d.published for d in material.documents}.get(claim.doc)
    day = published or material.as_of
    return any(material.scales.is_target(place, day) for place in (origin, destination))


def _all_places(claim: Claim) -> tuple[str, ...]:
    return (
        *(claim.agent_countries or claim.agent),
        *(claim.intermediary_countries or claim.intermediary),
        *(claim.recipient_countries or claim.recipient),
    )


def _add_denials(hypothesis: Hypothesis, material: Material) -> None:
    """A bare denial ("Beijing has denied this") bears on what its speaker is said to do."""
    for index, claim in enumerate(material.claims):
        if claim.event is not Event.DENY or index in hypothesis.bearing:
            continue
        if set(claim.agent_countries or claim.agent) & set(hypothesis.places):
            hypothesis.bearing.append(index)


def _add_context(hypothesis: Hypothesis, material: Material) -> None:
    """Meetings, visits and agreements between the same places, and neighbouring questions."""
    for index, claim in enumerate(material.claims):
        if index in hypothesis.bearing or claim.certainty is Certainty.DENIED:
            continue
        ties = claim.event in (Event.MEET, Event.VISIT, Event.AGREE)
        related = claim.event in (Event.ROUTE, Event.EVADE, Event.SUPPLY, Event.CONSIDER_SUPPLY)
        if (ties or related) and involves(hypothesis, claim):
            hypothesis.context.append(index)
