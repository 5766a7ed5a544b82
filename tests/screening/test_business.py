"""What bodies are and do, in several languages; branches of one name in different countries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from byway.screening import Screener, compare
from byway.screening.business import one_form
from byway.screening.records import Record


def body(name: str, *more: str, schema: str = "Organization") -> dict[str, Any]:
    return {"id": name, "schema": schema, "properties": {"name": [name, *more]}}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["banque"], ["bank"]),
        (["ministerstvo"], ["ministry"]),
        (["zavod"], ["factory"]),
        (["mashinostroitelnyi"], ["machinery"]),
        (["blue", "instrument", "making"], ["blue", "priborostroitelnyy"]),
    ],
)
def test_one_form(left: list[str], right: list[str]) -> None:
    assert one_form(left) == one_form(right)


def test_other_words_stay() -> None:
    assert one_form(["heron", "mir", "oil"]) == ["heron", "mir", "oil"]
    assert one_form([]) == []


def test_names_in_two_languages() -> None:
    assert compare(body("Министерство обороны"), body("Ministry of Defence")) > 0.9
    assert compare(body("Министерство обороны"), body("Ministry of Culture")) < 0.5


def test_words_of_many_companies_single_out_none() -> None:
    short = compare(body("Trading Company"), body("Sandpiper Trading Company"))
    telling = compare(body("Sandpiper"), body("Sandpiper Trading Company"))
    assert short < 0.3
    assert telling > 0.5


def test_branches_of_different_countries(tmp_path: Path) -> None:
    general = "Grey Heron Relief"
    kenya, tanzania = (
        body(general, f"Grey Heron Relief {land} Branch") for land in ("Kenya", "Tanzania")
    )
    plain = body(general)
    assert compare(kenya, tanzania) < compare(kenya, plain)
    screener = Screener.build([tanzania])
    screener.save(tmp_path / "index")
    for engine in (screener, Screener.load(tmp_path / "index")):
        [(_, score)] = engine.match(kenya)
        assert score == pytest.approx(compare(kenya, tanzania), abs=1e-3)
    found = {reason.feature for reason in screener.explain(kenya, tanzania["id"])}
    assert "place conflict" in found


def test_one_country_by_two_words_is_no_conflict() -> None:
    russia, federation = (
        Record.of(body("Sokol Russia")),
        Record.of(body("Sokol Russian Federation")),
    )
    assert russia.facts().lands & federation.facts().lands


def test_people_have_no_lands() -> None:
    assert not Record.of(body("Georgia Jordan", schema="Person")).facts().lands
