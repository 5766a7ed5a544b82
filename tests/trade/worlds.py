"""Small made-up worlds of trade: origins, hubs, a target, goods; what happens is planted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

MONTHS = tuple(f"{year}-{month:02d}" for year in (2020, 2021, 2022) for month in range(1, 13))
EVENT = "2022-03"
FREE = tuple(f"4820{i:02d}" for i in range(10, 50))  # stationery: on no list
LISTED = ("854231", "854232", "854233", "854239", "847150", "850440")
PERIODS_AFTER = MONTHS.index(EVENT)


def world(
    *,
    diverted: Iterable[tuple[str, str]] = (("KG", "854231"),),
    hubs: tuple[str, ...] = ("KG", "UZ"),
    surge: float = 8.0,
    fall: float = 0.1,
    seed: int = 7,
    months: tuple[str, ...] = MONTHS,
    event: str = EVENT,
    mirror: bool = False,
    second_leg: bool = False,
    weight: bool = False,
    price: float = 1.0,
) -> list[dict[str, Any]]:
    """Rows of a panel.  Listed goods fall to `fall` at the target from the event on; `diverted`
    hub x code rise `surge` times.  `price`: by how much the rise is one of value per kilogram.
    """
    rng = np.random.default_rng(seed)
    planted = set(diverted)
    rows: list[dict[str, Any]] = []
    for place in (*hubs, "RU"):
        for code in (*LISTED, *FREE):
            level = (2e6 if place == "RU" else 1e5) * float(rng.uniform(0.8, 1.2))
            for month in months:
                after = month >= event
                factor = float(np.exp(rng.normal(0, 0.12)))
                if after and place == "RU" and code in LISTED:
                    factor *= fall
                hit = after and (place, code) in planted
                if hit:
                    factor *= surge
                for reporter, share in (("DE", 0.7), ("NL", 0.3)):
                    value = round(level * factor * share, 2)
                    kilos = value / 50 / (price if hit else 1.0)
                    row = _row(reporter, place, "export", code, month, value)
                    rows.append(row | ({"weight": kilos} if weight else {}))
                    if mirror and place != "RU":
                        seen = value * 1.06 * (0.5 if hit else 1.0)
                        rows.append(_row(place, reporter, "import", code, month, seen))
                if second_leg and place != "RU":
                    value = level * factor * (0.5 if hit else 0.02)
                    rows.append(_row(place, "RU", "export", code, month, value))
    return rows


def _row(
    reporter: str, partner: str, flow: str, product: str, period: str, value: float
) -> dict[str, Any]:
    return {
        "reporter": reporter,
        "partner": partner,
        "flow": flow,
        "product": product,
        "period": period,
        "value": value,
        "currency": "EUR",
    }


def panel(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The rows as Parquet."""
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path
