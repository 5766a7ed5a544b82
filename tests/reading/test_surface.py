"""The clean text for the parser, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.model import Block, BlockKind
from byway.reading.surface import Surface, clean, shorten


def surface(text: str, kind: BlockKind = BlockKind.BODY) -> Surface:
    return clean(text, [Block(start=0, end=len(text), kind=kind)])


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("The\u200b tanks\u2060 left.", "The tanks left."),
        ("Tanks left\nfor Minsk.", "Tanks left for Minsk."),
        ("The envoy agreed.Moscow did not.", "The envoy agreed. Moscow did not."),
        ("to countries,such as Oman", "to countries, such as Oman"),
        ("**Oman:** the port [3] closed.", "Oman: the port closed."),
        ("### A heading", "A heading"),
        ("- a point", "a point"),
        ("Xi’s visit", "Xi's visit"),
        ("They re-exported chips.", "They reexported chips."),
        ("an e-mail and e.g. U.S. trade", "an e-mail and e.g. U.S. trade"),
    ],
)
def test_clean(given: str, cleaned: str) -> None:
    assert surface(given).text == cleaned


def test_offsets_lead_back_to_what_was_there() -> None:
    text = "The mini\u200bster said:“No.”Then he left."
    seen = surface(text)
    at = seen.text.index("minister")
    start, end = seen.original(at, at + len("minister"))
    assert text[start:end] == "mini\u200bster"


def test_blocks_are_paragraphs_and_titles_are_told() -> None:
    text = "A short title here\nThe body says more."
    seen = clean(
        text,
        [
            Block(start=0, end=18, kind=BlockKind.TITLE),
            Block(start=19, end=len(text), kind=BlockKind.BODY),
        ],
    )
    assert [(seen.text[p.start : p.end], p.title) for p in seen.paragraphs] == [
        ("A short title here", True),
        ("The body says more.", False),
    ]


def test_a_body_line_without_a_full_stop_is_a_heading() -> None:
    assert surface("Sanctions to date").paragraphs[0].title


@given(st.text(max_size=300))
def test_offsets_rise_and_stay_inside(text: str) -> None:
    seen = surface(text)
    assert len(seen.offsets) == len(seen.text)
    assert list(seen.offsets) == sorted(seen.offsets)
    assert all(0 <= offset < len(text) for offset in seen.offsets)
    assert "  " not in seen.text
    assert "\n" not in seen.text


def test_a_long_text_is_shortened_at_a_paragraph() -> None:
    text = "First things first. " * 3 + "\n" + "Second. " * 5
    seen = clean(
        text,
        [
            Block(start=0, end=60, kind=BlockKind.BODY),
            Block(start=61, end=len(text), kind=BlockKind.BODY),
        ],
    )
    short = shorten(seen, 65)
    assert short.shortened
    assert short.text == seen.text[: seen.paragraphs[0].end]
    assert shorten(seen, 10).text == seen.text[:10]


def test_nothing_behind_the_limit_is_looked_at() -> None:
    text = "Iran sold drones to Russia. Oman did not.\n" * 50
    blocks = [Block(start=n * 42, end=n * 42 + 41, kind=BlockKind.BODY) for n in range(50)]
    whole = clean(text, blocks)
    for limit in (100, 1_000, len(whole.text) - 1):
        assert clean(text, blocks, limit) == shorten(whole, limit)
    assert clean(text, blocks, len(whole.text)) == whole
    one = [Block(start=0, end=len(text), kind=BlockKind.BODY)]
    assert clean(text, one, 60).text == whole.text[:60]
    assert clean(
        "a" + " " * 500 + "b", [Block(start=0, end=502, kind=BlockKind.BODY)], 60
    ).shortened
