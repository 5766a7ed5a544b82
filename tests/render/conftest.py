"""The hand-made assessments of `sample.py`, and pages parsed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html as lxml_html

from byway import render
from byway.model import Assessment

NAMES = ("full", "empty", "plain", "hostile", "crowded")


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    spec = spec_from_file_location("render_sample", Path(__file__).with_name("sample.py"))
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def full(sample: ModuleType) -> Assessment:
    return sample.full()


@pytest.fixture(params=NAMES)
def each(request: pytest.FixtureRequest, sample: ModuleType) -> Assessment:
    """Every sample in turn."""
    return getattr(sample, request.param)()


@pytest.fixture(scope="session")
def parse() -> Callable[[Assessment], lxml_html.HtmlElement]:
    return lambda assessment: lxml_html.document_fromstring(render.html(assessment))
