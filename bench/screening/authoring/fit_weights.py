"""Fits src/byway/data/screening/calibration.yaml on half A of the measuring sets.

    python bench/screening/authoring/fit_weights.py [--shared DIR] [--write]

Logistic regression with signs and bounds held.  The people who are not listed are met with the
parties nearest to them under the weights there are and, a second time, under the new ones, as each
set of weights has its own false alarms.  A pair of parties is described by its best pair of
names under the weights so far, and by what else is known; the two steps are repeated until they
settle.  Half B (by the hash that `bench/screening/run.py` uses) is never read here, but to print
how the weights do on it.  Without --write nothing is changed.

Besides the measuring sets there are pairs of our own: those of case_pairs.tsv; names of listed
bodies with another name of theirs, and with the nearest other body; companies of the GLEIF
sample with the nearest others.  They are many, but not judged by anybody, so they count little.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import os
import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from yaml import safe_dump, safe_load

from byway.screening import evidence, features, lexicon, scoring, screener
from byway.screening.comparison import kind_of_pair
from byway.screening.fold import fold
from byway.screening.matcher import meet_all
from byway.screening.names import Kind, kind_of
from byway.screening.records import Record
from byway.screening.screener import Screener

ROOT = Path(__file__).resolve().parents[3]
CASES = Path(__file__).parent / "case_pairs.tsv"
TARGET = ROOT / "src/byway/data/screening/calibration.yaml"
sys.path.insert(0, str(ROOT / "bench/screening"))
from run import average_precision, half, read_lines, recall_at  # noqa: E402

FOR = {
    "whole", "birth_day", "birth_year", "birth_slip", "birth_near", "country_match",
    "identifier_match",
}  # fmt: skip
"""Features that may only speak for; all others may only speak against."""
AT_MOST = {
    "person": {"thin": -1.5, "weak_whole": -1.0, "other_name": -0.7},
    "entity": {
        "thin": -1.5,
        "weak_whole": -1.0,
        "common": -2.0,
        "acronym": -2.2,
        "initials": -3.5,
        "place_conflict": -2.0,
        "stray_place": -1.5,
        "number_extra": -2.5,
        "extra": -0.4,
    },
}
AT_LEAST = {
    "person": {
        "across_scripts": -2.0,
        "common": 0.0,
        "place_conflict": 0.0,
        "acronym": 0.0,
        "thin": -2.0,
    },
    "entity": {"across_scripts": -2.0, "country_match": 0.2, "common": -3.0},
}
"""Bounds in nats that the head of calibration.yaml gives the reasons of."""
UP_TO = {"birth_day": 4.5, "identifier_match": 5.5}
"""The same for what speaks for."""
WEIGHT = {"name_bench": 1.5, "entity_bench": 0.4, "ssb": 0.8, "judged": 1.0, "across": 2.5,
          "xlist": 1.0, "unlisted": 0.5, "companies": 0.3, "bodies": 0.1, "own": 1.0}  # fmt: skip
"""What a set counts in the fit, whatever its size."""
DOUBT = {"name_bench": 0.025, "entity_bench": 0.015, "ssb": 0.002, "judged": 0.002, "across": 0.002,
         "xlist": 0.01, "unlisted": 0.001, "companies": 0.005, "bodies": 0.04,
         "own": 0.01}  # fmt: skip
"""The share of a set's labels that are taken to be wrong (the same pairs stand in name_bench and
entity_bench under opposite labels; an alias may be quite another name)."""
NATURAL = ("judged", "across")
"""Sets whose labels keep their own shares."""
RAISED = {"person": 0.8, "entity": 1.1}
"""What is added to the intercepts, in nats, as most sets hold more near misses than there are: so
that 0.7, the alert threshold, makes fewest errors on half A of the pairs of names."""
RIDGE = {"person": 0.05, "entity": 0.2}
RIDGE_OF_FACTS = 0.02
"""How much weights are held small, by cross-validation within half A: those of names most; facts
besides names little, as few pairs have them."""
ROUNDS = 8
COLUMNS = (*features.NAMES, *evidence.NAMES)
WIDTH = len(features.NAMES)
FLOOR = 0.25
NEAREST = 3
MINED = 3
"""Times that false alarms are looked for."""
SAMPLE = 3000
"""Parties that pairs of our own making begin with."""


@dataclass
class Pair:
    """A labelled pair: rows of name features and the evidence besides."""

    source: str
    side: str
    match: bool
    kind: str
    rows: np.ndarray[Any, Any]
    facts: np.ndarray[Any, Any]

    @classmethod
    def of(cls, source: str, key: str, match: bool, left: Any, right: Any) -> Pair | None:
        a, b = Record.of(left), Record.of(right)
        kind = kind_of_pair(a.schema, b.schema)
        names = a.names(kind)[:60], b.names(kind)[:60]
        if not names[0] or not names[1]:
            return None
        facts = evidence.vector(evidence.compare(a.facts(), b.facts()))
        own = "person" if kind is Kind.PERSON else "entity"
        rows = meet_all(*names, kind).features
        return cls(source, half(key), match, own, rows, np.array(facts))


def named(schema: str, *names: str) -> dict[str, Any]:
    return {"id": "x", "schema": schema, "properties": {"name": list(names)}}


def labelled(data: Path) -> Iterator[Pair | None]:
    """All labelled pairs of the measuring sets."""
    with (data / "pairs/name_bench_cases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sides = named(row["schema"], row["name1"]), named(row["schema"], row["name2"])
            key = f"{row['name1']}|{row['name2']}"
            yield Pair.of("name_bench", key, row["is_match"].lower() == "true", *sides)
    for check in safe_load((data / "pairs/entity_bench_checks.yml").read_text())["checks"]:
        key = json.dumps([check.get("query"), check.get("candidate")], sort_keys=True, default=str)
        entities = [
            {"id": "x", "schema": check["schema"], "properties": {
                name: [str(v) for v in (value if isinstance(value, list) else [value])]
                for name, value in (check.get(side) or {}).items()
            }}
            for side in ("query", "candidate")
        ]  # fmt: skip
        yield Pair.of("entity_bench", key, bool(check["match"]), *entities)
    for name in ("ssb_pos", "ssb_neg"):
        for row in read_lines(data / f"data/queries/{name}.jsonl"):
            sides = named("Person", *row["properties"]["name"]), named("Person", row["source"])
            yield Pair.of("ssb", row["qid"], name == "ssb_pos", *sides)
    sys.path.insert(0, str(data))
    import run_pairs

    for name, rows in run_pairs.load().items():
        source = "judged" if name.startswith("opensanctions") else "across"
        for match, left, right in rows:
            yield Pair.of(source, f"{left.get('id')}|{right.get('id')}", match, left, right)
    listed = {party["id"]: party for party in read_lines(data / "data/lists/main.jsonl")}
    for query in read_lines(data / "data/queries/xlist.jsonl"):
        for expected in query["expected"]:
            if expected in listed:
                yield Pair.of("xlist", query["qid"], True, query, listed[expected])


def own(_: Path) -> Iterator[Pair | None]:
    """The pairs of case_pairs.tsv; all are of half A."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, schema, match, left, right = line.split("\t")
            pair = Pair.of("own", line, match == "1", named(schema, left), named(schema, right))
            yield replace(pair, side="A") if pair else None


def companies(data: Path) -> Iterator[Pair | None]:
    """Companies with the nearest others, by their names alone."""
    with gzip.open(data / "data/gleif_names_2025-10.csv.gz", "rt", encoding="utf-8") as file:
        parties = [
            {**named("Company", row["legal_name"]), "id": row["lei"]}
            for row in csv.DictReader(file)
        ]
    yield from near_misses("companies", parties, 2)


def bodies(data: Path) -> Iterator[Pair | None]:
    """Listed bodies: a name of theirs with another, and with the nearest other body."""
    parties = []
    for party in read_lines(data / "data/lists/main.jsonl"):
        if kind_of(party["schema"]) is not Kind.ENTITY:
            continue
        names = party["properties"].get("name", []) + party["properties"].get("alias", [])
        first, *others = dict.fromkeys(names)
        parties.append({**named(party["schema"], first), "id": party["id"]})
        other = random.Random(party["id"]).choice(others) if others else first
        if fold(first) != fold(other):
            yield Pair.of("bodies", party["id"], True, named(party["schema"], other), parties[-1])
    yield from near_misses("bodies", parties, 1)


def near_misses(source: str, parties: list[dict[str, Any]], nearest: int) -> Iterator[Pair | None]:
    """A sample of `parties`, each with the `nearest` others whose names are not the same."""
    by_id = {party["id"]: party for party in parties}

    def words(party: str) -> list[str]:
        return sorted(fold(by_id[party]["properties"]["name"][0]).split())

    screener.FLOOR, screener.FLOOR_BITS = FLOOR, math.log2(FLOOR / (1 - FLOOR))
    asked = random.Random(SAMPLE).sample(parties, SAMPLE)
    seen: set[str] = set()
    for party, ranked in zip(
        asked, Screener.build(parties).match_many(asked, nearest + 2), strict=True
    ):
        near = [other for other, _ in ranked if words(other) != words(party["id"])]
        for other in near[:nearest]:
            key = "|".join(sorted((other, party["id"])))
            if key not in seen:
                seen.add(key)
                yield Pair.of(source, key, False, party, by_id[other])


def unlisted(data: Path, seen: set[tuple[str, bool, str]]) -> Iterator[Pair | None]:
    """People who are not listed, each with the listed parties nearest to them not yet seen."""
    listed = {party["id"]: party for party in read_lines(data / "data/lists/main.jsonl")}
    screener.FLOOR, screener.FLOOR_BITS = FLOOR, math.log2(FLOOR / (1 - FLOOR))
    engine = Screener.build(listed.values())
    for name in ("neg_global", "neg_us"):
        queries = read_lines(data / f"data/queries/{name}.jsonl")
        for only_name in (True, False):
            asked = [
                {**q, "id": q["qid"], "properties": {"name": q["properties"]["name"]}}
                if only_name
                else {**q, "id": q["qid"]}
                for q in queries
            ]
            for query, ranked in zip(asked, engine.match_many(asked, NEAREST), strict=True):
                for party, _ in ranked:
                    if (query["qid"], only_name, party) in seen:
                        continue
                    seen.add((query["qid"], only_name, party))
                    yield Pair.of("unlisted", query["qid"], False, query, listed[party])


def fit(pairs: list[Pair]) -> np.ndarray[Any, Any]:
    """Intercept and weights, in nats, of the pairs of one kind."""
    kind = pairs[0].kind
    at_most, at_least = AT_MOST[kind], AT_LEAST[kind]
    match = np.array([pair.match for pair in pairs])
    sources = np.array([pair.source for pair in pairs])
    weight = np.ones(len(pairs))
    for source in set(sources):
        own = sources == source
        if source in NATURAL:
            weight[own] = 200 * WEIGHT[source] / own.sum()
            continue
        for label in (True, False):
            some = own & (match == label)
            if some.any():
                weight[some] = 100 * WEIGHT[source] / some.sum()
    sign = np.where(match, 1, -1)
    doubt = np.array([DOUBT[source] for source in sources])
    bounds = [(None, None)] + [
        (at_least.get(name, 0), UP_TO.get(name))
        if name in FOR
        else (at_least.get(name), at_most.get(name, 0))
        for name in COLUMNS
    ]
    ridge = np.repeat([RIDGE[kind], RIDGE_OF_FACTS], [WIDTH, len(COLUMNS) - WIDTH])
    found = np.array([1.0] + [1.0 if name in FOR else -1.0 for name in COLUMNS])
    for _ in range(ROUNDS):
        table = np.array([row(pair, found) for pair in pairs])

        def loss(w: Any, table: Any = table) -> tuple[float, Any]:
            margin = np.clip(sign * (table @ w[1:] + w[0]), -60, 60)
            right = 1 / (1 + np.exp(-margin))
            seen = doubt + (1 - 2 * doubt) * right
            slope = -sign * weight * (1 - 2 * doubt) * right * (1 - right) / seen
            value = -(weight * np.log(seen)).sum() + (ridge * w[1:] ** 2).sum()
            return value, np.r_[slope.sum(), table.T @ slope + 2 * ridge * w[1:]]

        found = minimize(
            loss, found, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}
        ).x
    return found


def row(pair: Pair, weights: Any) -> Any:
    best = int((pair.rows @ weights[1 : WIDTH + 1]).argmax())
    return np.r_[pair.rows[best], pair.facts]


def report(pairs: list[Pair], weights: dict[str, Any]) -> None:
    """Print how the weights do on both halves."""
    for side in "AB":
        for source in WEIGHT:
            scored = []
            for pair in pairs:
                if pair.side == side and pair.source == source:
                    w = weights[pair.kind]
                    logit = w[0] + RAISED[pair.kind] + row(pair, w) @ w[1:]
                    scored.append((pair.match, 1 / (1 + math.exp(-logit))))
            if not scored:
                continue
            right = statistics.mean((score >= 0.7) == match for match, score in scored)
            line = f"{side} {source:13} n={len(scored):5} right at 0.7: {right:.3f}"
            if 0 < sum(match for match, _ in scored) < len(scored):
                line += f"  average precision: {average_precision(scored):.3f}"
                line += f"  recall at 1 %: {recall_at(scored, 0.01):.3f}"
            print(line)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    shared = Path(os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared")
    ask.add_argument("--shared", type=Path, default=shared)
    ask.add_argument("--write", action="store_true")
    args = ask.parse_args()
    data = args.shared / "screening"
    before = TARGET.read_text(encoding="utf-8")
    pairs = [pair for found in (labelled, own, companies, bodies) for pair in found(data) if pair]
    seen: set[tuple[str, bool, str]] = set()
    weights: dict[str, Any] = {}
    for _ in range(MINED):
        pairs += [pair for pair in unlisted(data, seen) if pair]
        weights = {
            kind: fit([p for p in pairs if p.kind == kind and p.side == "A"]) for kind in RAISED
        }
        write(weights)
    report(pairs, weights)
    if not args.write:
        TARGET.write_text(before, encoding="utf-8")


def write(weights: dict[str, Any]) -> None:
    """Put the weights into the data file, under its head, and make the engine read it anew."""
    text = TARGET.read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    blocks: dict[str, Any] = {}
    for kind, found in weights.items():
        bits = [round(float(value) / math.log(2), 3) for value in found]
        blocks[kind] = {
            "intercept": round(bits[0] + RAISED[kind] / math.log(2), 3),
            "names": dict(zip(features.NAMES, bits[1 : WIDTH + 1], strict=True)),
            "evidence": dict(zip(evidence.NAMES, bits[WIDTH + 1 :], strict=True)),
        }
    entity = blocks["entity"]
    blocks["object"] = {
        "intercept": entity["intercept"],
        "names": {**entity["names"], "number_conflict": -4.0},
        "evidence": {**entity["evidence"], "identifier_match": 12.0},
    }
    blocks = json.loads(json.dumps(blocks))
    TARGET.write_text(head + safe_dump(blocks, sort_keys=False), encoding="utf-8")
    lexicon.yaml.cache_clear()
    scoring.model.cache_clear()


if __name__ == "__main__":
    main()
