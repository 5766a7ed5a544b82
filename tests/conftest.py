"""Fixtures that every part of the suite may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data for measuring; the test is skipped where there is none."""
    folder = Path(os.environ.get("BYWAY_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no measuring data at {folder} (set BYWAY_SHARED)")
    return folder


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of small files that show a format each."""
    return ROOT / "tests" / "fixtures"
