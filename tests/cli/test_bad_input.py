"""Bad input ends with a message and exit code 2, or with a defined result; never a traceback."""

import csv
import gzip
import json
import subprocess
import sys

import pytest

PERSON = {"id": "x1", "schema": "Person", "properties": {"name": ["Ann Maria Example"]}}
DEEP = '{"a":' * 100_000


@pytest.fixture
def byway(tmp_path):
    """Runs the program as a user does: exit code, stdout, stderr."""

    def run(*args):
        command = [sys.executable, "-c", "from byway.cli import main; main()"]
        command += ["--home", str(tmp_path / "home"), *map(str, args)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        assert "internal error" not in done.stderr
        return done

    return run


@pytest.fixture
def add(byway, tmp_path):
    """Adds a list of FtM lines (text or entities)."""

    def added(*lines, name="made", day="2023-01-01"):
        path = tmp_path / f"{name}.ftm.json"
        path.write_text(
            "".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines),
            encoding="utf-8",
        )
        return byway("lists", "add", path, "--format", "ftm", "--list", name, "--date", day)

    return added


def refused(done, *said):
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    for words in said:
        assert words in done.stderr


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data[:-30], "line 2: damaged snapshot"),
        (lambda data: data[: data.index(b"\n") + 1], "1 parties of 2"),
        (lambda data: b"[]\n" + data, "line 1: damaged snapshot"),
        (lambda data: b'{"id": "x"}\n', "line 1: damaged snapshot"),
    ],
)
def test_a_damaged_snapshot_is_named_with_what_to_do(byway, add, tmp_path, damage, said):
    add(PERSON, {**PERSON, "id": "x2"})
    (entities,) = tmp_path.glob("home/lists/made/*/entities.jsonl")
    entities.write_bytes(damage(entities.read_bytes()))
    (index,) = tmp_path.glob("home/lists/made/*/prepared/screener")
    (index / "manifest.json").unlink()
    done = byway("match", "Ann Maria Example", "--lists", "made")
    refused(done, "entities.jsonl", said, "add the list again")
    doctor = byway("doctor")
    assert doctor.returncode == 2
    assert "FAIL  lists: " in doctor.stdout
    assert "SHA-256" in doctor.stdout


def test_a_party_cut_off_in_a_snapshot_is_named(byway, add, tmp_path):
    add(PERSON)
    (entities,) = tmp_path.glob("home/lists/made/*/entities.jsonl")
    entities.write_bytes(entities.read_bytes()[:-30])
    refused(byway("match", "Ann Maria Example", "--lists", "made"), "byte 0: damaged snapshot")
    entities.unlink()
    refused(byway("match", "Ann Maria Example", "--lists", "made"), "No such file")


@pytest.mark.parametrize("manifest", ["{", "[]", "{}", '{"format": 2, "columns": 3}', "null"])
def test_an_odd_index_is_built_again(byway, add, tmp_path, manifest):
    add(PERSON)
    (path,) = tmp_path.glob("home/lists/made/*/prepared/screener/manifest.json")
    path.write_text(manifest)
    done = byway("match", "Ann Maria Example", "--lists", "made")
    assert done.returncode == 0
    assert "[x1]" in done.stdout
    assert "preparing made@2023-01-01 (1 parties), once" in done.stderr


def test_an_index_whose_columns_are_not_named_is_built_again(byway, add, tmp_path):
    add(PERSON)
    (path,) = tmp_path.glob("home/lists/made/*/prepared/screener/manifest.json")
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "columns": manifest["columns"][:2]}))
    assert "[x1]" in byway("match", "Ann Maria Example", "--lists", "made").stdout
    path.write_text(json.dumps({**manifest, "facts": None}))
    assert "[x1]" in byway("match", "Ann Maria Example", "--lists", "made").stdout


def test_a_first_index_is_told_of_on_one_line(byway, add):
    done = add(PERSON)
    assert done.stderr.splitlines() == ["preparing made@2023-01-01 (1 parties), once"]
    assert byway("match", "Ann Maria Example", "--lists", "made").stderr == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id":"a","schema":"Person","properties":{"name":["A\\ud800b"]}}', "surrogate"),
        (DEEP, "nested too deeply"),
        (
            '{"id":"a","id":"b","schema":"Person","properties":{"name":["A"]}}',
            "'id' is there twice",
        ),
        (
            '{"id":"a","schema":"Person","properties":{},"properties":{}}',
            "'properties' is there",
        ),
        ("[1]", "no FtM entity"),
    ],
)
def test_bad_lines_of_a_list_are_named(add, line, said):
    refused(add(PERSON, line), "line 2", said)


def test_a_cut_gzip_is_named(byway, tmp_path):
    path = tmp_path / "list.ftm.json.gz"
    path.write_bytes(gzip.compress(json.dumps(PERSON).encode() * 100)[:-20])
    refused(
        byway("lists", "add", path, "--format", "ftm", "--list", "made"),
        path.name,
        "damaged or cut",
    )
    table = tmp_path / "parties.csv.gz"
    table.write_bytes(gzip.compress(b"id,schema,name\na,Person,Ann\n" * 50)[:-20])
    refused(byway("screen", table, "--out", tmp_path / "out.csv"), table.name, "damaged gzip")


def test_a_deep_json_list_is_named(byway, tmp_path):
    path = tmp_path / "consolidated.json"
    path.write_text(DEEP)
    done = byway("lists", "add", path, "--format", "csl-json", "--list", "made")
    refused(done, path.name, "nested too deeply")


def test_a_table_with_other_columns_is_named(byway, tmp_path):
    path = tmp_path / "parties.csv"
    path.write_text("nummer,art,bezeichnung\n1,P,Ann\n")
    refused(byway("screen", path, "--out", tmp_path / "out.csv"), "column id, schema, name missing")


@pytest.mark.parametrize(
    ("header", "said"),
    [("id,schema,name,name", "column name"), ("id,schema,name,Name", "column name")],
)
def test_a_column_that_is_there_twice_is_named(byway, tmp_path, header, said):
    path = tmp_path / "parties.csv"
    path.write_text(f"{header}\na,Person,Ann,Bea\n")
    refused(byway("screen", path, "--out", tmp_path / "out.csv"), said, "is there twice")


def test_a_mapped_column_that_is_there_twice_is_named(byway, tmp_path):
    folder = tmp_path / "list"
    folder.mkdir()
    (folder / "mapping.yml").write_text(
        "title: A list\npublisher: Us\nprefix: us\nschema: {constant: Person}\n"
        "properties: {name: Name}\n"
    )
    (folder / "list.csv").write_text("Name,Name\nAnn,Bea\n")
    done = byway("lists", "add", folder, "--format", "csv", "--list", "made")
    refused(done, "'Name' is there twice")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id":"a","schema":"Person","name":"A\\udc00"}', "surrogate"),
        (DEEP, "nested too deeply"),
        ('{"id":"a","schema":"Person","name":"A","Name":"B"}', "column name is there twice"),
    ],
)
def test_bad_lines_of_a_table_are_named(byway, tmp_path, line, said):
    path = tmp_path / "parties.jsonl"
    path.write_text(line + "\n")
    refused(byway("screen", path, "--out", tmp_path / "out.csv"), "line 1", said)


@pytest.mark.parametrize("line", ['{"left": "\\ud800"}', DEEP])
def test_bad_pairs_are_named(byway, tmp_path, line):
    path = tmp_path / "pairs.jsonl"
    path.write_text(line + "\n")
    refused(byway("compare", path, "--out", tmp_path / "out.csv"), "line 1")


def test_a_file_that_is_not_there_is_named_so(byway, tmp_path):
    refused(byway("screen", "/nonexist", "--out", tmp_path / "o.csv"), "/nonexist: no such file")
    refused(byway("screen", tmp_path, "--out", tmp_path / "o.csv"), "is a folder")


@pytest.mark.parametrize("day", ["٢٠٢٤-٠١-٠١", "2024-W01-1", "20240101", "2024-02-30", "24-01-01"])
def test_days_that_are_none(byway, day):
    refused(byway("match", "Ann", "--as-of", day), "--as-of", "is no date")


@pytest.mark.parametrize("day", ["٢٠٢٤", "2024-13", "24"])
def test_publication_days_that_are_none(byway, tmp_path, day):
    report = tmp_path / "report.txt"
    report.write_text("China sold drones to Russia.")
    refused(byway("read", report, "--json", "--date", day), "--date", "is no date")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([""], "no letter or digit"),
        (["?!"], "no letter or digit"),
        (["Ann", "--schema", "Persn"], "'Persn'"),
        (["Ann", "--birth-date", "12/1952"], "'12/1952'"),
    ],
)
def test_questions_that_are_none(byway, args, said):
    refused(byway("match", *args), said)


def test_a_receipt_that_is_none(byway, tmp_path):
    path = tmp_path / "a.receipt.json"
    path.write_text('{"hash": "x", "input": 3}')
    refused(byway("receipt", "verify", path), "no input in it")


def test_repeated_ids_are_joined_and_lists_that_disagree_each_answer(byway, add, tmp_path):
    def born(day):
        return {**PERSON, "properties": {"name": ["Ann Maria Example"], "birthDate": [day]}}

    done = add(born("1970-05-01"), born("1970"), name="one")
    assert "come more than once are joined" in done.stderr
    assert "one@2023-01-01: 1 parties" in done.stdout
    add(born("1981-02-03"), name="two")
    table, out = tmp_path / "parties.csv", tmp_path / "out.csv"
    table.write_text("id,schema,name,birthDate\na,Person,Ann Maria Example,1970-05-01\n")
    byway("screen", table, "--lists", "one,two", "--threshold", "0", "--out", out)
    rows = list(csv.DictReader(out.open()))
    scores = {row["list"]: float(row["score"]) for row in rows}
    assert rows[0]["list"] == "one"
    assert scores["one"] > 0.9 > scores.get("two", 0.0)


def test_decisions_that_are_no_text_are_named(byway, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "decisions.jsonl").write_bytes(b"\xff\xfe")
    table = tmp_path / "parties.csv"
    table.write_text("id,schema,name\na,Person,Ann Maria Example\n")
    refused(byway("screen", table, "--out", tmp_path / "out.csv"), "decisions.jsonl", "not UTF-8")


def test_the_doctor_compares_checksums(byway, add, tmp_path):
    add(PERSON)
    assert "made@2023-01-01 with 1 parties" in byway("doctor").stdout
    (offsets,) = tmp_path.glob("home/lists/made/*/offsets.bin")
    offsets.write_bytes(offsets.read_bytes() * 2)
    done = byway("doctor")
    assert done.returncode == 2
    assert "offsets.bin: damaged snapshot" in done.stdout
