"""Results in plain words that go no further than the records."""

from __future__ import annotations

from collections.abc import Iterable

from byway.ownership.divestment import Divestment
from byway.ownership.graph import Holdings
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


def move(divestment: Divestment, holdings: Holdings) -> str:
    """What the records say of a holding that a listed owner gave up around its designation."""
    numbers, name = holdings.numbers, holdings.name
    owner, owned = (name(numbers[id]) for id in (divestment.owner_id, divestment.owned_id))
    when = ""
    if divestment.days is not None:
        order = "after" if divestment.days >= 0 else "before"
        when = f", {abs(divestment.days)} days {order} its designation"
    left = divestment.shrunk_to
    how = "ended" if left is None else f"fell to {left:g} % at most"
    said = f"By these records, {owner}'s holding in {owned} {how} on {divestment.ended}{when}"
    if not divestment.new_holders:
        return f"{said}; who holds it since then is not recorded."
    holders = _named(tuple(name(numbers[id]) for id in divestment.new_holders))
    tie = f" (tied to it: {divestment.tie})" if divestment.tie else ""
    return f"{said}; near that day {holders} came in{tie}. A sale is not in itself evasion."


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
