"""Baskets: lists that come with Byway, files of codes, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from byway.errors import OptionError, TableError
from byway.trade.baskets import basket, controlled


def test_the_lists_hold_their_codes_and_those_below() -> None:
    assert basket("chpl").holds("854231") and not basket("chpl").holds("482010")
    assert len(basket("CHPL").codes or ()) == 50
    assert basket("all").holds("482010")
    assert controlled().holds("854231") and not controlled().holds("482010")


@pytest.mark.parametrize(
    "text",
    ["hs6,what\n854231,chips\n8471,computers\n", "8542.31\n8471 50 00\n", "code\n85423110\n8471\n"],
)
def test_files_of_codes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text)
    held = basket(path)
    assert held.name == "mine" and held.holds("854231") and held.holds("847150")


def test_a_list_in_yaml(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text('entries:\n- {code: "8542"}\n')
    assert basket(path).holds("854231")
    path.write_text("by_tier: {A: {2022-03-15: '847150 9301'}}")
    assert basket(path).codes == {"847150", "9301"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "hs6\nchips\n", "line 2: 'chips' is no HS code"),
        ("a.csv", "\n", "is empty"),
        ("a.yml", "[1, 2", "is no list"),
        ("a.yml", "{}", "names no code"),
    ],
)
def test_what_is_no_list_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(TableError, match=said):
        basket(path)


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(OptionError, match="chpl"):
        basket("chips")
