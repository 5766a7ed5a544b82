"""One claim for each proposition, found by sets that must not miss any."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from byway.model import Certainty, Status
from byway.reading.propositions import Proposition
from byway.reading.reference import Reference
from byway.reading.repeats import _repeats, _weight, once

ACTORS = [
    Reference("Oman", "country", ("OM",), "country:OM"),
    Reference("the Omani ministry", "organisation", ("OM",), "o:ministry", public=True),
    Reference("Harbour Works", "organisation", ("OM",), "o:harbour"),
    Reference("Harbour Works Ltd", "organisation", ("IR",), "o:harbour"),
    Reference("Iran", "country", ("IR",), "country:IR"),
    Reference("Iranian firms", "group", ("IR",)),
    Reference("firms", "group"),
    Reference("two Iranian firms", "group", ("IR",)),
    Reference("Harbour", "group"),
]
parties = st.lists(st.sampled_from(ACTORS), max_size=2).map(tuple)
propositions = st.builds(
    lambda start, **fields: made(start=start, **fields),
    start=st.integers(0, 50),
    kind=st.sampled_from(["supply", "route"]),
    lemma=st.sampled_from(["sell", "ship"]),
    agents=parties,
    recipients=parties,
    intermediaries=parties,
    goods=st.lists(st.sampled_from(["drones", "Drones and parts", "chips"]), max_size=2).map(tuple),
    certainty=st.sampled_from([Certainty.ASSERTED, Certainty.DENIED]),
    date=st.sampled_from([None, "2023-01", "2024"]),
    title=st.booleans(),
)


def made(start: int = 0, lemma: str = "sell", **fields: Any) -> Proposition:
    whole: dict[str, Any] = {
        "event": SimpleNamespace(token=SimpleNamespace(lemma_=lemma)),
        "kind": "supply",
        "end": start + 1,
        "agents": (),
        "recipients": (),
        "intermediaries": (),
        "goods": (),
        "sources": (),
        "certainty": Certainty.ASSERTED,
        "status": Status.OCCURRED,
        "hedge": (),
        "date": None,
        "title": False,
        **fields,
    }
    return Proposition(start=start, **whole)


def each_with_each(propositions: list[Proposition]) -> list[Proposition]:
    """What `once` must give: every proposition is compared with every one that was kept."""
    kept: list[Proposition] = []
    for p in sorted(propositions, key=lambda p: (p.title, p.start)):
        rival = next((n for n, k in enumerate(kept) if _repeats(p, k)), None)
        if rival is None:
            kept.append(p)
        elif not p.title and _weight(p) > _weight(kept[rival]):
            kept[rival] = p
    return sorted(kept, key=lambda p: p.start)


@settings(max_examples=400, deadline=None)
@given(st.lists(propositions, max_size=14))
def test_none_is_missed(found: list[Proposition]) -> None:
    assert once(found) == each_with_each(found)


def test_the_fullest_in_the_body_stays() -> None:
    oman, iran = ACTORS[0], ACTORS[4]
    title = made(0, title=True, agents=(oman,), recipients=(iran,), goods=("drones",))
    short = made(10, agents=(oman,), goods=("drones",))
    full = made(20, agents=(oman,), recipients=(iran,), goods=("drones",))
    other = made(30, agents=(iran,), goods=("drones",))
    assert once([title, short, full, other]) == [full, other]


def test_many_are_compared_with_few() -> None:
    def many(count: int) -> list[Proposition]:
        firms = [Reference(f"Firm {n:05}", "organisation", (), f"o:{n}") for n in range(count // 2)]
        return [
            made(n, agents=(firms[n // 2],), recipients=(ACTORS[4],), goods=(f"part {n:05}",))
            for n in range(count)
        ]

    began = time.perf_counter()
    assert len(once(many(4_000))) == 4_000
    assert time.perf_counter() - began < 10  # each with each: about a minute
