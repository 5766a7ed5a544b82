"""Decisions and receipts on the command line."""

import json

import pytest
from typer.testing import CliRunner

from byway.cli.app import app
from byway.errors import InputError, OptionError

LISTED = {"id": "x1", "schema": "Person", "properties": {"name": ["Ann Maria Example"]}}


@pytest.fixture
def run(tmp_path):
    def run(*args):
        done = CliRunner().invoke(app, ["--home", str(tmp_path / "home"), *map(str, args)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    (tmp_path / "list.ftm.json").write_text(json.dumps(LISTED))
    (tmp_path / "parties.csv").write_text("id,schema,name\na,Person,Ann Maria Example\n")
    add = ["--format", "ftm", "--list", "made", "--force"]
    run("lists", "add", tmp_path / "list.ftm.json", *add)
    return run


def screen(run, tmp_path):
    out = tmp_path / "out.jsonl"
    run("screen", tmp_path / "parties.csv", "--lists", "made", "--out", out)
    return json.loads(out.read_text())


def test_a_decision_is_applied_until_the_party_changes(run, tmp_path):
    assert screen(run, tmp_path)["entity_id"] == "x1"
    decide = [
        "decide",
        tmp_path / "parties.csv",
        "a",
        "x1",
        "--by",
        "A. Clerk",
        "--why",
        "born 1990",
    ]
    assert "different, by A. Clerk" in run(*decide, "--verdict", "different").stdout
    assert not screen(run, tmp_path)["entity_id"]
    (tmp_path / "parties.csv").write_text(
        "id,schema,name,birthDate\na,Person,Ann Maria Example,1970\n"
    )
    assert screen(run, tmp_path)["entity_id"] == "x1"


def test_a_decision_needs_ids_that_are_there(run, tmp_path):
    more = ["--verdict", "same", "--by", "A", "--why", "b"]
    with pytest.raises(OptionError, match="nobody"):
        run("decide", tmp_path / "parties.csv", "nobody", "x1", *more)
    with pytest.raises(OptionError, match="x9"):
        run("decide", tmp_path / "parties.csv", "a", "x9", *more)


def test_a_screening_receipt_tells_when_a_file_was_changed(run, tmp_path):
    screen(run, tmp_path)
    receipt = tmp_path / "out.jsonl.receipt.json"
    assert run("receipt", "verify", receipt).stdout == "as sealed\n"
    held = json.loads(receipt.read_text())
    assert held["results"]["parties"] == held["results"]["matched"] == 1
    assert held["lists"][0]["list"] == "made"
    (tmp_path / "out.jsonl").write_text("{}\n")
    done = run("receipt", "verify", receipt)
    assert done.exit_code == 2
    assert "out.jsonl: not the file that was used" in done.stdout


def test_a_receipt_that_was_changed_is_told(run, tmp_path):
    screen(run, tmp_path)
    receipt = tmp_path / "out.jsonl.receipt.json"
    receipt.write_text(receipt.read_text().replace('"matched": 1', '"matched": 0'))
    assert "the receipt is not what was sealed" in run("receipt", "verify", receipt).stdout


def test_what_is_no_receipt_is_told(run, tmp_path):
    with pytest.raises(InputError, match="no receipt"):
        run("receipt", "verify", tmp_path / "list.ftm.json")


def test_an_assessment_is_verified(run, tmp_path):
    (tmp_path / "report.txt").write_text("China sold drones to Russia, the ministry said.\n")
    run("assess", tmp_path / "report.txt", "--out", tmp_path / "out")
    written = tmp_path / "out" / "assessment.json"
    assert run("receipt", "verify", written).stdout == "as sealed\n"
    written.write_text(written.read_text().replace("asserted", "denied"))
    assert run("receipt", "verify", written).exit_code == 2
