"""The screener: listed parties in, ranked and explained matches out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from rapidfuzz import fuzz, process

from byway.errors import InputError
from byway.files import read_bytes, write_text
from byway.model import Party, Reason
from byway.screening import dates
from byway.screening.fold import fold

Entity = Mapping[str, Any] | Party
"""A party as FtM-shaped dict `{"id", "schema", "properties"}` or as Party."""


class Screener:
    """Listed parties, ready to be matched against.  Immutable once built.

    `threshold` is where a score becomes an alert, `strong_threshold` where it is a strong one.
    """

    def __init__(self, rows: list[dict[str, Any]], threshold: float, strong: float) -> None:
        self.threshold = threshold
        self.strong_threshold = strong
        self._rows = rows
        self._number = {row["id"]: n for n, row in enumerate(rows)}
        self._names = [name for row in rows for name in row["names"]]
        self._owner = np.repeat(np.arange(len(rows)), [len(row["names"]) for row in rows])

    @classmethod
    def build(
        cls, entities: Iterable[Entity], *, threshold: float = 0.7, strong_threshold: float = 0.9
    ) -> Self:
        """A screener over `entities`; the first of several with one id counts."""
        rows = {}
        for entity in entities:
            row = _analysed(entity)
            rows.setdefault(row["id"], row)
        return cls(list(rows.values()), threshold, strong_threshold)

    def match(self, entity: Entity, limit: int = 10) -> list[tuple[str, float]]:
        """Listed parties like `entity`: (id, score in [0, 1]), best first, at most `limit`."""
        row = _analysed(entity)
        best: dict[int, float] = {}
        for name in row["names"]:
            found = process.extract(
                name, self._names, scorer=fuzz.token_sort_ratio, limit=4 * limit, score_cutoff=50
            )
            for _, _, position in found:
                number = int(self._owner[position])
                if number not in best:
                    best[number] = _score(row, self._rows[number])[0]
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return [(self._rows[n]["id"], score) for n, score in ranked[:limit] if score > 0]

    def match_many(
        self, entities: Iterable[Entity], limit: int = 10
    ) -> list[list[tuple[str, float]]]:
        """`match` for each of many, in order."""
        return [self.match(entity, limit) for entity in entities]

    def explain(self, entity: Entity, listed_id: str) -> tuple[Reason, ...]:
        """What spoke for and against `listed_id`; raises InputError when it is not listed."""
        number = self._number.get(listed_id)
        if number is None:
            raise InputError("listed id", f"{listed_id!r} is not listed", "an id of the lists")
        return _score(_analysed(entity), self._rows[number])[1]

    def save(self, folder: Path) -> None:
        """Keep the screener in `folder`."""
        data = {"threshold": self.threshold, "strong": self.strong_threshold, "rows": self._rows}
        write_text(folder / "screener.json", json.dumps(data))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The screener kept in `folder`; raises InputError when there is none."""
        data = json.loads(read_bytes(folder / "screener.json"))
        return cls(data["rows"], data["threshold"], data["strong"])


def compare(left: Entity, right: Entity) -> float:
    """How surely two parties are one, in [0, 1]."""
    return _score(_analysed(left), _analysed(right))[0]


def _analysed(entity: Entity) -> dict[str, Any]:
    if isinstance(entity, Party):
        entity = entity.to_ftm()
    properties: Mapping[str, Sequence[str]] = entity.get("properties") or {}
    names = [
        folded
        for key in ("name", "alias", "weakAlias", "previousName")
        for name in properties.get(key, ())
        if (folded := fold(name))
    ]
    return {
        "id": str(entity.get("id") or ""),
        "schema": str(entity["schema"]),
        "names": list(dict.fromkeys(names)),
        "birth": [d for d in properties.get("birthDate", ()) if dates.parse(d)],
    }


def _score(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[float, tuple[Reason, ...]]:
    best, pair = 0.0, ("", "")
    for a in left["names"]:
        for b in right["names"]:
            ratio = fuzz.token_sort_ratio(a, b) / 100
            if ratio > best:
                best, pair = ratio, (a, b)
    reasons = [Reason(feature="name", query_value=pair[0], listed_value=pair[1], weight=best)]
    if best and left["birth"] and right["birth"]:
        years = {dates.parse(d).year for d in left["birth"]}  # type: ignore[union-attr]
        listed = {dates.parse(d).year for d in right["birth"]}  # type: ignore[union-attr]
        if min(abs(a - b) for a in years for b in listed) > 1:
            best = max(0.0, best - 0.25)
            reasons.append(
                Reason(
                    feature="birthDate",
                    query_value=left["birth"][0],
                    listed_value=right["birth"][0],
                    weight=-0.25,
                )
            )
    return best, tuple(reasons)
