"""DOC-04: a description against the code beside it."""

from __future__ import annotations

import pytest

from byway.goods import mismatch
from byway.model import Outcome


@pytest.mark.parametrize(
    ("description", "hs", "agrees"),
    [
        ("ball bearings", "8482.10", "subheading"),
        ("frozen shrimps", "0306 17 92", "subheading"),
        ("multilayer ceramic capacitors", "853224", "subheading"),
        ("mobile phones", "8517.12", "subheading"),  # HS 2017
        ("ball bearings", "8482", "heading"),
        ("whisky in bottles", "22", "heading"),
    ],
)
def test_codes_that_fit(description: str, hs: str, agrees: str) -> None:
    fit = mismatch(description, hs)
    assert (fit.outcome, fit.agrees) == (Outcome.ABSENT, agrees)


@pytest.mark.parametrize(
    ("description", "hs", "agrees"),
    [
        ("frozen shrimps", "854231", "nothing"),
        ("integrated circuits", "440710", "nothing"),
        ("rum", "330300", "nothing"),
        ("ball bearings", "843860", "chapter"),
        ("wheat", "87", "nothing"),
    ],
)
def test_codes_that_do_not(description: str, hs: str, agrees: str) -> None:
    fit = mismatch(description, hs)
    assert (fit.outcome, fit.agrees) == (Outcome.PRESENT, agrees)
    assert hs in fit.because and fit.candidates


@pytest.mark.parametrize(
    ("description", "hs", "why"),
    [
        ("", "854231", "no description"),
        ("frozen shrimps", " ", "no HS code"),
        ("frozen shrimps", "n/a", "is no HS code"),
        ("frozen shrimps", "999999", "no code of the Harmonized System"),
        ("frozen shrimps", "3", "no code of the Harmonized System"),
        ("equipment", "854231", "too general"),
        ("x" * 3000, "854231", "cannot be classified"),
    ],
)
def test_what_cannot_be_said(description: str, hs: str, why: str) -> None:
    fit = mismatch(description, hs)
    assert fit.outcome is Outcome.NOT_ASSESSABLE and fit.agrees is None
    assert why in fit.because
