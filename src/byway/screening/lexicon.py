"""Cultural knowledge of names, read from the data files beside this package.

Every file under `byway/data/screening` says in its head where its rows come from.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from byway.data import load_yaml


def _text(name: str) -> str:
    return (files("byway.data") / "screening" / name).read_text(encoding="utf-8")


@cache
def confusables() -> dict[str, str]:
    """Letters of other alphabets that look like a Latin letter, to that letter (lower case)."""
    table: dict[str, str] = {}
    for line in text_lines("confusables.tsv"):
        latin, look_alikes = line.split("\t")
        for character in look_alikes:
            table[character] = latin
    return table


def text_lines(name: str) -> Iterator[str]:
    """The rows of a text file of the package's data, without comments and empty lines."""
    for line in _text(name).splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def yaml(name: str) -> dict[str, Any]:
    """The content of one YAML file of the package's data."""
    data: dict[str, Any] = load_yaml(f"screening/{name}")
    return data


INDEXED = (
    "business_words.tsv",
    "confusables.tsv",
    "han_names.tsv",
    "han_syllables.tsv",
    "name_forms.tsv",
    "name_words.yaml",
    "nicknames.tsv",
    "place_words.tsv",
    "properties.yaml",
    "romanization.yaml",
    "wade_giles.tsv",
    "word_bits.tsv",
)
"""Files that decide how listed names are read when an index is made."""


@cache
def edition() -> str:
    """A short mark of the content of the INDEXED files: an index of another edition is stale."""
    mark = 0
    for name in INDEXED:
        mark = zlib.crc32(_text(name).encode("utf-8"), mark)
    return f"{mark:08x}"
