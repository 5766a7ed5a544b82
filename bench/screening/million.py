"""A list of a million names: time and memory to prepare it, and how fast it answers.

    python bench/screening/million.py [--names N] [--queries N] [--shared DIR]

The names are the real company names of the measuring data (GLEIF), repeated with variations: a
word of another name put in, a number or a country added, a slip of spelling, words swapped.
Queries are such names too, made apart from those that are listed.  To reach: within 4 GB, and
p50 <= 4 ms.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from byway.screening import Screener

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = ("Holding", "Trading", "International", "Asia", "Europe", "Invest", "Services", "Group")
LETTERS = "aeioulnrst"


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    shared = Path(os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared")
    ask.add_argument("--shared", type=Path, default=shared)
    ask.add_argument("--names", type=int, default=1_000_000)
    ask.add_argument("--queries", type=int, default=1_000)
    args = ask.parse_args()
    source = args.shared / "screening/data/gleif_names_2025-10.csv.gz"
    if not source.is_file():
        sys.exit(f"no names at {source} (set BYWAY_SHARED)")
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        names = [row["legal_name"] for row in csv.DictReader(file) if row["legal_name"].split()]
    start = time.perf_counter()
    screener = Screener.build(companies(names, args.names, random.Random(1)))
    print(f"{args.names} names: built in {time.perf_counter() - start:.0f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        screener.save(Path(folder))
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        print(f"saved in {time.perf_counter() - start:.1f} s, {size / 2**20:.0f} MB")
        start = time.perf_counter()
        Screener.load(Path(folder))
        print(f"loaded in {time.perf_counter() - start:.1f} s")
    asked = list(companies(names[::-1], args.queries, random.Random(2)))
    gc.collect()
    gc.freeze()
    screener.match(asked[0])
    taken, found = [], 0
    for query in asked:
        start = time.perf_counter()
        found += bool(screener.match(query))
        taken.append(1e3 * (time.perf_counter() - start))
    taken.sort()
    print(
        f"{len(asked)} queries, {found} answered: p50 {taken[len(taken) // 2]:.2f} ms, "
        f"p99 {taken[len(taken) * 99 // 100]:.2f} ms, longest {taken[-1]:.2f} ms"
    )


def companies(names: list[str], count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """`count` companies: the names as they are, then varied again and again."""
    for number in range(count):
        name = names[number % len(names)]
        if number >= len(names):
            name = varied(name, names, chance)
        yield {"id": f"c{number}", "schema": "Company", "properties": {"name": [name]}}


def varied(name: str, names: list[str], chance: random.Random) -> str:
    """A name like `name`, changed in one of five ways."""
    words = name.split()
    at = chance.randrange(len(words))
    match chance.randrange(5):
        case 0:
            words[at] = chance.choice(chance.choice(names).split())
        case 1:
            words.insert(at + 1, str(chance.randrange(2, 100)))
        case 2:
            words.insert(max(1, len(words) - 1), chance.choice(ENDINGS))
        case 3:
            cut = chance.randrange(len(words[at]))
            words[at] = words[at][:cut] + chance.choice(LETTERS) + words[at][cut + 1 :]
        case _:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
    return " ".join(words)


if __name__ == "__main__":
    main()
