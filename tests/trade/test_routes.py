"""Route tests on made-up worlds: what is planted is found, what is not is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import byway
from byway.errors import OptionError, TableError
from byway.trade import verdict
from byway.trade.routes import COLUMNS, RouteTable
from byway.trade.window import RouteSettings
from trade import worlds


def ask(tmp_path: Path, rows: list[dict[str, Any]], **options: Any) -> RouteTable:
    path = worlds.panel(tmp_path / "panel.parquet", rows)
    event = options.pop("event", worlds.EVENT)
    return byway.routes(path, "RU", event, **options)


def unit(table: RouteTable, hub: str, hs6: str) -> dict[str, Any]:
    (row,) = [r for r in table.units.to_pylist() if (r["hub"], r["hs6"]) == (hub, hs6)]
    return row


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> RouteTable:
    rows = worlds.world(mirror=True, second_leg=True, weight=True)
    return ask(tmp_path_factory.mktemp("full"), rows)


def test_the_table_has_the_contracts_columns_and_one_row_per_hub_and_code(full: RouteTable) -> None:
    assert tuple(full.units.column_names) == COLUMNS
    keys = [(r["hub"], r["hs6"]) for r in full.units.to_pylist()]
    assert len(keys) == len(set(keys)) == 2 * len(worlds.LISTED)


def test_a_planted_diversion_passes_every_test(full: RouteTable) -> None:
    row = unit(full, "KG", "854231")
    assert row["verdict"] == verdict.CONSISTENT
    assert row["surge"] == pytest.approx(8, rel=0.2)
    assert row["substitution"] == pytest.approx(-0.9, abs=0.05)
    assert row["did_low"] < row["did"] < row["did_high"]
    assert row["did"] == pytest.approx(2.0, abs=0.25)  # log 8, dampened by the floor's tenth
    assert row["break_period"] == worlds.EVENT
    assert row["mirror_gap"] == pytest.approx(0.5, abs=0.02)
    assert row["mirror_gap_change"] == pytest.approx(0.5, abs=0.02)
    assert row["second_leg"] > 10
    assert row["placebo_p"] is None  # fewer than 20 units in the basket make no distribution
    assert "fell to the target" in row["reasons"]


def test_nothing_else_is_flagged(full: RouteTable) -> None:
    flagged = [r for r in full.units.to_pylist() if r["verdict"] == verdict.CONSISTENT]
    assert [(r["hub"], r["hs6"]) for r in flagged] == [("KG", "854231")]
    assert full.units["hs6"][0].as_py() == "854231"  # ranked first


def test_hubs_are_ranked_and_tell_amounts_and_tests(full: RouteTable) -> None:
    first, second = full.hubs
    assert (first.hub, second.hub) == ("KG", "UZ")
    assert first.did is not None and first.did_low is not None and first.did > first.did_low
    assert first.after > first.before and first.flagged == 1
    assert second.flagged == 0 and "surge" in second.failed
    assert any("prices" in line for line in first.innocent)
    assert first.periods[0] == "2020-03" and len(first.basket) == len(first.periods)
    assert first.placebo_goods is not None and first.placebo_time is not None


def test_the_target_is_the_falling_leg(full: RouteTable) -> None:
    assert full.target is not None and full.target.did_high is not None
    assert full.target.did_high < 0
    assert full.target.break_period == worlds.EVENT and (full.target.break_step or 0) < 0


def test_plain_data_is_json(full: RouteTable) -> None:
    import json

    data = json.loads(json.dumps(full.to_dict()))
    assert data["basket"] == "chpl" and len(data["units"]) == full.units.num_rows
    assert data["control"] == "40 codes of the panel under no control"


def test_a_surge_without_a_fall_at_the_target_is_only_a_surge(tmp_path: Path) -> None:
    table = ask(tmp_path, worlds.world(fall=1.0))
    row = unit(table, "KG", "854231")
    assert row["verdict"] == verdict.SURGE
    assert "did not clearly fall" in row["reasons"]


def test_without_a_target_substitution_is_null_not_failed(tmp_path: Path) -> None:
    rows = [r for r in worlds.world() if r["partner"] != "RU"]
    row = unit(ask(tmp_path, rows), "KG", "854231")
    assert row["substitution"] is None and row["verdict"] == verdict.SURGE


def test_the_second_leg_stands_in_where_substitution_cannot_be_assessed(tmp_path: Path) -> None:
    rows = [
        r
        for r in worlds.world(second_leg=True)
        if not (r["partner"] == "RU" and r["reporter"] in ("DE", "NL"))
    ]
    row = unit(ask(tmp_path, rows), "KG", "854231")
    assert row["substitution"] is None and row["second_leg"] > 1
    assert row["verdict"] == verdict.CONSISTENT


def test_the_targets_imports_serve_as_second_leg(tmp_path: Path) -> None:
    rows = worlds.world(second_leg=True)
    for row in rows:
        if row["partner"] == "RU" and row["reporter"] in ("KG", "UZ"):
            row |= {"reporter": "RU", "partner": row["reporter"], "flow": "import"}
    assert unit(ask(tmp_path, rows), "KG", "854231")["second_leg"] > 1


def test_a_rise_in_price_is_not_diversion(tmp_path: Path) -> None:
    row = unit(ask(tmp_path, worlds.world(weight=True, price=7.0)), "KG", "854231")
    assert row["verdict"] == verdict.SURGE and "value per kilogram" in row["reasons"]


def test_a_rise_before_the_event_does_not_follow_it(tmp_path: Path) -> None:
    rows = worlds.world(event="2021-06")
    row = unit(ask(tmp_path, rows), "KG", "854231")
    assert row["verdict"] != verdict.CONSISTENT


def test_small_money_is_no_surge(tmp_path: Path) -> None:
    settings = RouteSettings(floor=5e6)
    row = unit(ask(tmp_path, worlds.world(), settings=settings), "KG", "854231")
    assert row["verdict"] == verdict.NONE and "below the floor" in row["reasons"]


def test_without_a_past_nothing_is_assessable(tmp_path: Path) -> None:
    rows = [r for r in worlds.world() if r["period"] >= "2022-01"]
    table = ask(tmp_path, rows)
    assert set(table.units["verdict"].to_pylist()) == {verdict.UNKNOWN}
    assert any("no past" in note for note in table.notes)
    assert unit(table, "KG", "854231")["score"] is None


def test_all_goods_leave_no_control_group(tmp_path: Path) -> None:
    table = ask(tmp_path, worlds.world(), goods="all")
    row = unit(table, "KG", "854231")
    assert table.control is None and row["did"] is None
    assert row["verdict"] == verdict.CONSISTENT and row["placebo_p"] is not None
    assert any("--control" in note for note in table.notes)


def test_totals_make_a_control_group(tmp_path: Path) -> None:
    rows = worlds.world()
    totals: dict[tuple[str, ...], float] = {}
    for r in rows:
        key = (r["reporter"], r["partner"], r["flow"], r["period"])
        totals[key] = totals.get(key, 0.0) + r["value"] + 1e6
    whole = [
        {
            "reporter": a, "partner": b, "flow": f, "period": p,
            "product": product, "value": v, "currency": "EUR",
        }
        for (a, b, f, p), total in totals.items()
        for product, v in (("TOTAL", total), ("27", 1e5))
    ]  # fmt: skip
    control = worlds.panel(tmp_path / "totals.parquet", whole)
    given = ask(tmp_path, rows, control=control)
    inside = ask(tmp_path, rows + [r for r in whole if r["product"] == "TOTAL"])
    for table in (given, inside):
        assert table.control == "all goods less fuels less the basket"
        assert unit(table, "KG", "854231")["did_low"] > 0


def test_years_are_tested_too(tmp_path: Path) -> None:
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    shift = {"2020": ("2014", "2017"), "2021": ("2015", "2018"), "2022": ("2016", "2019")}
    for r in worlds.world(event="2023-01"):
        for year in shift[r["period"][:4]]:
            key = (r["reporter"], r["partner"], r["product"], year)
            rows.setdefault(key, r | {"period": year, "value": 0.0})["value"] += r["value"]
    for r in worlds.world(event="2020-01", seed=9):
        year = {"2020": "2020", "2021": "2021", "2022": "2022"}[r["period"][:4]]
        if year > "2021":
            continue
        key = (r["reporter"], r["partner"], r["product"], year)
        rows.setdefault(key, r | {"period": year, "value": 0.0})["value"] += r["value"]
    table = ask(tmp_path, list(rows.values()), event="2020")
    row = unit(table, "KG", "854231")
    assert not table.window.monthly and row["surge"] == pytest.approx(8, rel=0.3)
    assert row["substitution"] == pytest.approx(-0.9, abs=0.05)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"event": "2030-01"}, "outside the panel"),
        ({"event": "spring"}, "no period"),
        ({"goods": "chips"}, "no list"),
        ({"hubs": ["KG", "RU"]}, "is the target"),
        ({"hubs": ["Atlantis"]}, "no country"),
        ({"engine": "abacus"}, "no engine"),
    ],
)
def test_options_that_do_not_fit_are_named(
    tmp_path: Path, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(OptionError, match=said):
        ask(tmp_path, worlds.world(diverted=()), **options)


def test_a_panel_without_the_route_is_named(tmp_path: Path) -> None:
    rows = worlds.world(diverted=())
    with pytest.raises(TableError, match="no exports"):
        ask(tmp_path, rows, origins=["JP"], hubs=["KG"])
    with pytest.raises(TableError, match="no exports"):
        ask(tmp_path, [r for r in rows if r["partner"] == "RU"])


def test_origins_are_the_coalition_where_everybody_reports(tmp_path: Path) -> None:
    rows = worlds.world()
    extra = [r | {"reporter": "CN"} for r in rows if r["reporter"] == "NL"]
    table = ask(tmp_path, rows + extra)
    assert [hub.hub for hub in table.hubs] == ["KG", "UZ"]
    assert unit(table, "KG", "854231")["verdict"] == verdict.CONSISTENT


def test_a_code_born_with_an_edition_is_not_assessable(tmp_path: Path) -> None:
    born = "851713"  # smartphones, HS 2022
    extra = [r | {"product": born} for r in worlds.world() if r["product"] == "854231"]
    rows = worlds.world() + [r for r in extra if r["period"] >= "2022-01"]
    row = unit(ask(tmp_path, rows, goods="all"), "KG", born)
    assert row["verdict"] == verdict.UNKNOWN and row["surge_z"] is None
    assert "edition" in row["reasons"]
