"""Several processes that share one index: many queries on more than one core.

The processes are fresh interpreters that open the same folder, so that they share the pages of one
memory-mapped index and inherit neither threads nor locks.  Each reads its work from a pipe; when
the pipe ends, for whatever reason, it ends too, so none is ever left behind.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from byway.errors import BywayError, OptionError
from byway.screening.records import BATCH, Entity, Record

if TYPE_CHECKING:
    from byway.screening.screener import Screener

Ranked = list[tuple[str, float]]

AHEAD = 2
"""Batches for each process that are read before their turn."""
_START = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from byway.screening.workers import serve; serve(sys.argv[1])"
)


class Workers:
    """`count` processes that match as `screener` does; use as a context manager.

    A screener loaded from a folder is opened by each process from there; one built in memory is
    kept in a temporary folder first.  Leaving the `with` block, by an error or Ctrl-C too, ends
    the processes.  Raises OptionError when `count` is less than one.
    """

    def __init__(self, screener: Screener, count: int) -> None:
        if count < 1:
            raise OptionError("workers", str(count), "at least one")
        self._kept = TemporaryDirectory(prefix="byway-index-")
        self._processes: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="byway-worker")
        self._count = count
        try:
            folder = screener.folder
            if folder is None:
                folder = Path(self._kept.name)
                screener.save(folder)
            for _ in range(count):
                process = _started(folder)
                self._processes.append(process)
                self._idle.put(process)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, finished or not, and remove what was kept for them."""
        for process in self._processes:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):  # What was not sent is not wanted any more.
                        pipe.close()
        self._processes.clear()
        self._kept.cleanup()

    def match_many(self, entities: Iterable[Entity], limit: int = 10) -> list[Ranked]:
        """What `Screener.match_many` answers, in the same order.

        Raises InputError for an entity that is not FtM-shaped, BywayError when a process ends.
        """
        return list(self.stream(entities, limit))

    def stream(self, entities: Iterable[Entity], limit: int = 10) -> Iterator[Ranked]:
        """The same one by one; of `entities` and results only a few batches are held at a time."""
        rest = iter(entities)
        asked: deque[Future[list[Ranked]]] = deque()
        try:
            while True:
                while len(asked) < AHEAD * self._count:
                    records = [_plain(Record.of(entity)) for entity in islice(rest, BATCH)]
                    if not records:
                        break
                    asked.append(self._threads.submit(self._ask, records, limit))
                if not asked:
                    return
                yield from asked.popleft().result()
        finally:
            for future in asked:
                future.cancel()

    def _ask(self, records: list[Record], limit: int) -> list[Ranked]:
        process = self._idle.get()
        assert process.stdin
        assert process.stdout
        try:
            pickle.dump((records, limit), process.stdin)
            process.stdin.flush()
            answer, error = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            process.kill()
            raise BywayError(
                f"a screening process ended before its work was done (exit code {process.wait()}); "
                "is there memory enough for so many workers?"
            ) from None
        finally:
            self._idle.put(process)
        if error is not None:
            raise error
        return list(answer)


def serve(folder: str) -> None:
    """Answer what comes by standard input from the index in `folder`, until it ends."""
    from byway.screening.screener import Screener

    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever is printed by accident must not get between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    screener: Screener | None = None
    while True:
        try:
            records, limit = pickle.load(asked)
        except EOFError:
            return
        result: tuple[list[Ranked] | None, Exception | None]
        try:
            screener = screener or Screener.load(Path(folder))
            result = screener.match_records(records, limit), None
        except Exception as error:
            result = None, _portable(error)
        try:
            pickle.dump(result, answers)
            answers.flush()
        except BrokenPipeError:
            return


def _started(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _START, str(folder.absolute()), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        process_group=0,  # Ctrl-C is for this process to act on.
    )


def _plain(record: Record) -> Record:
    return Record(record.id, record.schema, dict(record.properties))


def _portable(error: Exception) -> Exception:
    """The error if it can be sent to another process, else its text as one that can."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        kind = BywayError if isinstance(error, BywayError) else RuntimeError
        return kind(str(error))
    return error
