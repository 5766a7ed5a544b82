"""Values in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.model import Certainty, Event, Status
from byway.render import words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        ("", ""),
        ("2023-03-17", "17 March 2023"),
        ("2023-03", "March 2023"),
        ("2023", "2023"),
        ("2023-03-20/2023-03-22", "20–22 March 2023"),
        ("2023-02-27/2023-03-01", "27 February – 1 March 2023"),
        ("2022-11/2022-12", "November – December 2022"),
        ("2022-11/2023-01", "November 2022 – January 2023"),
        ("2023-03-01/2023-03-01", "1 March 2023"),
        ("2023-03-01/..", "1 March 2023 to .."),
        ("/2023", "… to 2023"),
        ("2023-02-30", "2023-02-30"),
        ("<soon>", "<soon>"),
    ],
)
def test_when(value, said):
    assert words.when(value) == said


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2023-03-17", (date(2023, 3, 17), date(2023, 3, 17))),
        ("2023-02", (date(2023, 2, 1), date(2023, 2, 28))),
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2023-12/2024", (date(2023, 12, 1), date(2024, 12, 31))),
        ("2023-03-22/2023-03-20", None),
        ("2023-13", None),
        ("0000-01-01", None),
        ("2023-03-01/..", None),
        (None, None),
    ],
)
def test_span(value, days):
    assert words.span(value) == days


@given(st.text(max_size=25))
def test_any_text_may_stand_where_a_date_should(value):
    words.when(value)
    words.span(value)


@pytest.mark.parametrize("value", ["https://a.example/b?c=d#e", "http://a.example"])
def test_web_addresses(value):
    assert words.web_address(value) == value


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://a.example/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example",
        "https:///path",
        "https://a.example/ b",
        "https://a.example/\u202ex",
        "http://[::1",
    ],
)
def test_what_is_no_web_address(value):
    assert words.web_address(value) is None


def test_every_value_of_the_model_has_its_words():
    held = words.vocabulary()
    for group, kind in (("certainty", Certainty), ("status", Status), ("event", Event)):
        assert set(held[group]) == {v.value for v in kind}
    assert words.label("event", "never_heard_of") == "never heard of"


def test_countries():
    assert words.country("BY") == "Belarus"
    assert words.country("Minsk") == "Minsk"


@pytest.mark.parametrize(
    ("value", "said"), [(0.5, "0.5"), (2, "2"), (1.234, "1.23"), (-0.04, "−0.04"), (-0.001, "0")]
)
def test_number(value, said):
    assert words.number(value) == said


def test_counting():
    assert words.count(1, "claim") == "1 claim"
    assert words.count(1200, "claim") == "1,200 claims"
    assert words.count(2, "party", "parties") == "2 parties"
