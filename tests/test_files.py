"""Files: whole or not at all."""

from pathlib import Path

import pytest

from byway.errors import OutputError
from byway.files import write_texts


def test_several_texts_take_their_places_together(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b"
    first.write_text("old", encoding="utf-8")
    second.mkdir()
    (second / "full").touch()
    with pytest.raises(OutputError, match="b"):
        write_texts({second: "new", second / "full" / "x": "new", first: "new"})
    assert first.read_text(encoding="utf-8") == "old"
    write_texts({first: "new", tmp_path / "c.txt": "more"})
    assert first.read_text(encoding="utf-8") == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b", "c.txt"]
