"""From claims to findings."""

from datetime import date

import pytest

from builders import a_claim, a_document, a_screened
from byway.assessment import weigh
from byway.model import ControlEntry, Direction, Goods, Reason

DAY = date(2023, 3, 20)
RIFLES_ASKED = "Are goods that may be controlled (rifles) supplied from China to Russia?"
RIFLES = Goods(
    description="rifles",
    controls=(ControlEntry(list="Chapter 93", version="HS2022", code="9303", title="Arms"),),
)


def judge(*claims, documents=(), parties=(), goods=()):
    return weigh(
        documents=documents or [a_document()],
        claims=claims,
        parties=parties,
        goods=goods,
        as_of=DAY,
    )


def finding(judgement, kind):
    return next(f for f in judgement.findings if f.kind == kind)


def routed(**more):
    given = {"intermediary_countries": ["BY"], "certainty": "possible", "status": "hypothetical"}
    return a_claim("route", **(given | more))


def test_nothing_in_scope_gives_no_finding():
    visit = a_claim("visit")
    trade = a_claim(agent_countries=["DE"], recipient_countries=["UA"])
    assert judge(visit, trade).findings == ()


def test_what_is_only_possible_stays_at_most_even():
    claims = [routed(doc=f"{n}.txt", source=[f"Institute {n}"]) for n in range(5)]
    documents = [a_document(f"{n}.txt", f"Paper {n}") for n in range(5)]
    found = finding(judge(*claims, documents=documents), "route")
    assert found.likelihood.value <= 0.55
    assert found.confidence.level == "low"
    assert "roughly even chance" in found.judgement


def test_a_route_names_its_hub():
    judged = judge(routed(goods=["machine tools"]))
    assert (judged.routes[0].origin, judged.routes[0].hub) == ("CN", "BY")
    asked = finding(judged, "route").hypothesis
    assert asked == "Do goods go from China through Belarus to Russia?"


def test_a_relay_adds_nothing():
    first = a_claim(source=["ISW"], certainty="likely")
    again = a_claim(doc="b.txt", source=["ISW"], certainty="likely")
    documents = [a_document(), a_document("b.txt", "Courier")]
    alone = finding(judge(first), "supply")
    relayed = finding(judge(first, again, documents=documents), "supply")
    assert relayed.likelihood == alone.likelihood
    assert relayed.sources == ("ISW",)
    assert relayed.confidence == alone.confidence


def test_another_root_adds():
    first = a_claim(source=["ISW"], certainty="likely")
    other = a_claim(source=["Finance Ministry"], certainty="likely")
    found = finding(judge(first, other), "supply")
    assert found.likelihood.value > finding(judge(first), "supply").likelihood.value
    assert found.sources == ("Finance Ministry", "ISW")


def test_two_that_assert_give_moderate_confidence():
    judged = judge(a_claim(source=["ISW"]), a_claim(source=["Finance Ministry"]))
    found = finding(judged, "supply")
    assert found.confidence.level == "moderate"
    assert found.likelihood.term == "very likely"


def test_a_denial_speaks_against_and_is_shown():
    said = a_claim(certainty="likely", source=["ISW"])
    denial = a_claim("deny", source=["Beijing"], recipient_countries=[])
    found = finding(judge(said, denial), "supply")
    assert found.likelihood.value < finding(judge(said), "supply").likelihood.value
    assert {e.id for e in found.evidence if e.direction is Direction.AGAINST} == {"c2"}
    assert "the other side" not in " ".join(found.missing)


def test_a_denial_alone_raises_no_question():
    assert judge(a_claim(certainty="denied")).findings == ()


def test_considering_is_not_supplying():
    found = finding(judge(a_claim("consider_supply", status="considered")), "supply")
    assert found.likelihood.value < 0.45


def test_controlled_goods_are_named_with_their_entry():
    judged = judge(a_claim(goods=["rifles"]), goods=[RIFLES])
    found = finding(judged, "supply")
    assert found.hypothesis == RIFLES_ASKED
    assert "g1.1" in {e.id for e in found.evidence}
    assert not any("controlled" in gap for gap in found.missing)


def test_uncontrolled_goods_are_said_to_be_open():
    found = finding(judge(a_claim(goods=["socks"])), "supply")
    assert found.hypothesis.startswith("Are goods supplied")
    assert any("whether the goods are controlled" in gap for gap in found.missing)


def test_a_route_without_a_named_origin_says_so():
    found = finding(judge(routed(agent_countries=[])), "route")
    assert "an unnamed place" in found.hypothesis


def test_meetings_are_context_and_weigh_nothing():
    found = finding(judge(routed(), a_claim("agree", recipient_countries=["BY"])), "route")
    weights = {e.id: (e.direction, e.weight) for e in found.evidence}
    assert weights["c2"] == (Direction.CONTEXT, 0.0)


def test_a_party_that_only_resembles_by_name_is_not_almost_certain():
    found = finding(judge(parties=[a_screened("Vladimir Putin")]), "designated_party")
    assert found.likelihood.term == "very likely"
    assert found.confidence.level == "moderate"
    assert "OFAC (RUSSIA-EO14024)" in found.judgement


def test_a_stale_list_is_missing_something():
    old = a_screened("Vladimir Putin", snapshot=date(2022, 3, 1))
    found = finding(judge(parties=[old]), "designated_party")
    assert any("days old" in gap for gap in found.missing)


def test_a_warrant_is_not_called_a_listing():
    wanted = a_screened("Vladimir Putin", topic="wanted", authority="International Criminal Court")
    statement = judge(parties=[wanted]).evidence[0].statement
    assert "is wanted by International Criminal Court" in statement


@pytest.mark.parametrize("certainty", ["asserted", "likely", "possible"])
def test_wording_follows_the_surest_statement(certainty):
    claims = [a_claim(certainty=certainty, status="occurred", source=["ISW"])]
    claims.append(a_claim(certainty="possible", status="hypothetical", source=["ISW"]))
    judgement = finding(judge(*claims), "supply").judgement
    chance = "roughly even chance" if certainty == "possible" else "It is likely"
    assert chance in judgement


def test_likelihood_and_confidence_are_never_in_one_sentence():
    for found in judge(a_claim(), routed(), a_claim("evade")).findings:
        assert "confidence" not in found.judgement


def test_evidence_leads_back_to_the_quote():
    judged = judge(a_claim(source=["ISW"], start=3, end=19))
    item = judged.evidence[0]
    assert (item.locator.document, item.locator.start, item.locator.end) == ("a.txt", 3, 19)
    assert item.source == "Herald <- ISW"
    assert item.statement == "ISW (via Herald) states: “firms sold parts”"


def test_goods_that_are_only_considered_are_not_said_to_have_been_supplied():
    sold = a_claim(goods=["rifles"], source=["ISW"])
    weighed = a_claim("consider_supply", goods=["missiles"], status="considered", source=["ISW"])
    missiles = RIFLES.model_copy(update={"description": "missiles"})
    found = finding(judge(sold, weighed, goods=[RIFLES, missiles]), "supply")
    assert "goods (rifles) have been supplied" in found.judgement
    assert found.hypothesis == RIFLES_ASKED
    assert "missiles" not in found.judgement


def test_what_is_only_possible_is_not_said_to_go_on():
    judgement = finding(judge(routed(status="ongoing")), "route").judgement
    assert "move or will move" in judgement


def with_fact(feature, weight):
    screened = a_screened("Ann Example")
    fact = Reason(feature=feature, query_value="ru", listed_value="ru", weight=weight)
    match = screened.matches[0]
    match = match.model_copy(update={"reasons": (*match.reasons, fact)})
    return finding(
        judge(parties=[screened.model_copy(update={"matches": (match,)})]), "designated_party"
    )


def test_a_fact_that_agrees_makes_the_identity_surer_and_one_that_contradicts_less():
    by_name = finding(judge(parties=[a_screened("Ann Example")]), "designated_party")
    agreeing, contradicting = with_fact("country match", 0.5), with_fact("birth conflict", -2.0)
    values = [f.likelihood.value for f in (contradicting, by_name, agreeing)]
    assert values == sorted(values) and len(set(values)) == 3
    assert agreeing.confidence.level == "high"


def test_a_slip_of_spelling_is_no_contradiction():
    slip, initials = with_fact("spelling", -0.4), with_fact("initials", 0.2)
    assert slip.likelihood == initials.likelihood


def test_a_fact_that_weighs_nothing_corroborates_nothing():
    assert with_fact("country match", 0.0).confidence.level == "moderate"


def test_of_one_source_the_most_cautious_relay_counts():
    hedged = a_claim(certainty="possible", source=["ISW"])
    bold = a_claim(doc="b.txt", certainty="asserted", source=["ISW"])
    documents = [a_document(), a_document("b.txt", "Courier")]
    both = finding(judge(hedged, bold, documents=documents), "supply")
    assert both.likelihood == finding(judge(hedged), "supply").likelihood


def test_of_one_source_the_nearest_relay_counts():
    near = a_claim(certainty="likely", source=["ISW"])
    far = a_claim(doc="b.txt", certainty="asserted", source=["Herald", "ISW"])
    documents = [a_document(publisher="Bugle"), a_document("b.txt", "Courier")]
    both = finding(judge(near, far, documents=documents), "supply")
    assert both.likelihood == finding(judge(near), "supply").likelihood


def test_who_denies_its_own_act_weighs_half():
    said = a_claim(source=["ISW"])
    own = a_claim(certainty="denied")
    others = a_claim(certainty="denied", source=["U.S. Treasury"])
    values = [finding(judge(said, denial), "supply").likelihood.value for denial in (own, others)]
    assert values[0] > values[1]


def test_one_party_can_arrange_ways_round_sanctions_by_itself():
    found = finding(judge(a_claim("evade", recipient_countries=[], status="planned")), "evasion")
    assert "China plans to discuss or arrange ways round sanctions" in found.judgement


def test_a_list_that_came_later_does_not_make_goods_controlled():
    later = RIFLES.controls[0].model_copy(update={"since": date(2024, 2, 23)})
    rifles = RIFLES.model_copy(update={"controls": (later,)})
    found = finding(judge(a_claim(goods=["rifles"]), goods=[rifles]), "supply")
    assert found.hypothesis.startswith("Are goods supplied")
