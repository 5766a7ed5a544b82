"""From pairs to groups: average linkage, so that one doubtful pair does not join two groups."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping


def group(count: int, points: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Groups of the items 0..count-1, each sorted, in order of their first item.

    `points[i, j]` with i < j; a pair that is absent counts as -`least`.  The two groups with the
    highest mean of their pairs are joined, as long as that reaches `least`; of equal means, the
    first in the order of the items.
    """
    members = {i: [i] for i in range(count)}
    excess: dict[int, dict[int, float]] = defaultdict(dict)  # sums over pairs, above -least
    waiting: list[tuple[float, int, int]] = []

    def mean(a: int, b: int) -> float:
        return excess[a][b] / (len(members[a]) * len(members[b])) - least

    def offer(a: int, b: int) -> None:
        if (value := mean(a, b)) >= least:
            heapq.heappush(waiting, (-value, min(a, b), max(a, b)))

    for (i, j), value in points.items():
        excess[i][j] = excess[j][i] = value + least
        offer(i, j)
    while waiting:
        value, a, b = heapq.heappop(waiting)
        if a not in members or b not in members or -value != mean(a, b):
            continue  # an offer from before one of them grew
        members[a] = sorted(members[a] + members.pop(b))
        for other, more in excess.pop(b).items():
            del excess[other][b]
            if other != a:
                excess[a][other] = excess[other][a] = excess[a].get(other, 0.0) + more
        for other in excess[a]:
            offer(a, other)
    return sorted(members.values())
