"""Age of lists."""

from __future__ import annotations

from datetime import date

import pytest

from byway.render.snapshots import snapshots


@pytest.mark.parametrize(
    ("given", "words", "stale"),
    [
        ({"list": "a", "day": "2026-01-31"}, "31 January 2026, the day of the question", False),
        ({"list": "a", "snapshot": "2026-01-30"}, "30 January 2026, 1 day old", False),
        ({"list": "a", "date": "2025-12-01"}, "1 December 2025, 61 days old", True),
        ({"list": "a", "day": "2025-12-01", "stale": False}, "1 December 2025, 61 days old", False),
        (
            {"list": "a", "day": "2026-02-02"},
            "2 February 2026, 2 days after the day of the question",
            False,
        ),
        ({"name": "a", "day": "never"}, "date unknown", True),
        ({"id": "a", "day": date(2026, 1, 31)}, "31 January 2026, the day of the question", False),
    ],
)
def test_age_is_counted_to_the_day_of_the_question(sample, given, words, stale):
    base = sample.empty()
    receipt = base.receipt.model_copy(update={"lists": (given,)})
    (found,) = snapshots(base.model_copy(update={"receipt": receipt}))
    assert (found.name, found.words, found.stale, dict(found.rest)) == ("a", words, stale, {})


def test_what_else_is_known_is_kept(full):
    assert dict(snapshots(full)[1].rest) == {"parties": 703, "sha256": "ab" * 32}
