"""The main job, on the example reports, with the starter list."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from byway import ingest, render
from byway.grades import Grades
from byway.lists import ListStore
from byway.pipeline import assess
from byway.receipt import seal
from byway.watchlists import Watchlists

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"
DAY = date(2023, 3, 20)


@pytest.fixture(scope="module")
def watchlists(tmp_path_factory):
    return Watchlists(ListStore(tmp_path_factory.mktemp("lists")).select())


def judge(watchlists, *names):
    documents = list(ingest.load_all([str(EXAMPLES / name) for name in names]))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return assess(documents, watchlists=watchlists, as_of=DAY, now=now)


@pytest.fixture(scope="module")
def first(watchlists):
    return judge(watchlists, "harbour-courier.html")


@pytest.fixture(scope="module")
def all_reports(watchlists):
    return judge(watchlists, "harbour-courier.html", "northern-ledger.html", "weekly-dispatch.txt")


def finding(assessment, id):
    return next(f for f in assessment.findings if f.id == id)


def test_every_quote_is_an_exact_substring(all_reports):
    texts = {d.id: d.text for d in all_reports.documents}
    assert all_reports.claims
    for claim in all_reports.claims:
        assert texts[claim.doc][claim.start : claim.end] == claim.quote


def test_every_item_of_a_finding_is_in_the_evidence(all_reports):
    known = {item.id for item in all_reports.evidence}
    for found in all_reports.findings:
        assert {item.id for item in found.evidence} <= known


def test_the_claimed_route_is_a_finding_no_surer_than_its_source(first):
    route = finding(first, "route-china-belarus-russia")
    assert route.likelihood.value <= 0.55
    assert route.sources == ("Institute for the Study of War (ISW)",)


def test_a_relay_adds_no_independent_source(watchlists, first):
    both = judge(watchlists, "harbour-courier.html", "northern-ledger.html")
    for id in ("route-china-belarus-russia", "supply-china-russia"):
        assert finding(both, id).sources == finding(first, id).sources
        assert finding(both, id).likelihood == finding(first, id).likelihood


def test_reports_of_one_assessment_are_told_as_one_source(watchlists):
    both = judge(watchlists, "harbour-courier.html", "northern-ledger.html")
    (told,) = [told for node in both.sources for told in node.retellings]
    assert len(told.accounts) == 2
    assert told.source


def test_grades_change_nothing_but_what_is_shown(watchlists, first, tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text("publisher,reliability,credibility,note\nISW,B,2,\n", encoding="utf-8")
    documents = list(ingest.load_all([str(EXAMPLES / "harbour-courier.html")]))
    graded = assess(documents, watchlists=watchlists, as_of=DAY, grades=Grades.read(path))
    assert [n.grade.reliability for n in graded.sources if n.grade] == ["B"]
    assert graded.findings == first.findings
    assert len(graded.receipt.options["grades_sha256"]) == 64


def test_another_root_adds_a_source(first, all_reports):
    before = {node.root for node in first.sources if node.independent}
    after = {node.root for node in all_reports.sources if node.independent}
    assert any("customs service" in root for root in after - before)


def test_listed_parties_are_found_and_others_not(first):
    standing = {s.actor.name: s.designations for s in first.parties}
    putin = next(found for name, found in standing.items() if "Putin" in name)
    assert {d.topic for d in putin} == {"sanction", "wanted"}
    assert any(d.since == date(2023, 3, 17) for d in putin if d.topic == "wanted")
    assert all(not found for name, found in standing.items() if "Xi" in name)


def test_goods_meet_their_control_entries(first):
    codes = {g.description: {c.code for c in g.controls} for g in first.goods}
    assert any(code.startswith("93") for code in codes["rifles"])
    assert any(code.startswith("8807") for code in codes["drone parts"])


def test_an_unrelated_report_raises_nothing(watchlists):
    control = judge(watchlists, "control-orchard.txt")
    assert control.findings == ()
    assert control.routes == ()


def test_the_receipt_seals_the_result(first):
    result = render.assessment_json(first)
    assert seal(result) == result["receipt"]["hash"]
    result["findings"][0]["judgement"] = "It is certain."
    assert seal(result) != result["receipt"]["hash"]


def test_the_same_input_gives_the_same_result(watchlists, first):
    assert judge(watchlists, "harbour-courier.html") == first


def test_the_page_shows_the_quotes(first):
    page = render.html(first)
    assert all(f.hypothesis in page for f in first.findings)
    assert "http-equiv" in page
