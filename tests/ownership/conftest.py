"""Tiny builders of ownership graphs."""

from __future__ import annotations

from datetime import date

import pytest

from byway.ownership import Builder, Holdings, Listed, judge
from byway.ownership.graph import KINDS
from byway.ownership.shares import parse

DAY = date(2024, 8, 1)


@pytest.fixture(scope="session")
def graph():
    """`graph("x 50 a", "a 25-50 b voting")`: owner, share (? unknown), owned, and maybe kind."""

    def build(*lines: str, people: str = "") -> Holdings:
        builder = Builder()
        for line in lines:
            owner, share, owned, *kind = line.split()
            number = KINDS.index(kind[0]) if kind else 0
            builder.hold(owner, owned, share=parse(share), kind=number, source="register")
        for id in people.split():
            builder.describe(id, "Person", {"name": [id.upper()]})
        return builder.build()

    return build


@pytest.fixture(scope="session")
def outcomes():
    """The outcome of every party that a listed one is above."""

    def ask(holdings, listed, authority="ofac", as_of=DAY):
        entries = [Listed(party_id=id) for id in listed.split()]
        judged = judge(holdings, entries, as_of=as_of, authority=authority)
        return {result.party_id: result.outcome.value for result in judged.results()}

    return ask
