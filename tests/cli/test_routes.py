"""`byway routes` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from byway.cli import app as module
from byway.trade.routes import COLUMNS
from trade import worlds


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worlds.panel(tmp_path_factory.mktemp("cli") / "panel.parquet", worlds.world())


def run(*arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(module.app, ["routes", *arguments], catch_exceptions=True)
    return found.exit_code, found.stdout, found.stderr + str(found.exception or "")


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_the_table_is_written_in_the_contracts_columns(
    panel: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"units.{ending}"
    code, said, _ = run(str(panel), "--target", "RU", "--event", "2022-03", "--out", str(out))
    assert code == 0 and "KG" in said and "DiD" in said
    if ending == "csv":
        names = pyarrow.csv.read_csv(out).column_names
    elif ending == "parquet":
        names = pq.read_table(out).column_names
    else:
        names = list(json.loads(out.read_text().splitlines()[0]))
    assert tuple(names) == COLUMNS


def test_json_is_all_that_is_on_stdout(panel: Path) -> None:
    code, said, _ = run(str(panel), "--target", "RU", "--event", "2022-03", "--json")
    assert code == 0
    data = json.loads(said)
    assert data["hubs"][0]["hub"] == "KG" and data["event"] == "2022-03"


def test_what_cannot_be_tested_is_named(panel: Path, tmp_path: Path) -> None:
    goods, out = tmp_path / "goods.txt", tmp_path / "units.csv"
    goods.write_text("852470\n8542\n", "utf-8")
    asked = ("--target", "RU", "--event", "2022-03", "--out", str(out))
    code, _, noted = run(str(panel), *asked, "--goods", str(goods))
    assert code == 0 and "1 of 1 listed codes are not in the table" in noted
    rows = pq.read_table(panel).to_pylist()
    late = worlds.panel(tmp_path / "late.parquet", [r for r in rows if r["period"] > "2022-01"])
    code, said, noted = run(str(late), *asked)
    assert code == 0 and "no comparison with the past can be made" in noted
    assert "nan" not in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "--out"),
        (("--out", "units.doc"), "ending"),
        (("--json", "--engine", "abacus"), "no engine"),
        (("--json", "--goods", "chips"), "no list"),
    ],
)
def test_options_that_do_not_fit(panel: Path, more: tuple[str, ...], said: str) -> None:
    code, _, told = run(str(panel), "--target", "RU", "--event", "2022-03", *more)
    assert code != 0 and said in told


def test_the_panel_is_never_overwritten(panel: Path) -> None:
    before = panel.read_bytes()
    code, _, told = run(str(panel), "--target", "RU", "--event", "2022-03", "--out", str(panel))
    assert code != 0 and "is the input" in told and panel.read_bytes() == before
