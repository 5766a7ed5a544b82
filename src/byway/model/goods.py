"""Goods, and what is known of their control."""

from __future__ import annotations

from datetime import date

from byway.model.record import Record


class HsCandidate(Record):
    """A heading or subheading that a description may fall under.  Not a customs ruling.

    `code` has 2, 4 or 6 digits without punctuation; `score` is in [0, 1]; `because` names the
    words that met.
    """

    code: str
    edition: str
    text: str
    score: float
    because: str


class ControlEntry(Record):
    """A control list that names a code.  `code` is the listed prefix that was met.

    `within` is the broader code that was asked about when only this part of it is listed ("8542
    contains the listed 854231"); None when the listed code covers what was asked.
    """

    list: str
    version: str
    code: str
    title: str
    tier: str | None = None
    since: date | None = None
    source: str | None = None
    within: str | None = None


class Goods(Record):
    """Goods as described, with HS candidates (best first) and the control entries they meet.

    A control entry of a candidate says that goods *of that code* are on a list; whether these
    goods are of that code is as sure as the candidate's score.
    """

    description: str
    candidates: tuple[HsCandidate, ...] = ()
    controls: tuple[ControlEntry, ...] = ()


class Flow(Record):
    """Trade in one HS code between two places in one period, as one side reported it.

    `value` in `currency` units, `weight` in kilograms; None is missing, never zero.
    `period` is YYYY or YYYY-MM; `direction` is export or import; `reported_by` names the dataset.
    """

    reporter: str
    partner: str
    product: str
    period: str
    direction: str
    value: float | None
    currency: str
    weight: float | None = None
    edition: str | None = None
    reported_by: str | None = None
