"""Shares and dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.ownership import days
from byway.ownership.shares import OPEN, interval, parse, told

WRITTEN = {
    "51": (51, 51, "51 %"),
    "51 %": (51, 51, "51 %"),
    "33,3": (33.3, 33.3, "33.3 %"),
    "25-50": (25, 50, "25 to 50 %"),
    "25% to 50%": (25, 50, "25 to 50 %"),
    ">50": (50 + OPEN, 100, "more than 50 %"),
    "more than 50%": (50 + OPEN, 100, "more than 50 %"),
    "50%+": (50, 100, "50 % or more"),
    "at least 50": (50, 100, "50 % or more"),
    ">=50": (50, 100, "50 % or more"),
    "<25": (0, 25 - OPEN, "less than 25 %"),
    "up to 25": (0, 25, "at most 25 %"),
    "": (0, 100, "an unknown share"),
    "n/a": (0, 100, "an unknown share"),
    "0": (0, 0, "0 %"),
    "100": (100, 100, "100 %"),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_shares_are_read_and_told(text):
    low, high, words = WRITTEN[text]
    assert parse(text) == pytest.approx((low, high), abs=1e-12)
    assert told(low, high) == words


@pytest.mark.parametrize("text", ["half", "120", "60-40", "-5", "50-", "1e3", "5 5 %x"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(ValueError, match="no share"):
        parse(text)


@given(st.floats(0, 100), st.floats(0, 100))
def test_any_range_can_be_told(one, other):
    assert told(min(one, other), max(one, other))


def test_open_bounds_are_told_apart():
    assert told(*interval(25, 50, low_open=True)) == "25 to 50 % (not 25 itself)"
    assert told(*interval(50, 75, low_open=True, high_open=True)) == (
        "50 to 75 % (not 50 and not 75 itself)"
    )
    with pytest.raises(ValueError, match="no share"):
        interval(80, 70)


def test_a_part_of_a_date_covers_all_its_days():
    assert days.day(days.first("2024")) == date(2024, 1, 1)
    assert days.day(days.last("2024")) == date(2024, 12, 31)
    assert days.day(days.last("2024-02")) == date(2024, 2, 29)
    assert days.day(days.first("2024-05-06T10:00:00Z")) == date(2024, 5, 6)
    assert days.first("") == days.ALWAYS
    assert days.last(None) == days.FOREVER
    assert days.day(days.ALWAYS) is None


@pytest.mark.parametrize(
    "text", ["soon", "2024-13", "2024-02-30", "24-01-01", "2024-00", "1-2-3-4"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        days.first(text)
