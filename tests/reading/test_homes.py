"""Countries of firms and persons, told anywhere in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from byway.reading.analysis import Analysis


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("The Chinese drone maker Alfatrans Ltd. shipped chips.", "Alfatrans Ltd.", "CN"),
        ("Alfatrans Ltd., a Turkish forwarder, shipped chips.", "Alfatrans Ltd.", "TR"),
        ("Alfatrans Ltd., a trader in Dubai, shipped chips.", "Alfatrans Ltd.", "AE"),
        ("Brno-based Alfatrans Ltd. shipped chips.", "Alfatrans Ltd.", "CZ"),
        ("Panama's Alfatrans Ltd. shipped chips.", "Alfatrans Ltd.", "PA"),
        ("Alfatrans Ltd. of Germany shipped chips.", "Alfatrans Ltd.", "DE"),
        ("Alfatrans Ltd., which is registered in Cyprus, shipped chips.", "Alfatrans Ltd.", "CY"),
        ("Alfatrans Ltd., based in Shenzhen, shipped chips.", "Alfatrans Ltd.", "CN"),
        ("Alfatrans Ltd. is a Turkish forwarder. It shipped chips.", "Alfatrans Ltd.", "TR"),
        ("Alfatrans Ltd. shipped chips.", "Alfatrans Ltd.", ""),
    ],
)
def test_home(analysed: Callable[[str], Analysis], text: str, name: str, code: str) -> None:
    figures = analysed(text).cast.figures.values()
    figure = next(f for f in figures if name in f.names)
    assert figure.codes[:1] == ([code] if code else [])


def test_a_town_has_the_code_of_its_country(analysed: Callable[[str], Analysis]) -> None:
    analysis = analysed("An Istanbul dealer bought chips in Shenzhen.")
    codes = {
        t.text: analysis.references.of(t).codes  # type: ignore[union-attr]
        for t in analysis.doc
        if t.text in ("dealer", "Shenzhen")
    }
    assert codes == {"dealer": ("TR",), "Shenzhen": ("CN",)}


def test_towns_are_no_actors(analysed: Callable[[str], Analysis]) -> None:
    analysis = analysed("Iran sold chips in Shenzhen.")
    text = analysis.document.text
    actors = analysis.cast.actors("-", analysis.doc, analysis.surface, text)
    assert [a.name for a in actors] == ["Iran"]
