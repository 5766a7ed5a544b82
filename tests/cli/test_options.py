"""How the values of options are read."""

from datetime import date

import pytest

from byway.cli.options import day, names, publication_day
from byway.errors import OptionError


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("2023-03-18", date(2023, 3, 18)),
        ("2018-06", date(2018, 6, 30)),
        ("2020-02", date(2020, 2, 29)),
        ("2019", date(2019, 12, 31)),
    ],
)
def test_a_publication_day_may_be_a_month_or_a_year(value, expected):
    assert publication_day("--date", value) == expected


@pytest.mark.parametrize("value", ["", "soon", "2023-13", "2023-02-30", "18-03-2023", "23", "-1"])
def test_what_is_no_date_is_named(value):
    with pytest.raises(OptionError, match="--date"):
        publication_day("--date", value)


def test_as_of_is_a_day():
    assert day("--as-of", "2023-03-18") == date(2023, 3, 18)
    with pytest.raises(OptionError):
        day("--as-of", "2023-03")


def test_names_are_parted_by_commas():
    assert names("ofac, un,,") == ["ofac", "un"]
    assert names(None) is None
