"""The line of time."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from byway.model import Claim, Event
from byway.render.timeline import MOST_TICKS, timeline


def claims(*dates: str | None) -> dict[int, Claim]:
    return {
        n: Claim(doc="d", quote="q", start=0, end=1, event=Event.MEET, date=date)
        for n, date in enumerate(dates, 1)
    }


def test_in_order_of_days_with_claims_of_one_date_together():
    found = timeline(claims("2023-03-20/2023-03-22", "2023-03", None, "2023-03-01", "2023-03"))
    assert [(e.said, e.claims) for e in found.entries] == [
        ("2023-03-01", (4,)),
        ("2023-03", (2, 5)),
        ("2023-03-20/2023-03-22", (1,)),
    ]
    assert found.undated == (3,)
    assert found.lanes == 2


def test_one_month_fills_the_line():
    (entry,) = timeline(claims("2023-02")).entries
    assert (entry.left, entry.width) == (0.0, 100.0)


def test_nothing_dated():
    found = timeline(claims(None, "soon"))
    assert (found.entries, found.ticks, found.undated, found.lanes) == ((), (), (1, 2), 0)


@example(["9999-12-31"])
@example(["0001-01-01", "9999-12-31"])
@given(st.lists(st.dates().map(lambda day: day.isoformat()), min_size=1, max_size=12))
def test_marks_lie_on_the_line_and_never_on_each_other(dates):
    found = timeline(claims(*dates))
    assert 2 <= len(found.ticks) <= MOST_TICKS + 1
    assert [t[0] for t in found.ticks] == sorted({t[0] for t in found.ticks})
    for entry in found.entries:
        assert 0 <= entry.left <= 100
    by_lane: dict[int, float] = {}
    for entry in found.entries:
        assert entry.left >= by_lane.get(entry.lane, 0) - 0.01
        by_lane[entry.lane] = entry.left + entry.width
