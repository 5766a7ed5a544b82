"""Dates, countries and genders as lists write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.lists.listed import first_day, last_day
from byway.lists.values import country_code, ftm_date, ftm_dates, gender, is_no_country, years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07 Oct 1952", "1952-10-07"),
        ("7 October 1952", "1952-10-07"),
        ("Oct 1952", "1952-10"),
        ("1952", "1952"),
        ("circa 1952", "1952"),
        ("c. 1952", "1952"),
        ("Approximately 1952", "1952"),
        ("1952-10-07", "1952-10-07"),
        ("1952-10", "1952-10"),
        ("1952-10-07T00:00:09.554Z", "1952-10-07"),
        ("1960-01-01-05:00", "1960-01-01"),
        ("07/10/1952", "1952-10-07"),
        ("7.10.1952", "1952-10-07"),
        ("00/00/1980", "1980"),
        ("00/05/1980", "1980-05"),
        ("dd/mm/1980", "1980"),
        ("dd/05/1980", "1980-05"),
        ("October 7, 1952", "1952-10-07"),
        ("31/02/1980", "1980-02"),
        ("07 Foo 1952", None),
        ("Foo 7, 1952", None),
        ("", None),
        ("yesterday", None),
        ("12/13/0001", None),
    ],
)
def test_date(text: str, expected: str | None) -> None:
    assert ftm_date(text) == expected


def test_month_first() -> None:
    assert ftm_date("10/07/1952", month_first=True) == "1952-10-07"


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 1, 1)))
def test_every_way_to_write_a_day(day: date) -> None:
    for form in ("%d %b %Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%B %d, %Y"):
        assert ftm_date(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1948 to 1951", ["1948", "1949", "1950", "1951"]),
        ("Between 1948 and 1949", ["1948", "1949"]),
        ("01 Jan 1950 to 31 Dec 1950", ["1950"]),
        ("1900 to 1950", ["1900", "1950"]),
        ("07 Oct 1952", ["1952-10-07"]),
        ("this to that", []),
        ("1962-10-07 or 1961", ["1962-10-07", "1961"]),
        ("18.1.1970 (or 29.3.1965)", ["1970-01-18", "1965-03-29"]),
        ("1980 (presumed)", ["1980"]),
        ("on or around 3.4.1973", ["1973-04-03"]),
        ("middle of the 1940s (probably 1947)", ["1947"]),
        ("before 1964", []),
        ("10 October (year unknown)", []),
        ("", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert ftm_dates(text) == expected


def test_years_turned_round() -> None:
    assert years(1960, 1958) == ["1960", "1958"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russia", "ru"),
        ("Korea, North", "kp"),
        ("Democratic People's Republic of Korea", "kp"),
        ("Region: Crimea", "ua"),
        ("West Bank", "ps"),
        ("RU", "ru"),
        ("Bahrain (citizenship revoked)", "bh"),
        ("  Hong   Kong ", "hk"),
        ("None Identified", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_country(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_no_country_is_known() -> None:
    assert is_no_country("None Identified")
    assert not is_no_country("Atlantis")
    assert not is_no_country("Region: Crimea")


def test_gender() -> None:
    assert [gender(word) for word in ("Male", "F", " other", "?")] == [
        "male",
        "female",
        "other",
        None,
    ]


def test_first_and_last_day() -> None:
    assert first_day("2022") == date(2022, 1, 1)
    assert first_day("2022-02") == date(2022, 2, 1)
    assert first_day("2022-02-25T10:00:00") == date(2022, 2, 25)
    assert first_day("x") is None
    assert last_day(["2022", "2023-02", "2021-01-01"]) == date(2023, 2, 28)
    assert last_day(["2022"]) == date(2022, 12, 31)
    assert last_day([]) is None
