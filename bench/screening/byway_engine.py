"""Byway's screener as an engine and scorers of the shared screening harness."""

from __future__ import annotations

import gc
from typing import Any

from byway.screening import Screener, compare


def build(entities: list[dict[str, Any]], **options: str) -> Any:
    """The engine of `harness.py`; `folder=PATH` loads a prepared index instead of building."""
    from pathlib import Path

    screener = (
        Screener.load(Path(options["folder"])) if "folder" in options else Screener.build(entities)
    )
    gc.collect()

    def engine(query: dict[str, Any]) -> list[tuple[str, float]]:
        return screener.match({"id": query["qid"], **query}, 10)

    engine.threshold = screener.threshold  # type: ignore[attr-defined]
    engine.batch = lambda queries: screener.match_many(  # type: ignore[attr-defined]
        ({"id": query["qid"], **query} for query in queries), 10
    )
    return engine


def pair_score(left: str, right: str, schema: str) -> float:
    """The comparator of `run_name_bench.py`."""
    return compare(
        {"id": "left", "schema": schema, "properties": {"name": [left]}},
        {"id": "right", "schema": schema, "properties": {"name": [right]}},
    )


def entity_scorer() -> Any:
    """The scorer of `run_pairs.py`."""
    return compare
