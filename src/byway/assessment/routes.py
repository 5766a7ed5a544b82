"""What trade statistics say of a claimed route, as evidence for and against it."""

from __future__ import annotations

from collections.abc import Callable

from byway.assessment.corroborating import Corroboration
from byway.assessment.scales import Scales
from byway.model import (
    Direction,
    Evidence,
    EvidenceKind,
    Locator,
    Outcome,
    Route,
    RouteTrade,
    Weighed,
)

RouteTester = Callable[[Route], RouteTrade]
"""Tests one claimed route in trade statistics; who calls it knows no tables."""

CAVEAT = (
    "statistics show how much of a code was traded between places, not whose goods they were: "
    "a code covers many goods, and none of this proves a shipment"
)


def trade_evidence(number: int, trade: RouteTrade) -> list[Evidence]:
    """One item for each test of route `number` that could be made."""
    return [
        Evidence(
            id=f"t{number}.{position}",
            kind=EvidenceKind.ROUTE_TEST,
            statement=f"{test.test}: {test.statement}",
            locator=Locator(dataset=trade.dataset, row=trade.rows),
            source=trade.dataset,
            root_source=trade.dataset,
            date=trade.event,
        )
        for position, test in enumerate(trade.tests, 1)
        if test.outcome in (Outcome.PRESENT, Outcome.ABSENT)
    ]


def tested(number: int, trade: RouteTrade, scales: Scales) -> Corroboration:
    """The tests of route `number` as they bear on it."""
    bits = scales.route_tests({test.test: test.outcome for test in trade.tests})
    weighed = tuple(
        Weighed(
            id=f"t{number}.{position}",
            direction=_direction(test.outcome, bits.get(test.test, 0.0)),
            weight=round(abs(bits.get(test.test, 0.0)), 3),
        )
        for position, test in enumerate(trade.tests, 1)
        if test.outcome in (Outcome.PRESENT, Outcome.ABSENT)
    )
    total = sum(bits.values())
    return Corroboration(
        weighed=weighed,
        bits=total,
        ceiling=float(scales.data["ceilings"]["route_tests"]) if total > 0 else 0.0,
        said=_counted(trade),
        gaps=_gaps(trade),
    )


def _gaps(trade: RouteTrade) -> tuple[str, ...]:
    """What the statistics that were given could not say, and what they never say."""
    unknown = [t.test for t in trade.tests if t.outcome is Outcome.NOT_ASSESSABLE]
    gaps = [f"trade statistics: {note}" for note in trade.notes] if not trade.tests else []
    if unknown:
        gaps.append(f"data for tests of trade that could not be made: {', '.join(unknown)}")
    if trade.tests:
        gaps.append(CAVEAT)
    return tuple(gaps)


def _counted(trade: RouteTrade) -> str | None:
    """How many tests speak for and against, in words; None where none could be made."""
    outcomes = [test.outcome for test in trade.tests]
    speak, against = outcomes.count(Outcome.PRESENT), outcomes.count(Outcome.ABSENT)
    if not speak + against:
        return None
    return f"of {speak + against} tests of trade statistics {speak} speak for it, {against} against"


def _direction(outcome: Outcome, bits: float) -> Direction:
    if not bits:
        return Direction.CONTEXT
    return Direction.FOR if outcome is Outcome.PRESENT else Direction.AGAINST
