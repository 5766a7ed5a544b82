"""Dates as lists give them, and how two of them agree."""

from __future__ import annotations

import pytest

from byway.screening import evidence
from byway.screening.dates import Day, parse


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1960", Day(1960)),
        ("1960-05", Day(1960, 5)),
        ("1960-5-7", Day(1960, 5, 7)),
        ("1960-00-00", Day(1960)),
        ("07/05/1960", Day(1960, 5, 7)),
        ("1960-05-07T00:00:00", Day(1960, 5, 7)),
        ("circa 1960", Day(1958, last=1962)),
        ("1958 to 1960", Day(1958, last=1960)),
        ("1960/1960", Day(1960)),
        ("1960-13-01", None),
        ("next spring", None),
        ("1999 to 1960", None),
        ("9" * 100, None),
    ],
)
def test_parse(text: str, day: Day | None) -> None:
    assert parse(text) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1952", "1952"),
        ("1952-00-00", "1952"),
        ("1952-10", "1952-10"),
        ("7/10/1952", "1952-10-07"),
        ("circa 1950", "1948 to 1952"),
    ],
)
def test_how_a_day_is_told(text: str, told: str) -> None:
    assert str(parse(text)) == told


def test_what_a_day_knows() -> None:
    assert Day(1960, 5, 7).exact
    assert not Day(1960).exact
    assert (Day(1958, last=1962).first_year, Day(1958, last=1962).last_year) == (1958, 1962)


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("1960-05-07", "1960-05-07", "birth_day"),
        ("1960", "1960-05-07", "birth_year"),
        ("1960-01-01", "1960-05-07", "birth_year"),
        ("1960-05", "1960-05-07", "birth_year"),
        ("1960-05-07", "1960-07-05", "birth_slip"),
        ("1960-05-07", "1960-05-08", "birth_slip"),
        ("1960-05-07", "1961-05-07", "birth_slip"),
        ("1960-05-07", "1970-05-07", "birth_slip"),
        ("1960-05-07", "1960-11-23", "birth_near"),
        ("1960", "1961", "birth_near"),
        ("circa 1960", "1962", "birth_near"),
        ("1960-05-07", "1964-11-23", "birth_conflict"),
        ("1960", "1980", "birth_conflict"),
    ],
)
def test_agreement(left: str, right: str, said: str) -> None:
    facts = [evidence.Facts.of("Person", {"birthDate": [text]}) for text in (left, right)]
    assert said in evidence.compare(*facts)
    assert evidence.compare(*facts) == evidence.compare(*reversed(facts))


def test_the_best_of_several_dates_counts() -> None:
    left = evidence.Facts.of("Person", {"birthDate": ["1960", "1975-02-03"]})
    right = evidence.Facts.of("Person", {"birthDate": ["1940", "1975-02-03"]})
    assert evidence.compare(left, right) == {"birth_day": 1.0}


def test_far_years_weigh_more() -> None:
    left = evidence.Facts.of("Person", {"birthDate": ["1940"]})
    right = evidence.Facts.of("Person", {"birthDate": ["1990"]})
    assert set(evidence.compare(left, right)) == {"birth_conflict", "birth_far"}
