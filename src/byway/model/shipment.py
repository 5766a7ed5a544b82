"""Shipments and the flags that rules raise over them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from byway.model.record import NO_PROPERTIES, Properties, Record


class Shipment(Record):
    """One row of trade documents.  Only `id` is sure; what is missing is not assessable."""

    id: str
    fields: Properties = NO_PROPERTIES


class Outcome(StrEnum):
    """What a rule found.  An empty cell is NOT_ASSESSABLE, never ABSENT."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_ASSESSABLE = "not assessable"
    NOT_APPLICABLE = "not applicable"


class Flag(Record):
    """A rule's outcome over one shipment, with the values that decided.  Not a verdict."""

    shipment_id: str
    rule: str
    version: str
    outcome: Outcome
    values: Properties = NO_PROPERTIES
    citation: str | None = None
    title: str = ""
    weight: int = 1


class FlaggedShipment(Record):
    """A shipment over which rules raised flags, as its papers tell it.

    It stands in row `row` of `dataset`.  `parties` are names by role, `origin`, `stops`,
    `destination` and `end_user_country` are ISO codes, None where a cell is empty.  `score` only
    orders shipments for a person to look at; `flags` are those present, `open` counts rules that
    could not be assessed.
    """

    id: str
    dataset: str
    row: int
    day: date | None = None
    parties: Properties = NO_PROPERTIES
    origin: str | None = None
    stops: tuple[str, ...] = ()
    destination: str | None = None
    end_user_country: str | None = None
    description: str | None = None
    hs: str | None = None
    score: float = 0.0
    flags: tuple[Flag, ...] = ()
    open: int = 0
