"""Exit codes, help, and messages for bad input."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from byway.cli import main

BYWAY = [str(Path(sys.executable).with_name("byway"))]
REPORT = "China sold drones to Russia on 1 March 2023, the ministry said.\n"


def byway(*args, home, stdin=b""):
    return subprocess.run(
        [*BYWAY, "--home", str(home), *map(str, args)],
        input=stdin,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    ["assess", "read", "screen", "lists", "goods", "doctor", "lists add", "lists show"],
)
def test_every_command_explains_itself(command, tmp_path):
    done = byway(*command.split(), "--help", home=tmp_path)
    assert done.returncode == 0
    assert b"Usage" in done.stdout


def test_the_version_is_shown(tmp_path):
    assert byway("--version", home=tmp_path).stdout.startswith(b"byway ")


def test_an_unknown_option_is_usage(tmp_path):
    assert byway("read", "--nonsense", home=tmp_path).returncode == 2


def test_read_prints_one_claim_a_line_and_nothing_else(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    done = byway("read", report, "--json", home=tmp_path)
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert claims[0]["doc"] == str(report)
    assert REPORT[claims[0]["start"] : claims[0]["end"]] == claims[0]["quote"]


def test_read_takes_standard_input(tmp_path):
    done = byway("read", "-", "--json", home=tmp_path, stdin=REPORT.encode())
    assert json.loads(done.stdout.splitlines()[0])["doc"] == "-"


BAD = {
    "empty file": (["read", "EMPTY"], "EMPTY"),
    "binary": (["read", "BINARY"], "BINARY"),
    "missing file": (["read", "nowhere.txt"], "nowhere.txt"),
    "no date": (["read", "REPORT", "--date", "soon"], "YYYY-MM-DD"),
    "bad grades": (["assess", "REPORT", "--grades", "GRADES"], "row 2: reliability 'Z'"),
    "no as-of date": (["assess", "REPORT", "--as-of", "2023-02-30"], "YYYY-MM-DD"),
    "unknown format": (["lists", "add", "REPORT", "--format", "xyz", "--list", "x"], "xyz"),
    "no list": (["screen", "PARTIES", "--lists", "nolist", "--out", "o.csv"], "nolist"),
    "bad threshold": (["screen", "PARTIES", "--threshold", "7", "--out", "o.csv"], "0 to 1"),
    "unwritable output": (["assess", "REPORT", "--out", "EMPTY"], "cannot be written"),
    "unknown table": (["screen", "PARTIES", "--out", "o.xlsx"], "o.xlsx"),
    "other columns": (["screen", "REPORT.csv", "--out", "o.csv"], "name"),
    "address unasked": (["read", "https://example.org/x"], "https://example.org/x"),
    "damaged pdf": (["read", "BROKEN.pdf"], "BROKEN.pdf"),
    "no such code": (["goods", "999999"], "999999"),
    "damaged list": (
        ["lists", "add", "BROKEN.xml", "--format", "un-xml", "--list", "un"],
        "BROKEN",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_and_ends_with_2(case, tmp_path, monkeypatch):
    (tmp_path / "EMPTY").write_bytes(b"")
    (tmp_path / "BINARY").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "BROKEN.pdf").write_bytes(b"%PDF-1.7\nnot really\n")
    (tmp_path / "BROKEN.xml").write_bytes(b"<CONSOLIDATED_LIST><INDIVIDUALS><INDI")
    (tmp_path / "REPORT").write_text(REPORT)
    (tmp_path / "GRADES").write_text("publisher,reliability\nHerald,Z\n")
    (tmp_path / "REPORT.csv").write_text("colour,shape\nred,round\n")
    (tmp_path / "PARTIES").write_text("id,schema,name\n1,Person,Ann\n")
    (tmp_path / "PARTIES.csv").write_text("id,schema,name\n1,Person,Ann\n")
    monkeypatch.chdir(tmp_path)
    args, named = BAD[case]
    if args[0] == "screen" and args[1] == "PARTIES":
        args = ["screen", "PARTIES.csv", *args[2:]]
    before = set(tmp_path.iterdir())
    done = byway(*args, home=tmp_path / "home")
    message = done.stderr.decode()
    assert done.returncode == 2, message
    assert named in message
    assert "Traceback" not in message
    assert set(tmp_path.iterdir()) - before <= {tmp_path / "home"}


def test_a_reader_that_stops_early_is_no_defect(tmp_path):
    command = f"{BYWAY[0]} --home {tmp_path} lists formats | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.splitlines()[-1] in (b"0", b"141")


def test_lists_that_are_no_folder_are_named_and_nothing_is_made(tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    done = byway("assess", tmp_path / "report.txt", "--lists", tmp_path / "no", home=tmp_path / "h")
    assert done.returncode == 2
    assert b"--lists" in done.stderr
    assert not (tmp_path / "no").exists()


def test_a_list_of_the_future_is_refused(tmp_path):
    (tmp_path / "l.ftm.json").write_text('{"id": "x", "schema": "Person", "properties": {}}')
    add = ["lists", "add", tmp_path / "l.ftm.json", "--format", "ftm", "--list", "made"]
    assert byway(*add, "--date", "2999-01-01", home=tmp_path).returncode == 2


def test_the_input_is_never_overwritten(tmp_path):
    table = tmp_path / "parties.csv"
    table.write_text("id,schema,name\n1,Person,Ann\n")
    assert byway("screen", table, "--out", table, home=tmp_path / "h").returncode == 2
    assert table.read_text().startswith("id,schema,name\n1")


def test_a_report_that_was_not_read_is_told(tmp_path):
    (tmp_path / "bericht.txt").write_text(
        "Die Zollbehörde ermittelt gegen mehrere Firmen, die Maschinen nach Russland liefern. "
        "Der Minister sagte am Freitag, die Lieferungen seien seit März verboten.\n"
    )
    out = tmp_path / "out"
    done = byway("assess", tmp_path / "bericht.txt", "--out", out, home=tmp_path / "h")
    assert done.returncode == 0
    assert b"bericht.txt" in done.stderr
    assert "Not read, or not wholly" in (out / "assessment.html").read_text()


def test_letters_survive_any_locale(tmp_path):
    command = [*BYWAY, "--home", str(tmp_path), "match", "Владимир Путин", "--schema", "Person"]
    environment = {"LANG": "C", "LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode == 0
    assert "strong" in done.stdout.decode("utf-8")


def test_output_that_nobody_reads_ends_quietly():
    """`byway ... | head`: no traceback, the code of a program that a closed pipe ends."""
    with subprocess.Popen(
        [*BYWAY, "rules", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, b"")


def test_a_connection_that_ends_does_not_end_the_program(monkeypatch):
    """A peer that goes away (Spark's gateway, a model's server) is an error, not a signal."""
    answered = []

    def command():
        ours, theirs = socket.socketpair()
        theirs.close()
        with ours, pytest.raises(BrokenPipeError):
            ours.sendall(b"x")
        answered.append(True)

    monkeypatch.setattr("byway.cli.app.app", command)
    main()
    assert answered
