"""Flagged shipments and ownership records as evidence."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim, a_document
from byway.assessment import weigh
from byway.model import Direction, EvidenceKind, Flag, FlaggedShipment, Outcome, Reach

DAY = date(2023, 6, 1)


def flag(rule="ADR-06", weight=1):
    return Flag(
        shipment_id="S1",
        rule=rule,
        version="1",
        outcome=Outcome.PRESENT,
        values={"consignee_email": ("a@gmail.com",)},
        citation="Tri-Seal Compliance Note, 2023-03-02",
        title="Personal e-mail account",
        weight=weight,
    )


def shipment(id="S1", **more):
    given = {
        "dataset": "orders.csv",
        "row": 1,
        "origin": "CN",
        "destination": "BY",
        "end_user_country": "RU",
        "parties": {"consignee": ("Dnieper Trading",)},
        "flags": (flag(),),
        "score": 1.0,
    }
    return FlaggedShipment(id=id, **(given | more))


def judge(*claims, shipments=None, reaches=()):
    return weigh(
        documents=[a_document()],
        claims=claims,
        parties=(),
        goods=(),
        as_of=DAY,
        shipments=shipments,
        reaches=reaches,
    )


def routed(**more):
    given = {"intermediary_countries": ["BY"], "certainty": "possible", "status": "hypothetical"}
    return a_claim("route", **(given | more))


def test_flagged_shipments_on_the_way_speak_for_it():
    without = judge(routed(), shipments=[]).findings[0]
    judged = judge(routed(), shipments=[shipment()])
    found = judged.findings[0]
    assert found.kind == "route" and len(judged.findings) == 1
    assert found.likelihood.value > without.likelihood.value
    assert [(w.id, w.direction) for w in found.evidence] == [
        ("c1", Direction.FOR),
        ("s1", Direction.FOR),
    ]
    item = next(e for e in judged.evidence if e.kind is EvidenceKind.FLAG)
    assert "Personal e-mail account (ADR-06: consignee_email a@gmail.com)" in item.statement
    assert (item.locator.dataset, item.locator.row) == ("orders.csv", "1")
    assert "a red flag over a shipment (orders.csv)" in found.confidence.because


def test_records_that_were_given_are_not_missing():
    told = judge(routed(), shipments=[]).findings[0].missing
    silent = judge(routed()).findings[0].missing
    assert any("customs records" in gap for gap in silent)
    assert not any("customs records" in gap for gap in told)


def test_shipments_that_go_elsewhere_do_not_bear_on_it():
    judged = judge(routed(), shipments=[shipment(origin="DE", destination="KZ")])
    route, asked = judged.findings
    assert "s1" not in {w.id for w in route.evidence}
    assert asked.kind == "shipment"
    assert asked.hypothesis == "Do goods sent to “Dnieper Trading” in Kazakhstan end elsewhere?"
    assert asked.likelihood.value <= 0.55 and asked.confidence.level == "low"


def test_a_party_that_a_claim_names_ties_shipments_to_it():
    named = routed(agent=["Dnieper Trading"])
    judged = judge(named, shipments=[shipment(origin="DE", destination="KZ")])
    assert "s1" in {w.id for w in judged.findings[0].evidence}


def test_consignees_whose_names_are_signs_alone_are_not_joined():
    two = [
        shipment(f"S{n}", row=n, origin="DE", destination="KZ", parties={"consignee": (name,)})
        for n, name in enumerate(("***", "???"), 1)
    ]
    kinds = [finding.kind for finding in judge(routed(), shipments=two).findings]
    assert kinds.count("shipment") == 2


def test_sellers_forwarders_and_banks_tie_nothing():
    named = routed(agent=["Dnieper Trading"])
    for role in ("exporter", "forwarder", "bank"):
        other = shipment(origin="DE", destination="KZ", parties={role: ("Dnieper Trading",)})
        judged = judge(named, shipments=[other])
        assert "s1" not in {w.id for w in judged.findings[0].evidence}


@given(st.lists(st.tuples(st.sampled_from(["A-1", "A-2", "B-1"]), st.integers(1, 3)), max_size=8))
def test_a_rule_counts_once_and_all_stay_within_what_one_file_may_say(rules):
    shipments = [
        shipment(f"S{n}", row=n, flags=(flag(rule, weight),))
        for n, (rule, weight) in enumerate(rules, 1)
    ]
    found = judge(routed(), shipments=shipments).findings[0]
    weights = {w.id: w.weight for w in found.evidence if w.id.startswith("s")}
    seen = set()
    for n, (rule, _) in enumerate(rules, 1):
        assert (weights[f"s{n}"] > 0) is (rule not in seen)
        seen.add(rule)
    assert sum(weights.values()) <= 1.5 + 0.01
    assert found.likelihood.value <= 0.55


def reach(outcome="meets"):
    return Reach(
        party="Dnieper Trading",
        authority="ofac",
        outcome=outcome,
        statement="By these records, blocked persons hold 60 % of Dnieper Trading.",
        dataset="owners.csv",
        rule="50 % or more, in aggregate",
        working=("Ivan holds 60 % of Dnieper Trading (owners.csv)",),
        as_of=DAY,
    )


def test_ownership_is_a_finding_of_its_own_and_context_to_claims():
    judged = judge(routed(agent=["Dnieper Trading"]), reaches=[reach()])
    route, owned = judged.findings
    assert ("h1", Direction.CONTEXT) in {(w.id, w.direction) for w in route.evidence}
    assert owned.kind == "ownership" and owned.id == "ownership-dnieper-trading"
    assert owned.likelihood.term == "very likely"
    assert judge(reaches=[reach("does not meet")]).findings[0].likelihood.term == "very unlikely"
    (item,) = (e for e in judged.evidence if e.kind is EvidenceKind.HOLDING)
    assert item.root_source == "owners.csv"
