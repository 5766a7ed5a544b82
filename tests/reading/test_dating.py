"""Which date of a sentence is the event's: `event_dates.txt`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from byway.reading import Reader

TOLD = date(2024, 5, 16)  # a Thursday
LINES = [
    line
    for line in (Path(__file__).parent / "event_dates.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES, ids=[line.split("|")[0] for line in LINES])
def test_date_of_an_event(reader: Reader, line: str) -> None:
    text, when = line.split("|")
    assert (when or None) in {claim.date for claim in reader.read(text, TOLD)}
