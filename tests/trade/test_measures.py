"""Figures on a small panel whose sums are known by heart."""

from __future__ import annotations

from pathlib import Path

import pytest

from byway.errors import OptionError
from byway.trade.flows import Flows
from byway.trade.groups import is_group, members, reporters
from byway.trade.loading import load
from byway.trade.measures import (
    Selection,
    growth,
    growth_by,
    mirror_share,
    periods_of,
    series,
    share,
    total,
)

ROWS = """reporter,partner,flow,product,period,value,currency
DE,KG,export,854231,2021-03,100,EUR
DE,KG,export,854231,2022-03,300,EUR
FR,KG,export,854232,2021-04,50,EUR
FR,KG,export,270900,2022-03,900,EUR
GB,KG,export,854231,2022-03,7000,EUR
DE,RU,export,854231,2021-03,400,EUR
DE,RU,export,854231,2022-03,100,EUR
KG,DE,import,854231,2022-03,159,EUR
"""


@pytest.fixture
def flows(tmp_path: Path) -> Flows:
    path = tmp_path / "panel.csv"
    path.write_text(ROWS)
    return load(path)


def test_growth_of_a_group_leaves_others_out(flows: Flows) -> None:
    found = growth(flows, Selection("2022", "EU27", "KG", goods=["85"]), "2021")
    assert (found.now.value, found.before.value) == (300, 150)
    assert found.percent == pytest.approx(100)


def test_goods_by_prefix_and_without(flows: Flows) -> None:
    chosen = Selection("2022-03", "FR,DE", "KG")
    assert total(flows, chosen).value == 1200
    assert total(flows, Selection("2022-03", "FR,DE", "KG", without=["27"])).value == 300
    assert total(flows, Selection("2022-03", "FR,DE", "KG", goods="2709")).value == 900


def test_missing_is_not_zero(flows: Flows) -> None:
    none = total(flows, Selection("2021", "DE", "AM"))
    assert none.value is None and none.rows == 0
    assert growth(flows, Selection("2022", "DE", "AM"), "2021").percent is None
    assert "2021-01" in none.lacking and "2021-03" not in none.lacking


def test_growth_by_partner_and_chapter(flows: Flows) -> None:
    by = growth_by(flows, Selection("2022", "DE"), "2021")
    assert by["RU"].percent == pytest.approx(-75) and by["KG"].percent == pytest.approx(200)
    chapters = growth_by(flows, Selection("2022", "EU27", "KG"), "2021", "product", digits=2)
    assert chapters["27"].percent is None and chapters["85"].percent == pytest.approx(100)
    with pytest.raises(OptionError, match="level"):
        growth_by(flows, Selection("2022"), "2021", "colour")


def test_series_and_share(flows: Flows) -> None:
    assert series(flows, Selection("2021/2022", "DE", "KG")) == {
        "2021-03": 100.0,
        "2021-04": None,
        "2022-03": 300.0,
    }
    part = share(flows, Selection("2022", "DE", "KG"), Selection("2022", "EU27", "KG"))
    assert part == pytest.approx(25)


def test_mirror_share_and_allowance(flows: Flows) -> None:
    found = mirror_share(flows, flows, exporters="DE", importers="KG", period="2022")
    assert found.missing == pytest.approx(47)
    less = mirror_share(
        flows, flows, exporters="DE", importers="KG", period="2022", cif_allowance=0.06
    )
    assert less.missing == pytest.approx(50)


def test_mirror_of_two_currencies_asks_for_a_rate(flows: Flows, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text(ROWS.replace("EUR", "USD"))
    other = load(path)
    chosen = {"exporters": "DE", "importers": "KG", "period": "2022"}
    with pytest.raises(OptionError, match="rate"):
        mirror_share(flows, other, **chosen)
    assert mirror_share(flows, other, **chosen, rate=1.0).missing == pytest.approx(47)


@pytest.mark.parametrize("written", ["2022-13", "spring", "2022/2021", "2020/2021/2022", ""])
def test_what_is_no_period(written: str) -> None:
    with pytest.raises(OptionError, match="period"):
        periods_of(written, monthly=True)


def test_years_cannot_answer_for_months() -> None:
    assert periods_of("2021/2022", monthly=False) == ("2021", "2022")
    assert periods_of("2021-01/2022-12", monthly=False) == ("2021", "2022")
    with pytest.raises(OptionError, match="whole years"):
        periods_of("2022-03/2022-11", monthly=False)


def test_members() -> None:
    assert len(members("EU27")) == 27 and "GB" not in members("EU27")
    assert members(["Germany", "KGZ, RU"]) == ("DE", "KG", "RU")
    with pytest.raises(OptionError, match="Atlantis"):
        members("Atlantis")


def test_a_group_reports_by_its_members_or_as_one() -> None:
    assert reporters("EU27")[-1] == "EU" and len(reporters("EU27")) == 28
    assert reporters("EU, KG") == ("KG", "EU")
    assert is_group("eu27") and is_group("EU") and not is_group("DE")


def test_goods_must_be_codes(flows: Flows) -> None:
    with pytest.raises(OptionError, match="goods"):
        total(flows, Selection("2022", goods=["chips"]))


def test_the_union_as_the_only_reporter_is_one(tmp_path: Path) -> None:
    path = tmp_path / "union.csv"
    rows = ROWS.splitlines()
    path.write_text("\n".join([rows[0], *(r.replace("DE,", "EU27_2020,") for r in rows[1:3])]))
    for name in ("EU27", "EU"):
        found = growth(load(path), Selection("2022", name, "KG"), "2021")
        assert found.percent == pytest.approx(200)
    path.write_text("\n".join([rows[0], "EU27,KG,export,854231,2022-03,9,EUR", rows[1]]))
    both = load(path)
    assert both.rows == 1 and any("sums over places" in str(note) for note in both.notes)
