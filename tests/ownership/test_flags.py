"""OWN-01, OWN-02, OWN-03 and OWN-06: each of the four outcomes; and the facts for shipments."""

from datetime import date

import pytest

from byway.model import Outcome
from byway.ownership import Builder, Listed, Structure, divestments, facts, flags
from byway.ownership.days import number
from byway.ownership.view import View

DAY = date(2024, 8, 1)
DESIGNATED = date(2022, 3, 1)
X = [Listed(party_id="x", since=DESIGNATED)]


def outcome(holdings, rule, party="a", listed=X):
    found = {f.rule: f for f in flags(holdings, listed, as_of=DAY, parties=[party])}
    assert len(found) == 4
    return found[rule].outcome.value


OWN_01 = {
    "present": ["x 60 a"],
    "absent": ["x 10 a", "y 90 a"],
    "not assessable": ["x ? a"],
    "not applicable": ["y 60 x"],
}


@pytest.mark.parametrize("expected", OWN_01)
def test_own_01(expected, graph):
    party = "x" if expected == "not applicable" else "a"
    assert outcome(graph(*OWN_01[expected]), "OWN-01", party) == expected


def test_own_01_is_not_absent_where_the_rest_is_not_recorded(graph):
    assert outcome(graph("x 10 a", "y 30 a"), "OWN-01") == "not assessable"
    assert outcome(graph("y 60 a"), "OWN-01") == "absent"
    assert outcome(graph("y 50 a"), "OWN-01") == "not assessable"
    assert outcome(graph("a 60 b"), "OWN-01") == "not assessable"
    assert outcome(graph("a 60 b"), "OWN-01", "nobody") == "not assessable"


OWN_02 = {
    "present": ["x ? a"],
    "absent": ["x 25-40 a", "y 50 a"],
    "not assessable": ["a 60 b"],
    "not applicable": ["y ? a"],
}


@pytest.mark.parametrize("expected", OWN_02)
def test_own_02(expected, graph):
    assert outcome(graph(*OWN_02[expected]), "OWN-02") == expected


def test_own_02_does_not_ask_where_the_known_decides(graph):
    assert outcome(graph("x ? a", "z 60 a"), "OWN-02", listed=[*X, Listed(party_id="z")]) == (
        "not applicable"
    )
    assert outcome(graph("x ? a"), "OWN-02", listed=[Listed(party_id="x", sure=False)]) == "present"


def sold(until, *new, left=None, listed=X):
    """x held 60 % of a until a day; each of `new` is a holder and the first day of its holding."""
    builder = Builder()
    builder.hold("x", "a", share=(60, 60), since=number(date(2015, 1, 1)), until=number(until))
    if left is not None:
        builder.hold("x", "a", share=(left, left), since=number(until) + 1)
    for holder, since in new:
        builder.hold(holder, "a", share=(60, 60), since=number(since))
    builder.hold("x", "wife", kind=3, source="family, spouse")
    holdings = builder.build()
    (found,) = (d for d in divestments(holdings, listed, as_of=DAY) if d.owner_id == "x")
    return found


SOLD = {
    "just after, to a free holder": (
        [date(2022, 4, 1), ("wife", date(2022, 4, 2))],
        Outcome.PRESENT,
    ),
    "just before": ([date(2022, 1, 10), ("n", date(2022, 1, 11))], Outcome.PRESENT),
    "long before": ([date(2021, 11, 1), ("n", date(2021, 11, 2))], Outcome.ABSENT),
    "long after": ([date(2022, 12, 1), ("n", date(2022, 12, 2))], Outcome.ABSENT),
    "to whom is not recorded": ([date(2022, 4, 1)], Outcome.NOT_ASSESSABLE),
    "the holder came in at another time": (
        [date(2022, 4, 1), ("n", date(2018, 1, 1))],
        Outcome.NOT_ASSESSABLE,
    ),
}


@pytest.mark.parametrize("name", SOLD)
def test_own_03(name):
    (until, *new), expected = SOLD[name]
    found = sold(until, *new)
    assert found.outcome == expected
    assert found.days == (until - DESIGNATED).days
    assert found.tie == ("wife: family, spouse" if new and new[0][0] == "wife" else None)


def test_own_03_to_another_listed_holder_is_no_move_away():
    both = [*X, Listed(party_id="z", since=date(2020, 1, 1))]
    assert sold(date(2022, 4, 1), ("z", date(2022, 4, 2)), listed=both).outcome == Outcome.ABSENT
    later = [*X, Listed(party_id="z", since=date(2024, 1, 1))]
    assert sold(date(2022, 4, 1), ("z", date(2022, 4, 2)), listed=later).outcome == Outcome.PRESENT


def test_own_03_a_smaller_holding_is_a_move():
    found = sold(date(2022, 4, 1), ("n", date(2022, 4, 2)), left=20)
    assert (found.outcome, found.shrunk_to) == (Outcome.PRESENT, 20)
    again = sold(date(2022, 4, 1), ("n", date(2022, 4, 2)), left=70)
    assert again.outcome == Outcome.ABSENT
    assert again.ended is None


def test_own_03_needs_the_day_of_the_designation():
    undated = [Listed(party_id="x")]
    found = sold(date(2022, 4, 1), ("n", date(2022, 4, 2)), listed=undated)
    assert found.outcome == Outcome.NOT_ASSESSABLE


def test_own_03_as_a_flag(graph):
    assert outcome(graph("x 60 a"), "OWN-03") == "absent"
    assert outcome(graph("y 60 a"), "OWN-03") == "not applicable"
    builder = Builder()
    builder.hold("x", "a", share=(60, 60), until=number(date(2022, 4, 1)))
    assert outcome(builder.build(), "OWN-03") == "not assessable"
    builder.hold("n", "a", share=(60, 60), since=number(date(2022, 4, 2)))
    (flag,) = (f for f in flags(builder.build(), X, as_of=DAY, parties=["a"]) if f.rule == "OWN-03")
    assert flag.outcome == Outcome.PRESENT
    assert flag.values["ended"] == ("2022-04-01",)
    assert flag.values["days"] == ("31",)
    assert flag.values["new_holders"] == ("n",)
    assert "OTSI" in flag.citation


def layered(*chain, top="Company"):
    """A chain of companies with their countries, the top first."""
    builder = Builder()
    for place, country in enumerate(chain):
        schema = top if place == 0 else "Company"
        builder.describe(f"c{place}", schema, {"jurisdiction": [country] if country else []})
        if place:
            builder.hold(f"c{place - 1}", f"c{place}", share=(100, 100))
    return builder.build(), f"c{len(chain) - 1}"


OWN_06 = [
    (("cy", "ae", "hk", "tr"), "Company", "present"),
    (("ru", "ae", "hk", "tr"), "Person", "present"),
    (("ru", "ru", "ru", "ru"), "Company", "present"),
    (("ru", "ru"), "Person", "absent"),
    (("ru", "ru", "ru", "ru"), "Person", "absent"),
    (("", "", "ru", "ru"), "Company", "present"),
    (("ru", "", "ru", "ru"), "Person", "not assessable"),
    (("ru", "ae"), "LegalEntity", "absent"),
    (("ru", "ae", "hk"), "LegalEntity", "not assessable"),
    (("ru",), "Company", "not assessable"),
]


@pytest.mark.parametrize(("chain", "top", "expected"), OWN_06)
def test_own_06(chain, top, expected):
    holdings, party = layered(*chain, top=top)
    assert outcome(holdings, "OWN-06", party) == expected


def test_own_06_is_never_not_applicable_for_a_party_with_owners(graph):
    assert outcome(graph("y 60 a"), "OWN-06") == "not assessable"


def test_structure_counts_a_circle_as_one_layer(graph):
    holdings = graph("x 50 a", "a 50 b", "b 50 a", "b 100 c", "c 100 d")
    structure = Structure.of(holdings, View.of(holdings, DAY))
    depth = {id: int(structure.depth[n]) for id, n in holdings.numbers.items()}
    assert depth == {"x": 0, "a": 1, "b": 1, "c": 2, "d": 3}
    assert [id for id, n in holdings.numbers.items() if structure.circular[n]] == list("abcd")
    alone = graph("a 100 b", "b 100 a")
    assert Structure.of(alone, View.of(alone, DAY)).depth.tolist() == [1, 1]


def test_structure_gathers_countries_of_all_above():
    holdings, party = layered("cy", "ae", "hk", "tr")
    structure = Structure.of(holdings, View.of(holdings, DAY))
    assert structure.countries(holdings.numbers[party]) == ("ae", "cy", "hk", "tr")


def test_flags_of_all_parties_and_their_citations(graph):
    found = flags(graph("x 60 a", "a 60 b"), X, as_of=DAY)
    assert [f.party_id for f in found[::4]] == ["a", "b"]
    assert all(f.citation and f.version for f in found)
    assert "OFAC" in found[0].citation
    assert found[0].values["working"]


def test_facts_are_a_row_for_each_party_with_owners():
    builder = Builder()
    builder.describe("x", "Person", {"name": ["Mr X"], "country": ["ru"]})
    builder.describe("a", "Company", {"name": ["A Ltd"], "alias": ["A"], "jurisdiction": ["cy"]})
    builder.hold("x", "a", share=(60, 60))
    builder.hold("a", "b", share=(0, 100))
    builder.hold("y", "c", share=(70, 70))
    builder.hold("x", "d", share=(70, 70), until=number(date(2022, 4, 1)))
    builder.unstated("e", "exempt")
    rows = {r["party_id"]: r for r in facts(builder.build(), X, as_of=DAY).to_pylist()}
    assert set(rows) == set("abcde")
    assert rows["a"] == {
        "party_id": "a",
        "names": ["A Ltd", "A"],
        "listed": False,
        "outcome": "meets",
        "control": "not shown",
        "low": 60,
        "high": 60,
        "accounted": False,
        "listed_owners": ["Mr X"],
        "listed_share_unknown": False,
        "divested": "absent",
        "divested_on": None,
        "depth": 1,
        "jurisdictions": 2,
        "top_known": True,
    }
    assert rows["b"]["outcome"] == "may meet"
    assert rows["b"]["listed_share_unknown"]
    assert rows["b"]["jurisdictions"] is None
    assert (rows["c"]["outcome"], rows["c"]["accounted"]) == ("does not meet", True)
    assert rows["c"]["top_known"] is None
    assert (rows["d"]["outcome"], rows["d"]["divested"]) == (None, "not assessable")
    assert (rows["e"]["outcome"], rows["e"]["low"], rows["e"]["depth"]) == (None, None, None)
