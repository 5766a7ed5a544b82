"""Words of trade tables (flow, edition, valuation, basis) and of what is left out."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

PART = "part"
"""The word for flows that exports or imports contain already."""


@cache
def _content() -> dict[str, Any]:
    import yaml

    text = files("byway.data").joinpath("trade/vocabulary.yml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def _meanings(field: str) -> dict[str, str]:
    words = _content()["words"][field]
    return {word: meaning for meaning, written in words.items() for word in written}


def meaning(field: str, written: str) -> str | None:
    """What a word in one of the fields above means; None if unknown."""
    return _meanings(field).get(written.strip().lower().removesuffix(".0"))


def faults() -> dict[str, tuple[str, str]]:
    """What is said of rows left out: fault to kind of note and text, in order of telling."""
    return {fault: (kind, text) for fault, (kind, text) in _content()["faults"].items()}
