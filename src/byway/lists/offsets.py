"""Where each party's line begins: a sorted binary table, read in place, shared by processes.

An entry is 20 bytes, little-endian: the first 8 bytes of the id's BLAKE2b hash, the line's start
and its length.  Entries are sorted by hash, so that a look-up needs no loading; two ids of one
hash are neighbours, and the reader compares the ids in the lines.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

_ENTRY = struct.Struct("<QQI")


def write_offsets(path: Path, spans: Iterable[tuple[str, tuple[int, int]]]) -> None:
    """Write the table for ids with their (start, length)."""
    entries = sorted((_hash(id), start, length) for id, (start, length) in spans)
    path.write_bytes(b"".join(_ENTRY.pack(*entry) for entry in entries))


class Offsets:
    """The table of one snapshot.  Raises OSError or ValueError when it cannot be read."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._table) % _ENTRY.size:
            raise ValueError(f"{path.name} is cut")

    def __len__(self) -> int:
        return len(self._table) // _ENTRY.size

    def find(self, id: str) -> Iterator[tuple[int, int]]:
        """(start, length) of the lines that may be this id's: one, hardly ever more, or none."""
        wanted = _hash(id)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._entry(middle)[0] < wanted:
                low = middle + 1
            else:
                high = middle
        while low < len(self) and (entry := self._entry(low))[0] == wanted:
            yield entry[1], entry[2]
            low += 1

    def _entry(self, number: int) -> tuple[int, int, int]:
        hashed, start, length = _ENTRY.unpack_from(self._table, number * _ENTRY.size)
        return hashed, start, length


def _hash(id: str) -> int:
    return int.from_bytes(hashlib.blake2b(id.encode(), digest_size=8).digest(), "big")
