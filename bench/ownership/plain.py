"""The same rule in plain Python, on networkx's graph: what one would write first."""

from __future__ import annotations

import csv
from collections import defaultdict, deque
from pathlib import Path

import networkx as nx

from byway.ownership.shares import parse


def run(path: Path, listed: list[str]) -> tuple[int, int]:
    """Parties that meet OFAC's rule, and that meet it or may, listed ones aside."""
    graph = nx.DiGraph()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            low, high = parse(row["share"])
            pair = row["owner"], row["owned"]
            if graph.has_edge(*pair):  # tellings of one holding, as in byway.ownership.view
                known = graph.edges[pair]
                both = max(low, known["low"]), min(high, known["high"])
                if both[0] > both[1] + 1e-9:
                    known["apart"] = True
                    both = min(low, known["lowest"]), max(high, known["highest"])
                known["lowest"] = min(low, known["lowest"])
                known["highest"] = max(high, known["highest"])
                known["low"], known["high"] = both
            else:
                graph.add_edge(*pair, low=low, high=high, lowest=low, highest=high)
    seeds = [id for id in listed if id in graph]
    lower = _spread(graph, seeds, upper=False) - set(seeds)
    upper = _spread(graph, seeds, upper=True) - set(seeds)
    return len(lower), len(upper | lower)


def _spread(graph: nx.DiGraph, seeds: list[str], *, upper: bool) -> set[str]:
    held: dict[str, float] = defaultdict(float)
    sure: dict[str, float] = defaultdict(float)
    counts, waiting = set(seeds), deque(seeds)
    while waiting:
        owner = waiting.popleft()
        for owned, edge in graph.adj[owner].items():
            held[owned] += edge["high"] if upper else edge["low"]
            sure[owned] += edge["low"]
            total = held[owned]
            if upper and owned not in counts:
                others = [e for _, _, e in graph.in_edges(owned, data=True)]
                least = sum(e["low"] for e in others)
                if least <= 100 + 1e-9 and not any("apart" in e for e in others):
                    total = min(total, 100 - (least - sure[owned]))
            if owned not in counts and total >= 50 - 1e-9:
                counts.add(owned)
                waiting.append(owned)
    return counts
