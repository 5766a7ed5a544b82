"""The measured quality on the shared gold texts must not fall."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from byway.reading import Reader

ROOT = Path(__file__).resolve().parents[2]


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_reading", ROOT / "bench/reading/run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_gold(shared: Path, reader: Reader, tmp_path: Path) -> None:
    module = bench()
    folder = shared / "reading"
    gold = sorted(p.stem for p in (folder / "gold").glob("[0-9]*.json"))
    texts = [d for d in module.documents(folder) if Path(d.id).stem in gold]
    claims = [json.dumps(c.to_dict()) for r in reader.analyse_many(texts) for c in r.claims]
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("\n".join(claims), encoding="utf-8")
    scores = module.score(folder / "score.py", folder / "gold", folder / "corpus", predicted, gold)
    assert scores["quotes_not_in_text"] == 0
    assert scores["span"]["f1"] >= 0.70
    assert scores["event"]["f1"] >= 0.52
    assert scores["certainty"] >= 0.88


@pytest.mark.shared
def test_archetype(shared: Path, reader: Reader) -> None:
    module = bench()
    document = next(d for d in module.documents(shared / "reading") if d.id == "000.txt")
    claims = reader.analyse(document).claims
    by_event: dict[str, list[str | None]] = {}
    for claim in claims:
        by_event.setdefault(claim.event.value, []).append(claim.date)
    assert "2023-03-20/2023-03-22" in by_event["visit"]
    assert "2023-03-01" in by_event["agree"]
    assert by_event["arrest_or_indict"] == ["2023-03-17"]
    route = next(c for c in claims if c.event == "route")
    assert route.intermediary_countries == ("BY",)
    assert route.certainty == "possible"
    assert any("ISW" in s for s in route.source)
