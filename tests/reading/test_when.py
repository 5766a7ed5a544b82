"""Dated expressions, resolved against Wednesday 10 May 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.reading.when import find_dates

TODAY = date(2023, 5, 10)
LINES = [
    line.split("|")
    for line in (Path(__file__).parent / "dates.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("from 20 to 22 March", "2023-03-20/2023-03-22"),
        ("on March 20-22", "2023-03-20/2023-03-22"),
        ("from April 28 to May 2, 2023", "2023-04-28/2023-05-02"),
        ("on Feb. 24", "2023-02-24"),
        ("on 15 March 2022", "2022-03-15"),
        ("on November 30", "2022-11-30"),
        ("on 2022-02-24", "2022-02-24"),
        ("in March 2023", "2023-03"),
        ("in late March", "2023-03"),
        ("in October", "2022-10"),
        ("last September", "2022-09"),
        ("until July", "2023-07"),
        ("from January to March 2022", "2022-01/2022-03"),
        ("between 2019 and 2021", "2019/2021"),
        ("in the first half of 2022", "2022-01/2022-06"),
        ("in the last quarter of 2022", "2022-10/2022-12"),
        ("on Thursday", "2023-05-04"),
        ("on Wednesday", "2023-05-10"),
        ("last Wednesday", "2023-05-03"),
        ("next Monday", "2023-05-15"),
        ("yesterday", "2023-05-09"),
        ("tomorrow", "2023-05-11"),
        ("last month", "2023-04"),
        ("next year", "2024"),
        ("this week", "2023-05-08/2023-05-14"),
        ("two days ago", "2023-05-08"),
        ("three months ago", "2023-02"),
        ("5 years ago", "2018"),
        ("in 2014", "2014"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert [w.value for w in find_dates(text, TODAY)] == [value]


@pytest.mark.parametrize("text", ["on Thursday", "last month", "on May 3", "yesterday", "in May"])
def test_without_a_document_date_it_stays_open(text: str) -> None:
    assert [w.value for w in find_dates(text, None)] == [None]


@pytest.mark.parametrize("text", ["paid $ 2014 million", "on May 45", "March 10,000 men", "a year"])
def test_no_date(text: str) -> None:
    assert find_dates(text, TODAY) == []


@given(st.text(max_size=120), st.none() | st.dates())
def test_never_raises_and_never_overlaps(text: str, published: date | None) -> None:
    found = find_dates(text, published)
    assert all(found[i].end <= found[i + 1].start for i in range(len(found) - 1))


@pytest.mark.parametrize(("text", "value"), LINES, ids=[line[0] for line in LINES])
def test_table(text: str, value: str) -> None:
    found = [w.value for w in find_dates(f"Iran sold it {text}.", TODAY)]
    assert found == ([value] if value else [])
