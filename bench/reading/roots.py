"""Measures root recognition: `python bench/reading/roots.py [--shared DIR] [--json]`.

Pairs of reports that relay one and the same assessment, found by `byway.roots.retellings`, against
the groups of the shared corpus and retellings (`assessment_group`) and of our own invented reports
(`roots/reports.jsonl`), for each pair of languages:

    seen       pairs of texts of one half, halved by the hash of the group (of the text where it
               belongs to none); on it the points and their threshold were set
    unseen     all other pairs
    own dev    our own reports, open while the points were set
    own test   our own reports, written before and only ever scored
    own late   harder ones, written when the points had been set; at first scored precision 0.857,
               recall 0.750, then opened: places are no sources, more relay words
    own last   harder ones again, written after that; at first scored precision 1.000, recall
               0.714 (English 1.000, 0.600), then opened: "at" is no place, more words for people

All texts of a set are compared at once, with the claims read from the English ones.  `undated`
are the same sets without days of publication.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from byway.ingest import mark
from byway.model import Claim, Document
from byway.reading import Reader
from byway.roots import retellings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
Row = dict[str, Any]


def shared_reports(folder: Path) -> list[Row]:
    """The rows of the shared indexes with their texts."""
    rows = []
    for part in ("corpus", "retellings"):
        for line in (folder / part / "index.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row["text"] = (folder / part / f"{row['id']}.txt").read_text(encoding="utf-8")
            row["group"] = row.get("assessment_group")
            row["half"] = sha256((row["group"] or row["id"]).encode()).digest()[0] % 2
            rows.append(row)
    return rows


def own_reports() -> list[Row]:
    """Our own reports."""
    text = (HERE / "roots" / "reports.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def document(row: Row, *, dated: bool = True) -> Document:
    """A row as the document that ingesting it would give."""
    exact = dated and re.fullmatch(r"\d{4}-\d\d-\d\d", row.get("date") or "")
    return Document(
        id=row["id"],
        text=row["text"],
        sha256=sha256(row["text"].encode()).hexdigest(),
        publisher=row["publisher"],
        published=date.fromisoformat(row["date"]) if exact else None,
        language=row["language"],
        blocks=mark(row["text"]),
    )


def tables(rows: Sequence[Row], claims: Sequence[Claim], *, dated: bool = True) -> dict[str, Any]:
    """Counts of pairs (true and false positives, false negatives) by part and languages."""
    found = retellings([document(row, dated=dated) for row in rows], claims)
    at = {a.document: n for n, retelling in enumerate(found) for a in retelling.accounts}
    counts: dict[str, dict[str, Counter[str]]] = {}
    for left, right in combinations(rows, 2):
        same = bool(left["group"]) and left["group"] == right["group"]
        joined = left["id"] in at and at[left["id"]] == at.get(right["id"])
        if "half" in left:
            part = "seen" if left["half"] == right["half"] == 0 else "unseen"
        else:
            part = f"own {left['part']}"
            if left["part"] != right["part"]:
                continue
        languages = "-".join(sorted((left["language"], right["language"])))
        for name in (languages, "all"):
            held = counts.setdefault(part, {}).setdefault(name, Counter())
            held["pairs"] += 1
            held["gold"] += same
            held["found"] += joined
            held["right"] += same and joined
    return {part: {name: dict(c) for name, c in by.items()} for part, by in counts.items()}


def measure(folder: Path | None) -> dict[str, Any]:
    """All tables, with and without days, and the seconds that the comparing took."""
    reader = Reader()
    result: dict[str, Any] = {"dated": {}, "undated": {}, "seconds": 0.0, "texts": 0}
    own = own_reports()
    sets = [[r for r in own if r["part"] == part] for part in ("dev", "test", "late", "last")]
    if folder:
        sets.insert(0, shared_reports(folder))
    for rows in sets:
        english = (document(row) for row in rows if row["language"] == "en")
        readings = reader.analyse_many(english)
        claims = [claim for reading in readings for claim in reading.claims]
        began = time.perf_counter()
        result["dated"] |= tables(rows, claims)
        result["seconds"] += time.perf_counter() - began
        result["undated"] |= tables(rows, claims, dated=False)
        result["texts"] += len(rows)
    return result


def show(result: dict[str, Any]) -> None:
    """Print precision and recall by part and language pair; without pairs, no row."""
    for dates in ("dated", "undated"):
        print(f"{dates:22}{'gold':>7}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}")
        for part, by_languages in result[dates].items():
            for name, c in sorted(by_languages.items(), key=lambda item: (item[0] == "all", item)):
                if c["gold"] or c["found"]:
                    precision = f"{c['right'] / c['found']:.3f}" if c["found"] else "-"
                    recall = f"{c['right'] / c['gold']:.3f}" if c["gold"] else "-"
                    print(
                        f"{part:10}{name:12}{c['gold']:>7}{c['found']:>7}{c['right']:>7}"
                        f"{precision:>11}{recall:>8}   of {c['pairs']} pairs"
                    )
        print()
    print(f"{result['texts']} texts compared in {result['seconds']:.1f} s")


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description="Measure which reports are taken for one root.")
    default = os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared"
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.shared / "reading"
    if not (folder / "retellings" / "index.jsonl").is_file():
        print(f"no shared reports at {folder}: our own alone", file=sys.stderr)
        folder = None
    result = measure(folder)
    if arguments.json:
        print(json.dumps(result))
    else:
        show(result)


if __name__ == "__main__":
    main()
