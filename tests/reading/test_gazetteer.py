"""Countries and known bodies."""

from __future__ import annotations

import pytest

from byway.reading.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russia", "RU"),
        ("the Kremlin", "RU"),
        ("Beijing", "CN"),
        ("Iranian", "IR"),
        ("U.S.", "US"),
        ("the United Arab Emirates", "AE"),
        ("Turkey", "TR"),
        ("North Korea", "KP"),
        ("Brussels", "EU"),
        ("Tanzania", "TZ"),
        ("Atlantis", None),
    ],
)
def test_country(gazetteer: Gazetteer, name: str, code: str | None) -> None:
    assert gazetteer.country(name) == code


def test_every_code_is_a_country(gazetteer: Gazetteer) -> None:
    import pycountry

    known = {c.alpha_2 for c in pycountry.countries} | {"EU", "XK"}
    assert {place.code for place in gazetteer.places.values()} <= known
    assert {c for body in gazetteer.bodies.values() for c in body.countries} <= known
    assert set(gazetteer.leaders.values()) <= known


def test_bodies_know_their_kind(gazetteer: Gazetteer) -> None:
    assert gazetteer.bodies["OFAC"].countries == ("US",)
    assert gazetteer.bodies["ICC"].countries == ()
    assert gazetteer.bodies["Reuters"].kind == "media"
