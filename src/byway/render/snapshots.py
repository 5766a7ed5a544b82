"""List snapshots of a receipt with their age on the day of the question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from byway.data import load_yaml
from byway.model import Assessment
from byway.render.words import count, day

_NAME = ("list", "name", "id")
_TAKEN = ("day", "snapshot", "date")


@dataclass(frozen=True)
class Snapshot:
    """One list as it was searched.

    `age` in days on the day of the question (negative: taken later), None when the snapshot has
    no date.  `stale` when it is too old, or of unknown age, to lean on.
    """

    name: str
    taken: date | None
    age: int | None
    stale: bool
    rest: Mapping[str, Any]

    @property
    def warning(self) -> str:
        """What to warn of in words; empty where there is nothing."""
        if not self.stale:
            return ""
        return "its age cannot be judged" if self.age is None else "out of date"

    @property
    def words(self) -> str:
        """Date and age in words."""
        if self.taken is None or self.age is None:
            return "date unknown"
        if self.age < 0:
            return f"{day(self.taken)}, {count(-self.age, 'day')} after the day of the question"
        if self.age == 0:
            return f"{day(self.taken)}, the day of the question"
        return f"{day(self.taken)}, {count(self.age, 'day')} old"


def snapshots(assessment: Assessment) -> tuple[Snapshot, ...]:
    """The lists of the receipt, in its order.

    An entry that says itself whether it is `stale` is believed; else the limit is
    `stale_after_days` of `data/assessment/scales.yaml`.
    """
    limit = int(load_yaml("assessment/scales.yaml")["stale_after_days"])
    return tuple(_read(given, assessment.as_of, limit) for given in assessment.receipt.lists)


def _read(given: Mapping[str, Any], as_of: date, limit: int) -> Snapshot:
    name = next((str(given[key]) for key in _NAME if given.get(key)), "unnamed list")
    taken = next((_date(given[key]) for key in _TAKEN if given.get(key)), None)
    age = (as_of - taken).days if taken else None
    said = given.get("stale")
    stale = said if isinstance(said, bool) else age is None or age > limit
    shown = {next((key for key in _NAME if given.get(key)), ""), *_TAKEN, "age_days", "stale"}
    rest = {key: value for key, value in given.items() if key not in shown}
    return Snapshot(name, taken, age, stale, rest)


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
