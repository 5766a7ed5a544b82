"""The page in a real browser: nothing to complain of, nothing wider than the screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from byway import render

NAMES = ("full", "empty", "hostile", "crowded")
WIDTHS = (360, 390, 768, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(params=NAMES)
def address(request: pytest.FixtureRequest, sample, tmp_path: Path) -> str:
    path = tmp_path / "assessment.html"
    path.write_text(render.html(getattr(sample, request.param)()), encoding="utf-8")
    return path.as_uri()


def test_quiet_offline_and_never_wider_than_the_screen(browser, address):
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 800})
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("dialog", lambda dialog, said=said: said.append(dialog.message))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address)
        excess = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert excess <= 0, f"{width} px: {excess} px too wide"
        assert said == []
        assert asked == [address]
        page.close()


def test_dark_mode_and_paper(browser, address):
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 24, 28)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)", "paper is white"
    assert page.locator("nav").is_hidden()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()


def test_the_style_is_admitted_by_the_page_policy(browser, address):
    page = browser.new_page()
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.querySelector('.kind')).fontSize") != "16px"
    page.close()
