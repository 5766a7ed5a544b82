"""The worked examples that OFAC publishes, as the agency decides them.

Source: OFAC, Frequently Asked Questions, topic 1521 (entities owned by blocked persons), read at
https://ofac.treasury.gov/faqs/401 and ../topic/1521: FAQ 398 (control), 399 (stakes of several
blocked persons add up), 401 (indirect ownership, with examples), 402 (a blocked person sells).
Examples 1 to 3 of FAQ 401 were compared with copies of the published page, 4 with a report of it;
5 is told from memory and was not compared.
"""

from datetime import date

import pytest

from byway.ownership import Builder, Listed, judge

BLOCKED, FREE = "meets", "does not meet"

FAQ_401 = {
    "example 1: X 50 % of A, A 50 % of B": (["x 50 a", "a 50 b"], {"a": BLOCKED, "b": BLOCKED}),
    "example 2: X 50 % of A and of B, each 25 % of C": (
        ["x 50 a", "x 50 b", "a 25 c", "b 25 c"],
        {"a": BLOCKED, "b": BLOCKED, "c": BLOCKED},
    ),
    "example 3: X 50 % of A and 10 % of B, A 40 % of B": (
        ["x 50 a", "x 10 b", "a 40 b"],
        {"a": BLOCKED, "b": BLOCKED},
    ),
    "example 4: X 50 % of A but 25 % of B, each 25 % of C": (
        ["x 50 a", "x 25 b", "a 25 c", "b 25 c"],
        {"a": BLOCKED, "b": FREE, "c": FREE},
    ),
    "example 5: X 25 % of A and of B, each 50 % of C": (
        ["x 25 a", "x 25 b", "a 50 c", "b 50 c"],
        {"a": FREE, "b": FREE, "c": FREE},
    ),
}


@pytest.mark.parametrize("name", FAQ_401)
def test_faq_401_indirect_ownership(name, graph, outcomes):
    lines, expected = FAQ_401[name]
    assert outcomes(graph(*lines), "x") == expected


def test_faq_401_each_counts_in_full_downstream_not_by_the_product(graph, outcomes):
    chain = graph("x 50 a", "a 50 b", "b 50 c", "c 50 d")  # products would make 6.25 %
    assert outcomes(chain, "x")["d"] == BLOCKED


def test_faq_399_stakes_of_several_blocked_persons_add_up(graph, outcomes):
    assert outcomes(graph("x 25 a", "y 25 a"), "x y") == {"a": BLOCKED}
    assert outcomes(graph("x 25 a", "y 25 a"), "x") == {"a": FREE}


def test_faq_398_control_does_not_block(graph, outcomes):
    assert outcomes(graph("x 49 a", "x ? a control", "x 80 a voting"), "x") == {"a": FREE}


def test_faq_402_who_sold_below_half_does_not_block_from_then_on():
    builder = Builder()
    sold = date(2024, 3, 1).toordinal() - date(1970, 1, 1).toordinal()
    builder.hold("x", "a", share=(60, 60), until=sold - 1)
    builder.hold("x", "a", share=(40, 40), since=sold)
    holdings = builder.build()
    listed = [Listed(party_id="x", since=date(2020, 1, 1))]
    for day, outcome in ((date(2024, 2, 29), BLOCKED), (date(2024, 3, 1), FREE)):
        assert judge(holdings, listed, as_of=day).of("a").outcome == outcome


def test_a_listed_owner_counts_from_its_listing_on(graph):
    holdings = graph("x 60 a")
    listed = [Listed(party_id="x", since=date(2024, 2, 23))]
    before = judge(holdings, listed, as_of=date(2024, 2, 22))
    assert before.results() == []
    assert "listed later" in before.notes[0]
    assert judge(holdings, listed, as_of=date(2024, 2, 23)).of("a").outcome == BLOCKED


def test_before_august_2014_several_were_not_said_to_add_up(graph, outcomes):
    shares = graph("x 25 a", "y 25 a")
    assert outcomes(shares, "x y", as_of=date(2014, 8, 12)) == {"a": "may meet"}
    assert outcomes(shares, "x y", as_of=date(2014, 8, 13)) == {"a": BLOCKED}
