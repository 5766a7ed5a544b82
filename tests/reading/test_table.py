"""Broad tables of single sentences (*.txt): what must be read, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from byway.model import Claim

Read = Callable[[str], list[Claim]]

LINES = [
    line
    for table in ("sentences.txt", "encounters.txt", "frames.txt")
    for line in (Path(__file__).parent / table).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TELLING = [line for line in LINES if "|" in line]
SILENT = [line for line in LINES if "|" not in line]


@pytest.mark.parametrize("line", TELLING, ids=[line.split("|")[0] for line in TELLING])
def test_what_a_sentence_tells(claims: Read, line: str) -> None:
    text, event, agent, recipient, intermediary, certainty, status, date = line.split("|")
    found = claims(text)
    claim = next((c for c in found if c.event == event), None)
    assert claim is not None, [(c.event, c.quote) for c in found]
    for expected, got in (
        (agent, claim.agent),
        (recipient, claim.recipient),
        (intermediary, claim.intermediary),
    ):
        assert not expected or any(expected in name or name in expected for name in got), got
    for value, seen in ((certainty, claim.certainty), (status, claim.status), (date, claim.date)):
        assert not value or value == seen


@pytest.mark.parametrize("text", SILENT)
def test_nothing_to_claim(claims: Read, text: str) -> None:
    assert [(c.event, c.quote) for c in claims(text)] == []
