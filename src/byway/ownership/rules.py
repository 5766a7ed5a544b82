"""The rules on ownership by listed persons, as each authority states them and from when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from byway.data import load_yaml
from byway.errors import OptionError
from byway.ownership.graph import Flags, Floats
from byway.ownership.shares import NEAR

DATA = "ownership/authorities.yaml"


@dataclass(frozen=True)
class Rule:
    """One authority's rule as it stood on a day.

    threshold: percent; strict: more than it, else it or more.  together: whether the shares of
    several listed owners are added up ("counts") or only may be ("if-joint").  votes: "no",
    "ownership" or "control".  control: whether control without ownership counts.
    lists: a pattern of the designating authorities whose lists the rule is about.
    """

    authority: str
    title: str
    word: str
    lists: str
    since: date
    threshold: float
    strict: bool
    together: str
    votes: str
    control: bool
    source: str
    says: str
    address: str
    note: str = ""
    before: bool = False

    @classmethod
    def on(cls, authority: str, day: date) -> Rule:
        """The rule of "ofac", "uk" or "eu" in force on `day`.

        `before` is True where the day is earlier than the first text that we have; then that one
        is used.  Raises OptionError for another authority.
        """
        known = authorities()
        if authority not in known:
            raise OptionError("authority", f"{authority!r} is none", ", ".join(known))
        variants = known[authority]
        standing = [rule for rule in variants if rule.since <= day]
        if standing:
            return standing[-1]
        return cls(**{**variants[0].__dict__, "before": True})

    def met(self, share: Floats) -> Flags:
        """Whether each share reaches the threshold."""
        return share > self.threshold + NEAR if self.strict else share >= self.threshold - NEAR

    @property
    def reach(self) -> str:
        """The threshold in words."""
        bound = f"{self.threshold:g} %"
        return f"more than {bound}" if self.strict else f"{bound} or more"

    @property
    def adds_up(self) -> bool:
        """Whether shares of several listed owners are added up."""
        return self.together == "counts"

    def lists_by(self, *words: str | None) -> bool:
        """Whether one of these names of a designating authority or list is this authority."""
        return any(re.search(self.lists, word, re.IGNORECASE) for word in words if word)


@lru_cache(maxsize=1)
def authorities() -> dict[str, tuple[Rule, ...]]:
    """Every authority with its rules, oldest first."""
    found: dict[str, Any] = load_yaml(DATA)["authorities"]
    return {
        name: tuple(
            Rule(
                authority=name,
                title=about["title"],
                word=about["word"],
                lists=about["lists"],
                **variant,
            )
            for variant in sorted(about["variants"], key=lambda variant: variant["since"])
        )
        for name, about in found.items()
    }
