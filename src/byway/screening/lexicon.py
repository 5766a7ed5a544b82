"""Cultural knowledge of names, read from the data files beside this package.

Every file under `byway/data/screening` says in its head where its rows come from.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


def _text(name: str) -> str:
    return (files("byway.data") / "screening" / name).read_text(encoding="utf-8")


@cache
def confusables() -> dict[str, str]:
    """Letters of other alphabets that look like a Latin letter, to that letter (lower case)."""
    table: dict[str, str] = {}
    for line in _text("confusables.tsv").splitlines():
        if line and not line.startswith("#"):
            latin, look_alikes = line.split("\t")
            for character in look_alikes:
                table[character] = latin
    return table


@cache
def yaml(name: str) -> dict[str, Any]:
    """The content of one YAML file of the package's data."""
    from yaml import safe_load

    data: dict[str, Any] = safe_load(_text(name))
    return data
