"""Flagged shipments as evidence: for what reports say, and for what only records ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from byway.assessment.corroborating import Corroboration
from byway.assessment.hypotheses import UNKNOWN, Hypothesis, HypothesisKind, place_name
from byway.assessment.names import fold, named_in, slug
from byway.assessment.scales import Scales
from byway.model import (
    Claim,
    Confidence,
    Direction,
    Evidence,
    EvidenceKind,
    Finding,
    Flag,
    FlaggedShipment,
    Locator,
    Weighed,
)

CAVEAT = (
    "what the goods really were and where they ended: a red flag is a reason to look, ordinary "
    "trade shows flags too"
)
RECEIVE = ("consignee", "intermediate", "end_user", "notify", "payer")
"""Roles by which a shipment is tied to a party of the reports."""
MOST_SHOWN = 20
"""Shipments that one finding names; the rest is counted."""
MOST_LETTERS = 80
"""Letters of a finding's id."""
MOST_RAISED = 10
"""Consignees of whom a question is raised by records alone, those first that show most flags."""


def shipment_evidence(shipments: Sequence[FlaggedShipment]) -> list[Evidence]:
    """One item for each flagged shipment: what was seen in it, under which rule."""
    return [
        Evidence(
            id=_id(number),
            kind=EvidenceKind.FLAG,
            statement=f"{_told(shipment)}: {'; '.join(map(_flag, shipment.flags))}",
            locator=Locator(dataset=shipment.dataset, row=str(shipment.row)),
            source=shipment.dataset,
            root_source=shipment.dataset,
            date=shipment.day.isoformat() if shipment.day else None,
        )
        for number, shipment in enumerate(shipments, 1)
    ]


def flagged(
    hypothesis: Hypothesis,
    claims: Sequence[Claim],
    shipments: Sequence[FlaggedShipment],
    scales: Scales,
) -> Corroboration:
    """The flagged shipments that bear on a hypothesis: those that go its way, or between parties
    that its claims name."""
    named = named_in(claims)
    bearing = [
        (number, shipment)
        for number, shipment in enumerate(shipments, 1)
        if _goes_its_way(shipment, hypothesis) or _names(shipment, named)
    ]
    return _corroboration(bearing, scales) if bearing else Corroboration()


def raised_by_records(
    shipments: Sequence[FlaggedShipment], used: set[str], scales: Scales
) -> list[Finding]:
    """A finding for each consignee none of whose flagged shipments bears on a claim.

    used: ids of the evidence that findings on claims rest on.
    """
    groups: dict[str, list[tuple[int, FlaggedShipment]]] = {}
    for number, shipment in enumerate(shipments, 1):
        consignee = _party(shipment, "consignee")
        if consignee:
            groups.setdefault(fold(consignee) or consignee, []).append((number, shipment))
    left = [held for held in groups.values() if not any(_id(n) in used for n, _ in held)]
    ordered = sorted(left, key=lambda held: -held[0][1].score)
    return [_finding(held, scales) for held in ordered[:MOST_RAISED]]


def _finding(held: Sequence[tuple[int, FlaggedShipment]], scales: Scales) -> Finding:
    found = _corroboration(held, scales)
    first = held[0][1]
    consignee = _party(first, "consignee") or UNKNOWN
    where = f" in {place_name(first.destination)}" if first.destination else ""
    value = scales.combine(
        [found.bits], float(scales.data["ceilings"]["flags"]), float(scales.data["flags"]["prior"])
    )
    likelihood = scales.likelihood(value)
    return Finding(
        id=f"shipment-{slug(consignee)}"[:MOST_LETTERS],
        kind=HypothesisKind.SHIPMENT.value,
        hypothesis=f"Do goods sent to “{consignee}”{where} end elsewhere?",
        judgement=(
            f"Records alone do not tell whether goods sent to “{consignee}”{where} end elsewhere."
            f" There is reason to look: {found.said}."
        ),
        likelihood=likelihood,
        confidence=Confidence(
            level="low", because=("no report speaks of it", found.said or "", CAVEAT)
        ),
        evidence=found.weighed,
        missing=(CAVEAT, *found.gaps),
        would_change=(
            "up: the goods, or the same quantity of them, leave again for a restricted destination",
            "down: the end user is known and shows the goods, or the flags have ordinary reasons",
        ),
    )


def _corroboration(bearing: Sequence[tuple[int, FlaggedShipment]], scales: Scales) -> Corroboration:
    """Each rule counts once, in the first shipment that shows it."""
    held = scales.data["flags"]
    bits: dict[str, tuple[int, float]] = {}
    for number, shipment in bearing:
        for flag in shipment.flags:
            bits.setdefault(flag.rule, (number, float(held["weight"][flag.weight])))
    total = sum(weight for _, weight in bits.values())
    scale = min(1.0, float(held["most_for"]) / total) if total else 0.0
    weighed = tuple(
        Weighed(
            id=_id(number),
            direction=Direction.FOR,
            weight=round(scale * sum(w for at, w in bits.values() if at == number), 3),
        )
        for number, _ in bearing[:MOST_SHOWN]
    )
    datasets = sorted({shipment.dataset for _, shipment in bearing})
    flags = "a red flag" if len(bits) == 1 else f"{len(bits)} red flags"
    one = len(bearing) == 1
    said = f"{flags} over {'a shipment' if one else f'{len(bearing)} shipments'}"
    gaps = [f"{len(bearing) - MOST_SHOWN} more flagged shipments are not shown"]
    return Corroboration(
        weighed=weighed,
        bits=scale * total,
        ceiling=float(scales.data["ceilings"]["flags"]),
        said=f"{said} ({', '.join(datasets)})",
        gaps=tuple(gaps if len(bearing) > MOST_SHOWN else ()),
    )


def _goes_its_way(shipment: FlaggedShipment, hypothesis: Hypothesis) -> bool:
    """Whether the papers show the first leg of a route, or its whole, or the supply."""
    if hypothesis.kind not in (HypothesisKind.ROUTE, HypothesisKind.SUPPLY):
        return False
    origin, *hubs, destination = hypothesis.places
    if origin not in (UNKNOWN, shipment.origin):
        return False
    ends = {shipment.destination, shipment.end_user_country}
    if hubs:
        return hubs[0] in ends or (hubs[0] in shipment.stops and destination in ends)
    return destination in ends


def _names(shipment: FlaggedShipment, named: Collection[str]) -> bool:
    """Whether one who gets the goods, or pays, is one that a claim names, by name alone.

    Sellers, forwarders and banks stand in the papers of goods that go anywhere.
    """
    receive = (name for role in RECEIVE for name in shipment.parties.get(role, ()))
    return any(fold(name) in named for name in receive)


def _told(shipment: FlaggedShipment) -> str:
    """A shipment in words: which goods, from where, to whom."""
    words = [f"Shipment {shipment.id}"]
    goods = [text for text in (shipment.description, shipment.hs and f"HS {shipment.hs}") if text]
    if goods:
        words.append(f"of {', '.join(goods)}")
    if shipment.origin:
        words.append(f"from {place_name(shipment.origin)}")
    if consignee := _party(shipment, "consignee"):
        words.append(f"to “{consignee}”")
    if shipment.destination:
        words.append(f"in {place_name(shipment.destination)}")
    return " ".join(words)


def _flag(flag: Flag) -> str:
    shown = ", ".join(f"{name} {' / '.join(held)}" for name, held in flag.values.items())
    return f"{flag.title} ({flag.rule}{f': {shown}' if shown else ''})"


def _party(shipment: FlaggedShipment, role: str) -> str | None:
    return next(iter(shipment.parties.get(role, ())), None)


def _id(number: int) -> str:
    return f"s{number}"
