"""The screener: what it finds, what it explains, what it refuses."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from byway.errors import InputError
from byway.model import Party
from byway.screening import Screener, explanation, features


def party(party_id: str, schema: str, *names: str, **properties: list[str]) -> dict[str, Any]:
    return {
        "id": party_id,
        "schema": schema,
        "properties": {"name": [names[0]], "alias": list(names[1:]), **properties},
    }


LISTED = [
    party("p1", "Person", "Bogdan Arkadievich ZELENTSOV", birthDate=["1961-03-14"], country=["ru"]),
    party("p2", "Person", "Khalid Nasiruddin AL-BAZZAZI", birthDate=["1970"], gender=["male"]),
    party("p3", "Person", "Theodora MBAKASINGA", weakAlias=["Kibandu"], birthDate=["1982-11-02"]),
    party("o1", "Company", "Severny Oriol Shipping LLC", "ООО «Северный Орёл Шиппинг»"),
    party("o2", "Organization", "Front of the Silent Mountain", "FSM"),
    party("v1", "Vessel", "M/V GREY PELICAN 3", imoNumber=["9123456"]),
    party("e0", "Person", "\u200d"),
]


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(LISTED)


def ask(name: str, schema: str = "Person", **properties: list[str]) -> dict[str, Any]:
    return {"id": "q", "schema": schema, "properties": {"name": [name], **properties}}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ask("ZELENTSOV, Bogdan Arkadievich"), "p1"),
        (ask("Богдан Аркадьевич Зеленцов"), "p1"),
        (ask("Bogdan Zelentsov"), "p1"),
        (ask("B. A. Zelentsov"), "p1"),
        (ask("Bogdan Zelentsow"), "p1"),
        (ask("Mr Bogdan Arkadievitsch ZELENZOV"), "p1"),
        (ask("BogdanArkadievich Zelentsov"), "p1"),
        (ask("Вogdan Zеlеntsоv"), "p1"),
        (ask("خالد نصير الدين البزازي"), "p2"),
        (ask("Khaled Nasreddine Bazzazi"), "p2"),
        (ask("Khalid Nasir al-Din al Bazzazi"), "p2"),
        (ask("Dora Mbakasinga"), "p3"),
        (ask("Kibandu", birthDate=["1982-11-02"]), "p3"),
        (ask("Severnyy Orel Shipping", "Company"), "o1"),
        (ask("FSM", "Organization"), "o2"),
        (ask("Front of Silent Mountain", "Organization"), "o2"),
        (ask("Grey Pelican III", "Vessel"), "v1"),
        (ask("Renamed", "Vessel", imoNumber=["IMO 9123456"]), "v1"),
        (ask("", "Vessel", imoNumber=["IMO 9123456"]), "v1"),
    ],
)
def test_finds(screener: Screener, query: dict[str, Any], expected: str) -> None:
    found = screener.match(query)
    assert found
    assert found[0][0] == expected


@pytest.mark.parametrize(
    "query",
    [
        ask("Maria Fernanda Souza"),
        ask("Bogdan Petrov"),
        ask("LLC", "Company"),
        ask("Shipping Company", "Company"),
        ask("Khalid", birthDate=["1950"]),
        ask("Bogdan Arkadievich Zelentsov", birthDate=["1995-08-30"], country=["br"]),
    ],
)
def test_no_alert(screener: Screener, query: dict[str, Any]) -> None:
    assert all(score < screener.threshold for _, score in screener.match(query))


def test_a_person_is_no_company(screener: Screener) -> None:
    assert screener.match(ask("Bogdan Arkadievich Zelentsov", "Company")) == []


def test_scores_are_ranked_probabilities(screener: Screener) -> None:
    found = screener.match(ask("Bogdan Zelentsov"))
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score < 1 for score in scores)
    assert screener.match(ask("Bogdan Zelentsov"), limit=0) == []


def test_an_exact_name_is_a_strong_match(screener: Screener) -> None:
    assert screener.match(ask("Bogdan Arkadievich Zelentsov"))[0][1] >= screener.strong_threshold


def test_a_party_in_and_a_dict_in_are_the_same(screener: Screener) -> None:
    query = ask("Bogdan Zelentsov", birthDate=["1961"])
    assert screener.match(Party.from_ftm(query)) == screener.match(query)


def test_many_are_answered_as_one_by_one(screener: Screener) -> None:
    queries = [ask(n, s) for n in ("Bogdan Zelentsov", "Grey Pelican", "") for s in ("Person",)]
    queries += [ask("Grey Pelican", "Vessel"), ask("Severny Oriol", "Company")]
    many = screener.match_many(queries * 150)
    single = [screener.match(query) for query in queries] * 150
    for together, alone in zip(many, single, strict=True):
        assert [i for i, _ in together] == [i for i, _ in alone]
        assert [s for _, s in together] == pytest.approx([s for _, s in alone], abs=1e-4)


def test_what_else_is_listed_changes_no_score(screener: Screener) -> None:
    alone = Screener.build(LISTED[:1])
    query = ask("Bogdan Zelentsow", birthDate=["1961"])
    assert dict(alone.match(query))["p1"] == pytest.approx(dict(screener.match(query))["p1"])


def test_explains_itself(screener: Screener) -> None:
    query = ask("Bogdan Zelentsow", birthDate=["1961-03-14"], country=["br"])
    reasons = screener.explain(query, "p1")
    assert reasons[0].feature == "name"
    assert reasons[0].query_value == "Bogdan Zelentsow"
    assert reasons[0].listed_value == "Bogdan Arkadievich ZELENTSOV"
    by_feature = {reason.feature: reason.weight for reason in reasons}
    assert by_feature["birth day"] > 0
    assert by_feature["country conflict"] < 0
    total = sum(reason.weight for reason in reasons)
    expected = dict(screener.match(query))["p1"]
    assert 1 / (1 + math.exp(-total * math.log(2))) == pytest.approx(expected, abs=0.02)


def test_every_feature_can_be_told() -> None:
    assert set(explanation.FEATURE_WORDS) == set(features.NAMES)


@pytest.mark.parametrize("name", ["Bank", "Group", "LLC", "The Bank", "MTK", "Hussein"])
def test_explains_names_that_many_bear(name: str) -> None:
    screener = Screener.build([party("b", "Company", name), party("h", "Person", "Hassan")])
    for listed in ("b", "h"):
        assert isinstance(screener.explain(ask(name, "Company"), listed), tuple)


def test_explains_a_party_without_readable_names(screener: Screener) -> None:
    assert screener.explain(ask("Bogdan"), "e0") == ()


def test_explains_identifiers_and_gender(screener: Screener) -> None:
    ship = screener.explain(ask("Renamed", "Vessel", imoNumber=["9123456"]), "v1")
    assert any(r.feature == "identifier match" and "9123456" in r.listed_value for r in ship)
    man = screener.explain(ask("Khalid Bazzazi", gender=["female"]), "p2")
    assert any(r.feature == "gender conflict" and r.weight < 0 for r in man)
    other = screener.explain(ask("Khalid Bazzazi", "Company"), "p2")
    assert any(r.feature == "schema conflict" for r in other)


def test_explaining_what_is_not_listed(screener: Screener) -> None:
    with pytest.raises(InputError, match="not listed"):
        screener.explain(ask("Bogdan"), "nobody")


def test_the_first_of_two_with_one_id_counts() -> None:
    twice = Screener.build([LISTED[0], {**LISTED[1], "id": "p1"}])
    assert len(twice) == 1
    assert twice.match(ask("Bogdan Zelentsov"))[0][0] == "p1"
    assert twice.match(ask("Khalid Nasiruddin Bazzazi")) == []


def test_an_empty_list_matches_nothing() -> None:
    empty = Screener.build([])
    assert empty.match(ask("Bogdan Zelentsov")) == []


def test_not_an_entity() -> None:
    with pytest.raises(InputError, match="FtM-shaped"):
        Screener.build([{"id": "x"}])
    with pytest.raises(InputError, match="FtM-shaped"):
        Screener.build([]).match({"id": "x", "schema": "Person", "properties": ["name"]})


def test_name_parts_make_a_name(screener: Screener) -> None:
    query = {
        "id": "q",
        "schema": "Person",
        "properties": {"firstName": ["Bogdan"], "lastName": ["Zelentsov"]},
    }
    assert screener.match(query)[0][0] == "p1"


HARD_NAMES = [
    "",
    " ",
    "x",
    "1",
    "\x00\x01\x02",
    "\u202e\u202d\u2066",
    "a" * 10_000,
    "ab " * 3_333,
    "Бogдaн " * 1_000,
    "الله " * 2_000,
    "习" * 10_000,
    "김" * 3_000,
    "mohammed " * 1_200,
    "💣" * 500,
    "''''----....",
    "LLC " * 2_000,
    "I II III IV V VI VII",
    "\ud800",
]


@pytest.mark.parametrize("schema", ["Person", "Company", "Vessel"])
@pytest.mark.parametrize("name", HARD_NAMES, ids=range(len(HARD_NAMES)))
def test_hard_names_have_a_result(screener: Screener, name: str, schema: str) -> None:
    found = screener.match(ask(name, schema))
    assert all(0 <= score <= 1 for _, score in found)


def test_kept_and_loaded(screener: Screener, tmp_path: Path) -> None:
    screener.save(tmp_path / "index")
    loaded = Screener.load(tmp_path / "index")
    assert loaded.threshold == screener.threshold
    assert len(loaded) == len(screener)
    for query in (ask("Bogdan Zelentsow"), ask("FSM", "Organization"), ask("Kibandu")):
        assert loaded.match(query) == screener.match(query)
        for listed, _ in loaded.match(query):
            assert loaded.explain(query, listed) == screener.explain(query, listed)


def test_loaded_in_another_process(screener: Screener, tmp_path: Path) -> None:
    screener.save(tmp_path)
    code = (
        "import json, sys; from pathlib import Path; from byway.screening import Screener\n"
        "s = Screener.load(Path(sys.argv[1])); print(json.dumps(s.match(json.loads(sys.argv[2]))))"
    )
    query = ask("Bogdan Zelentsow")
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), json.dumps(query)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert [tuple(pair) for pair in json.loads(out.stdout)] == screener.match(query)


def test_damaged_and_foreign_indexes(screener: Screener, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Screener.load(tmp_path / "nowhere")
    screener.save(tmp_path)
    manifest = tmp_path / "manifest.json"
    kept = manifest.read_text()
    manifest.write_text("{")
    with pytest.raises(InputError, match="damaged index"):
        Screener.load(tmp_path)
    manifest.write_text(json.dumps({"format": -1}))
    with pytest.raises(InputError, match="rebuild"):
        Screener.load(tmp_path)
    manifest.write_text(kept)
    (tmp_path / "name_words.npy").write_bytes(b"cut")
    with pytest.raises(InputError, match="damaged index"):
        Screener.load(tmp_path)
