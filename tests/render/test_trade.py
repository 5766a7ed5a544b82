"""The page of route tests: what it says, and that a browser has nothing to complain of."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import CliRunner

import byway
from byway.cli.app import app
from byway.render import charts, trade_html
from byway.render.words import amount

MONTHS = [f"{year}-{month:02}" for year in (2020, 2021, 2022) for month in range(1, 13)]
ORDINARY = [f"{n}0{k}10" for n in ("08", "10", "30") for k in range(1, 9)]
LISTED = ["854231", "854232", "854233", "854239", "851762", "853221"]


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exports that leap to KG, stay to UZ and fall to RU from March 2022."""
    noise = Random(11)
    path = tmp_path_factory.mktemp("panel") / "panel.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["reporter", "partner", "product", "period", "value", "currency"])
        for month in MONTHS:
            for partner, size, factor in (("KG", 5e4, 30), ("UZ", 6e4, 1), ("RU", 9e5, 0.1)):
                for code in (*LISTED, *ORDINARY):
                    change = factor if code in LISTED and month >= "2022-03" else 1
                    value = round(size * change * noise.uniform(0.9, 1.1))
                    rows.writerow(["DE", partner, code, month, value, "EUR"])
    return path


@pytest.fixture(scope="module")
def page(panel: Path) -> str:
    found = byway.routes(panel, "RU", "2022-03")
    return trade_html(found, target="RU", origins="Germany", currency=found.currency)


def test_each_hub_in_plain_words(page: str) -> None:
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    for words in (
        "to Kyrgyzstan rose from EUR",
        "to Russia itself fell from",
        "so that ordinary growth does not explain it",
        "Tests passed: surge",
        "Not assessable for want of data: mirror gap widened, second leg",
        "What would explain it innocently",
        "prices may have risen",
        "not whose goods they were",
        "accuses nobody",
    ):
        assert words in text, words
    assert text.index("Kyrgyzstan") < text.index("Uzbekistan")
    assert page.count("<svg") >= 5


def test_the_page_needs_nothing_from_outside(page: str) -> None:
    assert "<script" not in page and 'style="' not in page
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert address.startswith("#")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_same_table_gives_the_same_page(panel: Path, page: str) -> None:
    found = byway.routes(panel, "RU", "2022-03")
    assert trade_html(found, target="RU", origins="Germany", currency="EUR") == page


def test_the_command_writes_it(panel: Path, tmp_path: Path) -> None:
    out = tmp_path / "routes.html"
    arguments = ["routes", str(panel), "--target", "RU", "--event", "2022-03", "--html", str(out)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "Byways to Russia?" in out.read_text("utf-8")


def test_a_flow_without_rise_has_no_chart(panel: Path) -> None:
    found = byway.routes(panel, "KG", "2022-03", hubs=["RU"], origins=["DE"])
    assert "rose to none of the hubs" in trade_html(found, target="KG", origins="<b>us</b>")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        (740, "740"),
        (126_000, "126.0 thousand"),
        (4.26e6, "4.3 million"),
        (2.6e9, "2.6 billion"),
        (0, "0"),
        (999_900, "1.0 million"),
    ],
)
def test_amounts(value: float | None, words: str) -> None:
    assert amount(value) == words


def test_series_without_a_counterfactual_and_yearly() -> None:
    svg = charts.series_chart(
        charts.Series(["2020", "2021", "2022"], [1e6, None, 3e6], [None] * 3),
        "2022",
        "2022",
        "million",
        "a b",
    )
    assert svg.startswith("<svg") and "counterfactual" not in svg and "controls and break" in svg


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_quiet_and_never_wider_than_the_screen(
    browser: Any, page: str, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "routes.html"
    path.write_text(page, encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    wider = tab.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wider <= 0 and said == [] and asked == [path.as_uri()]
    tab.close()
