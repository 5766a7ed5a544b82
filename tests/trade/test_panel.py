"""The synthetic panel: reproducible, and what its truth says is in it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from byway.trade.editions import read_series
from byway.trade.loading import load

SOURCE = Path(__file__).parents[2] / "bench" / "trade" / "panel.py"


@pytest.fixture(scope="module")
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("panel", SOURCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_panel_and_truth(tmp_path: Path, maker: Any) -> None:
    path = tmp_path / "p.parquet"
    truth = maker.write(path, 1_000_000, 3, 5)
    assert json.loads(path.with_suffix(".truth.json").read_text()) == truth
    assert abs(truth["rows"] / 1_000_000 - 1) < 0.1
    with load(path) as flows:
        assert flows.rows == truth["rows"]
        series = read_series(flows)
        assert set(truth["born"]) | set(truth["ended"]) <= set(series.unassessable) | set(
            series.joined
        )
        route = truth["diverted"][0]

        def total(partner: str, condition: str) -> float:
            return float(
                flows.engine.rows(
                    f"SELECT sum(value) / count(DISTINCT period) FROM flow WHERE partner = ?"
                    f" AND product = ? AND {condition}",
                    [partner, route["hs6"]],
                )[0][0]
            )

        after, before = f"period >= '{route['since']}'", "period BETWEEN '2021-01' AND '2021-12'"
        assert total("RU", after) < 0.3 * total("RU", before)
        assert total(route["hub"], after) > total(route["hub"], before)


def test_same_seed_same_panel(tmp_path: Path, maker: Any) -> None:
    one, two, other = (tmp_path / f"{n}.parquet" for n in "abc")
    for path, seed in ((one, 1), (two, 1), (other, 2)):
        maker.write(path, 50_000, seed, 2)
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()
    with pytest.raises(SystemExit, match="at most"):
        maker.write(one, 10**9, 1, 1)
