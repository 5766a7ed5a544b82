"""Registers: goods, names against lists, descriptions against codes, tables that a user holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from byway.errors import OptionError, TableError
from byway.flagging.fit import fit_register
from byway.flagging.given import parse, read
from byway.flagging.goods import goods_register
from byway.flagging.listed import Screening
from byway.lists import ListStore
from byway.shipments.programme import Programme
from byway.watchlists import Watchlists

LISTS = Programme.named("russia").goods


def test_goods_are_listed_or_not_or_unknown() -> None:
    rows = {
        row["hs"]: row
        for row in goods_register(["85423100", "8542", "950300", "9503", "77", "9999"], LISTS)
    }
    chip = rows["85423100"]
    assert chip["controlled"] and chip["priority"] and chip["tier"] == "1"
    assert "CHPL" in chip["controls"]
    assert rows["8542"]["priority"] is None or rows["8542"]["priority"] is True
    assert rows["950300"]["controlled"] is False and rows["9503"]["priority"] is False
    assert "controlled" not in rows["9999"] and "controlled" not in rows["77"]


def test_a_heading_of_which_a_part_is_listed_is_unknown() -> None:
    (row,) = goods_register(["8471"], ("CHPL",))  # 8471.50 and others are listed
    assert row["priority"] is None and row["controlled"] is None and "tier" not in row


def test_names_against_lists(tmp_path: Path) -> None:
    listed = tmp_path / "l.jsonl"
    listed.write_text(
        '{"id":"x1","schema":"Company","properties":{"name":["Vostok Mikron"],'
        '"address":["1 Sample Street, Moscow"],"topics":["sanction"]}}\n'
        '{"id":"s1","schema":"Sanction","properties":{"entity":["x1"],"startDate":["2022-03-01"],'
        '"program":["Unverified List (UVL)"]}}\n'
    )
    store = ListStore(tmp_path / "lists")
    store.add([listed], "ftm", "mine", date(2024, 1, 1))
    screening = Screening(Watchlists(store.select(["mine"])), date(2024, 6, 1))
    told: list[int] = []
    no, yes, unverified = screening.answers(["Aral Toys", "none", "VOSTOK MIKRON LLC"], told.append)
    assert no == {"name": "Aral Toys", "listed": False}
    assert yes["listed"] and (yes["id"], yes["since"]) == ("x1", date(2022, 3, 1))
    assert yes["snapshot"] == date(2024, 1, 1) and yes["list"] == "mine" and yes["score"] > 0.7
    (address,), carried = screening.addresses()
    assert address["address"] == "1 Sample Street, Moscow"
    assert carried and told == [2]
    assert unverified["name"] == "VOSTOK MIKRON LLC" and "mine" in unverified["entry"]


def test_a_name_on_several_lists_was_listed_since_the_first_of_them(tmp_path: Path) -> None:
    store = ListStore(tmp_path / "lists")
    for name, sanction in (
        ("late", '"startDate":["2024-01-15"]'),
        ("early", '"startDate":["2022-03-01"]'),
        ("undated", '"program":["P"]'),
    ):
        place = tmp_path / f"{name}.jsonl"
        caption = "Vostok Mikron" if name == "late" else "Vostok Mikron OOO"
        place.write_text(
            f'{{"id":"{name}","schema":"Company","properties":{{"name":["{caption}"],'
            '"topics":["sanction"]}}\n'
            f'{{"id":"s-{name}","schema":"Sanction","properties":{{"entity":["{name}"],'
            f"{sanction}}}}}\n"
        )
        store.add([place], "ftm", name, date(2024, 2, 1))
    day = date(2024, 6, 1)
    both = Screening(Watchlists(store.select(["late", "early"])), day)
    (row,) = both.answers(["Vostok Mikron"])
    assert row["since"] == date(2022, 3, 1) and row["snapshot"] == date(2024, 2, 1)
    assert "Vostok Mikron OOO" in row["caption"]
    open_ = Screening(Watchlists(store.select(["late", "undated"])), day)
    (row,) = open_.answers(["Vostok Mikron"])
    assert row["since"] is None and row["snapshot"] == date(2024, 1, 15)


def test_descriptions_against_codes() -> None:
    pairs = [("integrated circuits, processors", "854231"), ("fresh apples", "854231")]
    rows = {row["description"]: row["contradicts"] for row in fit_register(pairs)}
    assert rows == {"integrated circuits, processors": False, "fresh apples": True}


def test_registers_of_the_user(tmp_path: Path) -> None:
    place = tmp_path / "letters.csv"
    place.write_text("Name,kind,since,colour\nAral Tech,red flag,2024-07-10,red\n,x,,\n")
    table, notes = read("letters", place)
    (row,) = table.to_pylist()
    assert row == {"name": "Aral Tech", "since": date(2024, 7, 10), "kind": "red flag", "hs": None}
    assert notes == ["letters.csv: columns that letters has not: colour"]
    assert parse([f"letters={place}"]) == {"letters": place}


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("letters", "kind\nx\n", "no column name"),
        ("letters", "name,since\nx,10.7.2024\n", "row 1, column since: '10.7.2024'"),
        ("ties", "name,tied\nx,yes\nx,no\n", "rows 1 and 2 are of the same name"),
        ("ties", 'name,tied\n"Åb, Ltd.",yes\nåb ltd,no\n', "rows 1 and 2 are of the same name"),
    ],
)
def test_registers_that_are_none(tmp_path: Path, name: str, text: str, problem: str) -> None:
    place = tmp_path / "r.csv"
    place.write_text(text)
    with pytest.raises(TableError, match=problem):
        read(name, place)


def test_options_that_are_no_registers(tmp_path: Path) -> None:
    for options, problem in [
        (["colours=x"], "no register"),
        (["letters"], "names no file"),
        (["letters=a", "letters=b"], "given twice"),
    ]:
        with pytest.raises(OptionError, match=problem):
            parse(options)
    with pytest.raises(TableError, match="no such file"):
        read("letters", tmp_path / "none.csv")
