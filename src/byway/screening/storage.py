"""Columns kept in a folder: one memory-mapped file an array, a manifest that names them.

Processes that open one folder share its pages; nothing is ever written to it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.errors import InputError
from byway.files import read_bytes, replacing, write_text
from byway.screening.lexicon import edition

FORMAT = 4
"""Raised whenever the columns, or the way names are read into them, change."""
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Texts:
    """Many short texts in one block of bytes; `texts[row]` reads one."""

    block: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """The texts, kept in UTF-8."""
        encoded = [text.encode("utf-8") for text in texts]
        ends = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(item) for item in encoded], out=ends[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def all(self) -> list[str]:
        """All texts, read at once."""
        block = self.block.tobytes()
        ends = self.ends.tolist()
        return [block[start:end].decode("utf-8") for start, end in pairwise(ends)]

    def __getitem__(self, row: int) -> str:
        return self.block[self.ends[row] : self.ends[row + 1]].tobytes().decode("utf-8")

    def sizes(self, rows: NDArray[np.integer]) -> NDArray[np.int64]:
        """How many bytes the texts of some rows are."""
        return np.asarray(self.ends[rows + 1] - self.ends[rows])

    def take(self, rows: NDArray[np.integer]) -> list[str]:
        """The texts of some rows."""
        block = self.block
        starts, ends = self.ends[rows].tolist(), self.ends[rows + 1].tolist()
        return [
            block[start:end].tobytes().decode("utf-8")
            for start, end in zip(starts, ends, strict=True)
        ]


def save_columns(
    folder: Path, columns: Mapping[str, NDArray[Any] | Texts], facts: Mapping[str, Any]
) -> None:
    """Write the columns and `facts` (plain JSON); the manifest last, so that it vouches for all.

    Raises OutputError when the place cannot be written.
    """
    names = []
    for name, column in columns.items():
        parts = (
            {f"{name}.block": column.block, f"{name}.ends": column.ends}
            if isinstance(column, Texts)
            else {name: column}
        )
        for part, array in parts.items():
            with replacing(folder / f"{part}.npy") as file:
                np.save(file, np.ascontiguousarray(array), allow_pickle=False)
            names.append(part)
    write_text(
        folder / _MANIFEST,
        json.dumps(
            {"format": FORMAT, "edition": edition(), "columns": names, "facts": dict(facts)}
        ),
    )


def load_columns(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns, memory-mapped, and the facts.

    Raises InputError when the folder holds no index, or one of another format.
    """
    try:
        manifest = json.loads(read_bytes(folder / _MANIFEST))
    except json.JSONDecodeError as error:
        raise InputError(str(folder), f"damaged index ({error.msg})", "a prepared index") from None
    if (manifest.get("format"), manifest.get("edition")) != (FORMAT, edition()):
        raise InputError(
            str(folder), "index of another version of the screening engine", "this one; rebuild it"
        )
    arrays: dict[str, Any] = {}
    for name in manifest["columns"]:
        try:
            arrays[name] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise InputError(
                str(folder), f"damaged index ({name}: {error})", "a prepared index"
            ) from None
    columns: dict[str, Any] = {}
    for name, array in arrays.items():
        stem, _, part = name.partition(".")
        if part == "block":
            columns[stem] = Texts(array.view(np.ndarray), arrays[f"{stem}.ends"].view(np.ndarray))
        elif not part:
            columns[name] = array.view(np.ndarray)
    return columns, manifest["facts"]
