"""Each language's sentences of our own against the claims that they make."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from byway.ingest.marking import mark
from byway.model import Claim, Depth, Document
from byway.reading.languages import LANGUAGES, by_word_lists
from byway.reading.surface import clean

_HERE = Path(__file__).parent
_TABLES = [
    yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    for name in ("cases.yaml", "more_cases.yaml", "third_cases.yaml", "refuted_cases.yaml")
]
_CASES = [(code, case) for code in LANGUAGES for table in _TABLES for case in table[code]]


def read(text: str, language: str, published: date | None = None) -> tuple[Claim, ...]:
    document = Document(id="d", text=text, sha256="", published=published, blocks=mark(text))
    return by_word_lists(document, clean(text, document.readable()), language).claims


@pytest.mark.parametrize(("code", "case"), _CASES, ids=[f"{c}-{k['text'][:40]}" for c, k in _CASES])
def test_claims(code: str, case: dict[str, Any]) -> None:
    claims = read(case["text"], code, _TABLES[0]["published"])
    told = [_fields(claim) for claim in claims]
    assert len(claims) == len(case["claims"]), told
    for claim, fields, wanted in zip(claims, told, case["claims"], strict=True):
        exact = {name: value for name, value in wanted.items() if name != "said"}
        assert {name: fields[name] for name in exact} == exact
        assert wanted.get("said", "") in claim.quote
        assert case["text"][claim.start : claim.end] == claim.quote
        assert claim.depth is Depth.LEXICON


def _fields(claim: Claim) -> dict[str, Any]:
    return {
        "event": str(claim.event),
        "agent": list(claim.agent_countries),
        "recipient": list(claim.recipient_countries),
        "via": list(claim.intermediary_countries),
        "goods": list(claim.goods),
        "source": list(claim.source),
        "certainty": str(claim.certainty),
        "status": str(claim.status),
        "date": claim.date,
    }
