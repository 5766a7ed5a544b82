"""Several processes that do one kind of work: a task in, an answer out, in order.

The processes are fresh interpreters, so that they inherit neither threads nor locks.  Each reads
its work from a pipe; when the pipe ends, for whatever reason, it ends too, so none is ever left
behind.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from itertools import islice
from queue import SimpleQueue
from typing import Any, Self

from byway.errors import BywayError, OptionError

AHEAD = 2
"""Tasks for each process that are prepared before their turn."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from byway.processes import serve; serve()"


class Processes:
    """`count` processes, each with its own `factory(argument)`; use as a context manager.

    factory: "module:name" of a function that is called in each process, with its first task; it
    gives the function that answers tasks.
    argument, tasks, answers: what can be pickled.
    Leaving the `with` block, by an error or Ctrl-C too, ends the processes.  Raises OptionError
    when `count` is less than one.
    """

    def __init__(self, factory: str, argument: Any, count: int) -> None:
        if count < 1:
            raise OptionError("workers", str(count), "at least one")
        self.running: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="byway-worker")
        try:
            for _ in range(count):
                process = _started()
                self.running.append(process)
                assert process.stdin
                pickle.dump((factory, argument), process.stdin)
                self._idle.put(process)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, finished or not."""
        for process in self.running:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self.running:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):  # What was not sent is not wanted any more.
                        pipe.close()
        self.running.clear()

    def map(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """The answers to `tasks`, in order; of both only a few are held at a time.

        Raises what the answering function raised, BywayError when a process ends.
        """
        rest = iter(tasks)
        asked: deque[Future[Any]] = deque()
        try:
            while True:
                more = islice(rest, AHEAD * len(self.running) - len(asked))
                asked.extend(self._threads.submit(self._ask, task) for task in more)
                if not asked:
                    return
                yield asked.popleft().result()
        finally:
            for future in asked:
                future.cancel()

    def _ask(self, task: Any) -> Any:
        process = self._idle.get()
        assert process.stdin
        assert process.stdout
        try:
            pickle.dump(task, process.stdin)
            process.stdin.flush()
            answer, error = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            process.kill()
            raise BywayError(
                f"a process ended before its work was done (exit code {process.wait()}); "
                "is there memory enough for so many workers?"
            ) from None
        finally:
            self._idle.put(process)
        if error is not None:
            raise error
        return answer


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def serve() -> None:
    """Answer what comes by standard input, until it ends; the first is how."""
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever is printed by accident must not get between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    answering: Callable[[Any], Any] | None = None
    try:
        factory, argument = pickle.load(asked)
        while True:
            task = pickle.load(asked)
            result: tuple[Any, Exception | None]
            try:
                answering = answering or _made(factory)(argument)
                result = answering(task), None
            except Exception as error:
                result = None, _portable(error)
            pickle.dump(result, answers)
            answers.flush()
    except (EOFError, BrokenPipeError):
        return


def _made(factory: str) -> Callable[[Any], Callable[[Any], Any]]:
    module, _, name = factory.partition(":")
    made: Callable[[Any], Callable[[Any], Any]] = getattr(import_module(module), name)
    return made


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _START, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        process_group=0,  # Ctrl-C is for this process to act on.
    )


def _portable(error: Exception) -> Exception:
    """The error if it can be sent to another process, else its text as one that can."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        kind = BywayError if isinstance(error, BywayError) else RuntimeError
        return kind(str(error))
    return error
