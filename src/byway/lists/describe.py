"""Descriptions of list formats: what a good list of a kind looks like, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from byway.errors import ListError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Expected:
    """How many parties one part of a list may have, both ends included."""

    low: int
    high: int | None = None

    def fits(self, count: int) -> bool:
        """Whether `count` is within the range."""
        return self.low <= count and (self.high is None or count <= self.high)

    def __str__(self) -> str:
        return f"at least {self.low:,}" if self.high is None else f"{self.low:,} to {self.high:,}"


@dataclass(frozen=True)
class Description:
    """A list format as `data/lists/FORMAT.yml` describes it.

    `addresses` maps file names to the official addresses that `byway lists update` reads;
    `expected` the parts of the list to their plausible counts; `known` a field to the values
    that are known for it (an unknown value is a warning); `options` is this format's own.
    """

    format: str
    title: str
    publisher: str
    authority: str | None = None
    homepage: str | None = None
    terms: str | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, Expected] = field(default_factory=dict)
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)

    def check_counts(self, where: str, counts: Mapping[str, int]) -> None:
        """Raise ListError when a part of the list has fewer or more parties than it should."""
        for part, count in counts.items():
            expected = self.expected.get(part)
            if expected and not expected.fits(count):
                raise ListError(
                    where,
                    f"{count:,} parties ({part})",
                    f"{expected} for {self.title} (force the list in if you know it is right)",
                )


@lru_cache(maxsize=32)
def describe(format: str) -> Description:
    """The description of one format."""
    data = load_yaml(f"{format}.yml")
    expected = {part: Expected(*ends) for part, ends in (data.pop("expected", None) or {}).items()}
    known = {
        name: frozenset(str(value) for value in values)
        for name, values in (data.pop("known", None) or {}).items()
    }
    return Description(format=format, expected=expected, known=known, **data)


def load_yaml(name: str) -> Any:
    """The content of one of the package's data files on lists."""
    text = (files("byway.data") / "lists" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)
