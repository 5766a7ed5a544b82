"""Commands about lists, names and pairs."""

import csv
import json

import pytest
from typer.testing import CliRunner

from byway.cli.app import app
from byway.errors import ListError, OptionError, TableError

LISTED = {
    "id": "x1",
    "schema": "Person",
    "properties": {"name": ["Ann Maria Example"], "birthDate": ["1970-05-01"]},
}


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def run(home, *args):
    done = CliRunner().invoke(app, ["--home", str(home), *map(str, args)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def add(home, tmp_path, day, *parties):
    path = tmp_path / f"list-{day}.ftm.json"
    path.write_text("".join(json.dumps(p) + "\n" for p in parties))
    add = ["lists", "add", path, "--format", "ftm", "--list", "made", "--date", day, "--force"]
    return run(home, *add)


def test_a_list_is_added_and_shown_with_its_age(home, tmp_path):
    assert "made@2023-01-01: 1 parties" in add(home, tmp_path, "2023-01-01", LISTED).stdout
    shown = run(home, "lists", "show").stdout
    assert "made@2023-01-01" in shown
    assert "days old" in shown
    lines = run(home, "lists", "show", "--json").stdout.splitlines()
    assert {json.loads(line)["name"] for line in lines} == {"made", "starter"}


def test_formats_are_shown(home):
    assert "ofac-csv" in run(home, "lists", "formats").stdout


def test_two_days_of_a_list_are_compared(home, tmp_path):
    other = {"id": "x2", "schema": "Person", "properties": {"name": ["Bea Sample"]}}
    renamed = {**LISTED, "properties": {**LISTED["properties"], "alias": ["Annie Example"]}}
    add(home, tmp_path, "2023-01-01", LISTED)
    add(home, tmp_path, "2023-01-02", renamed, other)
    shown = run(home, "lists", "diff", "made@2023-01-01", "made@2023-01-02").stdout
    assert "+ x2  Bea Sample" in shown
    assert "+ alias: Annie Example" in shown
    found = json.loads(
        run(home, "lists", "diff", "made@2023-01-01", "made@2023-01-02", "--json").stdout
    )
    assert [p["party"]["id"] for p in found["added"]] == ["x2"]
    assert run(home, "lists", "diff", "made@2023-01-01", "made").stdout == shown
    with pytest.raises(OptionError, match="different lists"):
        run(home, "lists", "diff", "made", "starter")


def test_a_snapshot_that_is_not_there_is_named(home):
    with pytest.raises(OptionError, match="made@2020-01-01"):
        run(home, "lists", "diff", "made@2020-01-01", "starter")


def test_a_name_is_matched_with_reasons(home, tmp_path):
    add(home, tmp_path, "2023-01-01", LISTED)
    shown = run(home, "match", "EXAMPLE Ann Maria", "--schema", "Person").stdout
    assert "Ann Maria Example" in shown
    assert "name:" in shown
    (line,) = run(
        home, "match", "Ann Maria Example", "--birth-date", "1970-05-01", "--json"
    ).stdout.splitlines()
    assert json.loads(line)["listed"]["id"] == "x1"


def test_no_match_says_what_was_searched(home, tmp_path):
    add(home, tmp_path, "2023-01-01", LISTED)
    shown = run(home, "match", "Zebulon Quist", "--lists", "made").stdout
    assert "no match on made@2023-01-01" in shown


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_every_query_comes_out(home, tmp_path, suffix):
    add(home, tmp_path, "2023-01-01", LISTED)
    table = tmp_path / "parties.csv"
    table.write_text("id,schema,name\na,Person,Ann Maria Example\nb,Person,Zebulon Quist\n")
    out = tmp_path / f"out.{suffix}"
    done = run(home, "screen", table, "--lists", "made", "--out", out)
    assert "2 parties screened, 1 with a match" in done.stderr
    if suffix == "csv":
        rows = list(csv.DictReader(out.open()))
        assert [(r["query_id"], r["entity_id"]) for r in rows] == [("a", "x1"), ("b", "")]


def test_a_list_that_came_later_does_not_answer_for_an_earlier_day(home, tmp_path):
    add(home, tmp_path, "2023-01-01", LISTED)
    with pytest.raises(ListError, match="made"):
        run(home, "match", "Ann Maria Example", "--lists", "made", "--as-of", "2022-01-01")


def test_pairs_are_scored(home, tmp_path):
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("name1,name2,schema\nAnn Example,EXAMPLE Ann,Person\nAnn,Zebulon,Person\n")
    run(home, "compare", pairs, "--out", tmp_path / "out.csv")
    same, other = (float(r["score"]) for r in csv.DictReader((tmp_path / "out.csv").open()))
    assert same > 0.7 > other


def test_entity_pairs_are_scored(home, tmp_path):
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps({"left": LISTED, "right": LISTED, "label": 1}) + "\n")
    run(home, "compare", pairs, "--out", tmp_path / "out.jsonl")
    row = json.loads((tmp_path / "out.jsonl").read_text())
    assert row["label"] == 1
    assert row["score"] > 0.9
    run(home, "compare", pairs, "--out", tmp_path / "out.csv")
    assert "score" in (tmp_path / "out.csv").read_text().splitlines()[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "left,right\nx,y\n", "name1"),
        ("a.csv", "name1,name2\n", "no rows"),
        ("a.csv", "name1,name2\nx\n", "line 2"),
        ("a.jsonl", "{}\n", "left"),
        ("a.jsonl", "[1]\n", "line 1"),
        ("a.jsonl", "nonsense\n", "line 1"),
        ("a.parquet", "", "Parquet"),
    ],
)
def test_bad_pairs_are_named(home, tmp_path, name, content, said):
    (tmp_path / name).write_text(content)
    with pytest.raises(TableError, match=said):
        run(home, "compare", tmp_path / name, "--out", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_snapshot_is_exported_and_read_again(home, tmp_path):
    owner = {"id": "x2", "schema": "Company", "properties": {"name": ["Example LLC"]}}
    tie = {
        "id": "t",
        "schema": "Ownership",
        "properties": {"owner": ["x2"], "asset": ["x1"]},
    }
    add(home, tmp_path, "2023-01-01", LISTED, owner, tie)
    assert "1 relations" in run(home, "lists", "show").stdout
    out = tmp_path / "entities.ftm.json"
    assert "3 entities" in run(home, "lists", "export", "made@2023-01-01", "--out", out).stderr
    entities = [json.loads(line) for line in out.read_text().splitlines()]
    assert [entity["id"] for entity in entities] == ["x1", "x2", "t"]
    with pytest.raises(OptionError, match="made@2020-01-01"):
        run(home, "lists", "export", "made@2020-01-01", "--out", out)


def test_entries_that_ended_do_not_take_the_place_of_those_in_force(home, tmp_path):
    def named(number, until):
        sanction = {
            "id": f"s{number}",
            "schema": "Sanction",
            "properties": {"entity": [f"y{number}"], "startDate": ["2020"], "endDate": [until]},
        }
        name = ["Ann Maria Example"]
        return {"id": f"y{number}", "schema": "Person", "properties": {"name": name}}, sanction

    entries = [e for n in range(12) for e in named(n, "2021" if n < 11 else "2030")]
    add(home, tmp_path, "2023-01-01", *entries)
    shown = run(
        home, "match", "Ann Maria Example", "--lists", "made", "--as-of", "2023-05-01",
        "--limit", "2",
    ).stdout  # fmt: skip
    assert "[y11]" in shown
    assert shown.count("[y") == 1
