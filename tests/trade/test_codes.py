"""Codes of products, places, periods and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.places import place
from byway.trade.codes import read_codes
from byway.trade.periods import period
from byway.trade.vocabulary import faults, meaning


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("854231", "854231"),
        ("8542.31", "854231"),
        ("8542 31 90", "854231"),
        ("8542319000", "854231"),
        ("854231.0", "854231"),
        ("10121", "010121"),
        ("1012100", "010121"),
        ("101210000", "010121"),
    ],
)
def test_products(written: str, digits: str) -> None:
    assert read_codes([written])[written].digits == digits


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("TOTAL", "total"),
        ("27", "heading"),
        ("8542", "heading"),
        ("chips", "not a code"),
        ("", "not a code"),
        ("77641", "odd length"),
        ("85XXXXXX", "not a code"),
    ],
)
def test_products_that_cannot_be_used(written: str, fault: str) -> None:
    found = read_codes([written])[written]
    assert (found.digits, found.fault) == (None, fault)


def test_five_digits_of_another_classification_are_not_repaired() -> None:
    sitc = ["77641", "77649", "76431", "75220", "71491", "07111"[1:], "07112"[1:]]
    odd = [code for code in sitc if len(code) % 2]
    assert all(found.digits is None for code, found in read_codes([*odd, "10121"]).items() if code)


@given(st.integers(1, 97), st.integers(1, 9999))
def test_zero_put_back_gives_the_same_code(chapter: int, rest: int) -> None:
    code = f"{chapter:02d}{rest:04d}"
    assert read_codes([code])[code].digits == code
    short = str(int(code))
    assert read_codes([short])[short].digits in (code, None)


@pytest.mark.parametrize(
    ("code", "alpha2"),
    [
        ("DE", "DE"), ("deu", "DE"), ("276", "DE"), ("051", "AM"), ("51", "AM"), ("51.0", "AM"),
        ("842", "US"), ("251", "FR"), ("757", "CH"), ("579", "NO"), ("699", "IN"), ("490", "TW"),
        ("UK", "GB"), ("GB", "GB"), ("XU", "GB"), ("XI", "XI"), ("XK", "XK"), ("XKX", "XK"),
        ("EL", "GR"), ("GR", "GR"), ("XS", "RS"), ("Kyrgyzstan", "KG"), ("Russia", "RU"),
        ("Turkey", "TR"), ("Kosovo", "XK"),
        ("China, Hong Kong SAR", "HK"), ("Словакия", "SK"), ("344", "HK"),
    ],
)  # fmt: skip
def test_places(code: str, alpha2: str) -> None:
    assert (place(code).alpha2, place(code).kind) == (alpha2, "place")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("EU27_2020", "aggregate"), ("EU", "aggregate"), ("0", "aggregate"), ("W00", "aggregate"),
        ("World", "aggregate"), ("97", "aggregate"), ("899", "unspecified"), ("QU", "unspecified"),
        ("Europe", "aggregate"),
        ("Atlantis", "unknown"), ("USSR", "unknown"), ("Crimea", "unknown"),
        ("ZZ", "unknown"), ("9999", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_no_places(code: str, kind: str) -> None:
    assert (place(code).alpha2, place(code).kind) == (None, kind)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2022", "2022"), ("2022-03", "2022-03"), ("202203", "2022-03"), ("2022M03", "2022-03"),
        ("2022-03-01", "2022-03"), ("03/2022", "2022-03"), ("202252", "2022"),
        ("20220301", "2022-03"),
        ("2022-13", None), ("March", None), ("2022-03-15", None), ("", None),
    ],
)  # fmt: skip
def test_periods(written: str, read: str | None) -> None:
    assert period(written) == read


def test_words() -> None:
    assert meaning("flow", "X") == "export"
    assert meaning("flow", "") == "export"
    assert meaning("flow", "1.0") == "import"
    assert meaning("flow", "RX") == "part"
    assert meaning("flow", "barter") is None
    assert meaning("hs_edition", "HS2017") == "H5"
    assert "aggregate" in faults()
