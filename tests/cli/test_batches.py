"""Screening tables in parts: killed and gone on with, whatever the workers; only what changed."""

import csv
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from byway import batch, watchlists
from byway.cli.app import app
from byway.errors import InputError, OptionError, OutputError, TableError

ANN = {
    "id": "x1",
    "schema": "Person",
    "properties": {"name": ["Ann Maria Example"], "birthDate": ["1970-05-01"]},
}
BEA = {"id": "x2", "schema": "Person", "properties": {"name": ["Beatrice Sampleton"]}}
CAT = {"id": "x3", "schema": "Person", "properties": {"name": ["Catherine Mustermann"]}}


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def parties(tmp_path):
    path = tmp_path / "parties.csv"
    rows = [
        f"{n},Person,{'Ann Maria Example' if n % 7 == 0 else f'Zebulon Quist {n}'}"
        for n in range(20)
    ]
    path.write_text("\n".join(["id,schema,name", *rows, "last,Person,Beatrice Sampleton", ""]))
    return path


def run(home, *args):
    done = CliRunner().invoke(app, ["--home", str(home), *map(str, args)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def add(home, tmp_path, day, *entries):
    path = tmp_path / f"list-{day}.ftm.json"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    run(home, "lists", "add", path, "--format", "ftm", "--list", "made", "--date", day)


def read(path):
    return [(row["query_id"], row["entity_id"]) for row in csv.DictReader(path.open())]


def test_a_killed_run_goes_on_where_it_stopped(home, tmp_path):
    add(home, tmp_path, "2023-01-01", ANN)
    table, out = tmp_path / "many.csv", tmp_path / "out.csv"
    names = ["Ann Maria Example" if n % 500 == 0 else f"Zebulon Quist {n}" for n in range(15_500)]
    rows = [f"{n},Person,{name}" for n, name in enumerate(names)]
    table.write_text("\n".join(["id,schema,name", *rows, ""]))
    command = [sys.executable, "-c", "from byway.cli import main; main()", "--home", str(home)]
    command += ["screen", str(table), "--lists", "made", "--out", str(out)]
    first = tmp_path / "out.csv.parts" / "000001.jsonl"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        limit = time.monotonic() + 60
        while not first.exists() and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not out.exists()

    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "parties were done by an earlier run" in done.stderr
    assert "15,500 parties screened, 31 with a match" in done.stderr
    assert not (tmp_path / "out.csv.parts").exists()
    run(home, "screen", table, "--lists", "made", "--out", tmp_path / "once.csv")
    assert out.read_bytes() == (tmp_path / "once.csv").read_bytes()
    assert run(home, "receipt", "verify", tmp_path / "out.csv.receipt.json").exit_code == 0


def broken_off(monkeypatch, home, *args):
    """A run that breaks off after two parts."""
    screened = batch._screened
    monkeypatch.setattr(batch, "PART", 5)

    def stops(kept, number, *rest):
        if number == 3:
            raise KeyboardInterrupt
        return screened(kept, number, *rest)

    monkeypatch.setattr(batch, "_screened", stops)
    done = CliRunner().invoke(app, ["--home", str(home), *map(str, args)])
    assert done.exit_code
    monkeypatch.setattr(batch, "_screened", screened)


def test_parts_are_not_done_again(monkeypatch, home, tmp_path, parties):
    add(home, tmp_path, "2023-01-01", ANN)
    out = tmp_path / "out.csv"
    command = ["screen", parties, "--lists", "made", "--out", out]
    broken_off(monkeypatch, home, *command)
    assert not out.exists()
    assert len(list((tmp_path / "out.csv.parts").glob("*.jsonl"))) == 2
    assert "10 parties were done by an earlier run" in run(home, *command).stderr
    assert [q for q, _ in read(out)] == [*map(str, range(20)), "last"]


def test_an_unfinished_run_of_another_kind_is_refused(monkeypatch, home, tmp_path, parties):
    add(home, tmp_path, "2023-01-01", ANN)
    command = ["screen", parties, "--lists", "made", "--out", tmp_path / "out.csv"]
    broken_off(monkeypatch, home, *command)
    with pytest.raises(OptionError, match="unfinished run with other options"):
        run(home, *command, "--limit", "3")
    with pytest.raises(OptionError, match="unfinished run with other lists"):
        run(home, "screen", parties, "--out", tmp_path / "out.csv")
    whole = parties.read_text()
    parties.write_text(whole + "x,Person,Someone\n")
    with pytest.raises(OptionError, match="unfinished run with other input"):
        run(home, *command)
    (tmp_path / "out.csv.parts" / "manifest.json").write_text("{")
    with pytest.raises(OptionError, match="--restart"):
        run(home, *command)
    assert "22 parties screened" in run(home, *command, "--restart").stderr


def test_bad_rows_leave_nothing_behind(home, tmp_path):
    add(home, tmp_path, "2023-01-01", ANN)
    table = tmp_path / "parties.csv"
    table.write_text("id,schema,name\na,Person,Ann\n,Person,Bea\n")
    with pytest.raises(TableError, match="row 3"):
        run(home, "screen", table, "--out", tmp_path / "out.csv")
    assert {path.name for path in tmp_path.glob("out*")} == set()


def test_an_input_that_changes_meanwhile_is_refused(home, tmp_path, parties):
    def grows(batch):
        parties.write_text(parties.read_text() + "x,Person,Someone\n")
        return [() for _ in batch]

    with pytest.raises(InputError, match="changed while it was read"):
        batch.screen_table(parties, tmp_path / "out.csv", grows, task={})


def test_two_runs_do_not_write_to_one_place(tmp_path, parties):
    out = tmp_path / "out.csv"

    def again(_):
        batch.screen_table(parties, out, again, task={})

    with pytest.raises(OutputError, match="another run"):
        batch.screen_table(parties, out, again, task={})


def test_results_are_the_same_whatever_the_workers(monkeypatch, home, tmp_path, parties):
    monkeypatch.setattr(watchlists, "WORTH_WORKERS", 1)
    add(home, tmp_path, "2023-01-01", ANN, BEA)
    command = ["screen", parties, "--lists", "made", "--workers"]
    run(home, *command, 1, "--out", tmp_path / "one.csv")
    run(home, *command, 2, "--out", tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert ("last", "x2") in read(tmp_path / "two.csv")


def test_only_what_changed_is_screened_again(home, tmp_path):
    add(home, tmp_path, "2023-01-01", ANN, BEA)
    renamed = {**BEA, "properties": {"name": ["Wilhelmina Otherwise"]}}
    add(home, tmp_path, "2023-01-02", ANN, renamed, CAT)
    add(home, tmp_path, "2023-01-03", renamed, CAT)
    table, out = tmp_path / "parties.csv", tmp_path / "out.csv"
    table.write_text(
        "id,schema,name\na,Person,Ann Maria Example\nb,Person,Beatrice Sampleton\n"
        "c,Person,Catherine Mustermann\n"
    )
    command = ["screen", table, "--since", "made@2023-01-01", "--out", out]
    done = run(home, *command, "--as-of", "2023-01-02")
    assert read(out) == [("a", ""), ("b", ""), ("c", "x3")]
    assert read(tmp_path / "gone-out.csv") == [("a", ""), ("b", "x2"), ("c", "")]
    assert "1 entries added, 0 removed, 1 changed" in done.stderr
    receipt = tmp_path / "out.csv.receipt.json"
    assert json.loads(receipt.read_text())["options"]["since"] == ["made@2023-01-01"]
    assert run(home, "receipt", "verify", receipt).exit_code == 0

    run(home, *command)
    assert read(tmp_path / "gone-out.csv") == [("a", "x1"), ("b", "x2"), ("c", "")]
    (tmp_path / "gone-out.csv").write_text("")
    assert "gone-out.csv: not the file" in run(home, "receipt", "verify", receipt).stdout


def test_rows_without_a_name_are_told(home, tmp_path):
    add(
        home,
        tmp_path,
        "2023-01-01",
        {**ANN, "properties": {**ANN["properties"], "innCode": ["7701234567"]}},
    )
    table, out = tmp_path / "parties.csv", tmp_path / "out.csv"
    table.write_text(
        "id,schema,name,innCode\na,Person,,\nb,Person,Ann Maria Example,\nc,Person,?!,\n"
        "d,Person,,7701234567\n"
    )
    done = run(home, "screen", table, "--lists", "made", "--out", out, "--threshold", "0.5")
    assert "warning: 2 parties have no name to screen" in done.stderr
    assert read(out) == [("a", ""), ("b", "x1"), ("c", ""), ("d", "x1")]
    reasons = [row["reasons"] for row in csv.DictReader(out.open())]
    assert reasons[0] == reasons[2] == "no name to screen"
    receipt = json.loads((tmp_path / "out.csv.receipt.json").read_text())
    assert receipt["results"]["unnamed"] == 2


def test_a_table_without_any_name_is_refused(home, tmp_path):
    add(home, tmp_path, "2023-01-01", ANN)
    table = tmp_path / "parties.csv"
    table.write_text("id,schema,name\na,Person,\nb,Person,;\n")
    with pytest.raises(TableError, match="no row has a name"):
        run(home, "screen", table, "--out", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--since", "made@2020-01-01"], "'made@2020-01-01' is not there"),
        (["--since", "made@2023-01-02", "--as-of", "2023-01-01"], "is later than"),
        (["--since", "made@2023-01-01", "--lists", "made"], "names its lists itself"),
    ],
)
def test_marks_that_cannot_be(home, tmp_path, parties, more, said):
    add(home, tmp_path, "2023-01-01", ANN)
    add(home, tmp_path, "2023-01-02", ANN)
    with pytest.raises(OptionError, match=said):
        run(home, "screen", parties, "--out", tmp_path / "out.csv", *more)


@pytest.mark.shared
def test_the_day_after_is_screened_for_what_changed(home, shared, tmp_path):
    for day in ("2022-02-25", "2022-02-26"):
        path = shared / "lists" / "us" / f"sdn_{day}.csv.gz"
        run(home, "lists", "add", path, "--format", "ofac-csv", "--list", "ofac")
    table, out = tmp_path / "parties.csv", tmp_path / "out.csv"
    table.write_text(
        "id,schema,name,birthDate\np,Person,Vladimir Putin,1952-10-07\n"
        "l,Person,Alyaksandr Lukashenka,1954-08-30\n"
    )
    run(home, "screen", table, "--since", "ofac@2022-02-25", "--out", out)
    assert read(out) == [("p", "ofac-35096"), ("l", "")]  # the other was on the list before
    assert {entity for _, entity in read(tmp_path / "gone-out.csv")} == {""}
