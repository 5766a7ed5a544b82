"""Conditions over what may be unknown.

SQL's logic has three values: true, false and NULL, unknown; `FALSE AND NULL` is false, `TRUE AND
NULL` unknown.  A condition built of comparisons, `&`, `|` and `~` alone is therefore decided only
where the cells that are there decide it (Kleene, Introduction to Metamathematics, 1952, section
64).  These are the steps that comparisons do not give.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


def any_of(conditions: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    """True where one is true, false where all are false, else unknown."""
    return reduce(or_, conditions)


def all_of(conditions: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    """True where all are true, false where one is false, else unknown."""
    return reduce(and_, conditions)


def at_least(known: ir.NumericValue, unknown: ir.NumericValue, least: float) -> ir.BooleanValue:
    """Whether a count reaches `least`, of which `known` are sure and `unknown` more may be.

    True where the sure ones reach it, false where not even all would, else unknown.
    """
    import ibis

    return ibis.cases(
        (known >= least, ibis.literal(True)),
        (known + unknown < least, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
