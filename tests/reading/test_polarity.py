"""Tables: negation, denial, conditions in `polarity.txt`, hedges and status in `hedges.txt`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from byway.model import Certainty, Claim

Read = Callable[[str], list[Claim]]

LINES = [
    line
    for name in ("polarity.txt", "hedges.txt")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_TRADE = ("supply", "route", "consider_supply")


@pytest.mark.parametrize("line", LINES, ids=[line.split("|")[0] for line in LINES])
def test_polarity(claims: Read, line: str) -> None:
    text, events, certainties, status = line.split("|")
    found = claims(text)
    fitting = [
        c
        for c in found
        if c.event in events.split(",")
        and c.certainty in certainties.split(",")
        and (not status or c.status in status.split(","))
    ]
    assert fitting, [(c.event, c.certainty, c.status, c.quote) for c in found]
    if "denied" in certainties:  # what is denied is nowhere read as a fact
        traded = [c for c in found if c.event in _TRADE]
        expected = {Certainty(name) for name in certainties.split(",")}
        assert all(c.certainty in expected for c in traded), [(c.event, c.quote) for c in traded]
