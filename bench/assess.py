"""`byway assess` of one 500-word report with 16,000 listed parties: time and memory, whole process.

    python bench/assess.py [--words 500] [--parties 16000] [--runs 3]

Report and list are made here, seeds fixed, so that the figures can be had anywhere.  The list is
prepared before (`byway lists add`), as a user would have it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCES = (
    "The Institute for the Study of War wrote on 17 March that firms in China have reportedly "
    "sold drone parts and rifles to Russian buyers.",
    "Belarusian leader Alexander Lukashenko and Xi Jinping signed 16 agreements in Beijing on "
    "1 March.",
    "According to the think tank, Chinese goods could be moved to Russia through Belarus.",
    "The Kremlin announced that Vladimir Putin will meet his guest in Moscow on 20 March.",
    "Western intelligence agencies said that Beijing is considering supplying lethal weapons.",
    "China's foreign ministry denied that the country is supplying weapons to Russia.",
    "The weather in the harbour was mild, and the ferries kept to their timetable all week.",
)
SYLLABLES = (
    "ka lo mi ru ten sha vi bor dal en fo gri ha iv jo ku las mor ni os per qu ra so".split()
)


def report(words: int) -> str:
    """A report of about so many words."""
    text: list[str] = ["Moscow visit puts goods on the road through Minsk in the spotlight", ""]
    while sum(len(line.split()) for line in text) < words:
        text += [" ".join(SENTENCES), ""]
    return "\n".join(text)


def listed(count: int) -> str:
    """So many parties as FollowTheMoney JSON lines, with two names each."""
    chance = random.Random(20260101)

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title()

    lines = []
    for number in range(count):
        names = [f"{word()} {word()} {word()}" for _ in range(2)]
        properties = {"name": names[:1], "alias": names[1:], "topics": ["sanction"]}
        schema = "Person" if number % 2 else "Company"
        lines.append(json.dumps({"id": f"x-{number}", "schema": schema, "properties": properties}))
    return "\n".join(lines)


def main() -> None:
    """Print the figures as one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--words", type=int, default=500)
    options.add_argument("--parties", type=int, default=16_000)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    byway = Path(sys.executable).with_name("byway")
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        (home / "report.txt").write_text(report(given.words), encoding="utf-8")
        (home / "made.ftm.json").write_text(listed(given.parties), encoding="utf-8")
        run = [str(byway), "--home", str(home)]
        add = [*run, "lists", "add", str(home / "made.ftm.json")]
        subprocess.run([*add, "--format", "ftm", "--list", "made"], check=True, stdout=sys.stderr)
        assess = [*run, "assess", str(home / "report.txt"), "--date", "2023-03-18"]
        assess += ["--lists", str(home / "lists"), "--out", str(home / "out"), "--json"]
        seconds = []
        for _ in range(given.runs):
            start = time.perf_counter()
            done = subprocess.run(assess, check=True, capture_output=True)
            seconds.append(round(time.perf_counter() - start, 2))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        claims = len(json.loads(done.stdout)["claims"])
    figures = {
        "words": len(report(given.words).split()),
        "parties": given.parties,
        "claims": claims,
        "seconds": seconds,
        "peak_mb": round(peak),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
