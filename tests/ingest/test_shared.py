"""Real reports: nothing that the gold reading took a claim from is marked as furniture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from byway.ingest import load


@pytest.mark.shared
def test_no_gold_claim_is_lost(shared: Path) -> None:
    lost = []
    for path in sorted((shared / "reading" / "gold").glob("[0-9]*.json")):
        source = shared / "reading" / "corpus" / f"{path.stem}.txt"
        (document,) = load(str(source))
        assert document.text == source.read_text(encoding="utf-8")
        for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]:
            start = document.text.find(claim["quote"])
            end = start + len(claim["quote"])
            if not any(b.start <= start and end <= b.end for b in document.readable()):
                lost.append((path.stem, claim["quote"]))
    assert not lost


@pytest.mark.shared
def test_real_reports_metadata(shared: Path) -> None:
    corpus = shared / "reading" / "corpus"
    lines = (corpus / "index.jsonl").read_text(encoding="utf-8").splitlines()
    for known in map(json.loads, lines):
        (document,) = load(str(corpus / f"{known['id']}.txt"))
        assert document.language == known["language"]
        assert document.published is None or document.published.isoformat() == known["date"]
