"""Ownership graphs as large registers have them, made with a fixed seed.

Companies stand in groups: most are held by one or two persons, a part by another company of their
group, so that there are chains of several layers; a few groups hold each other in circles.  A tenth
of the shares is unknown, a third is a range.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SHARES = ("25-50", "50-75", "75-100", ">50", "", "")


@dataclass(frozen=True)
class Graph:
    """Holdings as columns of texts; `listed` are ids of persons and companies."""

    owner: list[str]
    owned: list[str]
    share: list[str]
    listed: list[str]


def make(edges: int, listed: int, seed: int = 20261124) -> Graph:
    """About `edges` holdings, `listed` listed owners."""
    random = np.random.default_rng(seed)
    companies, persons = int(edges * 0.6), int(edges * 0.5)
    owned = np.sort(random.integers(0, companies, edges))
    group = 12
    in_group = random.random(edges) < 0.45
    near = owned - random.integers(1, group, edges)
    circle = random.random(edges) < 0.002
    near = np.where(circle, owned + random.integers(1, group, edges), near)
    company = np.clip(near, 0, companies - 1)
    person = random.integers(0, persons, edges)
    owner = [
        f"c{c}" if inside else f"p{p}"
        for inside, c, p in zip(in_group.tolist(), company.tolist(), person.tolist(), strict=True)
    ]
    first = np.r_[True, owned[1:] != owned[:-1]]
    count = np.diff(np.r_[np.flatnonzero(first), edges])
    each = np.repeat(100 / count, count)
    exact = np.round(each * random.uniform(0.5, 1, edges), 2)
    words = random.integers(0, len(SHARES), edges)
    ranged = random.random(edges) < 0.35
    share = [
        SHARES[word] if vague else f"{number:g}"
        for vague, word, number in zip(ranged.tolist(), words.tolist(), exact.tolist(), strict=True)
    ]
    people = random.choice(persons, listed, replace=False)
    return Graph(
        owner, [f"c{c}" for c in owned.tolist()], share, [f"p{p}" for p in people.tolist()]
    )


def write_csv(graph: Graph, path: Path) -> None:
    """One holding a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write("owner,owned,share\n")
        for row in zip(graph.owner, graph.owned, graph.share, strict=True):
            file.write(",".join(row) + "\n")


def write_ftm(graph: Graph, path: Path) -> None:
    """One FollowTheMoney Ownership a line; the parties themselves are left out."""
    with path.open("w", encoding="utf-8") as file:
        for number, row in enumerate(zip(graph.owner, graph.owned, graph.share, strict=True)):
            owner, owned, share = row
            properties = {"owner": [owner], "asset": [owned], "percentage": [share]}
            entity = {"id": f"o{number}", "schema": "Ownership", "properties": properties}
            file.write(json.dumps(entity) + "\n")
