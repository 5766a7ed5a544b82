"""The route tests on real data: what issue "Goods and routes" wants, measured.

    python bench/trade/run.py [--plain] [--rows N] [--spark]

--plain also runs the plain pandas script and compares results and time; --rows N also runs a
synthetic panel of about N rows; --spark compares the engines on the real panel.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("BYWAY_SHARED") or HERE.parents[2] / "shared") / "trade"
PANEL = SHARED / "eurostat_cn8" / "eu_sanctioned_exports_cn8_monthly_2020-01_2022-11.parquet"
TOTALS = SHARED / "eurostat_cn8" / "eu_total_trade_monthly.csv.gz"
WANTED = ("KG", "KZ", "AM", "UZ", "GE")


def measured(*arguments: str) -> tuple[float, float]:
    """Wall seconds and peak GB of a process of its own."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6


def command(event: str, out: Path, *more: str) -> list[str]:
    """`byway routes` over the real panel."""
    given = ["--target", "RU", "--event", event, "--goods", "all", "--control", str(TOTALS)]
    code = "from byway.cli import main; main()"
    return ["-c", code, "routes", str(PANEL), *given, "--out", str(out), *more]


def real() -> None:
    """Hubs, the falling leg, the fake event, codes born in 2022."""
    import byway
    from byway.trade import verdict
    from byway.trade.loading import load

    flows = load(PANEL)
    found = {}
    for event in ("2022-03", "2021-03"):
        found[event] = byway.routes(flows, "RU", event, goods="all", control=TOTALS)
    table = found["2022-03"]
    for hub in (*table.hubs, table.target):
        print(
            f"{hub.hub}: {hub.before / 1e6:8.1f} -> {hub.after / 1e6:7.1f} m a month,"
            f" DiD {hub.did:+.2f} ({hub.did_low:+.2f} to {hub.did_high:+.2f}),"
            f" break {hub.break_period}, PELT {', '.join(hub.breaks)},"
            f" flagged {hub.flagged} of {hub.surges} surges"
        )
    by_hub = {hub.hub: hub for hub in table.hubs}
    good = [
        h
        for h in WANTED
        if by_hub[h].did_low > 0 and "2022-03" <= by_hub[h].break_period <= "2022-08"
    ]
    print(f"break 2022-03 to 2022-08 and DiD above zero: {len(good)} of {len(WANTED)} hubs")
    counts = {}
    for event, routes in found.items():
        outcomes = routes.tests.outcomes
        counts[event] = (
            int(outcomes.surge.passed.sum()),
            int(verdict.before_substitution(outcomes).sum()),
            routes.units["verdict"].to_pylist().count(verdict.CONSISTENT),
        )
    true, fake = counts["2022-03"], counts["2021-03"]
    for name, t, f in zip(("surge", "before substitution", "all tests"), true, fake, strict=True):
        print(f"{name}: {t} units at 2022-03, {f} at the fake 2021-03 ({f / t:.1%})")
    print(f"flagged units on a code first traded in 2022: {_born(flows, table)}")
    flows.close()


def _born(flows: Any, table: Any) -> int:
    """Flagged units whose code has no trade before 2022 in the whole panel."""
    from byway.trade import verdict

    t = flows.table
    first = t.group_by("product").aggregate(first=t.period.min()).to_pyarrow().to_pylist()
    born = {row["product"] for row in first if row["first"] >= "2022-01"}
    rows = table.units.to_pylist()
    return sum(r["verdict"] == verdict.CONSISTENT and r["hs6"] in born for r in rows)


def speed(folder: Path) -> float:
    """Time and memory of the whole command."""
    seconds, peak = measured(*command("2022-03", folder / "units.csv"))
    print(f"byway routes, whole panel, all tests: {seconds:.1f} s, peak {peak:.2f} GB")
    return seconds


def plain(folder: Path, ours: float) -> None:
    """The plain pandas script: its time, and whether its results are ours."""
    arguments = [str(HERE / "plain_pandas.py"), str(PANEL), str(TOTALS), "RU", "2022-03"]
    seconds, _ = measured(*arguments, str(folder / "plain.csv"))
    print(f"plain pandas: {seconds:.1f} s, {seconds / ours:.1f} times as long")
    with (folder / "plain.csv").open() as file:
        theirs = {(row["hub"], row["hs6"]): row for row in csv.DictReader(file)}
    apart, missing, worst, units = 0, 0, 0.0, _without_concordance()
    for unit in units:
        other = theirs.get((unit["hub"], unit["hs6"]))
        if other is None:
            missing += unit["verdict"] != "no sign" and unit["verdict"] != "not assessable"
            continue
        apart += unit["verdict"] != other["verdict"]
        for name in ("surge", "surge_z", "substitution", "did", "did_low", "did_high", "placebo_p"):
            if unit[name] is not None and other[name]:
                gap = abs(unit[name] - float(other[name])) / max(1, abs(unit[name]))
                worst = max(worst, gap)
    print(
        f"same results: {len(theirs):,} units, largest difference {worst:.1e},"
        f" {apart} verdicts differ, {missing} missing there"
    )


def _without_concordance() -> list[dict[str, Any]]:
    """Our table with one-sided codes left out as the plain script does."""
    from byway.trade.baskets import basket
    from byway.trade.loading import load
    from byway.trade.routes import route_tests

    with load(PANEL) as flows, load(TOTALS, digits=None) as totals:
        t = flows.table
        old = t.filter(t.period < "2022-01", t.value > 0).select("product").distinct()
        new = t.filter(t.period >= "2022-01", t.value > 0).select("product").distinct()
        sides = [set(side.to_pyarrow()["product"].to_pylist()) for side in (old, new)]
        unusable = dict.fromkeys(sides[0] ^ sides[1], "on one side only")
        w = totals.table
        found = route_tests(
            t,
            "RU",
            "2022-03",
            basket=basket("all"),
            control=w.filter(w.product.isin(["TOTAL", "27"])),
            unusable=unusable,
        )
        rows: list[dict[str, Any]] = found.units.to_pylist()
        return rows


def engines(folder: Path) -> None:
    """DuckDB and Spark side by side on the real panel."""
    import byway

    tables = [
        byway.routes(PANEL, "RU", "2022-03", goods="all", control=TOTALS, engine=e).units
        for e in ("duckdb", "spark")
    ]
    one, other = (table.to_pylist() for table in tables)
    worst = 0.0
    for a, b in zip(one, other, strict=True):
        for name, value in a.items():
            if isinstance(value, float) and b[name] is not None:
                worst = max(worst, abs(value - b[name]))
            elif value != b[name]:
                worst = float("inf")
    print(f"DuckDB and Spark, {len(one):,} units: largest difference {worst:.1e}")


def large(folder: Path, rows: int) -> None:
    """A synthetic panel of many rows: time and memory."""
    panel = folder / "panel.parquet"
    subprocess.run(
        [sys.executable, str(HERE / "panel.py"), str(panel), "--rows", str(rows)],
        check=True,
    )
    code = "from byway.cli import main; main()"
    given = ["--target", "RU", "--event", "2022-03", "--goods", "all"]
    out = ["--out", str(folder / "large.parquet")]
    seconds, peak = measured("-c", code, "routes", str(panel), *given, *out)
    print(f"{rows:,} rows: {seconds:.0f} s, peak {peak:.2f} GB")


def main() -> int:
    """Run what was asked for; 0, or 2 when the measuring data are absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--rows", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if asked.rows:
            large(folder, asked.rows)
        if not PANEL.is_file():
            print(f"no measuring data at {SHARED} (set BYWAY_SHARED)")
            return 2
        ours = speed(folder)
        if asked.plain:
            plain(folder, ours)
        real()
        if asked.spark:
            engines(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
