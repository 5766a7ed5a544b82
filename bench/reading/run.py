"""Measures the reader: `python bench/reading/run.py [--shared DIR] [--json]`.

Reads the English texts of the shared corpus, scores the claims against the gold annotation with
the annotation's own `score.py` and prints the figures by part:

    seen       gold texts that were read while the rules were written
    held out   gold texts whose text and annotation nobody looked at; only these figures are seen
    all        both, as the shared gold has them
    own dev    our own annotations (`annotations/`), open while the rules were written
    own test   our own annotations that were only ever scored

and the speed of the whole reading beside that of spaCy's full pipeline over the same texts, one
after the other in this process.  Both are given the whole text; the reader parses only what is
title or body, which is why the ratio can come near one.

A gap of more than six points between seen and held out means rules made for cases.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from byway.files import sha256
from byway.model import Document
from byway.reading import Reader

HELD_OUT = ("002", "009", "014", "020", "024")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROWS = (
    "span event claim certainty status hedged_recall date agent recipient intermediary goods "
    "source agent_countries recipient_countries intermediary_countries"
).split()


def documents(folder: Path, language: str = "en") -> list[Document]:
    """The corpus texts in one language, with the metadata of the index."""
    found = []
    for line in (folder / "corpus" / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["language"] != language:
            continue
        path = folder / "corpus" / f"{row['id']}.txt"
        exact = re.fullmatch(r"\d{4}-\d\d-\d\d", row.get("date") or "")
        found.append(
            Document(
                id=path.name,
                text=path.read_text(encoding="utf-8"),
                sha256=row["text_sha256"],
                publisher=row["publisher"],
                published=date.fromisoformat(row["date"]) if exact else None,
            )
        )
    return found


def own_gold(folder: Path, target: Path) -> dict[str, list[str]]:
    """Our annotations as gold files with quotes in `target`; text ids by part.

    The repository holds offsets only; a text whose digest has changed is left out.
    """
    parts: dict[str, list[str]] = {}
    target.mkdir()
    for path in sorted((HERE / "annotations").glob("[0-9]*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        source = folder / "corpus" / f"{path.stem}.txt"
        if sha256(source.read_bytes()) != annotation["text_sha256"]:
            print(f"{path.name}: the text has changed, left out", file=sys.stderr)
            continue
        text = source.read_text(encoding="utf-8")
        for claim in annotation["claims"]:
            claim["quote"] = text[claim["start"] : claim["end"]]
        (target / path.name).write_text(json.dumps(annotation), encoding="utf-8")
        parts.setdefault(annotation["part"], []).append(path.stem)
    return parts


def score(
    folder: Path, predicted: Path, ids: Iterable[str], gold: Path | None = None
) -> dict[str, object]:
    """What `score.py` says of the predicted claims for the texts `ids`."""
    command = [sys.executable, str(folder / "score.py"), "--json", "--docs", ",".join(ids)]
    command += ["--gold", str(gold or folder / "gold"), "--corpus", str(folder / "corpus")]
    command += ["--predicted", str(predicted)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, object] = json.loads(out)
    return result


def measure(folder: Path) -> dict[str, object]:
    """Scores by part, and words per second of spaCy's pipeline and of the whole reading."""
    texts = documents(folder)
    words = sum(len(d.text.split()) for d in texts)
    reader = Reader()
    nlp = reader.pipeline
    list(nlp.pipe(d.text for d in texts[:3]))  # both start warm
    began = time.perf_counter()
    for _ in nlp.pipe(d.text for d in texts):
        pass
    spacy_seconds = time.perf_counter() - began
    began = time.perf_counter()
    readings = list(reader.analyse_many(texts))
    seconds = time.perf_counter() - began

    gold = sorted(p.stem for p in (folder / "gold").glob("[0-9]*.json"))
    seen = [i for i in gold if i not in HELD_OUT]
    with tempfile.TemporaryDirectory() as scratch:
        predicted = Path(scratch, "predicted.jsonl")
        claims = [json.dumps(c.to_dict()) for r in readings for c in r.claims]
        predicted.write_text("\n".join(claims), encoding="utf-8")
        parts = {
            "seen": score(folder, predicted, seen),
            "held out": score(folder, predicted, HELD_OUT),
            "all": score(folder, predicted, gold),
        }
        own = own_gold(folder, Path(scratch, "own"))
        for part, ids in own.items():
            parts[f"own {part}"] = score(folder, predicted, ids, Path(scratch, "own"))
    return {
        "parts": parts,
        "texts": len(texts),
        "words": words,
        "claims": len(claims),
        "spacy_words_per_second": round(words / spacy_seconds),
        "reader_words_per_second": round(words / seconds),
        "ratio": round(spacy_seconds / seconds, 3),
    }


def show(result: dict[str, object]) -> None:
    """Print the figures as a table; F1 where a figure has precision and recall."""
    parts: dict[str, dict[str, object]] = result["parts"]  # type: ignore[assignment]
    print(f"{'':24}" + "".join(f"{name:>22}" for name in parts))
    for row in ("docs", "gold", "predicted", "quotes_not_in_text"):
        print(f"{row:24}" + "".join(f"{p[row]!s:>22}" for p in parts.values()))
    for row in ROWS:
        print(f"{row:24}" + "".join(f"{_cell(p[row]):>22}" for p in parts.values()))
    print(
        f"\n{result['texts']} English texts, {result['words']} words, {result['claims']} claims\n"
        f"spaCy's pipeline {result['spacy_words_per_second']} words/s, the whole reading "
        f"{result['reader_words_per_second']} words/s, ratio {result['ratio']}"
    )


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return f"{value['f1']:.3f} ({value['p']:.2f}/{value['r']:.2f})"
    return "-" if value is None else f"{value:.3f}"


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description="Measure the reader on the shared gold texts.")
    default = os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared"
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.shared / "reading"
    if not (folder / "score.py").is_file():
        sys.exit(f"no gold texts at {folder} (set BYWAY_SHARED or --shared)")
    result = measure(folder)
    if arguments.json:
        print(json.dumps(result))
    else:
        show(result)


if __name__ == "__main__":
    main()
