"""Screening, side by side: our engine and yente's stack in one run, with the table of targets.

    python bench/screening/run.py [--peer-python PY] [--quick] [--out FILE.json]

Needs the measuring data (BYWAY_SHARED or ../shared) and, for the peer, a Python with its
`screening/requirements.txt` installed (default: ../peers-venv/bin/python); without it only our own
figures are printed.  Accuracy figures of sets are given for all rows; `--halves` splits every set
in two by a stable hash (the half that weights were fitted on, A, and the other, B).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
OURS = "byway_engine:build"
PEER = "yente-emul(tantivy)+logic-v2"
SCRUBBED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    shared = Path(os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared")
    ask.add_argument("--shared", type=Path, default=shared)
    ask.add_argument("--peer-python", type=Path, default=ROOT.parent / "peers-venv/bin/python")
    ask.add_argument("--quick", action="store_true", help="samples for the peer's slow passes")
    ask.add_argument("--halves", action="store_true", help="report half A and half B apart")
    ask.add_argument("--out", type=Path)
    args = ask.parse_args()
    data = args.shared / "screening"
    if not (data / "harness.py").is_file():
        sys.exit(f"no measuring data at {data} (set BYWAY_SHARED)")
    bench = Bench(data, args.peer_python if args.peer_python.is_file() else None, args.quick)
    rows = bench.table()
    width = max(len(row[0]) for row in rows)
    print(f"\n{'measure':{width}}  {'peer':>16}  {'ours':>16}  {'to reach':>12}")
    for name, peer, ours, target in rows:
        print(f"{name:{width}}  {peer:>16}  {ours:>16}  {target:>12}")
    if args.halves:
        bench.halves()
    if args.out:
        args.out.write_text(json.dumps({"rows": rows, "runs": bench.runs}, indent=1))


class Bench:
    """Runs of the shared harness, ours and the peer's."""

    def __init__(self, data: Path, peer: Path | None, quick: bool) -> None:
        self.data, self.peer, self.quick = data, peer, quick
        self.runs: dict[str, Any] = {}
        self._screener: Any = None
        self.folder = Path(tempfile.mkdtemp(prefix="byway-bench-"))

    def table(self) -> list[tuple[str, str, str, str]]:
        """Rows of measure, peer, ours, target."""
        speed_sets = ["un_treated@60", "xlist@60", "neg_global@60"]
        ours_full = self.harness(
            "ours full", OURS, ["un_treated", "xlist", "neg_global", "neg_us"], "full"
        )
        ours_name = self.harness("ours name", OURS, ["xlist", "neg_global"], "name")
        ours_ssb = self.harness("ours ssb", OURS, ["ssb_pos", "ssb_neg"], "name")
        ours_one = self.harness("ours single", OURS, speed_sets, "full", mix=180)
        ours_bulk = self.harness("ours bulk", OURS, ["un_treated", "xlist"], "full", "--bulk")
        peer_one = self.harness("peer single", PEER, speed_sets, "full", mix=60, peer=True)
        sets = (
            ["un_treated@120", "xlist@120", "neg_global@120"]
            if self.quick
            else ["un_treated", "xlist", "neg_global"]
        )
        peer_full = self.harness("peer full", PEER, sets, "full", mix=30, peer=True)
        peer_name = self.harness("peer name", PEER, sets[1:], "name", mix=30, peer=True)

        def of(run: dict[str, Any], name: str, key: str) -> float | None:
            for got, value in run.get("sets", {}).items():
                if got.partition("@")[0] == name:
                    return float(value["all"][key]) if key in value["all"] else None
            return None

        def other(run: dict[str, Any]) -> float | None:
            for got, value in run.get("sets", {}).items():
                found = value["by_class"].get("Person/other_spelling")
                if got.startswith("xlist") and found:
                    return float(found["hit@thr"])
            return None

        def point(run: dict[str, Any], pair: str) -> float | None:
            for got, value in run.get("operating_points", {}).items():
                plain = " | ".join(part.partition("@")[0] for part in got.split(" | "))
                if plain == pair:
                    return float(value["hit"])
            return None

        def row(name: str, peer: float | None, ours: float | None, target: str) -> Any:
            text = ["-" if v is None else f"{v:.3f}" for v in (peer, ours)]
            return name, text[0], text[1], target

        names, pairs = self.name_bench(), self.pairs()
        rows = [
            row(
                "xlist full recall@1",
                of(peer_full, "xlist", "recall@1"),
                of(ours_full, "xlist", "recall@1"),
                ">= 0.988",
            ),
            row(
                "xlist full recall@5",
                of(peer_full, "xlist", "recall@5"),
                of(ours_full, "xlist", "recall@5"),
                ">= 0.994",
            ),
            row(
                "xlist full hit",
                of(peer_full, "xlist", "hit@thr"),
                of(ours_full, "xlist", "hit@thr"),
                ">= 0.982",
            ),
            row("xlist people, other spelling: hit", other(peer_full), other(ours_full), ">= 0.88"),
            row(
                "xlist names, fpr<=0.001 neg_global",
                point(peer_name, "xlist | neg_global | fpr<=0.001"),
                point(ours_name, "xlist | neg_global | fpr<=0.001"),
                ">= 0.945",
            ),
            row("un_treated full, fpr<=0.0005", None, self.strict_point(), ">= 0.988"),
            row(
                "un_treated, birth date changed: hit",
                self.by_class(peer_full, "un_treated"),
                self.by_class(ours_full, "un_treated"),
                ">= 0.97",
            ),
            row(
                "ssb end to end, fpr<=0.01",
                None,
                point(ours_ssb, "ssb_pos | ssb_neg | fpr<=0.01"),
                "-",
            ),
            row("ssb pairs, fpr<=0.01 (peer 0.535)", 0.535, self.ssb_pairs(0.01), ">= 0.72"),
            row("ssb pairs, fpr<=0.05 (peer 0.727)", 0.727, self.ssb_pairs(0.05), ">= 0.86"),
            row(
                "judged pairs, OpenSanctions: AP",
                0.972,
                pairs.get("opensanctions_pairs_2025"),
                ">= 0.990",
            ),
            row("judged pairs, across lists: AP", 0.953, pairs.get("crosslist_2021"), ">= 0.983"),
            row("name_bench F1", 0.796, names.get("f1"), ">= 0.87"),
            row("name_bench STRONG right", 47, names.get("strong"), "47"),
            row("entity_bench accuracy", 0.903, self.entity_bench(), ">= 0.935"),
        ]
        peer_rate = (peer_one.get("qps_1core") or {}).get("per_cpu_s")
        for label, run, target in (
            ("queries per CPU-second, single", ours_one, ">= 20x"),
            ("queries per CPU-second, bulk", ours_bulk, ">= 50x"),
        ):
            rate = run["qps_1core"]["per_cpu_s"]
            ratio = f"{rate:.0f} ({rate / peer_rate:.0f}x)" if peer_rate else f"{rate:.0f}"
            rows.append((label, f"{peer_rate or '-'}", ratio, target))
        timing = ours_full["sets"]["un_treated"]["timing"]
        timing_peer = next(iter(peer_full.get("sets", {}).values()), {}).get("timing", {})
        rows.append(
            (
                "one query p50 / p99, ms",
                f"{timing_peer.get('p50_ms', '-')} / {timing_peer.get('p99_ms', '-')}",
                f"{timing['p50_ms']} / {timing['p99_ms']}",
                "0.8 / 6",
            )
        )
        rows.append(
            (
                "build s / peak MB",
                f"{peer_full.get('build_wall_s', '-')} / {peer_full.get('peak_mb', '-')}",
                f"{ours_full['build_wall_s']} / {ours_full['peak_mb']}",
                "8 / 450",
            )
        )
        rows.append(("first match from a prepared index, s", "5", f"{self.cold():.2f}", "<= 1.5"))
        return rows

    def harness(
        self,
        label: str,
        engine: str,
        sets: list[str],
        fields: str,
        *extra: str,
        mix: int = 300,
        peer: bool = False,
    ) -> dict[str, Any]:
        """One engine's result of the shared harness; empty when the peer is not installed."""
        if peer and self.peer is None:
            return {}
        out = self.folder / f"{label.replace(' ', '_')}.json"
        command = [str(self.peer if peer else sys.executable), "-B", "harness.py", "run"]
        command += ["--engine", engine, "--fields", fields, "--mix", str(mix), "--out", str(out)]
        for name in sets:
            command += ["--set", name]
        subprocess.run([*command, *extra], cwd=self.data, env=environment(), check=True)
        result: dict[str, Any] = json.loads(out.read_text())["results"][0]
        if "error" in result:
            sys.exit(f"{label}: {result['error']}")
        self.runs[label] = result
        return result

    def by_class(self, run: dict[str, Any], name: str) -> float | None:
        """Hit rate of un_treated rows with a changed birth date."""
        for got, value in run.get("sets", {}).items():
            if got.startswith(name):
                found = value["by_class"].get("positive/dob_changed")
                return float(found["hit@thr"]) if found else None
        return None

    def strict_point(self) -> float:
        """un_treated hits above the score that 0.05 % of the unlisted people reach."""
        pos, neg = self.best("un_treated"), self.best("neg_global") + self.best("neg_us")
        cut = sorted((score for _, score in neg), reverse=True)[int(0.0005 * len(neg))]
        return statistics.mean(score > cut for _, score in pos)

    def best(self, name: str) -> list[tuple[str, float]]:
        """Per query its key and the best score of an expected party (of any, if none is)."""
        screener = self.screener()
        queries = read_lines(self.data / f"data/queries/{name}.jsonl")
        found = screener.match_many([{"id": q["qid"], **q} for q in queries])
        best = []
        for query, ranked in zip(queries, found, strict=True):
            expected = set(query["expected"])
            scores = [s for i, s in ranked if not expected or i in expected]
            best.append((query["qid"], max(scores, default=0.0)))
        return best

    def screener(self) -> Any:
        from byway.screening import Screener

        if self._screener is None:
            self._screener = Screener.build(read_lines(self.data / "data/lists/main.jsonl"))
        return self._screener

    def scored_ssb(self) -> list[tuple[str, bool, float]]:
        from byway_engine import pair_score

        return [
            (
                row["qid"],
                name == "ssb_pos",
                pair_score(row["properties"]["name"][0], row["source"], "Person"),
            )
            for name in ("ssb_pos", "ssb_neg")
            for row in read_lines(self.data / f"data/queries/{name}.jsonl")
        ]

    def ssb_pairs(self, rate: float) -> float:
        """Recall of perturbed names at a rate of false alarms on near misses, pair by pair."""
        if not hasattr(self, "_ssb"):
            self._ssb = self.scored_ssb()
        return recall_at([(match, score) for _, match, score in self._ssb], rate)

    def name_bench(self) -> dict[str, float]:
        out = self.folder / "name_bench.json"
        command = [sys.executable, "-B", "run_name_bench.py", "--plugin", "byway_engine:pair_score"]
        command += ["-c", "byway_engine:pair_score", "--runs", "1", "--out", str(out)]
        subprocess.run(command, cwd=self.data, env=environment(), check=True)
        result = json.loads(out.read_text())["comparators"]["byway_engine:pair_score"]
        strong = result["quality"]["STRONG"]
        self.runs["name_bench"] = result["at_0_7"]
        return {"f1": result["at_0_7"]["f1"], "strong": float(strong["tp"] + strong["tn"])}

    def judged(self) -> dict[str, list[tuple[str, bool, Any, Any]]]:
        sys.path.insert(0, str(self.data))
        import run_pairs

        return {
            name: [(f"{a.get('id')}|{b.get('id')}", match, a, b) for match, a, b in rows]
            for name, rows in run_pairs.load().items()
        }

    def pairs(self) -> dict[str, float]:
        """Average precision on the human-judged pairs."""
        from byway.screening import compare

        self._judged = {
            name: [(key, match, compare(a, b)) for key, match, a, b in rows]
            for name, rows in self.judged().items()
        }
        return {
            name: average_precision([(m, s) for _, m, s in rows])
            for name, rows in self._judged.items()
        }

    def entity_pairs(self) -> list[tuple[str, bool, float]]:
        from yaml import safe_load

        from byway.screening import compare

        rows = []
        for check in safe_load((self.data / "pairs/entity_bench_checks.yml").read_text())["checks"]:
            sides = [
                {
                    "id": "x",
                    "schema": check["schema"],
                    "properties": {
                        name: [str(v) for v in (value if isinstance(value, list) else [value])]
                        for name, value in (check.get(side) or {}).items()
                    },
                }
                for side in ("query", "candidate")
            ]
            key = json.dumps(
                [check.get("query"), check.get("candidate")], sort_keys=True, default=str
            )
            rows.append((key, bool(check["match"]), compare(*sides)))
        return rows

    def entity_bench(self) -> float:
        self._entity = self.entity_pairs()
        return statistics.mean((score >= 0.7) == match for _, match, score in self._entity)

    def cold(self) -> float:
        """Seconds from the start of a process to its first answer, of a prepared index."""
        folder = self.folder / "index"
        self.screener().save(folder)
        code = (
            "from pathlib import Path; import sys; from byway.screening import Screener\n"
            "s = Screener.load(Path(sys.argv[1]))\n"
            "s.match({'id': 'q', 'schema': 'Person', 'properties': {'name': ['Olga Petrova']}})"
        )
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=environment())
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)

    def halves(self) -> None:
        """Print the accuracy figures of half A and half B apart."""
        pos, neg = self.best("xlist"), self.best("neg_global")
        treated = self.best("un_treated")
        for side in "AB":
            mine = [row for row in self._ssb if half(row[0]) == side]
            figures = {
                "xlist hit": statistics.mean(s >= 0.7 for q, s in pos if half(q) == side),
                "un_treated hit": statistics.mean(s >= 0.7 for q, s in treated if half(q) == side),
                "neg_global fpr": statistics.mean(s >= 0.7 for q, s in neg if half(q) == side),
                "ssb pairs fpr<=.01": recall_at([(m, s) for _, m, s in mine], 0.01),
                "ssb pairs fpr<=.05": recall_at([(m, s) for _, m, s in mine], 0.05),
                "entity_bench acc": statistics.mean(
                    (s >= 0.7) == m for k, m, s in self._entity if half(k) == side
                ),
            }
            for name, rows in self._judged.items():
                figures[f"{name} AP"] = average_precision(
                    [(m, s) for k, m, s in rows if half(k) == side]
                )
            print(f"half {side}: " + ", ".join(f"{k} {v:.3f}" for k, v in figures.items()))


def half(key: str) -> str:
    """Which half a query or pair belongs to: A is the one weights were fitted on."""
    return "AB"[hashlib.sha256(f"byway-half:{key}".encode()).digest()[0] % 2]


def recall_at(rows: list[tuple[bool, float]], rate: float) -> float:
    """Share of matches scored above what `rate` of the others reach."""
    others = sorted((score for match, score in rows if not match), reverse=True)
    cut = others[int(rate * len(others))]
    return statistics.mean(score > cut for match, score in rows if match)


def average_precision(rows: list[tuple[bool, float]]) -> float:
    """Average precision; rows of one score count together."""
    total = sum(match for match, _ in rows)
    hits = seen = 0
    area = 0.0
    ranked = sorted(rows, key=lambda row: -row[1])
    start = 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][1] == ranked[start][1]:
            end += 1
        found = sum(match for match, _ in ranked[start:end])
        hits, seen = hits + found, seen + end - start
        area += found * hits / seen
        start = end
    return area / total


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def environment() -> dict[str, str]:
    """The environment of a run: our adapter on the path, no tuning of the linear algebra."""
    kept = {name: value for name, value in os.environ.items() if name not in SCRUBBED}
    return {**kept, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    main()
