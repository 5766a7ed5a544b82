"""`byway ownership` as a user meets it, with the example's own records and lists made here."""

import csv
import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from byway.cli.app import app
from byway.errors import OptionError, TableError
from byway.listed_owners import listed_from, listed_in
from byway.lists import ListStore
from byway.model import Party
from byway.owners import COLUMNS, REGISTER, OwnershipRecords
from byway.ownership import Rule
from byway.watchlists import Watchlists

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RECORDS, LISTED = EXAMPLES / "ownership.csv", EXAMPLES / "listed.csv"
DAY = "2024-08-01"


def sanction(id, authority, since):
    properties = {"entity": [id], "authority": [authority], "startDate": [since]}
    return {"id": f"{id}-{authority[:4]}", "schema": "Sanction", "properties": properties}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A list with Viktor Orlov, listed by OFAC and later by the EU, and one wanted man."""
    folder = tmp_path_factory.mktemp("lists")
    path = folder / "made.ftm.json"
    orlov = {"name": ["Viktor Orlov"], "country": ["ru"], "topics": ["sanction"]}
    wanted = {"name": ["Selim Demir"], "country": ["tr"], "topics": ["wanted"]}
    entities = [
        {"id": "L1", "schema": "Person", "properties": orlov},
        sanction("L1", "Office of Foreign Assets Control", "2022-03-15"),
        sanction("L1", "Council of the European Union", "2023-01-01"),
        {"id": "L2", "schema": "Person", "properties": wanted},
    ]
    path.write_text("".join(json.dumps(e) + "\n" for e in entities))
    store = folder / "store"
    ListStore(store).add([path], "ftm", "made", date(2024, 1, 1), force=True)
    return store


def run(tmp_path, *args):
    done = CliRunner().invoke(app, ["--home", str(tmp_path), "ownership", *map(str, args)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_the_example_is_told_with_its_working(tmp_path):
    done = run(tmp_path, RECORDS, "--listed", LISTED, "--as-of", DAY)
    assert done.exit_code == 0
    assert "meets  Meridian Transit FZE  [c-meridian]  55 %" in done.stdout
    assert "Volga Instruments LLC holds 45 % of Meridian Transit FZE" in done.stdout
    assert "may meet  Bosporus Elektronik AS  [c-bosporus]  25 to 50 %" in done.stdout
    assert "moved  By these records, Viktor Orlov's holding in Steppe Logistics LLP" in done.stdout
    assert "Ring A" not in done.stdout
    assert "1 listed, 0 to be looked at" in done.stderr


def test_the_rule_is_the_authoritys(tmp_path):
    done = run(tmp_path, RECORDS, "--listed", "p-orlov", "--as-of", DAY, "--authority", "uk")
    assert "meets  Anatolia Parca Ltd  [c-anatolia]  0 %  control stated" in done.stdout


def test_json_is_one_party_a_line_and_nothing_else(tmp_path):
    done = run(tmp_path, RECORDS, "--listed", LISTED, "--as-of", DAY, "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["party_id"] for row in rows] == [
        "c-volga",
        "c-meridian",
        "c-bosporus",
        "c-anatolia",
    ]
    assert rows[1]["outcome"] == "meets"
    assert rows[1]["steps"]


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_the_table_has_its_columns(ending, tmp_path):
    out = tmp_path / f"out.{ending}"
    run(tmp_path, RECORDS, "--listed", LISTED, "--as-of", DAY, "--out", out)
    if ending == "csv":
        with out.open(newline="") as file:
            rows = list(csv.DictReader(file))
    elif ending == "parquet":
        rows = pq.read_table(out).to_pylist()
    else:
        rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert tuple(rows[0]) == COLUMNS
    assert [row["party_id"] for row in rows][:2] == ["c-volga", "c-meridian"]


def test_the_parties_are_screened_against_the_authoritys_lists(store, tmp_path):
    done = run(tmp_path, RECORDS, "--as-of", DAY, "--store", store)
    assert "1 listed" in done.stderr
    assert "meets  Volga Instruments LLC" in done.stdout
    uk = run(tmp_path, RECORDS, "--as-of", DAY, "--store", store, "--authority", "uk")
    assert "no party has a listed owner" in uk.stdout
    made = run(
        tmp_path, RECORDS, "--as-of", DAY, "--store", store, "--authority", "uk", "--lists", "made"
    )
    assert "meets  Volga Instruments LLC" in made.stdout


def test_since_when_is_the_authoritys_own_day(store):
    records = OwnershipRecords.load([RECORDS])
    with Watchlists.open(store, ["made"]) as watchlists:
        for authority, since in (("ofac", date(2022, 3, 15)), ("eu", date(2023, 1, 1))):
            day = date(2024, 8, 1)
            found = listed_in(records.holdings, watchlists, Rule.on(authority, day), day)
            (entry,) = [entry for entry in found if entry.sure]
            assert (entry.party_id, entry.since) == ("p-orlov", since)
            assert entry.by.startswith("Viktor Orlov (")
        before = date(2022, 3, 14)
        assert not listed_in(records.holdings, watchlists, Rule.on("ofac", before), before)


def test_parties_of_reports_meet_the_records_by_name(store):
    records = OwnershipRecords.load([RECORDS])
    names = ("Meridian Transit", "Steppe Logistics", "Some Other Firm", "Ring A Holding")
    asked = [
        Party(id=name, schema_name="Company", caption=name, properties={"name": (name,)})
        for name in names
    ]
    with Watchlists.open(store, ["made"]) as watchlists:
        found = records.about(asked, watchlists, date(2024, 8, 1))
    assert [(held.asked.id, held.party_id) for held in found] == [
        ("Meridian Transit", "c-meridian"),
        ("Steppe Logistics", "c-steppe"),
    ]
    meridian, steppe = found
    assert meridian.result.outcome == "meets"
    assert "hold 55 % of Meridian Transit FZE" in meridian.statements[0]
    assert steppe.result is None
    assert "13 days after its designation" in steppe.statements[0]
    assert records.told()["authority"] == "ofac"
    assert records.about([], watchlists, date(2024, 8, 1), listed=[]) == []


def test_the_register_is_the_one_that_flags_look_up(tmp_path):
    from byway.shipments.registers import SHAPES

    out = tmp_path / "owned.parquet"
    run(tmp_path, RECORDS, "--listed", LISTED, "--as-of", DAY, "--register", out)
    table = pq.read_table(out)
    shape = SHAPES["owned"]
    assert tuple(table.column_names) == REGISTER == (*shape.keys, *shape.columns)
    rows = {row["name"]: row for row in table.to_pylist()}
    assert rows["Meridian Transit FZE"]["outcome"] == "meets"
    assert rows["Meridian Transit FZE"]["owners"] == "Viktor Orlov"
    assert rows["Steppe Logistics LLP"]["divested"] is True
    assert rows["Steppe Logistics LLP"]["divested_on"] == date(2022, 3, 28)
    assert rows["Ring A Holding BV"]["divested"] is False


def test_of_a_name_that_several_bear_only_what_is_the_same_is_told(tmp_path):
    path = tmp_path / "twins.csv"
    path.write_text(
        "owner,owned,share,owned_name\nx,a,60,Twin Ltd.\ny,b,60,TWIN LTD\nx,c,60,Other\n"
    )
    records = OwnershipRecords.load([path])
    rows = records.register(listed_from("x"), date(2024, 8, 1)).to_pylist()
    assert [row["name"] for row in rows] == ["Twin Ltd.", "Other"]
    assert (rows[0]["outcome"], rows[0]["depth"]) == (None, 1)
    assert rows[1]["outcome"] == "meets"


BAD = {
    "no such party": (["--listed", "nobody"], OptionError, "none of nobody"),
    "listed and lists": (
        ["--listed", "p-orlov", "--lists", "made"],
        OptionError,
        "without --lists",
    ),
    "authority": (["--listed", "p-orlov", "--authority", "un"], OptionError, "ofac, uk, eu"),
    "ending": (["--listed", "p-orlov", "--out", "x.xls"], OptionError, "known ending"),
    "the input": (["--listed", "p-orlov", "--out", str(RECORDS)], OptionError, "is the input"),
    "format": (["--listed", "p-orlov", "--format", "pdf"], OptionError, "ftm, bods"),
    "nobody": (["--listed", ","], OptionError, "names nobody"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_usage_is_named(name, tmp_path):
    arguments, error, message = BAD[name]
    with pytest.raises(error, match=message):
        run(tmp_path, RECORDS, *arguments)


def test_a_file_of_listed_parties(tmp_path):
    path = tmp_path / "listed.txt"
    path.write_text("a\nb,2022-03-01\n\n")
    assert [(e.party_id, e.since) for e in listed_from(str(path))] == [
        ("a", None),
        ("b", date(2022, 3, 1)),
    ]
    path.write_text("a\nb,soon\n")
    with pytest.raises(TableError, match="line 2: 'soon' is no date"):
        listed_from(str(path))


def test_ids_that_the_records_lack_are_told(tmp_path):
    done = run(tmp_path, RECORDS, "--listed", "p-orlov,ghost", "--as-of", DAY)
    assert "not in the records: ghost" in done.stderr
