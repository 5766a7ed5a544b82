"""Who is who in one document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from byway.model import Actor, Document
from byway.reading import Reader


@pytest.fixture(scope="module")
def actors(reader: Reader) -> Callable[[str], dict[str, Actor]]:
    def run(text: str) -> dict[str, Actor]:
        document = Document(id="r.txt", text=text, sha256="")
        return {a.name: a for a in reader.analyse(document).actors}

    return run


def test_surname_role_and_country(actors: Callable[[str], dict[str, Actor]]) -> None:
    text = (
        "Kazakh President Kassym-Jomart Tokayev met Armenian Prime Minister Nikol Pashinyan. "
        "Pashinyan thanked Tokayev."
    )
    found = actors(text)
    person = found["Nikol Pashinyan"]
    assert person.schema_name == "Person"
    assert set(person.names) == {"Nikol Pashinyan", "Pashinyan"}
    assert person.countries == ("AM",)
    assert any("Prime Minister" in role for role in person.roles)
    assert found["Kassym-Jomart Tokayev"].countries == ("KZ",)
    assert all(text[m.start : m.end] == m.text for a in found.values() for m in a.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "The Institute for the Study of War or ISW said so. ISW gave no source.",
        "The Institute for the Study of War (ISW) said so. ISW gave no source.",
    ],
)
def test_acronym(actors: Callable[[str], dict[str, Actor]], text: str) -> None:
    assert set(actors(text)["Institute for the Study of War"].names) == {
        "Institute for the Study of War",
        "ISW",
    }


def test_countries_by_code(actors: Callable[[str], dict[str, Actor]]) -> None:
    found = actors("The Kremlin denied it. Russia sells oil, and Russian firms ship it.")
    assert found["Russia"].countries == ("RU",)
    assert len([a for a in found.values() if a.schema_name == "Country"]) == 1


def test_company(actors: Callable[[str], dict[str, Actor]]) -> None:
    found = actors("Alfatrans Shipping Ltd. sold the tanker. Ivan Petrov owns the firm.")
    company = next(a for a in found.values() if "Alfatrans" in a.name)
    assert company.schema_name == "Company"
    assert found["Ivan Petrov"].schema_name == "Person"


def test_a_nationality_alone_is_no_actor(actors: Callable[[str], dict[str, Actor]]) -> None:
    assert not any(a.schema_name == "Country" for a in actors("Two Omani traders left.").values())
