"""Control lists: what is on them, and how codes meet them."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from byway.errors import InputError, ListError, OptionError
from byway.goods import Classifier, ControlList, ControlLists, Nomenclature

LISTS = ControlLists.default()
CLASSIFIER = Classifier.default()
NOMENCLATURE = Nomenclature.load()


def a_list(**changes: Any) -> dict[str, Any]:
    """The content of a small list file."""
    entries = [{"code": "8542", "title": "Chips", "tier": "1"}]
    head = {"name": "MINE", "title": "Mine", "version": "1", "since": date(2024, 1, 1)}
    rest = {"edition": "HS2022", "source": "made up", "caveat": "proves nothing"}
    return head | rest | {"entries": entries} | changes


def test_chpl_has_its_fifty_codes_in_six_tiers() -> None:
    chpl = LISTS["CHPL"]
    tiers = Counter(entry.tier for entry in chpl.entries)
    assert tiers == {"1": 4, "2": 5, "3.A": 16, "3.B": 9, "4.A": 11, "4.B": 5}
    assert len({entry.code for entry in chpl.entries}) == 50
    assert chpl.since == date(2024, 2, 23)
    assert set(chpl.tiers) == set(tiers)


@pytest.mark.shared
def test_chpl_agrees_with_the_published_list(shared: Path) -> None:
    with (shared / "trade/lists/chpl_feb2024.csv").open(newline="") as lines:
        published = {row["hs6"]: row["tier"] for row in csv.DictReader(lines)}
    assert {entry.code: entry.tier for entry in LISTS["CHPL"].entries} == published


def test_every_listed_code_is_of_the_edition_and_every_list_says_what_it_does_not_prove() -> None:
    for held in LISTS.lists:
        assert held.caveat
        assert held.source
        assert all(entry.code in NOMENCLATURE for entry in held.entries)
        assert all(entry.list == held.name for entry in held.entries)


@pytest.mark.parametrize(
    ("code", "list_name", "listed"),
    [
        ("854231", "CHPL", "854231"),
        ("930330", "HS-ARMS", "9303"),
        ("8806", "HS-DRONES", "8806"),
        ("871000", "HS-ARMS", "8710"),
    ],
)
def test_a_code_meets_the_entry_that_covers_it(code: str, list_name: str, listed: str) -> None:
    met = {entry.list: entry for entry in LISTS.controls(code)}
    assert met[list_name].code == listed
    assert met[list_name].within is None


def test_a_heading_that_contains_listed_codes_says_so() -> None:
    entries = LISTS["CHPL"].controls("8542")
    assert [entry.code for entry in entries] == ["854231", "854232", "854233", "854239"]
    assert {entry.within for entry in entries} == {"8542"}
    assert {entry.code for entry in LISTS["HS-ARMS"].controls("93")} == {
        f"930{n}" for n in range(1, 8)
    }


def test_codes_off_the_lists_meet_nothing() -> None:
    assert LISTS.controls("100111") == ()
    with pytest.raises(KeyError):
        LISTS["NONE"]


def test_controls_of_a_code_in_any_punctuation() -> None:
    entry, *others = CLASSIFIER.controls("HS 8542.31.90")
    assert {other.list for other in others} == {"EU-833-2014"}
    assert (entry.list, entry.tier, entry.version) == ("CHPL", "1", "2024-02-23")
    assert [e.code for e in CLASSIFIER.controls("852580")] == ["852589"]
    with pytest.raises(OptionError):
        CLASSIFIER.controls("rifles")


def test_annexes_have_days_of_their_own() -> None:
    annexes = LISTS["EU-833-2014"]
    assert {entry.tier for entry in annexes.entries} == set(annexes.tiers)
    (aircraft,) = annexes.controls("880230")
    assert (aircraft.code, aircraft.tier, aircraft.since) == ("8802", "XI", date(2022, 2, 25))
    (drill,) = annexes.controls("820713")
    assert (drill.tier, drill.since) == ("II", date(2022, 3, 15))
    assert all(entry.since and entry.since >= annexes.since for entry in annexes.entries)


def test_a_list_of_your_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(
        "name: MINE\ntitle: Mine\nversion: 1\nsince: 2024-01-01\nedition: HS2022\nsource: us\n"
        'caveat: none\nentries:\n  - {code: "8542", title: Chips}\n'
    )
    mine = ControlList.read(file)
    assert mine.controls("854231")[0].code == "8542"
    assert mine.version == "1"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "no control list"),
        ({"entries": None}, "no control list"),
        (a_list(entries=[{"code": 8542, "title": "x"}]), "entry 1: code 8542"),
        (a_list(entries=["8542"]), "entry 1"),
        (a_list(entries=[{"code": "8542", "titel": "x"}]), "entry 1"),
        (a_list(entries=[{"code": "8542", "title": "x", "list": "y"}]), "entry 1"),
        (a_list(since="soon"), "since"),
        (a_list(colour="red"), "colour"),
    ],
)
def test_a_list_that_is_none_is_refused_by_row(data: Any, says: str) -> None:
    with pytest.raises(ListError) as caught:
        ControlList.parse(data, "mine.yml")
    assert "mine.yml" in str(caught.value)
    assert says in str(caught.value)


def test_files_that_are_no_list_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("a: [")
    (tmp_path / "binary.yml").write_bytes(b"\xff\xfe\x00")
    for name in ("bad.yml", "binary.yml"):
        with pytest.raises(ListError, match=name):
            ControlList.read(tmp_path / name)
    with pytest.raises(InputError, match="no such file"):
        ControlList.read(tmp_path / "none.yml")
