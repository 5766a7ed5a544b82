"""Ownership: what records say that listed persons hold, and what each authority's rule makes of it.

    holdings = load(["owners.csv"])
    judged = judge(holdings, [Listed(party_id="x")], as_of=date(2024, 8, 1), authority="ofac")
    for result in judged.results():
        print(result.name, result.outcome, result.low, result.high, *result.steps, sep="\\n  ")

`load` reads files, `judge` applies a rule, `flags` and `facts` are what red flags and shipments
need, `statements` puts results in words.  Imports `model`, `errors`, `files` and `data` only.  A
result is of the records: it accuses nobody.
"""

from byway.ownership.divestment import Divestment, divestments
from byway.ownership.facts import facts
from byway.ownership.flags import OwnershipFlag, flags
from byway.ownership.graph import Builder, Edges, Holdings
from byway.ownership.judging import Judged, judge
from byway.ownership.loading import FORMATS, load
from byway.ownership.results import Listed, Meets, Result, Step
from byway.ownership.rules import Rule, authorities
from byway.ownership.structure import Structure
from byway.ownership.wording import move, statements

__all__ = [
    "FORMATS",
    "Builder",
    "Divestment",
    "Edges",
    "Holdings",
    "Judged",
    "Listed",
    "Meets",
    "OwnershipFlag",
    "Result",
    "Rule",
    "Step",
    "Structure",
    "authorities",
    "divestments",
    "facts",
    "flags",
    "judge",
    "load",
    "move",
    "statements",
]
