"""What control lists say of each HS code of a file: the register `goods`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from byway.errors import OptionError
from byway.goods import Classifier
from byway.model import ControlEntry

PRIORITY = "CHPL"
"""The list whose tiers are told."""


def goods_register(
    codes: Iterable[str], lists: tuple[str, ...], classifier: Classifier | None = None
) -> list[dict[str, Any]]:
    """A row of the register for each code: on one of `lists`, not on any, or unknown (None).

    Unknown is a code that is none of the Harmonized System, one of which only a part is listed
    (a heading with listed and other subheadings), and one of an earlier edition that became
    listed and other ones.
    """
    asked = classifier or Classifier.default()
    return [_row(code, lists, asked) for code in codes]


def _row(code: str, lists: tuple[str, ...], asked: Classifier) -> dict[str, Any]:
    row: dict[str, Any] = {"hs": code}
    try:
        resolved = asked.nomenclature.resolve(code[:6])
    except OptionError:
        return row
    met = [
        tuple(entry for entry in asked.lists.controls(found) if entry.list in lists)
        for found in resolved
    ]
    row["controlled"] = _all(met)
    first = [tuple(entry for entry in entries if entry.list == PRIORITY) for entries in met]
    row["priority"] = _all(first)
    if row["controlled"]:
        row["controls"] = "; ".join(dict.fromkeys(_told(e) for entries in met for e in entries))
    if row["priority"]:
        row["tier"] = min(entry.tier or "" for entries in first for entry in entries) or None
    return row


def _all(met: list[tuple[ControlEntry, ...]]) -> bool | None:
    """Whether all codes are listed; None where some are, or are in part."""
    covered = [any(entry.within is None for entry in entries) for entries in met]
    if all(covered):
        return True
    return None if any(met) else False


def _told(entry: ControlEntry) -> str:
    tier = f" tier {entry.tier}" if entry.tier else ""
    return f"{entry.list} {entry.version}{tier} ({entry.code})"
