"""Makes examples/trade.parquet: invented monthly exports of two reporters, in euro.

    python examples/make_trade.py

From 2022-03 on controlled goods to Russia fall to a tenth.  Some of them come up in Kyrgyzstan from
2022-05 on; Switzerland's trade goes on as before; Kazakhstan buys more of other goods, too.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

CONTROLLED = "854231 854232 854233 854239 851762 852691 853221 854800 847150 850440 851769 852589"
OTHER = (
    "020230 020714 040210 040690 070200 080810 090111 100199 110100 151219 170199 180690 190531 "
    "200979 210690 220210 230910 300490 300420 610910 620342 630790 481910 490199 701090 392410 "
    "340130 940350"
)
PERIODS = [f"{year}-{month:02d}" for year in (2020, 2021, 2022) for month in range(1, 13)]
SIZE = {"RU": 900_000, "KZ": 200_000, "KG": 30_000, "CH": 400_000}
FALL, ARRIVAL = PERIODS.index("2022-03"), PERIODS.index("2022-05")
DIVERTED = set(CONTROLLED.split()[:6])


def main() -> None:
    """Write the panel."""
    chance = np.random.default_rng(2022)
    months = np.arange(len(PERIODS))
    columns: dict[str, list[object]] = {
        name: [] for name in ("reporter", "partner", "product", "period", "value")
    }
    for reporter in ("DE", "PL"):
        for partner, size in SIZE.items():
            for product in (CONTROLLED + " " + OTHER).split():
                level = size * chance.lognormal(0, 0.4)
                season = 1 + 0.1 * np.sin(2 * np.pi * months / 12)
                value = level * season * chance.lognormal(0, 0.15, len(months))
                controlled = product in CONTROLLED
                if partner == "RU" and controlled:
                    value[FALL:] *= 0.1
                if partner == "KG" and product in DIVERTED:
                    value[ARRIVAL:] *= 9
                if partner == "KZ" and not controlled:
                    value[FALL:] *= 1.6
                columns["reporter"] += [reporter] * len(months)
                columns["partner"] += [partner] * len(months)
                columns["product"] += [product] * len(months)
                columns["period"] += PERIODS
                columns["value"] += np.round(value).tolist()
    target = Path(__file__).with_name("trade.parquet")
    pq.write_table(pa.table(columns), target, compression="zstd")


if __name__ == "__main__":
    main()
