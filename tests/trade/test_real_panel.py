"""The CN8 panel of exports to Russia and its neighbours: counts, sums and changes of edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from byway.trade.editions import Series, read_series
from byway.trade.flows import Flows
from byway.trade.loading import load

pytestmark = pytest.mark.shared

PANEL = "trade/eurostat_cn8/eu_sanctioned_exports_cn8_monthly_2020-01_2022-11.parquet"


@pytest.fixture
def flows(shared: Path) -> Iterator[Flows]:
    with load(shared / PANEL) as found:
        yield found


def test_nothing_is_lost(flows: Flows, shared: Path) -> None:
    scan = f"read_parquet('{shared / PANEL}')"
    rows, total = flows.engine.rows(f"SELECT count(*), sum(value_eur) FROM {scan}")[0]
    assert rows == 997_559
    assert flows.engine.rows("SELECT sum(value) FROM flow")[0][0] == total
    assert (flows.currency, len(flows.periods), flows.monthly) == ("EUR", 35, True)
    assert [note.kind for note in flows.problems] == ["one direction"]


def test_every_code_born_or_ended_is_joined_or_not_assessable(flows: Flows) -> None:
    series = read_series(flows)
    one_sided = flows.engine.rows(
        "SELECT product FROM flow WHERE value > 0 GROUP BY product"
        " HAVING min(period) >= '2022-01' OR max(period) < '2022-01'"
    )
    assert len(one_sided) == 88
    handled = set(series.joined) | set(series.unassessable)
    assert {row[0] for row in one_sided} <= handled
    assert series.name("880330") == "880730"
    assert "851713" in series.unassessable
    assert series != Series()


def test_no_joined_series_begins_or_ends_at_the_change(flows: Flows) -> None:
    series = read_series(flows)
    table = series.apply(flows.table)
    table = table.filter(table.product.isin(list(series.members)))
    found = table.group_by("product").aggregate(first=table.period.min(), last=table.period.max())
    rows = found.execute().values.tolist()
    assert len(rows) == len(series.members) == 20
    assert all(first < "2022-01" <= last for _, first, last in rows)
