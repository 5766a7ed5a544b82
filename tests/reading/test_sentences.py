"""Sentence boundaries where abbreviations and quotes abound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.reading.lexicon import Lexicon
from byway.reading.sentences import split

WORDS = Lexicon.load().words


def sentences(text: str) -> list[str]:
    found = split(text, 0, len(text), WORDS["abbreviations"], WORDS["starters"])
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. Treasury acted.", "Banks complied."],
        ["He left the U.S.", "The trip was short."],
        ["It began on Feb. 24 in Kyiv.", "It goes on."],
        ["Alfa Trading Corp. Ltd. sold chips.", "Nobody asked."],
        ['"We will not sell arms," Mr. J. Smith said.', "He smiled."],
        ["“Never.”", "The envoy left."],
        ["Is it true?", "Nobody knows!", "Time will tell…"],
        ["Prices rose 3.5 percent.", "Trade fell."],
    ],
)
def test_split(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_quoted_question_goes_on_with_its_speaker() -> None:
    text = "“Will you sell arms?” he asked the envoy."
    assert sentences(text) == [text]


@given(st.text(alphabet="aB.!? \"”“'U", max_size=80))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    found = list(split(text, 0, len(text), WORDS["abbreviations"], WORDS["starters"]))
    assert all(a < b for a, b in found)
    assert all(found[i][1] <= found[i + 1][0] for i in range(len(found) - 1))
    covered = "".join(text[a:b] for a, b in found)
    assert covered.replace(" ", "") == text.replace(" ", "")
