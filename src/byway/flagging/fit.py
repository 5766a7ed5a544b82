"""Whether descriptions of goods fit the HS codes beside them: the register `fit`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from byway.batches import batched
from byway.model import Outcome
from byway.processes import Processes

Pair = tuple[str, str]
BATCH = 200
WORTH_WORKERS = 1_000
"""Fewer pairs than this are judged faster than processes start."""
WORDS = {Outcome.PRESENT: True, Outcome.ABSENT: False}


def fit_register(
    pairs: Iterable[Pair], workers: int = 1, progress: Callable[[int], None] | None = None
) -> list[dict[str, Any]]:
    """A row for each distinct pair of description and HS code that can be judged."""
    asked = list(pairs)
    rows: list[dict[str, Any]] = []
    if workers == 1 or len(asked) < WORTH_WORKERS:
        answer = answering(None)
        for batch in batched(asked, BATCH):
            rows += answer(batch)
        return rows
    with Processes(f"{__name__}:answering", None, workers) as processes:
        done = 0
        for batch in processes.map(batched(asked, BATCH)):
            rows += batch
            done += BATCH
            if progress:
                progress(min(done, len(asked)))
    return rows


def answering(_: None) -> Callable[[list[Pair]], list[dict[str, Any]]]:
    """What judges pairs, in a process."""
    from byway.goods import Classifier, mismatch

    classifier = Classifier.default()

    def judged(pairs: list[Pair]) -> list[dict[str, Any]]:
        found = []
        for description, hs in pairs:
            fit = mismatch(description, hs, classifier)
            if fit.outcome in WORDS:
                found.append(
                    {
                        "description": description,
                        "hs": hs,
                        "contradicts": WORDS[fit.outcome],
                        "because": fit.because,
                    }
                )
        return found

    return judged
