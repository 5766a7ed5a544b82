"""Certainty, hedge and status of single sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from byway.model import Claim

Read = Callable[[str], list[Claim]]


def claim(claims: Read, text: str, event: str) -> Claim:
    found = [c for c in claims(text) if c.event == event]
    assert found, f"no {event} in {claims(text)}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "event", "certainty", "hedge"),
    [
        ("Iran sold drones to Russia.", "supply", "asserted", None),
        ("Iran reportedly sold drones to Russia.", "supply", "likely", "reportedly"),
        ("Iran allegedly sold drones to Russia.", "supply", "possible", "allegedly"),
        ("Iran may have sold drones to Russia.", "supply", "possible", "may"),
        ("Iran is expected to sell drones to Russia.", "supply", "likely", "is expected to"),
        ("Iran is likely to sell drones to Russia.", "supply", "likely", "likely"),
        ("Iran is unlikely to sell drones to Russia.", "supply", "unlikely", "unlikely"),
        ("Iran appears to have sold drones to Russia.", "supply", "likely", "appears"),
        ("It is reported that Iran sold drones to Russia.", "supply", "likely", "is reported"),
        ("Evidence suggests that Iran sold drones to Russia.", "supply", "likely", "suggests"),
        ("It is not known whether Iran sold drones to Russia.", "supply", "possible", "whether"),
        ("Kyiv accused Iran of selling drones to Russia.", "supply", "possible", "accused"),
        ("Oman claims that Iran sold drones to Russia.", "supply", "asserted", None),
        ("Iran has not sold drones to Russia.", "supply", "denied", None),
        ("Iran never sold drones to Russia.", "supply", "denied", None),
        ("Iran refused to sell drones to Russia.", "supply", "denied", None),
        ("Iran denied selling drones to Russia.", "supply", "denied", None),
        ("Reports that Iran sold drones to Russia are false, Oman said.", "supply", "denied", None),
        ("Iran did not only sell drones to Russia.", "supply", "asserted", None),
        ("Oman and Iran held possible talks on drones.", "meet", "possible", "possible"),
        ("Xi is expected to discuss with Putin possible ways to evade sanctions.", "evade",
         "likely", "is expected to"),
        ("Oman said Iran would sell drones to Russia.", "supply", "asserted", None),
        ("Iran would sell drones to Russia.", "supply", "possible", "would"),
    ],
)  # fmt: skip
def test_certainty(claims: Read, text: str, event: str, certainty: str, hedge: str | None) -> None:
    found = claim(claims, text, event)
    assert found.certainty == certainty
    if hedge is None:
        assert found.hedge is None
    else:
        assert found.hedge is not None and hedge in found.hedge


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("Iran sold drones to Russia.", "supply", "occurred"),
        ("Iran has sold drones to Russia.", "supply", "occurred"),
        ("Iran is selling drones to Russia.", "supply", "ongoing"),
        ("Iran sells drones to Russia.", "supply", "ongoing"),
        ("Iran continues to sell drones to Russia.", "supply", "ongoing"),
        ("Iran will sell drones to Russia.", "supply", "planned"),
        ("Iran agreed to sell drones to Russia.", "supply", "planned"),
        ("Oman said Iran would sell drones to Russia.", "supply", "planned"),
        ("Iran is considering selling drones to Russia.", "consider_supply", "considered"),
        ("Iran plans to sell drones to Russia.", "consider_supply", "considered"),
        ("Moscow asked Iran for drones.", "consider_supply", "considered"),
        ("Iran may sell drones to Russia.", "supply", "hypothetical"),
        ("If Iran sells drones to Russia, Oman will act.", "supply", "hypothetical"),
        ("Putin is scheduled to visit Oman.", "visit", "planned"),
        ("Xi Jinping visited Oman.", "visit", "occurred"),
        ("A day before Xi Jinping travels to Oman, prices rose.", "visit", "planned"),
        ("The EU is considering sanctions against Oman.", "restrict", "considered"),
        ("The EU imposed sanctions on Oman.", "restrict", "occurred"),
        ("Ivan Petrov is being sanctioned by Oman.", "designate", "occurred"),
        ("Russia has increased imports of chips from Oman.", "supply", "ongoing"),
        ("Talks between Iran and Oman held in May ended.", "meet", "occurred"),
    ],
)
def test_status(claims: Read, text: str, event: str, status: str) -> None:
    assert claim(claims, text, event).status == status


STATUS = [
    line
    for line in (Path(__file__).parent / "status.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", STATUS, ids=[line.split("|")[0] for line in STATUS])
def test_how_far_it_has_come(claims: Read, line: str) -> None:
    text, status = line.split("|")
    assert status in {c.status for c in claims(text)}
