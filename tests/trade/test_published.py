"""The published figures come out again from the panels."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "bench/published/run.py"


@pytest.mark.shared
def test_published_figures(shared: Path) -> None:
    done = subprocess.run(
        [sys.executable, RUN, "--shared", shared, "--json"],
        check=False,
        capture_output=True,
        text=True,
    )
    rows = json.loads(done.stdout)
    assert len(rows) == 9 and done.returncode == 0, [row for row in rows if not row["agrees"]]


def test_without_panels_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, RUN, "--shared", tmp_path], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2 and "panels" in done.stderr
