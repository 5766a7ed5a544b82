"""Rows a second of `byway flags`, by stage, on DuckDB and on Spark.

    python bench/shipments/run.py FOLDER [--rows N] [--home HOME] [--lists ofac] [--spark ROWS]

FOLDER is made by `generate.py` where it has no shipments yet.  HOME holds the lists
(`byway --home HOME lists add ...`).  Each engine runs in a process of its own; printed are wall
time, processor time, rows a second, the share of screening, and peak memory.  `--spark ROWS` runs
Spark over so many rows (0: not at all).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def main() -> None:
    """Make the rows where they are not there, run, print."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--rows", type=int, default=1_000_000)
    ask.add_argument("--home", type=Path)
    ask.add_argument("--lists", default="ofac")
    ask.add_argument("--spark", type=int, default=100_000)
    args = ask.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    run(made(args.folder, args.rows), "duckdb", args)
    if args.spark:
        run(made(args.folder / f"rows-{args.spark}", args.spark), "spark", args)


def made(folder: Path, rows: int) -> Path:
    """The shipments in a folder, generated where there are none."""
    place = folder / "shipments.parquet"
    if not place.exists():
        subprocess.run(
            [sys.executable, HERE / "generate.py", folder, "--rows", str(rows)], check=True
        )
    return place


def run(place: Path, engine: str, args: argparse.Namespace) -> None:
    """Run one engine and print what it took."""
    out = place.with_name(f"flags-{engine}.parquet")
    home = ["--home", str(args.home)] if args.home else []
    words = ["flags", str(place), "--out", str(out), "--engine", engine, "--lists", args.lists]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [Path(sys.executable).with_name("byway"), *home, *words, "--restart", "--json"],
        check=True,
        stdout=subprocess.PIPE,
    )
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    told: dict[str, Any] = json.loads(done.stdout)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    stages = ", ".join(f"{name} {spent:.1f}" for name, spent in told["seconds"].items())
    share = told["seconds"].get("screening", 0.0) / wall
    print(
        f"{engine}: {told['rows']:,} rows in {wall:.1f} s ({told['rows'] / wall:,.0f} rows/s),"
        f" {cpu:.0f} s of processor time, {told['outcomes']:,} outcomes,"
        f" screening {share:.0%}, peak {after.ru_maxrss / 2**20:.2f} GB\n  {stages}"
    )


if __name__ == "__main__":
    main()
