"""The rule against a reference that was written another way, and what must hold for any graph.

The reference knows nothing of fixed points by iteration: it goes through every set of parties,
keeps those that hold the listed ones and are closed under the rule, and takes their intersection.
"""

from datetime import date
from itertools import chain, combinations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from byway.ownership import Builder, Listed, judge

DAY = date(2024, 8, 1)
NAMES = "abcdefgh"
STRICT = {"ofac": False, "uk": True, "eu": False}


@st.composite
def graphs(draw, exact=False, most=8):
    """Shares in halves of ten, so that thresholds are often met exactly; owners' least shares of
    one entity never make more than 100."""
    count = draw(st.integers(2, most))
    edges = {}
    for owned in range(count):
        room = 20
        for owner in draw(st.permutations(range(count))):
            if room and draw(st.integers(0, 2)) == 0:
                low = draw(st.integers(0, room))
                room -= low
                high = low if exact else draw(st.integers(low, 20))
                if high:
                    edges[owner, owned] = (low * 5, high * 5)
    listed = draw(st.sets(st.integers(0, count - 1), max_size=3))
    return count, edges, listed


def holdings(edges, count):
    builder = Builder()
    for number in range(count):
        builder.number(NAMES[number])
    for (owner, owned), share in edges.items():
        builder.hold(NAMES[owner], NAMES[owned], share=tuple(map(float, share)))
    return builder.build()


def ask(edges, count, listed, authority="ofac", perhaps=()):
    entries = [Listed(party_id=NAMES[n]) for n in listed]
    entries += [Listed(party_id=NAMES[n], sure=False) for n in perhaps]
    return judge(holdings(edges, count), entries, as_of=DAY, authority=authority)


def subsets(count):
    return chain.from_iterable(combinations(range(count), size) for size in range(count + 1))


def least_closed(count, listed, held):
    """The least set with `listed` in which all are whom `held` by the set reach the threshold."""
    closed = [
        set(chosen)
        for chosen in subsets(count)
        if listed <= set(chosen) and all(n in chosen for n in range(count) if held(n, chosen))
    ]
    least = set.intersection(*closed)
    assert least in closed  # the rule is monotone: closed sets meet in a closed set
    return least


def sum_of(edges, owned, owners, end):
    return sum(
        share[end] for (owner, of), share in edges.items() if of == owned and owner in owners
    )


@settings(max_examples=40, deadline=None)
@given(graphs(exact=True), st.sampled_from(["ofac", "eu"]))
def test_exact_shares_agree_with_the_reference(drawn, authority):
    count, edges, listed = drawn
    reference = least_closed(count, listed, lambda n, s: sum_of(edges, n, s, 0) >= 50)
    judged = ask(edges, count, listed, authority)
    assert set(np.flatnonzero(judged.all[0].counts)) == reference
    assert set(np.flatnonzero(judged.all[1].counts)) == reference


@settings(max_examples=40, deadline=None)
@given(graphs(exact=True))
def test_in_the_uk_each_listed_person_is_alone(drawn):
    count, edges, listed = drawn
    apart = [least_closed(count, {n}, lambda m, s: sum_of(edges, m, s, 0) > 50) for n in listed]
    judged = ask(edges, count, listed, "uk")
    assert set(np.flatnonzero(judged.all[0].counts)) == set().union(*apart)
    together = least_closed(count, listed, lambda m, s: sum_of(edges, m, s, 0) > 50)
    assert set(np.flatnonzero(judged.all[1].counts)) == together


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_ranges_agree_with_the_reference(drawn):
    count, edges, listed = drawn
    everyone = set(range(count))

    def may(n, chosen):
        room = 100 - sum_of(edges, n, everyone - set(chosen), 0)
        return min(sum_of(edges, n, chosen, 1), room) >= 50

    judged = ask(edges, count, listed)
    lower = least_closed(count, listed, lambda n, s: sum_of(edges, n, s, 0) >= 50)
    assert set(np.flatnonzero(judged.all[0].counts)) == lower
    assert set(np.flatnonzero(judged.all[1].counts)) == least_closed(count, listed, may)


@settings(max_examples=40, deadline=None)
@given(graphs(most=5), st.randoms(use_true_random=False))
def test_every_scenario_within_the_ranges_lies_between(drawn, random):
    count, edges, listed = drawn
    perhaps = {n for n in range(count) if n not in listed and random.random() < 0.2}
    judged = ask(edges, count, listed, perhaps=perhaps)
    shares = {pair: [random.choice(share)] for pair, share in edges.items()}
    for owned in range(count):
        assume(sum_of(shares, owned, range(count), 0) <= 100)
    really = listed | {n for n in perhaps if random.random() < 0.5}
    counts = least_closed(count, really, lambda n, s: sum_of(shares, n, s, 0) >= 50)
    assert set(np.flatnonzero(judged.all[0].counts)) <= counts
    assert counts <= set(np.flatnonzero(judged.all[1].counts))
    for number in range(count):
        low, high = judged.share(number)
        assert low - 1e-6 <= sum_of(shares, number, counts, 0) <= high + 1e-6


@settings(max_examples=40, deadline=None)
@given(graphs(most=6), st.integers(0, 7), st.sampled_from(["ofac", "uk", "eu"]))
def test_one_more_listed_never_lowers_anything(drawn, more, authority):
    count, edges, listed = drawn
    before = ask(edges, count, listed, authority)
    after = ask(edges, count, listed | {more % count}, authority)
    for end in (0, 1):
        assert (before.all[end].counts <= after.all[end].counts).all()
        assert (before.all[end].shares <= after.all[end].shares + 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(graphs(most=6), st.randoms(use_true_random=False), st.sampled_from(["ofac", "uk", "eu"]))
def test_a_wider_range_never_makes_more_sure_or_less_possible(drawn, random, authority):
    count, edges, listed = drawn
    assume(edges)
    pair = random.choice(sorted(edges))
    low, high = edges[pair]
    wider = edges | {pair: (random.choice([0, low / 2, low]), random.choice([high, 100]))}
    before, after = (ask(e, count, listed, authority) for e in (edges, wider))
    assert (after.all[0].counts <= before.all[0].counts).all()
    assert (after.all[0].shares <= before.all[0].shares + 1e-9).all()
    assert (after.all[1].counts >= before.all[1].counts).all()
    assert (after.all[1].shares >= before.all[1].shares - 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(graphs(exact=True))
def test_the_order_of_records_does_not_matter(drawn):
    count, edges, listed = drawn
    one = ask(edges, count, listed)
    other = ask(dict(reversed(edges.items())), count, listed)
    assert (one.all[0].counts == other.all[0].counts).all()


def test_a_circle_without_a_listed_one_is_never_met():
    judged = ask({(0, 1): (100, 100), (1, 0): (100, 100)}, 3, {2})
    assert not judged.all[0].counts[:2].any()
    assert not judged.all[1].counts[:2].any()
    assert judged.results() == []


def test_a_circle_below_a_listed_one_ends():
    edges = {(0, 1): (50, 50), (1, 2): (100, 100), (2, 1): (50, 50)}
    judged = ask(edges, 3, {0})
    assert [r.outcome for r in judged.results()] == ["meets", "meets"]
    assert judged.of("b").low == 100
