"""OFAC's CSV files: every fact in its place, every fault named."""

from __future__ import annotations

import gzip
import shutil
import string
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byway.errors import ListError
from byway.lists import ListedParty, ListStore
from byway.lists.inputs import day_in

Load = Callable[..., dict[str, ListedParty]]


@pytest.fixture
def parties(load: Load) -> dict[str, ListedParty]:
    return load("ofac-csv", "ofac")


def test_company(parties: dict[str, ListedParty]) -> None:
    party = parties["ofac-101"].party
    assert party.schema_name == "Organization"
    assert party.caption == "ROMASHKA TRADING LLC"
    assert party.get("alias") == ("ROMASHKA GROUP",)
    assert party.get("previousName") == ("VASILEK TRADING OOO",)
    assert party.get("weakAlias") == ("ROMTRADE",)
    assert party.get("incorporationDate") == ("2009-03-05",)
    assert party.get("taxNumber") == party.get("innCode") == ("7701234567",)
    assert party.get("registrationNumber") == party.get("ogrnCode") == ("1097746123456",)
    assert party.get("leiCode") == ("253400AAAAAAAAAAAA17",)
    assert party.get("jurisdiction") == ("ru",)
    assert party.get("country") == ("ru", "ua")
    assert party.get("address") == (
        "12 Lenina St., Bldg. 1, Moscow 101000, Russia",
        "Sevastopol, Region: Crimea",
    )
    assert party.get("notes") == ("Linked To: PETROV, Ivan Ivanovich",)


def test_person(parties: dict[str, ListedParty]) -> None:
    party = parties["ofac-102"].party
    assert party.schema_name == "Person"
    assert party.get("name") == ("Ivan Ivanovich PETROV",)
    assert party.get("lastName") == ("PETROV",)
    assert party.get("alias") == ("Vanya PETROV",)
    assert party.get("weakAlias") == ("VANYA",)
    assert party.get("birthDate") == ("1961", "1962-10-07")
    assert party.get("birthPlace") == ("Tula, Russia",)
    assert party.get("nationality") == ("ru", "by")
    assert party.get("citizenship") == ("ru",)
    assert party.get("country") == ("by",)
    assert party.get("gender") == ("male",)
    assert party.get("passportNumber") == ("123456789",)
    assert party.get("idNumber") == ("55-17",)
    assert party.get("position") == ("Director General",)
    assert party.get("notes") == ()


def test_vessel(parties: dict[str, ListedParty]) -> None:
    party = parties["ofac-103"].party
    assert party.schema_name == "Vessel"
    assert party.get("imoNumber") == ("9074729",)
    assert party.get("mmsi") == ("273000001",)
    assert party.get("callSign") == ("UBZZ1",)
    assert party.get("type") == ("Crude Oil Tanker",)
    assert party.get("tonnage") == ("104000",)
    assert party.get("grossRegisteredTonnage") == ("56000",)
    assert party.get("flag") == ("pa",)
    assert party.get("pastFlags") == ("mt",)
    assert party.get("weakAlias") == ("MORNING STAR",)
    assert "Owner: Aurora Shipping Ltd" in party.get("notes")


def test_aircraft(parties: dict[str, ListedParty]) -> None:
    party = parties["ofac-104"].party
    assert party.schema_name == "Airplane"
    assert party.get("registrationNumber") == ("RA-00001",)
    assert party.get("serialNumber") == ("93495000",)
    assert party.get("model") == ("IL-76",)
    assert party.get("buildDate") == ("1989-07-31",)


def test_remarks_go_on_in_the_comments(parties: dict[str, ListedParty]) -> None:
    party = parties["ofac-105"].party
    assert party.caption == "Oleg KUZNETSOV Jr."
    assert party.get("nameSuffix") == ("Jr.",)
    assert party.get("birthDate") == ("1948", "1949", "1950", "1951")
    assert party.get("nationality") == ("kz",)
    assert party.get("gender") == ("male",)
    assert "Digital Currency Address - ETH 0xaaaa" in party.get("notes")


def test_programmes(parties: dict[str, ListedParty]) -> None:
    first, second, *_ = parties["ofac-101"].designations
    assert (first.programme, second.programme) == ("RUSSIA-EO14024", "NPWMD")
    assert first.authority == "Office of Foreign Assets Control"
    assert first.entry == "101"
    assert first.topic == "sanction"
    assert first.since is None
    assert first.address == "https://sanctionssearch.ofac.treas.gov/Details.aspx?id=101"


def test_listing_date_of_a_directive(parties: dict[str, ListedParty]) -> None:
    by_programme = {d.programme: d for d in parties["ofac-201"].designations}
    assert by_programme["RUSSIA-EO14024"].since == date(2022, 2, 24)
    assert by_programme["UKRAINE-EO13662"].since is None


def test_party_on_both_lists_is_one(parties: dict[str, ListedParty]) -> None:
    programmes = [d.programme for d in parties["ofac-101"].designations]
    assert programmes == ["RUSSIA-EO14024", "NPWMD", "UKRAINE-EO13662"]


def test_counts_by_part(store: ListStore, samples: Path) -> None:
    snapshot = store.add([samples / "ofac"], "ofac-csv", "ofac", force=True)
    assert snapshot.counts == {"sdn": 5, "cons": 2}
    assert snapshot.parties_total == 6
    assert any("more than once" in warning for warning in snapshot.warnings)


def test_implausible_count(store: ListStore, samples: Path) -> None:
    with pytest.raises(ListError, match=r"5 parties \(sdn\); expected 5,000 to 60,000"):
        store.add([samples / "ofac"], "ofac-csv", "ofac")
    assert not list((store.folder / "ofac").glob("*"))


def test_zip_dates_and_gzip(store: ListStore, samples: Path, tmp_path: Path) -> None:
    archive = tmp_path / "ofac_2024-07-02.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for name in ("sdn", "alt"):
            packed = gzip.compress((samples / "ofac" / f"{name}.csv").read_bytes())
            zipped.writestr(f"lists/{name}_2024-07-02.csv.gz", packed)
    snapshot = store.add([archive], "ofac-csv", "ofac", force=True)
    assert snapshot.day == date(2024, 7, 2)
    assert snapshot.party("ofac-101").party.get("previousName") == ("VASILEK TRADING OOO",)
    assert any("no address file" in warning for warning in snapshot.warnings)


def test_header_row_and_spare_end_row(store: ListStore, samples: Path, tmp_path: Path) -> None:
    shutil.copy(samples / "ofac" / "sdn.csv", tmp_path / "sdn.csv")
    rows = "ent_num,alt_num,alt_type,alt_name,alt_remarks\n101,12,aka,ROMASHKA,-0- \n\x1a,,,,\n"
    (tmp_path / "alt_2024-09-25_reheadered.csv").write_text(rows)
    paths = [tmp_path / "sdn.csv", tmp_path / "alt_2024-09-25_reheadered.csv"]
    snapshot = store.add(paths, "ofac-csv", "ofac", force=True)
    assert snapshot.party("ofac-101").party.get("alias") == ("ROMASHKA",)


def test_single_file_of_any_name(store: ListStore, samples: Path, tmp_path: Path) -> None:
    shutil.copy(samples / "ofac" / "sdn.csv", tmp_path / "data.csv")
    assert store.add([tmp_path / "data.csv"], "ofac-csv", "x", force=True).parties_total == 5


def test_two_primary_files(store: ListStore, samples: Path, tmp_path: Path) -> None:
    for day in ("2022-02-25", "2022-02-26"):
        shutil.copy(samples / "ofac" / "sdn.csv", tmp_path / f"sdn_{day}.csv")
    with pytest.raises(ListError, match=r"sdn_2022-02-25\.csv and .*sdn_2022-02-26\.csv: two"):
        store.add([tmp_path], "ofac-csv", "ofac", force=True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('101,"A",-0- ,"CUBA"\r\n', "line 1: 4 columns; expected 12 columns"),
        ('101,"A' + ",-0- " * 10 + "\r\n", "line 1: broken row"),
        (",".join(["x"] * 12) + "\r\n", "line 1: 'x' in the first column"),
        (",".join(["7"] + ["-0- "] * 11) + "\r\n", "line 1: no name"),
        ("\x1a", "no parties"),
        ("", "empty"),
        ("a\x00b", "binary"),
    ],
)
def test_broken_file(store: ListStore, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "sdn.csv").write_text(content)
    with pytest.raises(ListError, match=message):
        store.add([tmp_path / "sdn.csv"], "ofac-csv", "ofac", force=True)
    assert not list(store.folder.glob("*/[!.]*"))


def test_cut_gzip(store: ListStore, samples: Path, tmp_path: Path) -> None:
    packed = gzip.compress((samples / "ofac" / "sdn.csv").read_bytes())
    (tmp_path / "sdn.csv.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(ListError, match=r"sdn\.csv\.gz: damaged or cut .* a whole file"):
        store.add([tmp_path / "sdn.csv.gz"], "ofac-csv", "ofac", force=True)


def test_cut_at_a_row_is_a_warning(store: ListStore, samples: Path, tmp_path: Path) -> None:
    lines = (samples / "ofac" / "sdn.csv").read_bytes().split(b"\r\n")
    (tmp_path / "sdn.csv").write_bytes(b"\r\n".join(lines[:3]) + b"\r\n")
    snapshot = store.add([tmp_path / "sdn.csv"], "ofac-csv", "ofac", force=True)
    assert any("no end mark" in warning for warning in snapshot.warnings)


def test_no_primary_file(store: ListStore, samples: Path) -> None:
    with pytest.raises(ListError, match=r"no primary file beside it; expected sdn\.csv"):
        store.add([samples / "ofac" / "alt.csv"], "ofac-csv", "ofac", force=True)


def test_no_file_of_the_list(store: ListStore, samples: Path) -> None:
    with pytest.raises(ListError, match="no file of OFAC's CSV lists"):
        store.add([samples / "un", samples / "entities.ftm.json"], "ofac-csv", "o", force=True)


def test_unknown_values_warn(store: ListStore, tmp_path: Path) -> None:
    row = '7,"ATLANTIS CO","hovercraft","ATLANTIS-EO1",' + "-0- ," * 7
    remarks = '"nationality Atlantis; Gender Unknown; DOB yesterday."'
    (tmp_path / "sdn.csv").write_text(f"{row}{remarks}\r\n\x1a")
    (tmp_path / "alt.csv").write_text('7,1,"xka","A",-0- \r\n9,1,"aka","B",-0- \r\n\x1a')
    (tmp_path / "add.csv").write_text('7,1,"1 Sea St","Deep","Atlantis","old"\r\n\x1a')
    snapshot = store.add([tmp_path], "ofac-csv", "ofac", force=True)
    text = "\n".join(snapshot.warnings)
    for expected in (
        "unknown value 'hovercraft'",
        "unknown value 'ATLANTIS-EO1'",
        "unknown value 'xka'",
        "unknown country 'Atlantis'",
        "unknown gender 'Unknown'",
        "not in the primary file",
    ):
        assert expected in text
    assert "1 Sea St, Deep, Atlantis: old" in snapshot.party("ofac-7").party.get("notes")


words = st.text(string.ascii_uppercase, min_size=2, max_size=9)


@st.composite
def a_person(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "last": draw(words),
        "given": draw(words),
        "aliases": draw(st.lists(words, max_size=2, unique=True)),
        "born": draw(st.dates(date(1900, 1, 1), date(2010, 1, 1))),
        "programmes": draw(
            st.lists(st.sampled_from(["SDGT", "IRAN", "CYBER2"]), min_size=1, unique=True)
        ),
        "passport": draw(st.integers(10**6, 10**9)),
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(a_person(), min_size=1, max_size=5))
def test_what_is_written_is_read(people: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "sdn.csv").open("w", newline="") as file:
            for number, person in enumerate(people, start=1):
                weak = "".join(f"; a.k.a. '{alias}'" for alias in person["aliases"])
                remarks = f"DOB {person['born']:%d %b %Y}; Passport {person['passport']} (Iran)"
                programmes = "] [".join(person["programmes"])
                file.write(
                    f'{number},"{person["last"]}, {person["given"]}","individual","{programmes}",'
                    + "-0- ," * 7
                    + f'"{remarks}{weak}."\r\n'
                )
            file.write("\x1a")
        snapshot = ListStore(folder / "s").add([folder / "sdn.csv"], "ofac-csv", "x", force=True)
        for number, person in enumerate(people, start=1):
            listed = snapshot.party(f"ofac-{number}")
            assert listed.party.get("name") == (f"{person['given']} {person['last']}",)
            assert listed.party.get("weakAlias") == tuple(person["aliases"])
            assert listed.party.get("birthDate") == (person["born"].isoformat(),)
            assert listed.party.get("passportNumber") == (str(person["passport"]),)
            assert [d.programme for d in listed.designations] == person["programmes"]


def test_the_day_is_in_the_name_of_the_primary_file(
    store: ListStore, samples: Path, tmp_path: Path
) -> None:
    for name, copy in (("add.csv", "add_2025-02.csv"), ("sdn.csv", "sdn_2024-07-02.csv")):
        (tmp_path / copy).write_bytes((samples / "ofac" / name).read_bytes())
    paths = [tmp_path / "add_2025-02.csv", tmp_path / "sdn_2024-07-02.csv"]
    assert store.add(paths, "ofac-csv", "x", force=True).day == date(2024, 7, 2)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2024-02-31.csv", None),
        ("sdn_2024-02-31_2024-03.csv", date(2024, 3, 1)),
        ("sdn_20240702.csv", date(2024, 7, 2)),
        ("sdn.csv", None),
    ],
)
def test_days_in_names(name: str, day: date | None) -> None:
    assert day_in(name) == day
