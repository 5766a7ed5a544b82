"""A claimed route held against a panel of trade that we wrote."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from byway import ingest, render
from byway.corroboration import TradeStatistics
from byway.errors import TableError
from byway.goods import Classifier
from byway.model import EvidenceKind, Outcome, Route
from byway.pipeline import assess
from byway.receipt import seal
from byway.watchlists import Watchlists

MONTHS = [f"{year}-{month:02}" for year in (2020, 2021, 2022) for month in range(1, 13)]
ORDINARY = [f"{n}0{k}10" for n in ("08", "10", "30") for k in range(1, 9)]
BEARINGS = ["848210", "848220", "848230", "848240", "848250", "848280"]
REPORT = (
    "Germany ships ball bearings to Russia through Kyrgyzstan, the Customs Institute said on"
    " Friday."
)


def panel(folder: Path, *, diverted: bool) -> Path:
    """German exports by month: bearings to KG leap, and fall to RU, when `diverted`."""
    noise = Random(7)
    path = folder / f"panel-{diverted}.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["reporter", "partner", "product", "period", "value", "currency"])
        for month in MONTHS:
            late = month >= "2022-03" and diverted
            for partner, size in (("KG", 40_000), ("RU", 900_000)):
                for code in [*BEARINGS, *ORDINARY]:
                    factor = 1.0
                    if code in BEARINGS and late:
                        factor = 25.0 if partner == "KG" else 0.05
                    value = size * factor * noise.uniform(0.9, 1.1)
                    rows.writerow(["DE", partner, code, month, round(value), "EUR"])
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("trade")


@pytest.fixture(scope="module")
def diverted(folder):
    return TradeStatistics([panel(folder, diverted=True)])


@pytest.fixture(scope="module")
def ordinary(folder):
    return TradeStatistics([panel(folder, diverted=False)])


ROUTE = Route(origin="DE", hub="KG", destination="RU", goods=("ball bearings",))


@pytest.fixture(scope="module")
def bearings():
    return [Classifier.default().classify("ball bearings")]


def outcomes(trade):
    return {test.test: test.outcome for test in trade.tests}


def test_a_diverted_flow_speaks_for_the_route(diverted, bearings) -> None:
    trade = diverted.test(ROUTE, bearings)
    found = outcomes(trade)
    for test in ("surge", "difference-in-differences", "break after the event", "substitution"):
        assert found[test] is Outcome.PRESENT, (test, trade)
    assert found["second leg"] is Outcome.NOT_ASSESSABLE
    assert trade.event == "2022-03" and trade.currency == "EUR"
    assert "848210" in trade.goods and "partner KG" in trade.rows
    assert trade.after > 10 * trade.before
    assert trade.innocent


def test_an_ordinary_flow_speaks_against_it(ordinary, bearings) -> None:
    found = outcomes(ordinary.test(ROUTE, bearings))
    assert found["surge"] is Outcome.ABSENT
    assert found["substitution"] is Outcome.ABSENT
    assert found["difference-in-differences"] is not Outcome.PRESENT


@pytest.mark.parametrize(
    ("route", "why"),
    [
        (Route(origin="CN", hub="KG", destination="RU"), "CN"),
        (Route(origin="DE", hub="the firm", destination="RU"), "no country"),
        (Route(origin="a company", hub="KG", destination="RU"), "no country"),
        (Route(origin="DE", hub="KG", destination="FR"), "no event"),
    ],
)
def test_what_cannot_be_tested_says_why(diverted, route, why) -> None:
    trade = diverted.test(route)
    assert not trade.tests and trade.before is None
    assert why in trade.notes[0]


def test_without_goods_the_general_list_is_looked_at(diverted) -> None:
    trade = diverted.test(Route(origin="?", hub="KG", destination="RU"))
    assert "Common High Priority List" in trade.basket and trade.tests


def judged(folder: Path, trade: TradeStatistics | None):
    path = folder / "report.txt"
    path.write_text(REPORT)
    return assess(
        ingest.load_all([str(path)], published=date(2023, 3, 12)),
        watchlists=Watchlists(()),
        as_of=date(2023, 3, 20),
        trade=trade,
        now=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_the_assessment_weighs_the_tests(folder, diverted, ordinary) -> None:
    plain, up, down = (judged(folder, each) for each in (None, diverted, ordinary))
    value = {
        name: next(f for f in a.findings if f.kind == "route").likelihood.value
        for name, a in (("plain", plain), ("up", up), ("down", down))
    }
    assert value["down"] < value["plain"] <= value["up"]
    assert plain.routes[0].trade is None and up.routes[0].trade.tests
    items = [item for item in up.evidence if item.kind is EvidenceKind.ROUTE_TEST]
    assert items and all(i.locator.dataset.startswith("panel") and i.locator.row for i in items)
    finding = next(f for f in up.findings if f.kind == "route")
    weights = [w.weight for w in finding.evidence if w.id.startswith("t")]
    assert 0 < sum(weights) <= 1.51
    assert any("none of this proves a shipment" in gap for gap in finding.missing)
    assert not any("none were given" in g and "trade" in g for g in finding.missing)
    assert up.receipt.options["trade"]["event"] == "by destination"
    assert up.receipt.hash == seal(up.to_dict())


def test_the_page_shows_the_tests(folder, diverted) -> None:
    page = render.html(judged(folder, diverted))
    assert "What trade statistics say of it" in page
    assert "difference-in-differences" in page and "not whose goods they were" in page


def test_a_panel_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "no.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(TableError, match="no column"):
        TradeStatistics([path]).flows()
