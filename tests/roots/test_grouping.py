"""Pairs to groups."""

from hypothesis import given
from hypothesis import strategies as st

from byway.roots.grouping import group


def test_pairs_join_and_the_rest_stays_alone():
    assert group(4, {(0, 2): 5.0, (1, 3): -1.0}, 4.0) == [[0, 2], [1], [3]]


def test_a_weak_pair_is_carried_by_strong_ones():
    assert group(3, {(0, 1): 9.0, (0, 2): 6.0, (1, 2): 3.0}, 4.0) == [[0, 1, 2]]


def test_one_doubtful_pair_does_not_join_two_groups():
    points = {(0, 1): 9.0, (2, 3): 9.0, (1, 2): 5.0}
    assert group(4, points, 4.0) == [[0, 1], [2, 3]]


def test_nothing_in_common_is_no_group():
    assert group(3, {}, 4.0) == [[0], [1], [2]]
    assert group(0, {}, 4.0) == []


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.floats(-9, 12)))
def test_groups_part_the_items(points):
    pairs = {(i, j): value for (i, j), value in points.items() if i < j}
    found = group(8, pairs, 4.0)
    assert sorted(item for members in found for item in members) == list(range(8))
    assert found == sorted(found)
    assert found == group(8, dict(reversed(pairs.items())), 4.0)
