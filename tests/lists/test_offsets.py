"""The table of line starts finds what was written, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byway.lists.offsets import Offsets, write_offsets

spans = st.dictionaries(
    st.text(min_size=1), st.tuples(st.integers(0, 2**40), st.integers(1, 2**30)), min_size=1
)


@given(spans, st.text())
def test_finds_what_was_written(given_spans: dict[str, tuple[int, int]], other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "offsets.bin"
        write_offsets(path, given_spans.items())
        table = Offsets(path)
        assert len(table) == len(given_spans)
        for id, span in given_spans.items():
            assert span in table.find(id)
        if other not in given_spans:
            assert list(table.find(other)) == []


def test_cut_table(tmp_path: Path) -> None:
    path = tmp_path / "offsets.bin"
    write_offsets(path, [("a", (0, 1)), ("b", (1, 1))])
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ValueError, match="is cut"):
        Offsets(path)
