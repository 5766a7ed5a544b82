"""How the words of each format are read, from the data file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from byway.data import load_yaml
from byway.ownership.graph import KINDS


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, Any]]:
    """The tables of `data/ownership/formats.yaml` by format."""
    found: dict[str, dict[str, Any]] = load_yaml("ownership/formats.yaml")
    return found


def kind_number(kind: str) -> int:
    """The number of a kind of holding by its name."""
    return KINDS.index(kind)
