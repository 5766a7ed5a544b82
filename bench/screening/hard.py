"""The queries that take longest: very long names, many aliases, the commonest words, odd letters.

    python bench/screening/hard.py [--shared DIR]

Each is asked five times, the first time with nothing remembered; prints the slowest by their
slowest first answer.  To reach: no query takes more than 50 ms.  Exit code 1 when one does.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from byway.screening import Screener

ROOT = Path(__file__).resolve().parents[2]
MOST_MS = 50.0
SCHEMATA = ("Person", "Company", "Vessel")
Query = tuple[str, str, list[str]]


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    shared = Path(os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared")
    ask.add_argument("--shared", type=Path, default=shared)
    args = ask.parse_args()
    source = args.shared / "screening/data/lists/main.jsonl"
    if not source.is_file():
        sys.exit(f"no measuring data at {source} (set BYWAY_SHARED)")
    with source.open(encoding="utf-8") as lines:
        entities = [json.loads(line) for line in lines if line.strip()]
    names = [name for entity in entities for name in entity["properties"].get("name", ())]
    screener = Screener.build(entities)
    gc.collect()
    gc.freeze()
    taken = []
    for label, schema, texts in queries(names):
        entity = {
            "id": "q",
            "schema": schema,
            "properties": {"name": texts[:1], "alias": texts[1:]},
        }
        times = []
        for _ in range(5):
            start = time.perf_counter()
            screener.match(entity)
            times.append(1e3 * (time.perf_counter() - start))
        taken.append((times[0], min(times), f"{label} ({schema})"))
    taken.sort(reverse=True)
    print(f"{len(taken)} hard queries; the slowest, in ms: first answer, least of five")
    for first, least, label in taken[:15]:
        print(f"{first:8.2f} {least:8.2f}  {label}")
    sys.exit(int(taken[0][0] > MOST_MS))


def queries(names: list[str]) -> Iterator[Query]:
    """What is asked: label, schema and names."""
    common = [word for word, _ in Counter(w for n in names for w in n.split()).most_common(60)]
    chance = random.Random(1)
    letters = [" ".join(chance.sample("abcdefghijklmnopqrstuvwxyz", 12)) for _ in range(200)]
    mixed = [" ".join(chance.sample(common, 6)) for _ in range(200)]
    invented = ["".join(chance.choices("aeiorntslkmdb", k=12)) for _ in range(4_000)]
    texts = {
        "one letter 10,000 times": ["a" * 10_000],
        "one word 3,333 times": ["ab " * 3_333],
        "two alphabets": ["Бogдaн " * 1_400],
        "Arabic, 10,000 letters": ["الله " * 2_000],
        "Han, 10,000 letters": ["习" * 10_000],
        "Hangul, 10,000 letters": ["김" * 10_000],
        "Japanese, 10,000 letters": ["タナカ" * 3_333],
        "a common name 1,250 times": ["mohammed " * 1_250],
        "different common words, 10,000 letters": [" ".join(common * 40)[:10_000]],
        "different invented words, 10,000 letters": [" ".join(invented)[:10_000]],
        "invented letters without a space": ["".join(invented)[:10_000]],
        "names of the list, 10,000 letters": [" ".join(names[::40])[:10_000]],
        "legal forms": ["LLC " * 2_500],
        "Roman numerals": ["I II III IV V VI VII VIII IX X " * 300],
        "numbers": [" ".join(map(str, range(2_000)))],
        "brackets": ["(" * 10_000],
        "dots": ["A." * 5_000],
        "slashes": ["abcdef / " * 1_100],
        "also known as": ["abcdef a.k.a. " * 700],
        "accents on one letter": ["e" + "\u0301" * 9_999],
        "emoji": ["💣" * 10_000],
        "controls and marks of direction": ["\x00\x01\u202e\u202d" * 2_500],
        "a lone surrogate": ["\ud800"],
        "200 aliases of the list": names[::190][:200],
        "200 aliases of common words": mixed,
        "200 aliases of initials": letters,
        "200 aliases of invented words": [
            " ".join(invented[n : n + 8]) for n in range(0, 1_600, 8)
        ],
        "200 aliases of one word": common[:50] + invented[:150],
        "initials": letters[:1],
        "single letters": ["x y z"],
        "one letter": ["x"],
        "the twelve commonest words": [" ".join(common[:12])],
    }
    for schema in SCHEMATA:
        for label, own in texts.items():
            yield label, schema, own
        for word in common:
            yield f"the word {word!r}", schema, [word]


if __name__ == "__main__":
    main()
