"""What a person decided about a match."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from byway.model.record import Record


class Verdict(StrEnum):
    """Whether query and listed party are one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Decision(Record):
    """A reviewed pair: who decided what, when and why.

    It holds for the two parties as they were: `query_digest` and `listed_digest` are of their
    deciding fields, and when either changes the decision no longer applies.
    """

    query_id: str
    query_digest: str
    list: str
    listed_id: str
    listed_digest: str
    verdict: Verdict
    by: str
    why: str
    at: datetime
