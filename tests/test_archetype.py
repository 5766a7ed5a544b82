"""The archetype: a real report of March 2023 against the real OFAC and UN lists."""

import re
from datetime import date

import pytest

from byway import ingest
from byway.lists import ListStore
from byway.pipeline import assess
from byway.watchlists import Watchlists

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def assessment(shared, tmp_path_factory):
    store = ListStore(tmp_path_factory.mktemp("lists"))
    us = shared / "lists" / "us"
    files = [us / "sdn_2024-07-02.csv.gz", us / "alt_2025-02.csv.gz", us / "add_2025-02.csv.gz"]
    store.add(files, "ofac-csv", "ofac", date(2024, 7, 2))
    store.add([shared / "lists" / "un" / "un_2026-02-27.xml.gz"], "un-xml", "un")
    documents = ingest.load(
        str(shared / "reading" / "corpus" / "000.txt"), published=date(2023, 3, 18), publisher="NV"
    )
    return assess(documents, watchlists=Watchlists(store.select()), as_of=date(2026, 11, 24))


def test_putin_and_lukashenko_are_designated_and_xi_is_not(assessment):
    found = {
        s.actor.name: {(d.list, d.programme) for d in s.designations} for s in assessment.parties
    }
    named = {
        name: found[full]
        for full in found
        for name in ("Putin", "Lukashenko", "Xi")
        if name in full.split()
    }
    assert ("ofac", "RUSSIA-EO14024") in named["Putin"]
    assert ("ofac", "BELARUS") in named["Lukashenko"]
    assert not named["Xi"]


def test_nobody_else_is_designated(assessment):
    listed = [s.actor.name for s in assessment.parties if s.designations]
    assert all(re.search("Putin|Lukashenk", name) for name in listed), listed


def test_rifles_and_drone_parts_meet_their_codes(assessment):
    codes = {g.description: [c.code for c in g.candidates] for g in assessment.goods}
    assert any(code[:4] in ("9301", "9303") for code in codes["rifles"])
    assert any(code[:4] == "8807" for code in codes["drone parts"])


def test_the_route_is_a_finding_no_surer_than_isw(assessment):
    route = next(f for f in assessment.findings if f.id == "route-china-belarus-russia")
    assert route.likelihood.term in ("roughly even chance", "unlikely")
    quotes = {e.id: e.statement for e in assessment.evidence}
    assert any("through Belarus" in quotes[e.id] for e in route.evidence if e.direction == "for")
    assert route.sources == ("Institute for the Study of War (ISW)",)


@pytest.mark.parametrize(
    ("event", "day", "word"),
    [
        ("visit", "2023-03-20/2023-03-22", "visit"),
        ("agree", "2023-03-01", "16 agreements"),
        ("arrest_or_indict", "2023-03-17", "warrant"),
    ],
)
def test_events_are_dated(assessment, event, day, word):
    dates = {c.date for c in assessment.claims if c.event == event and word in c.quote}
    assert day in dates


@pytest.mark.parametrize(
    "words",
    ["rifles, drone parts", "lethal equipment", "bypass Western sanctions", "16 agreements"],
)
def test_what_isw_carries_names_isw(assessment, words):
    carried = [c for c in assessment.claims if words in c.quote]
    assert carried
    assert all(any("ISW" in name for name in c.source) for c in carried)


def test_every_quote_is_exact(assessment):
    text = assessment.documents[0].text
    assert all(text[c.start : c.end] == c.quote for c in assessment.claims)


def test_independent_roots_are_named(assessment):
    roots = {node.root for node in assessment.sources if node.independent}
    assert {"Institute for the Study of War (ISW)", "Kremlin"} <= roots
