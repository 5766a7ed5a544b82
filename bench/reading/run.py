"""Measures the reader: `python bench/reading/run.py [--shared DIR] [--reports N] [--json]`.

Reads the English texts of the shared corpus, scores the claims against the gold annotation with
the annotation's own `score.py` and prints the figures by part:

    seen       gold texts that were read while the rules were written
    held out   gold texts whose text and annotation nobody looked at; only these figures are seen
    all        both, as the shared gold has them
    own ...    our own annotations (`annotations/`): those open while the rules were written, and
               those that were only ever scored; texts of our own stand beside their annotation

then which reports are taken for one root (`roots.py`), and the speed and memory of the reading
beside spaCy's own pipeline (`speed.py`).

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
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from byway.files import sha256
from byway.model import Document
from byway.reading import Reader

Row = dict[str, Any]
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
        found.append(
            Document(
                id=path.name,
                text=path.read_text(encoding="utf-8"),
                sha256=row["text_sha256"],
                publisher=row["publisher"],
                published=exact_day(row.get("date")),
            )
        )
    return found


def own_gold(corpus: Path, target: Path) -> tuple[dict[str, list[str]], list[Document]]:
    """Our annotations as gold files with quotes in `target`: text ids by part, and our own texts.

    Of the corpus the repository holds offsets only; a text whose digest has changed is left out.
    """
    parts: dict[str, list[str]] = {}
    texts = []
    target.mkdir()
    for path in sorted((HERE / "annotations").rglob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        own = path.with_suffix(".txt")
        source = own if own.is_file() else corpus / own.name
        digest = sha256(source.read_bytes())
        if annotation.get("text_sha256", digest) != digest:
            print(f"{path.name}: the text has changed, left out", file=sys.stderr)
            continue
        text = source.read_text(encoding="utf-8")
        for claim in annotation["claims"]:
            claim["quote"] = text[claim["start"] : claim["end"]]
        (target / path.name).write_text(json.dumps(annotation), encoding="utf-8")
        parts.setdefault(annotation["part"], []).append(path.stem)
        if source is own:
            day = exact_day(annotation.get("doc_date"))
            texts.append(Document(id=own.name, text=text, sha256=digest, published=day))
    return parts, texts


def exact_day(value: str | None) -> date | None:
    """The day that an index tells, None where it is a month or a year."""
    return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value or "") else None


def score(script: Path, gold: Path, corpus: Path, predicted: Path, ids: Iterable[str]) -> Row:
    """What `score.py` says of the predicted claims for the texts `ids`."""
    command = [sys.executable, str(script), "--json", "--docs", ",".join(ids)]
    command += ["--gold", str(gold), "--corpus", str(corpus), "--predicted", str(predicted)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: Row = json.loads(out)
    return result


def measure(folder: Path) -> Row:
    """Scores by part."""
    texts = documents(folder)
    script = folder / "score.py"
    gold = sorted(p.stem for p in (folder / "gold").glob("[0-9]*.json"))
    seen = [i for i in gold if i not in HELD_OUT]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        own, own_texts = own_gold(folder / "corpus", scratch / "own")
        corpus = scratch / "corpus"  # theirs and ours
        corpus.mkdir()
        for document in (*texts, *own_texts):
            (corpus / document.id).write_text(document.text, encoding="utf-8", newline="")
        predicted = scratch / "predicted.jsonl"
        readings = Reader().analyse_many([*texts, *own_texts])
        claims = [json.dumps(c.to_dict()) for r in readings for c in r.claims]
        predicted.write_text("\n".join(claims), encoding="utf-8")
        parts = {
            part: score(script, folder / "gold", corpus, predicted, ids)
            for part, ids in (("seen", seen), ("held out", HELD_OUT), ("all", gold))
        }
        for part, ids in sorted(own.items()):
            parts[f"own {part}"] = score(script, scratch / "own", corpus, predicted, ids)
    return {"parts": parts, "texts": len(texts) + len(own_texts), "claims": len(claims)}


def beside(script: str, folder: Path, *more: str, as_json: bool) -> Row | None:
    """Run another measurement of this folder; what it found, where JSON is asked for."""
    command = [sys.executable, str(HERE / script), "--shared", str(folder), *more]
    if not as_json:
        subprocess.run(command, check=True)
        return None
    out = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout
    result: Row = json.loads(out)
    return result


def show(result: Row) -> None:
    """Print the figures as a table; F1 where a figure has precision and recall."""
    parts = result["parts"]
    print(f"{'':24}" + "".join(f"{name:>22}" for name in parts))
    for row in ("docs", "gold", "predicted", "quotes_not_in_text"):
        print(f"{row:24}" + "".join(f"{p[row]!s:>22}" for p in parts.values()))
    for row in ROWS:
        print(f"{row:24}" + "".join(f"{_cell(p[row]):>22}" for p in parts.values()))
    print(f"\n{result['texts']} English texts, {result['claims']} claims\n", flush=True)


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return f"{value['f1']:.3f} ({value['p']:.2f}/{value['r']:.2f})"
    return "-" if value is None else f"{value:.3f}"


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description="Measure the reader on the shared gold texts.")
    default = os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared"
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--reports", type=int, default=1_500, help="reports of the stream")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.shared / "reading"
    if not (folder / "score.py").is_file():
        sys.exit(f"no gold texts at {folder} (set BYWAY_SHARED or --shared)")
    result = measure(folder)
    if not arguments.json:
        show(result)
    shared, as_json = arguments.shared, arguments.json
    for name, more in (("roots", ()), ("speed", ("--reports", str(arguments.reports)))):
        if not as_json:
            print(f"-- {name}", flush=True)
        result[name] = beside(f"{name}.py", shared, *more, as_json=as_json)
    if as_json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
