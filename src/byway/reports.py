"""Reading many reports: in parts, on all cores, in an order that does not depend on either.

Only a part is held in memory at a time, and what spaCy learns of a part's words is forgotten with
it, so that memory does not grow with the number of reports.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from time import time_ns
from typing import Any, NamedTuple

from byway import ingest
from byway.errors import DocumentError, OptionError
from byway.files import replacing, sha256
from byway.ingest.kind import EXPECTED, OtherKindError, OwnPageError
from byway.ingest.sources import files_of
from byway.parts import Parts, parts
from byway.processes import Processes, cores
from byway.reading import Reader
from byway.reading.llm import LlmReader, Service

PART, PART_BYTES = 32, 1_000_000
"""Files in a part, and bytes from which on a part takes no more."""
LARGE = 1_000_000
"""Bytes of reports from which on it is worth to start a process for each core."""
OWN = "passed over, as Byway wrote it"
"""What is said of a file in a folder that is no report but an earlier result."""
VERSION = 1
"""Version of the layout of a part."""


class File(NamedTuple):
    """A file to read, and the folder it was found in if it was not named itself."""

    name: str
    folder: str | None
    size: int


@dataclass(frozen=True)
class How:
    """All that reading depends on besides the files."""

    models: tuple[str, ...]
    service: Service | None = None
    limit: int = 20_000_000
    published: date | None = None
    publisher: str | None = None
    fetch: bool = False

    def told(self) -> dict[str, Any]:
        """The same as plain JSON, without what is secret."""
        reader = self.service.told() if self.service else {"kind": "rules", "models": self.models}
        return {
            "reader": reader,
            "limit": self.limit,
            "date": self.published and self.published.isoformat(),
            "publisher": self.publisher,
        }


@dataclass(frozen=True)
class Part:
    """What was read of some files.

    claims: in the contract's form, in the order of the texts.
    documents: id and SHA-256 of each document.
    notes: document id and what the reader says of the reading.
    unread: why a file could not be read.
    passed_over: names of files in folders that are no reports.
    before: whether an earlier run did it.
    """

    claims: Sequence[Mapping[str, Any]] = ()
    documents: Sequence[Sequence[str]] = ()
    notes: Sequence[Sequence[str]] = ()
    unread: Sequence[str] = ()
    passed_over: Sequence[str] = ()
    before: bool = False


@dataclass
class Total:
    """Counts over parts."""

    documents: int = 0
    claims: int = 0
    before: int = 0
    unread: list[str] = field(default_factory=list)

    def add(self, part: Part, claims: int | None = None) -> None:
        """Count a part in."""
        self.documents += len(part.documents)
        self.claims += len(part.claims) if claims is None else claims
        self.before += len(part.documents) if part.before else 0
        self.unread += part.unread


class Reports:
    """The files of `sources`, as the user names them, in parts."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.sources = tuple(sources)
        self.unread: list[str] = []
        self.files: list[File] = []
        for source in self.sources:
            try:
                below = files_of(source)
            except DocumentError as error:
                self.unread.append(str(error))
                continue
            if below is None:
                self.files.append(File(source, None, _size(source)))
            else:
                self.files += [File(name, source, _size(name)) for name in below]

    @property
    def workers(self) -> int:
        """Processes that are worth starting."""
        return cores() if sum(file.size for file in self.files) >= LARGE else 1

    def parts(self) -> Iterator[list[File]]:
        """The files, some at a time."""
        held: list[File] = []
        for file in self.files:
            held.append(file)
            if len(held) == PART or sum(f.size for f in held) >= PART_BYTES:
                yield held
                held = []
        if held:
            yield held

    def digest(self) -> str:
        """SHA-256 over names, sizes and times of change; what is no file is never the same."""
        return sha256("\n".join(map(_state, self.files)).encode("utf-8", "surrogatepass"))

    def without_reports(self, passed_over: Iterable[str]) -> list[str]:
        """What to say of folders none of whose files is a report."""
        passed = frozenset(passed_over)
        return [
            str(DocumentError(folder, "a folder without reports", EXPECTED))
            for folder, files in groupby(self.files, key=lambda file: file.folder)
            if folder is not None and all(file.name in passed for file in files)
        ]

    def read(self, how: How, workers: int = 1) -> Iterator[Part]:
        """What is read of the files, part by part; the last part tells what came to light at the
        end.  A file that cannot be read is told in its part, and reading goes on.

        Raises OptionError for an address without `how.fetch`, SetupError without a model,
        ServiceError when the service of a second reader fails.
        """
        passed: list[str] = []
        for part in _read(self.parts(), how, self._count(workers)):
            passed += part.passed_over
            yield part
        yield Part(unread=[*self.unread, *self.without_reports(passed)])

    def read_into(
        self,
        target: Path,
        how: How,
        workers: int = 1,
        *,
        versions: Mapping[str, str],
        again: bool = False,
        progress: Callable[[Total], None] | None = None,
        on_notes: Callable[[Iterable[Sequence[str]]], None] | None = None,
    ) -> tuple[Total, str]:
        """Read the files into `target`, JSON lines, whole or not at all; may be done in goes.

        Gives the counts, and the SHA-256 over a line for each document ("sha256  id").  With
        nothing read at all nothing is written.  Raises what `read` and `byway.parts.parts` raise.
        """
        self._check_apart(target)
        task = {
            "version": VERSION,
            "part": [PART, PART_BYTES],
            "input": self.digest(),
            "options": how.told(),
            "versions": dict(versions),
        }
        total, passed, documents = Total(), list[str](), list[str]()
        with parts(target, task, again=again) as kept:
            count = 0
            for head in self._heads(kept, how, self._count(workers)):
                count += 1
                part = Part(**{**head, "claims": ()})
                total.add(part, head["claims"])
                passed += part.passed_over
                documents += [f"{digest}  {name}\n" for name, digest in part.documents]
                if on_notes:
                    on_notes(part.notes)
                if progress:
                    progress(total)
            total.unread += [*self.unread, *self.without_reports(passed)]
            if total.documents:
                with replacing(target) as file:
                    for row in kept.rows(count):
                        file.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
        return total, sha256("".join(documents).encode("utf-8", "surrogatepass"))

    def _heads(self, kept: Parts, how: How, workers: int) -> Iterator[dict[str, Any]]:
        """The head of each part, the parts that are not there yet read and kept."""
        numbered = list(enumerate(self.parts(), 1))
        missing = [number for number, _ in numbered if kept.head(number) is None]
        undone = frozenset(missing)
        fresh = zip(
            missing, _read((p for n, p in numbered if n in undone), how, workers), strict=True
        )
        for number, _ in numbered:
            if number not in undone:
                yield {**(kept.head(number) or {}), "before": True}
                continue
            _, part = next(fresh)
            head = {
                "claims": len(part.claims),
                "documents": part.documents,
                "notes": part.notes,
                "unread": part.unread,
                "passed_over": part.passed_over,
            }
            kept.write(number, head, part.claims)
            yield head

    def _count(self, workers: int) -> int:
        """Standard input is this process's own."""
        return 1 if "-" in self.sources else min(workers, max(1, len(self.files)))

    def _check_apart(self, target: Path) -> None:
        place = target.absolute()
        for source in self.sources:
            path = Path(source).absolute()
            if source != "-" and (path == place or (path.is_dir() and path in place.parents)):
                raise OptionError(
                    "--out", f"{str(target)!r} is among the reports that are read", "another place"
                )


def reading(how: How) -> Callable[[Sequence[File]], Part]:
    """What reads some files at a time."""
    reader = LlmReader(how.service) if how.service else Reader(how.models)

    def read_files(files: Sequence[File]) -> Part:
        unread: list[str] = []
        passed: list[str] = []
        own: list[str] = []
        with reader.pipeline.memory_zone() if isinstance(reader, Reader) else nullcontext():
            readings = list(reader.analyse_many(_documents(files, how, unread, passed, own)))
        unread += [f"{found.document.id}: {found.failed}" for found in readings if found.failed]
        read = [found for found in readings if not found.failed]
        return Part(
            claims=[claim.to_dict() for found in read for claim in found.claims],
            documents=[(found.document.id, found.document.sha256) for found in read],
            notes=[
                *[(found.document.id, note) for found in readings for note in found.notes],
                *((name, OWN) for name in own),
            ],
            unread=unread,
            passed_over=passed,
        )

    return read_files


def _documents(
    files: Sequence[File], how: How, unread: list[str], passed: list[str], own: list[str]
) -> Iterator[Any]:
    for file in files:

        def failed(error: DocumentError, file: File = file) -> None:
            if file.folder is not None and isinstance(error, OtherKindError):
                passed.append(file.name)
                if isinstance(error, OwnPageError):
                    own.append(file.name)
            else:
                unread.append(str(error))

        yield from ingest.load_all(
            [file.name],
            limit=how.limit,
            published=how.published,
            publisher=how.publisher,
            fetch=how.fetch,
            on_error=failed,
        )


def _read(tasks: Iterable[list[File]], how: How, workers: int) -> Iterator[Part]:
    """The parts in order; a process is started only when there is something to do."""
    rest = iter(tasks)
    first = list(islice(rest, workers))
    if len(first) < 2:
        read = reading(how) if first else None
        yield from (read(task) for source in (first, rest) for task in source if read)
        return
    with Processes(f"{__name__}:reading", how, len(first)) as processes:
        yield from processes.map(task for source in (first, rest) for task in source)


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):  # an address, standard input, a file that is not there
        return 0


def _state(file: File) -> str:
    try:
        stat = Path(file.name).stat()
    except (OSError, ValueError):
        return f"{file.name} {time_ns()}"
    return f"{file.name} {stat.st_size} {stat.st_mtime_ns}"
