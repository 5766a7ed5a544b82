"""Speed and memory of reading, beside spaCy's own pipeline in the same run.

`python bench/reading/speed.py [--shared DIR] [--reports N] [--json]`

one process    spaCy's full pipeline, then the whole reading, over the English texts of the corpus.
               Both are given the whole text; the reader parses only what is title or body, which
               is why the ratio can come near one.
every core     the same with a process for each core: spaCy's `pipe(n_process=...)`, which starts
               its own within the clock, then the reading as `byway read` does it, from files to
               claims, in processes that run already.
stream         `byway read FOLDER --out` over N reports made of paragraphs of the corpus with names
               that occur once, all processes together: the most memory (proportional set size) in
               each quarter of the run, which must not grow, and words per second from start to end,
               by the clock and by processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from byway.model import Document
from byway.processes import Processes, cores
from byway.reading import Reader
from byway.reading.reader import MODELS
from byway.reports import PART, File, How

ROOT = Path(__file__).resolve().parents[2]
Measured = Callable[[], tuple[float, float]]
ROUNDS = 3
"""Times that each is measured, by turns; the best counts.  Where others use the machine at the same
time, the ratio by processor time tells more than the one by the clock."""


def english(folder: Path) -> list[str]:
    """The English texts of the corpus."""
    rows = map(json.loads, (folder / "corpus" / "index.jsonl").read_text("utf-8").splitlines())
    ids = [row["id"] for row in rows if row["language"] == "en"]
    return [(folder / "corpus" / f"{name}.txt").read_text(encoding="utf-8") for name in ids]


def one_process(texts: list[str]) -> dict[str, Any]:
    """Words per second of spaCy and of the reader, and the ratio."""
    reader = Reader()
    documents = [Document(id=str(n), text=text, sha256="") for n, text in enumerate(texts)]
    list(reader.pipeline.pipe(texts[:3]))  # both start warm
    list(reader.analyse_many(documents[:3]))
    return _compared(
        texts,
        lambda: _spent(reader.pipeline.pipe(texts)),
        lambda: _spent(reader.analyse_many(documents)),
    )


def every_core(texts: list[str], scratch: Path) -> dict[str, Any]:
    """The same with a process for each core."""
    count = cores()
    files = []
    for n, text in enumerate(texts):
        place = scratch / f"{n:04}.txt"
        place.write_text(text, encoding="utf-8")
        files.append(File(str(place), None, place.stat().st_size))
    # parts small enough that both cores have work to the end
    size = max(1, min(PART, len(files) // (4 * count)))
    tasks = [files[n : n + size] for n in range(0, len(files), size)]
    nlp = Reader().pipeline
    list(nlp.pipe(texts[:3]))
    with Processes("byway.reports:reading", How(MODELS), count) as processes:
        _spent(processes.map([files[:1]] * 2 * count))  # each has loaded its model
        return {
            "processes": count,
            **_compared(
                texts,
                lambda: _spent(nlp.pipe(texts, n_process=count, batch_size=size)),
                lambda: _spent(processes.map(tasks)),
            ),
        }


def stream(texts: list[str], reports: int, scratch: Path) -> dict[str, Any]:
    """Memory and speed of `byway read` over many reports."""
    folder = scratch / "reports"
    words = _make_reports(folder, texts, reports)
    out = scratch / "claims.jsonl"
    command = [sys.executable, "-c", "from byway.cli import main; main()", "--home", str(scratch)]
    command += ["read", str(folder), "--out", str(out), "--workers", str(cores())]
    used: list[float] = []
    before = _processor_time()
    began = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            used.append(_memory(process.pid))
            time.sleep(0.25)
    seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"byway read ended with {process.returncode}")
    quarter = max(1, len(used) // 4)
    return {
        "reports": reports,
        "words": words,
        "claims": sum(1 for _ in out.open(encoding="utf-8")),
        "seconds": round(seconds, 1),
        "words_per_second": round(words / seconds),
        "words_per_processor_second": round(words / (_processor_time() - before)),
        "peak_mb": round(max(used)),
        "peak_mb_by_quarter": [
            round(max(used[n * quarter : (n + 1) * quarter or None] or [0])) for n in range(4)
        ],
    }


def _make_reports(folder: Path, texts: list[str], count: int) -> int:
    """Write `count` reports; the number of their words."""
    folder.mkdir()
    paragraphs = [p for text in texts for p in text.split("\n") if len(p) > 150]
    chance = random.Random(2023)
    words = 0
    for n in range(count):
        name = "".join(chance.choices("abcdefghiklmnoprstuvz", k=9)).title()
        chosen = chance.choices(paragraphs, k=4)
        text = "\n\n".join([f"{name} Ltd sold engines to a firm in Oman.", *chosen])
        words += len(text.split())
        (folder / f"{n:06}.txt").write_text(text, encoding="utf-8")
    return words


def _processor_time() -> float:
    """Seconds of processor time of this process and of those that it started, ended or not."""
    total = sum(os.times()[:4])
    for child in _children(os.getpid()):
        with suppress(OSError):  # it has ended
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _memory(pid: int) -> float:
    """Megabytes of a process and those it started; pages that they share are counted once."""
    total = 0.0
    for number in [pid, *_children(pid)]:
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            direct = [int(number) for number in task.read_text().split()]
        except OSError:
            continue
        for child in direct:
            found += [child, *_children(child)]
    return found


def _compared(texts: list[str], spacy: Measured, reader: Measured) -> dict[str, Any]:
    words = sum(len(text.split()) for text in texts)
    turns = [(spacy(), reader()) for _ in range(ROUNDS)]
    (theirs, theirs_own), (ours, ours_own) = (
        tuple(min(turn[which][kind] for turn in turns) for kind in (0, 1)) for which in (0, 1)
    )
    return {
        "texts": len(texts),
        "words": words,
        "spacy_words_per_second": round(words / theirs),
        "reader_words_per_second": round(words / ours),
        "ratio": round(theirs / ours, 3),
        "ratio_of_processor_time": round(theirs_own / ours_own, 3),
    }


def _spent(items: Iterable[Any]) -> tuple[float, float]:
    """Seconds until all `items` have come, by the clock and of processor time."""
    began, own = time.perf_counter(), _processor_time()
    for _ in items:
        pass
    return time.perf_counter() - began, _processor_time() - own


def measure(folder: Path, reports: int) -> dict[str, Any]:
    """All of it."""
    texts = english(folder)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "texts").mkdir()
        return {
            "one process": one_process(texts),
            "every core": every_core(texts, scratch / "texts"),
            "stream": stream(texts, reports, scratch),
        }


def show(result: dict[str, Any]) -> None:
    """Print the figures."""
    for name in ("one process", "every core"):
        found = result[name]
        print(
            f"{name:12} {found['texts']} texts, {found['words']:,} words: spaCy's pipeline "
            f"{found['spacy_words_per_second']:,} words/s, the whole reading "
            f"{found['reader_words_per_second']:,} words/s, ratio {found['ratio']} "
            f"({found['ratio_of_processor_time']} by processor time)"
        )
    found = result["stream"]
    quarters = ", ".join(str(mb) for mb in found["peak_mb_by_quarter"])
    print(
        f"stream       {found['reports']:,} reports, {found['words']:,} words, "
        f"{found['claims']:,} claims in {found['seconds']} s: "
        f"{found['words_per_second']:,} words/s, "
        f"{found['words_per_processor_second']:,} words/s of one processor's time"
        f"\n             most memory {found['peak_mb']:,} MB, by quarter of the run {quarters} MB"
    )


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description="Measure the reader's speed and memory.")
    default = os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared"
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--reports", type=int, default=1_500, help="reports of the stream")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.shared / "reading"
    if not (folder / "corpus" / "index.jsonl").is_file():
        sys.exit(f"no corpus at {folder} (set BYWAY_SHARED or --shared)")
    result = measure(folder, arguments.reports)
    if arguments.json:
        print(json.dumps(result))
    else:
        show(result)


if __name__ == "__main__":
    main()
