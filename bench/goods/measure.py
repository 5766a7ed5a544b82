"""How well lay descriptions find their HS codes.

Run `python bench/goods/measure.py [FILE ...] [--misses]`.

Each file is a CSV of `description,hs6`, where `hs6` holds every subheading that a customs officer
could defend for the words (separated by |).  Printed: share of descriptions with such a subheading
first and among the first five, the same for headings, and time.  `held_back.csv` and
`chpl_lay.csv` were written before the classifier first ran and are never tuned on; `dev.csv` is
what the lexicon and the constants may be tuned on.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

from byway.goods import Classifier

HERE = Path(__file__).resolve().parent
FILES = ("held_back.csv", "chpl_lay.csv")
SHARES = ("top1 hs6", "top5 hs6", "top1 hs4", "top5 hs4")


def main(arguments: list[str]) -> None:
    """Print one line of figures per file; with --misses also what was not found."""
    misses = "--misses" in arguments
    files = [Path(a) for a in arguments if not a.startswith("--")] or [HERE / f for f in FILES]
    started = time.perf_counter()
    classifier = Classifier.default()
    classifier.classify("ball bearings")
    print(f"ready in {time.perf_counter() - started:.2f} s")
    print(
        f"{'file':16} {'n':>4} {'top1 hs6':>9} {'top5 hs6':>9} {'top1 hs4':>9} {'top5 hs4':>9}  ms"
    )
    for file in files:
        measure(classifier, file, misses)


def measure(classifier: Classifier, file: Path, misses: bool) -> None:
    """Figures of one file."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    counts = dict.fromkeys(SHARES, 0)
    missed = []
    started = time.perf_counter()
    for row in rows:
        right = set(row["hs6"].split("|"))
        headings = {code[:4] for code in right}
        found = [c.code for c in classifier.classify(row["description"], limit=5).candidates]
        counts["top1 hs6"] += bool(right.intersection(found[:1]))
        counts["top5 hs6"] += bool(right.intersection(found))
        counts["top1 hs4"] += bool(headings.intersection(code[:4] for code in found[:1]))
        counts["top5 hs4"] += bool(headings.intersection(code[:4] for code in found))
        if not right.intersection(found):
            missed.append((row["description"], row["hs6"], found))
    spent = (time.perf_counter() - started) / len(rows) * 1000
    shares = " ".join(f"{count / len(rows):9.1%}" for count in counts.values())
    print(f"{file.name:16} {len(rows):4} {shares} {spent:4.1f}")
    if misses:
        for description, right_codes, found in missed:
            print(f"    {description}: {right_codes}, found {' '.join(found) or 'nothing'}")


if __name__ == "__main__":
    main(sys.argv[1:])
