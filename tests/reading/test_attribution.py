"""Who says it: the chain of a word, outermost first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from byway.reading.analysis import Analysis
from byway.reading.scopes import chain


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Moscow will buy drones, Xi Jinping said in Beijing on Tuesday.", "buy", ["Xi Jinping"]),
        ("Kyrylo Budanov told reporters that China had supplied shells.", "supplied",
         ["Kyrylo Budanov"]),
        ("In a statement, the ministry said the firm had shipped chips.", "shipped", ["ministry"]),
        ("State media reported that the two leaders signed a pact.", "signed", ["State media"]),
        ("The report, published by RUSI, said Turkish firms sold chips.", "sold", ["RUSI"]),
        ("TASS quoted Lavrov as saying that the deal was signed.", "signed", ["TASS", "Lavrov"]),
        ("Citing unnamed officials, Bloomberg reported that Beijing sold arms.", "sold",
         ["Bloomberg", "unnamed officials"]),
        ("ISW wrote that Western agencies stated that Iran sent drones.", "sent",
         ["ISW", "Western agencies"]),
        ("According to the Treasury Department, the network shipped engines.", "shipped",
         ["Treasury Department"]),
        ("The firm, prosecutors allege, shipped chips through Oman.", "shipped", ["prosecutors"]),
        ("Washington accused Beijing on Monday of selling chips.", "selling", ["Washington"]),
        ("Petrov was accused by US prosecutors of smuggling parts.", "smuggling",
         ["US prosecutors"]),
        ("Data from Trade Data Monitor show that Kazakhstan exported chips.", "exported",
         ["Data"]),
        ("Iran exported oil, according to a document reviewed by Reuters.", "exported",
         ["Reuters", "document"]),
        ("Existing evidence suggests that Iran exported oil.", "exported", []),
        ("Iran exported oil.", "exported", []),
        ('"Iran sells oil," said Anna Berg, an analyst. "Firms in Dubai buy it."', "buy",
         ["Anna Berg"]),
        ("Oman sold the ship. This was reported by Reuters, citing two officials.", "sold",
         ["Reuters", "two officials"]),
        ("Harbour Institute, a think tank in Oslo, met. The think tank said Iran sold oil.", "sold",
         ["Harbour Institute"]),
        ("Iranian drones reached Oman, the newspaper Kommersant wrote.", "reached",
         ["Kommersant"]),
    ],
)  # fmt: skip
def test_chain(
    analysed: Callable[[str], Analysis], text: str, word: str, expected: list[str]
) -> None:
    analysis = analysed(text)
    token = next(t for t in analysis.doc if t.text == word)
    found = [s.name for s in chain(analysis.scopes, token.i)]
    assert len(found) == len(expected)
    assert all(e in f or f in e for e, f in zip(expected, found, strict=True)), found


def test_the_speakers_own_clause_is_outside(analysed: Callable[[str], Analysis]) -> None:
    analysis = analysed("Iran sold oil, the ministry said on Monday.")
    monday = next(t for t in analysis.doc if t.text == "Monday")
    assert chain(analysis.scopes, monday.i) == []


LINES = [
    line
    for line in (Path(__file__).parent / "sources.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES, ids=[line.split("|")[0] for line in LINES])
def test_table(analysed: Callable[[str], Analysis], line: str) -> None:
    text, word, sources = line.split("|")
    expected = [name for name in sources.split(";") if name]
    test_chain(analysed, text, word, expected)
