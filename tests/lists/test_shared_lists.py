"""Every list file of the measuring data loads with the counts that its provenance states."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from byway.errors import ListError

_FILE = Path(__file__).resolve().parents[2] / "bench" / "lists" / "counts.py"
_spec = spec_from_file_location("bench_lists_counts", _FILE)
assert _spec
assert _spec.loader
counts = module_from_spec(_spec)
sys.modules[_spec.name] = counts
_spec.loader.exec_module(counts)

ENTRIES = counts.entries()

pytestmark = pytest.mark.shared


def test_the_table_names_every_file(shared: Path) -> None:
    folder = shared / "lists"
    there = {path for path in folder.glob("*/*") if path.is_file()}
    named = {path for entry in ENTRIES for path in entry.paths(folder)}
    assert named == there


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_counts(shared: Path, tmp_path: Path, entry: counts.Entry) -> None:  # type: ignore[name-defined]
    folder = shared / "lists"
    if entry.format is None:
        assert entry.note
        return
    if entry.refused:
        with pytest.raises(ListError, match=entry.refused):
            counts.load(entry, folder, tmp_path)
        return
    snapshot = counts.load(entry, folder, tmp_path)
    found = counts.counts(entry, folder, snapshot)
    assert {name: found.get(name) for name in entry.expected} == dict(entry.expected)
    assert entry.has is None or entry.has in snapshot
    assert entry.lacks is None or entry.lacks not in snapshot
