"""Where the rules' expressions and what they look back at are registered, by the rules' ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from byway.shipments.asked import Asked

Check = Callable[["Asked"], "ir.BooleanValue"]
"""Whether a rule's condition holds in each row: true, false or NULL, unknown."""
Look = Callable[["ir.Table", "Asked"], "ir.Table"]
"""Adds to each row of a narrow table what its rule must know of other rows or of registers."""


@dataclass(frozen=True)
class History:
    """What a rule must know of other rows or of registers: `add` to a table of `row` and `reads`.

    The columns that it adds begin with the rule's id in small letters, as `rte_10_count`; each
    `row` stays there once.
    """

    reads: tuple[str, ...]
    add: Look


CHECKS: dict[str, Check] = {}
HISTORIES: dict[str, History] = {}


def check(rule: str) -> Callable[[Check], Check]:
    """Register the expression of `rule`."""

    def keep(function: Check) -> Check:
        CHECKS[rule] = function
        return function

    return keep


def history(rule: str, *reads: str) -> Callable[[Look], Look]:
    """Register what `rule` must know besides its own row, from the columns `reads` of all rows."""

    def keep(function: Look) -> Look:
        HISTORIES[rule] = History(reads, function)
        return function

    return keep


def prefix(rule: str) -> str:
    """What the names of the columns begin with that are added for `rule`."""
    return rule.lower().replace("-", "_") + "_"
