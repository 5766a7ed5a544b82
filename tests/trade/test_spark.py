"""DuckDB and Spark: one expression, one table."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

import byway
from trade import worlds

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java for Spark"),
    pytest.mark.filterwarnings("ignore"),
]


def test_both_engines_give_the_same_table(tmp_path: Path) -> None:
    rows = worlds.world(mirror=True, second_leg=True, weight=True)
    path = worlds.panel(tmp_path / "panel.parquet", rows)
    one, other = (
        byway.routes(path, "RU", worlds.EVENT, goods="all", engine=engine)
        for engine in ("duckdb", "spark")
    )
    ours, theirs = one.units.to_pylist(), other.units.to_pylist()
    assert len(ours) == len(theirs) == 2 * (len(worlds.LISTED) + len(worlds.FREE))
    for a, b in zip(ours, theirs, strict=True):
        for name, value in a.items():
            if isinstance(value, float):
                assert b[name] == pytest.approx(value, abs=1e-9, rel=1e-9), (a["hub"], a["hs6"])
            else:
                assert b[name] == value
    for mine, yours in zip(one.hubs, other.hubs, strict=True):
        assert mine.hub == yours.hub and mine.break_period == yours.break_period
        assert mine.after == pytest.approx(yours.after, rel=1e-12)
