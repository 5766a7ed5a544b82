"""Shipments and owners of the user's own records, from files to findings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from byway import ingest, render
from byway.errors import OptionError, TableError
from byway.flagging.evidence import records
from byway.lists import ListStore
from byway.model import Assessment, EvidenceKind
from byway.owners import OwnershipRecords
from byway.pipeline import assess
from byway.watchlists import Watchlists

DAY = date(2023, 6, 1)
REPORT = (
    "China is shipping microchips to Russia through Belarus, the Customs Institute said on Friday."
    " Dnieper Trading sold microchips to Russia, the institute added."
)
LISTED = {
    "id": "l1",
    "schema": "Person",
    "properties": {
        "name": ["Radimir Volkhonsky"],
        "topics": ["sanction"],
        "sanctions": [
            {
                "id": "s1",
                "schema": "Sanction",
                "properties": {
                    "authority": ["Office of Foreign Assets Control"],
                    "startDate": ["2022-05-01"],
                },
            }
        ],
    },
}
SHIPMENTS = """\
id,hs,description,origin_country,destination_country,consignee_name,consignee_country,consignee_email,payer_name,ship_date
S1,854231,processors,CN,BY,Dnieper Trading,BY,office@gmail.com,Radimir Volkhonsky,2023-05-02
S2,950300,dolls,CN,BY,Minsk Toys,BY,toys@gmail.com,Minsk Toys,2023-05-02
"""
OWNERS = "owner,owned,share,owner_name,owned_name\no,d,60,Radimir Volkhonsky,Dnieper Trading\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    for name, text in {
        "list.jsonl": json.dumps(LISTED) + "\n",
        "shipments.csv": SHIPMENTS,
        "owners.csv": OWNERS,
        "report.txt": REPORT,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def watchlists(folder: Path) -> Watchlists:
    store = ListStore(folder / "lists")
    store.add([folder / "list.jsonl"], "ftm", "ofac", date(2023, 1, 1))
    return Watchlists(store.select(["ofac"]))


@pytest.fixture(scope="module")
def judged(folder: Path, watchlists: Watchlists) -> Assessment:
    return assess(
        ingest.load_all([str(folder / "report.txt")], published=DAY),
        watchlists=watchlists,
        as_of=DAY,
        shipments=records([folder / "shipments.csv"], "russia", watchlists, DAY),
        ownership=OwnershipRecords.load([folder / "owners.csv"]),
    )


def test_flags_of_shipments_on_the_way_are_evidence_for_it(judged: Assessment) -> None:
    assert [s.id for s in judged.shipments] == ["S1"]
    shipment = judged.shipments[0]
    flags = {flag.rule: flag for flag in shipment.flags}
    assert {"ADR-06", "GDS-01", "LST-01"} <= set(flags)
    assert flags["ADR-06"].values["consignee_email"] == ("office@gmail.com",)
    assert flags["ADR-06"].citation
    route = next(f for f in judged.findings if f.kind == "route")
    assert "s1" in {item.id for item in route.evidence}


def test_owners_are_followed_to_the_party_of_the_report(judged: Assessment) -> None:
    (reach,) = judged.reaches
    assert (reach.party, reach.outcome) == ("Dnieper Trading", "meets")
    assert any("60 %" in step for step in reach.working)
    owned = next(f for f in judged.findings if f.kind == "ownership")
    (item,) = (e for e in judged.evidence if e.kind is EvidenceKind.HOLDING)
    assert [w.id for w in owned.evidence] == [item.id]


def test_the_receipt_names_the_records(judged: Assessment) -> None:
    options = judged.receipt.options
    assert len(options["shipments"]["shipments.csv"]) == 64
    assert options["ownership"]["authority"] == "ofac"
    page = render.html(judged)
    assert 'id="shipments"' in page and 'id="ownership"' in page


def test_bad_records_are_named(folder: Path, watchlists: Watchlists) -> None:
    with pytest.raises(TableError, match=r"gone\.csv"):
        records([folder / "gone.csv"], "russia", watchlists, DAY)
    with pytest.raises(OptionError, match="atlantis"):
        records([folder / "shipments.csv"], "atlantis", watchlists, DAY)
