"""What ownership records say of parties of the reports, as evidence and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from byway.assessment.hypotheses import HypothesisKind
from byway.assessment.names import fold, named_in, slug
from byway.assessment.scales import Scales
from byway.model import (
    Claim,
    Confidence,
    Direction,
    Evidence,
    EvidenceKind,
    Finding,
    Locator,
    Reach,
    Weighed,
)


def reach_evidence(reaches: Sequence[Reach]) -> list[Evidence]:
    """One item for each party that ownership records tell of."""
    return [
        Evidence(
            id=_id(number),
            kind=EvidenceKind.HOLDING,
            statement=reach.statement,
            locator=Locator(dataset=reach.dataset, row=reach.party),
            source=reach.dataset,
            root_source=reach.dataset,
            date=reach.as_of.isoformat() if reach.as_of else None,
        )
        for number, reach in enumerate(reaches, 1)
    ]


def find_reach(number: int, reach: Reach, scales: Scales) -> Finding:
    """Whether a rule on majority ownership reaches a party of the reports.

    The party was met in the records by its name alone, so that no name's ceiling is passed.
    """
    held = float(scales.data["ownership"][reach.outcome])
    likelihood = scales.likelihood(min(held, scales.data["identity"]["name_only_ceiling"]))
    rule = f"the ownership rule of {reach.authority.upper()}"
    return Finding(
        id=f"{HypothesisKind.OWNERSHIP.value}-{slug(reach.party)}",
        kind=HypothesisKind.OWNERSHIP.value,
        hypothesis=f"Does {rule} reach “{reach.party}”?",
        judgement=f"{reach.statement} Whether the party of the reports is the one of the records"
        " rests on its name.",
        likelihood=likelihood,
        confidence=Confidence(
            level="moderate" if reach.outcome == "meets" and reach.working else "low",
            because=(
                f"{len(reach.working)} holdings of {reach.dataset} were followed",
                f"the rule as its authority states it: {reach.rule}",
                "only the name ties the records to the reports",
            ),
        ),
        evidence=(Weighed(id=_id(number), direction=Direction.FOR, weight=0.0),),
        sources=(reach.dataset,),
        missing=(
            "whether the records are whole and of that day: holders that no record names do not"
            " show",
        ),
        would_change=(
            "newer or fuller ownership records, or an identifier that tells two firms"
            " of one name apart",
        ),
    )


def reached(claims: Sequence[Claim], reaches: Sequence[Reach]) -> Iterator[Weighed]:
    """The records on parties that claims name, as context."""
    named = named_in(claims)
    for number, reach in enumerate(reaches, 1):
        if fold(reach.party) in named:
            yield Weighed(id=_id(number), direction=Direction.CONTEXT, weight=0.0)


def _id(number: int) -> str:
    return f"h{number}"
