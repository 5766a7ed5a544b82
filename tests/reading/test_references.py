"""Pronouns, role nouns and lists, resolved inside the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from byway.reading.analysis import Analysis


def names(analysis: Analysis, word: str, occurrence: int = -1) -> list[str]:
    tokens = [t for t in analysis.doc if t.text == word]
    return [r.name for r in analysis.references.expand(tokens[occurrence])]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Tehran said it would sell drones.", "it", ["Tehran"]),
        ("Xi Jinping flew to Moscow. He met Putin.", "He", ["Xi Jinping"]),
        ("Putin met Xi Jinping. The Chinese leader left.", "leader", ["Xi Jinping"]),
        (
            "Belarusian dictator Alexander Lukashenko left. The dictator said nothing.",
            "dictator",
            ["Alexander Lukashenko"],
        ),
        ("Iran and Oman signed it. They will meet.", "They", ["Iran", "Oman"]),
        ("China, Iran and Cuba gained. The three have sold oil.", "three",
         ["China", "Iran", "Cuba"]),
        ("Iran and Cuba met. Both countries signed.", "countries", ["Iran", "Cuba"]),
        ("The New York Times wrote it. The newspaper gave no source.", "newspaper",
         ["New York Times"]),
        ("Iran agreed. The government signed.", "government", ["Iran"]),
        ("A senior US official spoke. The official left.", "official", ["senior US official"]),
        ("The firms, Alfatrans Ltd. and Betalux Ltd., paid.", "firms",
         ["Alfatrans Ltd.", "Betalux Ltd."]),
        ("Russian firms bought chips.", "firms", ["Russian firms"]),
    ],
)  # fmt: skip
def test_resolved(
    analysed: Callable[[str], Analysis], text: str, word: str, expected: list[str]
) -> None:
    assert names(analysed(text), word) == expected


@pytest.mark.parametrize("text", ["It is not known whether they sold it.", "It remains unclear."])
def test_a_dummy_stands_for_nobody(analysed: Callable[[str], Analysis], text: str) -> None:
    assert names(analysed("Iran left. " + text), "It") == []


def test_country_of_a_described_group(analysed: Callable[[str], Analysis]) -> None:
    analysis = analysed("Officials from Oman and two Turkish traders met.")
    codes = {
        t.text: analysis.references.of(t).codes  # type: ignore[union-attr]
        for t in analysis.doc
        if t.text in ("Officials", "traders")
    }
    assert codes == {"Officials": ("OM",), "traders": ("TR",)}


LINES = [
    line.split("|")
    for line in (Path(__file__).parent / "references.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "word", "expected"), LINES, ids=[line[0] for line in LINES])
def test_table(analysed: Callable[[str], Analysis], text: str, word: str, expected: str) -> None:
    found = names(analysed(text), word)
    assert found == expected.split(";") or (len(found) == 1 and found[0] in expected.split(","))
