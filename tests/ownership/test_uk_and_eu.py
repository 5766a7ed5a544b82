"""The rules of the UK and the EU, which are not those of OFAC."""

from datetime import date

import pytest

from byway.errors import OptionError
from byway.ownership import Listed, Rule, authorities, judge

# OFSI, General guidance, chapter 4: more than 50 %, shares or votes; no simple aggregation.
UK = {
    "half is not more than half": (["x 50 a"], "x", "does not meet"),
    "more than half": (["x 50.01 a"], "x", "meets"),
    "the register's band above half": (["x >50 a"], "x", "meets"),
    "a majority of the votes": (["x 10 a", "x 51 a voting"], "x", "meets"),
    "the right to appoint": (["x 10 a", "x ? a control"], "x", "meets"),
    "two who may act jointly": (["x 30 a", "y 30 a"], "x y", "may meet"),
    "two who are not half together": (["x 25 a", "y 25 a"], "x y", "does not meet"),
    "one's own and through a majority": (["x 60 b", "b 30 a", "x 21 a"], "x", "meets"),
    "through a minority": (["x 40 b", "b 60 a"], "x", "does not meet"),
    "through control": (["x ? b control", "b 60 a"], "x", "meets"),
    "each of two through what both control": (
        ["x ? b control", "y ? b control", "b 30 a", "y 21 a"],
        "x y",
        "meets",
    ),
}


@pytest.mark.parametrize("name", UK)
def test_uk(name, graph, outcomes):
    lines, listed, expected = UK[name]
    assert outcomes(graph(*lines), listed, "uk")["a"] == expected


def test_uk_says_that_several_count_only_jointly(graph):
    listed = [Listed(party_id="x"), Listed(party_id="y")]
    result = judge(graph("x 30 a", "y 30 a"), listed, as_of=date(2024, 8, 1), authority="uk").of(
        "a"
    )
    assert result.low == 30
    assert result.high == 60
    assert any("act jointly" in note for note in result.notes)


def test_uk_keeps_control_apart(graph):
    judged = judge(
        graph("x 10 a", "x ? a control"),
        [Listed(party_id="x")],
        as_of=date(2024, 8, 1),
        authority="uk",
    )
    result = judged.of("a")
    assert (result.outcome, result.ownership, result.control) == (
        "meets",
        "does not meet",
        "stated",
    )
    assert (result.low, result.high) == (10, 10)


# Council docs 8519/18 (more than 50 %) and 11623/24 of 3 July 2024 (50 % or more, aggregated);
# Commission FAQ of 2022 on Regulation 269/2014 (aggregated).
EU = [
    (date(2024, 7, 2), ["x 50 a"], "x", "does not meet"),
    (date(2024, 7, 3), ["x 50 a"], "x", "meets"),
    (date(2022, 3, 19), ["x 30 a", "y 25 a"], "x y", "may meet"),
    (date(2022, 3, 20), ["x 30 a", "y 25 a"], "x y", "meets"),
    (date(2024, 7, 2), ["x 25 a", "y 25 a"], "x y", "does not meet"),
    (date(2024, 7, 3), ["x 25 a", "y 25 a"], "x y", "meets"),
    (date(2024, 7, 3), ["x 10 a", "x 60 a voting"], "x", "meets"),
]


@pytest.mark.parametrize(("day", "lines", "listed", "expected"), EU)
def test_eu_changed_over_time(day, lines, listed, expected, graph, outcomes):
    assert outcomes(graph(*lines), listed, "eu", day) == {"a": expected}


def test_a_majority_of_votes_is_control_in_the_eu(graph):
    judged = judge(
        graph("x 60 a voting"), [Listed(party_id="x")], as_of=date(2024, 8, 1), authority="eu"
    )
    assert judged.of("a").ownership == "does not meet"
    assert judged.of("a").control == "stated"


def test_every_variant_says_where_it_comes_from():
    for name, variants in authorities().items():
        assert [rule.since for rule in variants] == sorted(rule.since for rule in variants)
        for rule in variants:
            assert rule.authority == name
            assert rule.source
            assert rule.says
            assert rule.address.startswith("https://")
            assert rule.together in ("counts", "if-joint")
            assert rule.votes in ("no", "ownership", "control")


def test_a_day_before_the_first_text_is_told(graph):
    judged = judge(graph("x 60 a"), [Listed(party_id="x")], as_of=date(2001, 1, 1), authority="eu")
    assert judged.rule.before
    assert "before the first text" in judged.notes[0]


def test_an_unknown_authority_is_refused():
    with pytest.raises(OptionError, match="ofac, uk, eu"):
        Rule.on("un", date(2024, 8, 1))


def test_lists_are_told_apart_by_their_authority():
    day = date(2024, 8, 1)
    assert Rule.on("ofac", day).lists_by("Office of Foreign Assets Control")
    assert not Rule.on("ofac", day).lists_by("Council of the European Union", None)
    assert Rule.on("eu", day).lists_by("Council of the European Union")
    assert Rule.on("uk", day).lists_by("Foreign, Commonwealth and Development Office")
