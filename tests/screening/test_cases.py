"""Our own table of pairs of names: most are told apart or together, of every sort some."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from byway.screening import compare
from byway.screening.variants import are_variants, joined_pinyin

TABLE = Path(__file__).parents[2] / "bench/screening/authoring/case_pairs.tsv"


def test_cases() -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        sort, schema, match, left, other = line.split("\t")
        sides = (
            {"id": side, "schema": schema, "properties": {"name": [name]}}
            for side, name in (("left", left), ("right", other))
        )
        right[sort].append((compare(*sides) >= 0.7) == (match == "1"))
    every = [answer for answers in right.values() for answer in answers]
    assert sum(every) >= 0.82 * len(every)
    assert all(sum(answers) * 2 >= len(answers) for answers in right.values())


def test_wade_giles_and_pinyin() -> None:
    assert are_variants("hsiao", "xiao")
    assert are_variants("tung", "dong") and are_variants("tung", "tong")
    assert not are_variants("hsiao", "qiao")
    assert "xiaoping" in joined_pinyin("hsiao", "ping")
    assert "jingguo" in joined_pinyin("ching", "kuo")
    assert not joined_pinyin("an", "na")
