"""`byway flags` and `byway rules` from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from typer.testing import CliRunner

from byway.cli.app import app
from byway.errors import InputError, OptionError
from byway.flagging import engines
from byway.receipt import problems
from byway.shipments.mapping import Mapping
from byway.shipments.outcomes import COLUMNS

RULES = "ADR-06,LST-01,RTE-01"
CSV = """\
id,line,consignee_name,consignee_country,consignee_email,hs,ship_date,transit_countries
A,1,Vostok Mikron LLC,KG,a@gmail.com,854231,2023-02-01,none
A,2,Vostok Mikron LLC,KG,,854231,2023-02-01,none
B,1,Aral Toys,DE,b@aral.example,854231,2023-02-01,PL
C,1,,,,,,
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    listed = tmp_path / "l.jsonl"
    listed.write_text(
        '{"id":"x1","schema":"Company","properties":{"name":["Vostok Mikron"]}}\n'
        '{"id":"s1","schema":"Sanction","properties":{"entity":["x1"],"startDate":["2022-03-01"]}}\n'
    )
    run(tmp_path, "lists", "add", str(listed), "--format", "ftm", "--list", "mine", "--date",
        "2024-01-01")  # fmt: skip
    (tmp_path / "s.csv").write_text(CSV)
    return tmp_path


def run(home: Path, *words: str) -> Any:
    result = CliRunner().invoke(app, ["--home", str(home / "home"), *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def flags(home: Path, out: str, *words: str) -> Any:
    told = run(home, "flags", str(home / "s.csv"), "--out", str(home / out), "--lists", "mine",
               "--as-of", "2024-06-01", "--rules", RULES, "--json", *words)  # fmt: skip
    return json.loads(told.stdout)


def test_long_and_wide(home: Path) -> None:
    said = flags(home, "o.csv")
    rows = list(csv.DictReader((home / "o.csv").open()))
    assert tuple(rows[0]) == COLUMNS
    found = {(row["shipment_id"], row["rule"]): row for row in rows}
    assert len(found) == len(rows)
    assert found["A", "LST-01"]["outcome"] == found["A", "ADR-06"]["outcome"] == "present"
    assert found["A", "ADR-06"]["row"] == "1"
    assert json.loads(found["A", "ADR-06"]["values"]) == {"consignee_email": "a@gmail.com"}
    assert found["B", "ADR-06"]["outcome"] == "absent"
    assert found["C", "RTE-01"]["outcome"] == "not assessable"
    assert (said["rows"], said["flagged"], said["outcomes"]) == (4, 1, len(rows))
    assert problems(home / "o.csv.receipt.json") == []
    assert not (home / "o.csv.parts").exists()
    said = flags(home, "w.parquet", "--wide")
    table = pq.read_table(home / "w.parquet").to_pylist()
    assert [row["shipment_id"] for row in table] == ["A", "B", "C"]
    assert table[0]["triage"] > table[1]["triage"] == 0
    assert table[0]["LST-01"] == "present" and "LST-01" in table[0]["breakdown"]
    assert said["flagged"] == 1


def test_a_run_that_was_broken_off_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = flags(home, "whole.csv")
    write, done = engines.Duck.write, []
    monkeypatch.setattr(engines.Duck, "part", 2)

    def broken(self: Any, table: Any, place: Path) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(place)
        write(self, table, place)

    monkeypatch.setattr(engines.Duck, "write", broken)
    with pytest.raises((KeyboardInterrupt, AssertionError)):
        flags(home, "o.csv")
    assert (home / "o.csv.parts" / "listed.parquet").exists() and not (home / "o.csv").exists()
    with pytest.raises(OptionError, match="other options"):
        flags(home, "o.csv", "--wide")
    monkeypatch.setattr(engines.Duck, "write", write)
    again = flags(home, "o.csv")
    assert again["rules"] == whole["rules"]
    assert (home / "o.csv").read_text() == (home / "whole.csv").read_text()


def test_options_that_do_not_fit(home: Path) -> None:
    for words, problem in [
        (["--rules", "XYZ-1"], "no rule"),
        (["--engine", "abacus"], "no engine"),
        (["--programme", "moon"], "no programme"),
        (["--threshold", "7"], "no score"),
        (["--memory", "lots"], "no size"),
        (["--register", "colours=x"], "no register"),
        (["--ownership", "none.csv"], "no file"),
    ]:
        with pytest.raises(OptionError, match=problem):
            flags(home, "o.csv", *words)
    with pytest.raises(OptionError, match="no known ending"):
        flags(home, "o.xlsx")
    with pytest.raises(OptionError, match="is the input"):
        flags(home, "s.csv")
    (home / "s.csv").unlink()
    with pytest.raises(InputError, match="no such file"):
        flags(home, "o.csv")


def test_rules_show_and_schema(tmp_path: Path) -> None:
    rows = [
        json.loads(line)
        for line in run(tmp_path, "rules", "show", "--json").stdout.split("\n")[:-1]
    ]
    assert {row["kind"] for row in rows} == {"rule", "question"}
    assert len([row for row in rows if row["kind"] == "rule"]) >= 50
    assert "RTE-10" in run(tmp_path, "rules", "show").stdout
    assert "splitting" in run(tmp_path, "rules", "show", "rte-10").stdout
    assert "question" in run(tmp_path, "rules", "show", "OWN-07").stdout
    with pytest.raises(OptionError, match="no rule"):
        run(tmp_path, "rules", "show", "XYZ-1")
    held = json.loads(run(tmp_path, "rules", "schema", "--json").stdout)
    assert [f["name"] for f in held["fields"] if f["required"]] == ["id"]
    assert "letters" in {register["name"] for register in held["registers"]}
    page = run(tmp_path, "rules", "schema").stdout
    assert "consignee_name" in page
    example = page.split("(--mapping YAML)\n")[1]
    assert Mapping.of(yaml.safe_load(example)).date_format == "%d.%m.%Y"
