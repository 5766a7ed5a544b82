"""UN Comtrade: files, records and the API, totals never counted twice."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from byway.errors import OptionError, ServiceError, TableError
from byway.trade.flows import Flows
from byway.trade.loaders.api import Access, Query, fetch
from byway.trade.loaders.comtrade import from_records
from byway.trade.loading import load
from trade.comtrade_service import KEY, Service, record, running


def values(flows: Flows) -> list[tuple[Any, ...]]:
    return flows.engine.rows("SELECT reporter, partner, flow, value FROM flow ORDER BY ALL")


def test_one_record() -> None:
    with from_records(
        [record(), record(flowCode="X", cifvalue=None, fobvalue=1000, netWgt=0)]
    ) as flows:
        assert flows.engine.rows("SELECT * FROM flow ORDER BY flow") == [
            ("KG", "DE", "export", "854231", "2022-03", 1000.0, "USD", None, 40.0, "5", "H6", "fob",
             "destination", "UN Comtrade"),
            ("KG", "DE", "import", "854231", "2022-03", 1000.0, "USD", 12.5, 40.0, "5", "H6", "cif",
             "origin", "UN Comtrade"),
        ]  # fmt: skip


@pytest.mark.parametrize("form", ["object", "list", "lines", "gzip", "csv", "old"])
def test_files(tmp_path: Path, form: str) -> None:
    records = [record(), record(partnerCode=842, primaryValue=5, cifvalue=5)]
    name = {"lines": "a.jsonl", "gzip": "a.json.gz", "csv": "a.csv", "old": "a.csv"}.get(
        form, "a.json"
    )
    path = tmp_path / name
    if form == "lines":
        path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    elif form == "gzip":
        path.write_bytes(gzip.compress(json.dumps({"data": records}).encode()))
    elif form in ("csv", "old"):
        old = {
            "reporterCode": "reporter_code",
            "partnerCode": "partner_code",
            "flowCode": "trade_code",
            "cmdCode": "commodity_code",
            "primaryValue": "trade_value_us",
            "netWgt": "netweight_kg",
            "motCode": "mot_code",
        }
        rows = [{old.get(k, k) if form == "old" else k: v for k, v in r.items()} for r in records]
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        path.write_text(json.dumps(records if form == "list" else {"data": records}), "utf-8")
    with load(path) as flows:
        assert values(flows) == [("KG", "DE", "import", 1000.0), ("KG", "US", "import", 5.0)]


def parts(**given: Any) -> list[dict[str, Any]]:
    """A flow of 10, broken down by second partner and transport, with all its sums."""
    found = []
    for partner2, share in ((0, 10), (792, 6), (417, 4)):
        for transport, half in ((0, 1.0), (1000, 0.5), (3200, 0.5)):
            found.append(
                record(
                    partner2Code=partner2,
                    motCode=transport,
                    primaryValue=share * half,
                    cifvalue=share * half,
                )
            )
    return [r for r in found if all(r[k] in v for k, v in given.items())]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"partner2Code": [0]},
        {"motCode": [0]},
        {"motCode": [0], "partner2Code": [792, 417]},
        {"motCode": [1000, 3200], "partner2Code": [792, 417]},
        {"motCode": [1000, 3200]},
    ],
)
def test_parts_and_their_sums_count_once(given: dict[str, list[int]]) -> None:
    with from_records(parts(**given)) as flows:
        assert values(flows) == [("KG", "DE", "import", 10.0)]


def test_sum_beside_parts_that_are_not_summed_by_transport() -> None:
    whole = parts(partner2Code=[0], motCode=[0]) + parts(partner2Code=[792], motCode=[3200])
    with from_records(whole) as flows:
        assert values(flows) == [("KG", "DE", "import", 10.0)]
        assert [(n.kind, n.rows) for n in flows.notes] == [("parts of sums", 1)]


def test_what_is_left_out_is_told() -> None:
    given = [
        record(),
        record(),
        record(partnerCode=0),
        record(cmdCode="TOTAL"),
        record(cmdCode="8542"),
        record(flowCode="RM"),
        record(classificationCode="S4", cmdCode="77641"),
        record(partnerCode=899),
    ]
    with from_records(given) as flows:
        assert values(flows) == [("KG", "DE", "import", 1000.0)]
        assert {note.kind: note.rows for note in flows.notes} == {
            "repeated rows": 1,
            "other classification": 1,
            "aggregate": 1,
            "unspecified place": 1,
            "total": 1,
            "heading": 1,
            "part of others": 1,
        }


def test_records_that_contradict_each_other() -> None:
    with pytest.raises(TableError, match="rows contradict each other"):
        from_records([record(), record(primaryValue=7, cifvalue=7)])


def test_missing_values_from_the_official_client() -> None:
    with from_records([record(primaryValue=float("nan"), netWgt=float("nan"))]) as flows:
        assert values(flows) == [("KG", "DE", "import", None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is no JSON"),
        ('{"statusCode": 404, "message": "Resource not found"}', "Resource not found"),
        ("{}", "has no records"),
        ("3", "has no records"),
        ('{"data": []}', "no records"),
        ('{"data": [{"period": "2022"}]}', "no column for reporter, partner"),
    ],
)
def test_bad_files(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises(TableError, match=told):
        load(path)


# --- the API ---------------------------------------------------------------------------------


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as found:
        found.records = [
            record(period=period, partnerCode=partner, reporterCode=417, primaryValue=partner)
            for period in [f"{y}{m:02d}" for y in (2021, 2022) for m in range(1, 13)]
            for partner in (276, 251)
        ]
        yield found


def access(service: Service, **given: Any) -> Access:
    return Access(**{"key": KEY, "address": service.address, **given})


MONTHS = [f"{y}{m:02d}" for y in (2021, 2022) for m in range(1, 13)]


def test_fetch_asks_a_year_of_months_at_a_time(service: Service) -> None:
    found = list(fetch(Query(MONTHS, ["417"], cmdCode=["854231"]), access(service)))
    assert len(found) == 48
    assert [len(asked["period"].split(",")) for asked in service.asked] == [12, 12]
    assert all(KEY not in str(asked) for asked in service.asked)
    with from_records(found) as flows:
        assert flows.rows == 48
        assert flows.periods == tuple(f"{m[:4]}-{m[4:]}" for m in MONTHS)


def test_a_full_answer_is_asked_for_again_in_halves(service: Service) -> None:
    service.limit = 10
    found = list(fetch(Query(MONTHS, ["417"]), access(service, limit=10)))
    assert len({(r["period"], r["partnerCode"]) for r in found}) == len(found) == 48


def test_more_than_can_be_asked_for(service: Service) -> None:
    service.limit = 2
    with pytest.raises(ServiceError, match="2 records or more for 417 in 202101"):
        list(fetch(Query(MONTHS[:1], ["417"], flowCode=["M"]), access(service, limit=2)))


def test_waits_as_long_as_the_service_says(service: Service) -> None:
    service.faults = [
        (429, {"Retry-After": "7"}, "{}"),
        (503, {}, ""),
        (429, {"Retry-After": "soon"}, ""),
        (200, {}, "not JSON"),
    ]
    waited: list[float] = []
    found = list(fetch(Query(MONTHS[:1], ["417"]), access(service), sleep=waited.append))
    assert len(found) == 2
    assert waited == [7.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("faults", "told"),
    [
        ([(401, {}, "")], "refuses the key .HTTP 401"),
        ([(400, {}, "")], "refuses the request .HTTP 400"),
        ([(429, {"Retry-After": "86400"}, "")], "asks to wait 86,400 seconds"),
        ([(500, {}, "")] * 5, "HTTP 500 .* after 5 tries"),
        ([(200, {}, "[1]")], "an answer without records"),
        ([(200, {}, '{"data": [], "error": "too heavy"}')], "too heavy"),
    ],
)
def test_failures_are_errors(service: Service, faults: list[Any], told: str) -> None:
    service.faults = list(faults)
    with pytest.raises(ServiceError, match=told) as caught:
        list(fetch(Query(MONTHS[:1], ["417"]), access(service), sleep=lambda _: None))
    assert KEY not in str(caught.value)


def test_no_connection() -> None:
    nowhere = Access(KEY, address="http://127.0.0.1:9", tries=2)
    with pytest.raises(ServiceError, match="no connection"):
        list(fetch(Query(["2022"], ["417"]), nowhere, sleep=lambda _: None))


def test_key_comes_from_the_environment_and_is_not_shown() -> None:
    found = Access.from_environment({"BYWAY_COMTRADE_KEY": KEY})
    assert (found.key, found.address) == (KEY, "https://comtradeapi.un.org")
    assert KEY not in repr(found)
    with pytest.raises(OptionError, match="BYWAY_COMTRADE_KEY"):
        Access.from_environment({})


def test_queries() -> None:
    assert Query(["2022"], ["417"]).frequency == "A"
    assert Query(["2022"], ["417"], flowCode=["M"]).halves() is None
    with pytest.raises(OptionError, match="no period"):
        Query([], ["417"])
    with pytest.raises(OptionError, match="two kinds"):
        Query(["2022", "202203"], ["417"])
