"""What a table cannot show of a route, named with what is left."""

from __future__ import annotations

from pathlib import Path

from byway.trade.editions import read_series
from byway.trade.fitness import fitness
from byway.trade.flows import Flows
from byway.trade.loading import load


def panel(folder: Path, *lines: str) -> Flows:
    path = folder / "panel.csv"
    text = "\n".join(("reporter,partner,product,period,value,flow", *lines)) + "\n"
    path.write_text(text, "utf-8")
    return load(path)


def months(first: int, last: int) -> list[str]:
    return [f"{2021 + m // 12}-{m % 12 + 1:02d}" for m in range(first, last)]


def test_a_table_that_fits(tmp_path: Path) -> None:
    lines = [
        f"{reporter},{partner},854231,{month},5,{flow}"
        for month in months(0, 24)
        for reporter, partner, flow in (
            ("DE", "KG", "export"),
            ("FR", "RU", "export"),
            ("KG", "DE", "import"),
            ("KG", "RU", "export"),
        )
    ]
    with panel(tmp_path, *lines) as flows:
        asked = {"event": "2022-03", "target": "RU", "hubs": ["KG"], "goods": ["854231"]}
        assert fitness(flows, **asked) == ()


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    lines = [f"DE,KG,854231,{month},5,export" for month in (*months(11, 13), *months(15, 18))]
    lines += [f"DE,KG,730439,{month},5,export" for month in months(15, 18)]
    with panel(tmp_path, *lines) as flows:
        notes = fitness(
            flows,
            event="2022-03",
            target="RU",
            hubs=["KG", "AM"],
            goods=["854231", "851712", "880621", "730439", "010121"],
            series=read_series(flows),
        )
    told = {note.kind: str(note) for note in notes}
    assert set(told) == {
        "one reporter", "no period before", "absent months", "no target", "no hub",
        "no second leg", "goods not in the table", "goods not assessable",
    }  # fmt: skip
    assert "2 months before 2022-03 (the table begins 2021-12)" in told["no period before"]
    assert "2022-02" in told["absent months"]
    assert "AM" in told["no hub"]
    assert "2 are codes of one HS edition only" in told["goods not in the table"]
    assert "2 can be tested" in told["goods not in the table"]
    assert "730439" in told["goods not assessable"]


def test_goods_of_another_edition_are_found_by_their_series(tmp_path: Path) -> None:
    lines = [f"DE,RU,851712,{month},5,export" for month in months(0, 12)]
    lines += [f"DE,RU,851713,{month},5,export" for month in months(12, 24)]
    with panel(tmp_path, *lines) as flows:
        series = read_series(flows)
        notes = fitness(flows, event="2022-03", target="RU", goods=["851714"], series=series)
    assert "goods not in the table" not in {note.kind for note in notes}


def test_years_and_a_table_that_ends_early(tmp_path: Path) -> None:
    with panel(tmp_path, "DE,RU,854231,2020,5,export", "FR,RU,854231,2021,5,export") as flows:
        kinds = {note.kind for note in fitness(flows, event="2022-03", target="RU")}
    assert {"years only", "no period after"} <= kinds
    assert "no period before" not in kinds
