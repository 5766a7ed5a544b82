"""Routes: how surely they are told, and how they are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.model import Certainty, Evidence, EvidenceKind, Locator, Route, Status
from byway.render import flow


def said(certainty: Certainty | None, status: Status | None) -> Evidence:
    return Evidence(
        id="e",
        kind=EvidenceKind.CLAIM,
        statement="s",
        locator=Locator(),
        source="a",
        root_source="a",
        certainty=certainty,
        status=status,
    )


@pytest.mark.parametrize(
    ("pairs", "style", "words"),
    [
        ([], "possible", "certainty not stated"),
        ([(None, None)], "possible", "certainty not stated"),
        ([("asserted", "occurred")], "firm", "asserted, told as occurred"),
        ([("asserted", "planned")], "likely", "asserted, told as planned"),
        ([("asserted", "hypothetical")], "possible", "asserted, told as hypothetical"),
        ([("likely", "ongoing")], "likely", "likely, told as ongoing"),
        ([("possible", "occurred")], "possible", "possible, told as occurred"),
        (
            [("possible", "hypothetical"), ("likely", "planned")],
            "likely",
            "likely, told as planned",
        ),
        (
            [("denied", "ongoing"), ("asserted", "ongoing")],
            "firm",
            "asserted, told as ongoing; denied in 1 claim",
        ),
        ([("denied", "ongoing")], "possible", "only denied (1 claim)"),
    ],
)
def test_a_line_is_never_firmer_than_its_best_source(pairs, style, words):
    items = [said(c and Certainty(c), s and Status(s)) for c, s in pairs]
    assert flow.standing(items) == flow.Standing(style, words)


def test_an_unknown_stop_is_said_to_be_unknown():
    route = Route(origin="?", hub="BY", destination="RU")
    assert flow.stops(route)[0] == ("not named", "origin")


def test_country_codes_become_names_and_an_empty_stop_is_left_out():
    route = Route(origin="CN", hub="", destination="Port of Riga")
    assert flow.stops(route) == (("China", "origin"), ("Port of Riga", "destination"))
    drawing = flow.across(route, flow.Standing("firm", "asserted"))
    assert (len(drawing.boxes), len(drawing.arrows)) == (2, 1)


@given(st.text(max_size=90), st.text(max_size=60))
def test_words_stay_inside_the_drawing(goods, place):
    route = Route(origin=place, hub="BY", destination="RU", goods=(goods,))
    for drawing in (
        flow.across(route, flow.Standing("firm", "asserted; denied in 3 claims")),
        flow.down(route, flow.Standing("firm", "asserted; denied in 3 claims")),
    ):
        for text in drawing.texts:
            last = text.y + flow.LINE * (len(text.lines) - 1)
            assert 8 <= text.y <= last <= drawing.height


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("ball bearings", ("ball", "bearings")),
        ("a b c d e", ("a b c d e",)),
        ("abcdefghijklmnop", ("abcdefghij", "klmnop")),
        ("one two three four five six", ("one two", "three…")),
        ("半導体集積回路部品", ("半導体集積", "回路部品")),
    ],
)
def test_wrap(text, lines):
    assert flow.wrap(text, 10, 2) == lines


@given(st.text(max_size=80), st.integers(2, 30), st.integers(1, 4))
def test_wrapped_lines_fit(text, width, most):
    lines = flow.wrap(text, width, most)
    assert 1 <= len(lines) <= most
