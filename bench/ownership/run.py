"""Ownership at scale: a million holdings loaded and judged, beside plain Python on networkx.

    python bench/ownership/run.py [--edges N] [--listed N] [--no-plain]

Prints wall and processor seconds for each step and peak memory; each side has its own process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).resolve().parent
DAY = date(2024, 8, 1)


def ours(path: Path, listed: list[str]) -> dict[str, Any]:
    """Load, judge by each authority, list the results and the facts."""
    from byway.ownership import Listed, Meets, facts, judge, load

    steps: dict[str, tuple[float, float]] = {}
    began = _clocks()

    def lap(name: str) -> None:
        nonlocal began
        now = _clocks()
        steps[name] = round(now[0] - began[0], 2), round(now[1] - began[1], 2)
        began = now

    holdings = load(path)
    entries = [Listed(party_id=id) for id in listed]
    lap("load")
    judged = judge(holdings, entries, as_of=DAY)
    lap("rule")
    results = judged.results()
    lap("results with working")
    for authority in ("uk", "eu"):
        judge(holdings, entries, as_of=DAY, authority=authority)
        lap(f"rule ({authority})")
    rows = facts(holdings, entries, as_of=DAY).num_rows
    lap("facts")
    meet, may = (sum(r.outcome == kind for r in results) for kind in (Meets.MEETS, Meets.MAY_MEET))
    return {"steps": steps, "results": len(results), "meet": meet, "may": may, "facts": rows}


def plain(path: Path, listed: list[str]) -> dict[str, Any]:
    """The peer: load and OFAC's rule."""
    sys.path.insert(0, str(HERE))
    from plain import run

    began = _clocks()
    meet, both = run(path, listed)
    seconds = [round(now - then, 2) for now, then in zip(_clocks(), began, strict=True)]
    return {"steps": {"load and rule": seconds}, "meet": meet, "may": both - meet}


def _clocks() -> tuple[float, float]:
    """Wall and processor seconds; they differ where the machine has other work."""
    return time.perf_counter(), time.process_time()


def apart(side: str, path: Path, listed: Path) -> dict[str, Any]:
    """One side in a process of its own, with its peak memory in GB."""
    done = subprocess.run(
        [sys.executable, str(HERE / "run.py"), "--side", side, str(path), str(listed)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--listed", type=int, default=2_000)
    parser.add_argument("--no-plain", action="store_true")
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        side, path, listed = given.side
        run = {"ours": ours, "plain": plain}[side]
        found = run(Path(path), Path(listed).read_text().split())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(json.dumps({**found, "gb": round(peak, 2)}))
        return 0
    sys.path.insert(0, str(HERE))
    from graphs import make, write_csv, write_ftm

    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        graph = make(given.edges, given.listed)
        listed = folder / "listed.txt"
        listed.write_text("\n".join(graph.listed))
        write_csv(graph, folder / "owners.csv")
        write_ftm(graph, folder / "owners.ftm.json")
        print(f"{given.edges:,} holdings, {given.listed:,} listed owners")
        for name in ("owners.csv", "owners.ftm.json"):
            print(f"byway, {name}: {json.dumps(apart('ours', folder / name, listed))}", flush=True)
        if not given.no_plain:
            print(f"plain, owners.csv: {json.dumps(apart('plain', folder / 'owners.csv', listed))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
