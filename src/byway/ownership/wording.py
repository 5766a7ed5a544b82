"""Results in plain words that go no further than the records."""

from __future__ import annotations

from collections.abc import Iterable

from byway.ownership.results import Meets, Result
from byway.ownership.rules import Rule
from byway.ownership.shares import told

MOST_NAMED = 5
"""Owners that a sentence names; more are counted."""


def statements(results: Iterable[Result], rule: Rule) -> list[str]:
    """One statement for each result, in their order.

    It speaks of records, not of guilt: that a listed person holds shares of a firm accuses neither
    the firm nor its other owners, and a match with a list is not an identity.
    """
    return [statement(result, rule) for result in results]


def statement(result: Result, rule: Rule) -> str:
    """What the records say of one party under a rule."""
    share = _share(result)
    whom = f"{rule.word} ({_named(result.owners)})" if result.owners else rule.word
    if result.outcome == Meets.MEETS:
        how = f"{whom} hold {share} of {result.name}{_in_all(result, rule)}"
        if result.ownership != Meets.MEETS:
            how = f"{whom} control {result.name} without a stated majority of its shares"
        said = f"By these records, {how}: this meets the rule ({_rule(rule)})"
    elif result.outcome == Meets.MAY_MEET:
        said = (
            f"By these records, {whom} may hold {share} of {result.name}: whether this meets the "
            f"rule ({_rule(rule)}) they leave open"
        )
    else:
        said = (
            f"By these records, {whom} hold {share} of {result.name}, as far as holdings count: "
            f"this does not meet the rule ({_rule(rule)})"
        )
    if result.possible_owners:
        said += "; an owner that resembles a listed party is to be looked at, not taken for it"
    return f"{said}."


def _share(result: Result) -> str:
    if result.high <= 0:
        return "no share"
    if result.low <= 0 and result.high >= 100:
        return "a share that is not stated"
    return told(result.low, result.high)


def _in_all(result: Result, rule: Rule) -> str:
    return " in aggregate" if rule.adds_up and len(result.owners) > 1 else ""


def _rule(rule: Rule) -> str:
    either = ", or control" if rule.control else ""
    return f"{rule.authority.upper()}: {rule.reach}{either}"


def _named(owners: tuple[str, ...]) -> str:
    more = len(owners) - MOST_NAMED
    shown = ", ".join(owners[:MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
