"""A stream in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` items in order, the last one of what is left; none of no items.

    (`itertools.batched` comes with Python 3.12.)
    """
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
