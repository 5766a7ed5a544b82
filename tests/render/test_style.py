"""Colours: readable in light and dark (WCAG 2.2, contrast of text 4.5, of graphics 3)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("byway.render").joinpath("templates/style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *((text, "paper", 4.5) for text in ("ink", "quiet", "link", "warn", "grave")),
        *((text, "wash", 4.5) for text in ("ink", "quiet")),
        *(("ink", ground, 4.5) for ground in ("mark", "mark-more")),
        *((text, "mark", 4.5) for text in ("quiet", "link", "grave")),
        ("warn", "warn-wash", 4.5),
        ("paper", "bar", 4.5),
        ("bar", "paper", 3.0),
        ("bar", "wash", 3.0),
        ("bar", "mark", 3.0),
        ("bar", "bar-back", 3.0),
    ],
)
def test_contrast(palette, text, ground, least):
    assert contrast(palette[text], palette[ground]) >= least


def test_both_palettes_name_the_same_colours():
    assert set(LIGHT) == set(DARK)
    assert len(LIGHT) >= 10
