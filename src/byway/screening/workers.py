"""Several processes that share one index: many queries on more than one core.

The processes open the same folder, so that they share the pages of one memory-mapped index.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from byway.batches import batched
from byway.processes import Processes
from byway.screening.records import BATCH, Entity, Record

if TYPE_CHECKING:
    from byway.screening.screener import Screener

Ranked = list[tuple[str, float]]


class Workers:
    """`count` processes that match as `screener` does; use as a context manager.

    A screener loaded from a folder is opened by each process from there; one built in memory is
    kept in a temporary folder first.  Leaving the `with` block, by an error or Ctrl-C too, ends
    the processes.  Raises OptionError when `count` is less than one.
    """

    def __init__(self, screener: Screener, count: int) -> None:
        self._kept = TemporaryDirectory(prefix="byway-index-")
        try:
            folder = screener.folder
            if folder is None:
                folder = Path(self._kept.name)
                screener.save(folder)
            self._processes = Processes(f"{__name__}:answering", folder.absolute(), count)
        except BaseException:
            self._kept.cleanup()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, finished or not, and remove what was kept for them."""
        self._processes.close()
        self._kept.cleanup()

    def match_many(self, entities: Iterable[Entity], limit: int = 10) -> list[Ranked]:
        """What `Screener.match_many` answers, in the same order.

        Raises InputError for an entity that is not FtM-shaped, BywayError when a process ends.
        """
        return list(self.stream(entities, limit))

    def stream(self, entities: Iterable[Entity], limit: int = 10) -> Iterator[Ranked]:
        """The same one by one; of `entities` and results only a few batches are held at a time."""
        for ranked in self._processes.map(_batches(entities, limit)):
            yield from ranked


def answering(folder: Path) -> Callable[[tuple[list[Record], int]], list[Ranked]]:
    """What answers, in a process, from the index in `folder`."""
    from byway.screening.screener import Screener

    screener = Screener.load(folder)
    # Hardly anything here refers to itself; to search all that is remembered for what does, over
    # and over, took a fifth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    return lambda task: list(screener.match_records(*task))


def _batches(entities: Iterable[Entity], limit: int) -> Iterator[tuple[list[Record], int]]:
    records = (_plain(Record.of(entity)) for entity in entities)
    for batch in batched(records, BATCH):
        yield batch, limit


def _plain(record: Record) -> Record:
    return Record(record.id, record.schema, dict(record.properties))
