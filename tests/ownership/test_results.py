"""Results: ranges, working, notes, words, and dates of holdings."""

from datetime import date

import pytest

from byway.ownership import Builder, Listed, Meets, judge, statements
from byway.ownership.days import number

DAY = date(2024, 8, 1)
X = [Listed(party_id="x", since=date(2022, 3, 1))]


def result(holdings, party, listed=None, authority="ofac"):
    return judge(holdings, listed or X, as_of=DAY, authority=authority).of(party)


RANGES = {
    "known": (["x 60 a"], Meets.MEETS, 60, 60),
    "unknown": (["x ? a"], Meets.MAY_MEET, 0, 100),
    "a band that reaches the threshold": (["x 25-50 a"], Meets.MAY_MEET, 25, 50),
    "a band above it": (["x 50-75 a"], Meets.MEETS, 50, 75),
    "others leave too little": (["x ? a", "y 51 a"], Meets.DOES_NOT, 0, 49),
    "others leave enough": (["x ? a", "y 50 a"], Meets.MAY_MEET, 0, 50),
    "others may leave enough": (["x ? a", "y 40-60 a"], Meets.MAY_MEET, 0, 60),
    "a chain that may count": (["x 25-50 b", "b 60 a"], Meets.MAY_MEET, 0, 60),
    "a chain of unknown shares": (["x ? b", "b ? a"], Meets.MAY_MEET, 0, 100),
    "more than there is": (["x 60 a", "y 60 a"], Meets.MEETS, 60, 60),
}


@pytest.mark.parametrize("name", RANGES)
def test_ranges(name, graph):
    lines, outcome, low, high = RANGES[name]
    found = result(graph(*lines), "a")
    assert found.outcome == outcome
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-5)


def test_the_working_goes_from_the_listed_owner_down(graph):
    found = result(graph("x 50 a", "a 60 b", "y 40 b", "b 100 c", people="x"), "c")
    assert found.steps == (
        "X holds 50 % of a (register; undated): it counts, for the holder is listed",
        "a holds 60 % of b (register; undated): it counts in full, for the holder meets the rule",
        "b holds 100 % of c (register; undated): it counts in full, for the holder meets the rule",
    )
    assert found.listed_owners == ("x",)
    assert found.owners == ("X",)


def test_where_the_chain_breaks_the_working_says_so(graph):
    found = result(graph("x 30 a", "a 60 b"), "b")
    assert found.outcome == Meets.DOES_NOT
    assert found.steps[-1].endswith("it does not count, for the holder does not meet the rule")


def test_who_resembles_a_listed_party_may_count_and_never_does(graph):
    alike = [Listed(party_id="x", sure=False)]
    found = result(graph("x 100 a", "a 100 b"), "b", alike)
    assert found.outcome == Meets.MAY_MEET
    assert (found.listed_owners, found.possible_owners) == ((), ("x",))
    assert "resembles a listed party" in found.steps[0]
    assert "to be looked at" in statements([found], judge(graph(), [], as_of=DAY).rule)[0]


def test_a_listed_party_is_judged_by_its_owners_too(graph):
    both = [*X, Listed(party_id="a")]
    assert result(graph("x 10 a"), "a", both).outcome == Meets.DOES_NOT
    assert result(graph("x 50 a"), "a", both).listed


def test_holdings_count_while_they_are_in_force():
    builder = Builder()
    builder.hold(
        "x", "a", share=(60, 60), since=number(date(2023, 1, 1)), until=number(date(2024, 7, 31))
    )
    holdings = builder.build()
    for day, below in ((date(2022, 12, 31), 0), (date(2023, 1, 1), 1), (date(2024, 8, 1), 0)):
        assert len(judge(holdings, X, as_of=day).results()) == below


TELLINGS = {
    "the same": ([(60, 60), (60, 60)], 60, 60),
    "one says more": ([(0, 100), (25, 50), (40, 40)], 40, 40),
    "they contradict each other": ([(48, 48), (51, 51)], 48, 51),
}


@pytest.mark.parametrize("name", TELLINGS)
def test_several_records_of_one_holding_are_not_added_up(name):
    shares, low, high = TELLINGS[name]
    builder = Builder()
    for share in shares:
        builder.hold("x", "a", share=share)
    found = result(builder.build(), "a")
    assert (found.low, found.high) == (low, high)
    assert f"{len(shares)} records, taken as one holding" in found.steps[0]
    assert bool(found.notes) == name.startswith("they contradict")


def test_from_contradicting_records_nothing_is_concluded_of_others():
    builder = Builder()
    for owner, share in (("x", 48), ("x", 51), ("y", 52)):
        builder.hold(owner, "a", share=(share, share))
    found = result(builder.build(), "a")
    assert (found.outcome, found.low, found.high) == (Meets.MAY_MEET, 48, 51)


def test_the_dated_record_gives_the_dates():
    builder = Builder()
    builder.hold("x", "a", share=(60, 60))
    builder.hold("x", "a", share=(60, 60), since=number(date(2020, 1, 1)))
    (step,) = result(builder.build(), "a").working
    assert step.holding.since == date(2020, 1, 1)
    assert step.holding.until is None


def test_shares_through_others_are_not_counted_twice():
    builder = Builder()
    builder.hold("x", "b", share=(100, 100))
    builder.hold("b", "a", share=(30, 30))
    builder.hold("x", "a", share=(30, 30), direct=False)  # the same 30 %, told from above
    found = result(builder.build(), "a")
    assert (found.low, found.high) == (30, 60)
    assert found.outcome == Meets.MAY_MEET


def test_notes_tell_what_is_odd(graph):
    builder = Builder()
    builder.hold("x", "a", share=(60, 60))
    builder.hold("y", "a", share=(60, 60))
    builder.unstated("a", "no known person")
    notes = " ".join(result(builder.build(), "a").notes)
    assert "120 %" in notes
    assert "not all stated: no known person" in notes
    assert "a share of itself" in " ".join(result(graph("x 50 a", "a 50 b", "b 50 a"), "a").notes)


def test_long_workings_are_cut(graph):
    lines = [f"x 50 m{k}" for k in range(50)] + [f"m{k} 2 a" for k in range(50)]
    found = result(graph(*lines), "a")
    assert found.outcome == Meets.MEETS
    assert len(found.steps) == 40
    assert "60 more steps" in found.notes[0]


def test_who_has_no_listed_one_above_has_no_result(graph):
    judged = judge(graph("x 60 a", "y 60 b"), X, as_of=DAY)
    assert judged.of("b") is None
    assert judged.of("nobody") is None
    assert [r.party_id for r in judged.results()] == ["a"]


def test_results_are_ordered(graph):
    holdings = graph("x 60 a", "x 80 b", "x ? c", "x 10 d")
    assert [r.party_id for r in judge(holdings, X, as_of=DAY).results()] == ["b", "a", "c", "d"]


WORDS = {
    "meets": (["x 30 a", "z 25 a"], "hold 55 % of a in aggregate: this meets the rule (OFAC"),
    "may": (["x ? a"], "may hold a share that is not stated of a: whether this meets"),
    "not": (["x 10 a"], "hold 10 % of a, as far as holdings count: this does not meet"),
    "none": (["x 10 b", "b 90 a"], "hold no share of a, as far as"),
}


@pytest.mark.parametrize("name", WORDS)
def test_words_go_no_further_than_the_records(name, graph):
    lines, expected = WORDS[name]
    judged = judge(graph(*lines), [*X, Listed(party_id="z")], as_of=DAY)
    (said,) = statements([judged.of("a")], judged.rule)
    assert said.startswith("By these records, blocked persons (")
    assert expected in said


def test_words_for_control(graph):
    judged = judge(graph("x ? a control"), X, as_of=DAY, authority="uk")
    assert "control a without a stated majority" in statements(judged.results(), judged.rule)[0]


def test_words_name_some_owners_and_count_the_rest(graph):
    listed = [Listed(party_id=f"x{k}") for k in range(8)]
    judged = judge(graph(*(f"x{k} 10 a" for k in range(8))), listed, as_of=DAY)
    assert "and 3 more" in statements(judged.results(), judged.rule)[0]
