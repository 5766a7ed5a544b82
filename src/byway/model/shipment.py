"""Shipments and the flags that rules raise over them."""

from __future__ import annotations

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
