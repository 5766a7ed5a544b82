"""Writing a snapshot: every party one line, where each line begins, and the manifest."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO, Any

from byway.errors import ListError, OutputError
from byway.files import sha256_of
from byway.lists.describe import Description
from byway.lists.draft import Draft
from byway.lists.notices import Notices
from byway.lists.offsets import write_offsets
from byway.lists.schema import has_property
from byway.lists.snapshot import ENTITIES, MANIFEST, OFFSETS, VERSION
from byway.lists.splits import mended

Progress = Callable[[int], None]
"""Called now and then with the number of parties read so far."""

_STEP = 1000


@contextmanager
def staged(parent: Path) -> Iterator[Path]:
    """An empty folder below `parent` for what is not whole yet; gone when the block ends.

    Raises OutputError when `parent` cannot be written.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=parent, prefix=".new-"))
    except OSError as error:
        raise OutputError(f"{parent}: cannot be written ({error.strerror or error})") from error
    try:
        yield scratch
    except OSError as error:
        raise OutputError(f"{parent}: cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        with suppress(OSError):  # only an empty folder goes
            parent.rmdir()


def take_place(fresh: Path, place: Path) -> None:
    """Move a finished folder to its place; what was there is gone after it, never before.

    Raises OutputError when it cannot be moved.
    """
    try:
        fresh.chmod(0o777 & ~_umask())
        if place.exists():
            with staged(place.parent) as attic:
                place.rename(attic / "old")
                fresh.rename(place)
        else:
            fresh.rename(place)
    except OSError as error:
        raise OutputError(f"{place}: cannot be written ({error.strerror or error})") from error


def write_parties(
    folder: Path,
    parties: Iterable[Draft],
    notices: Notices,
    progress: Progress | None = None,
    relations: list[dict[str, Any]] | None = None,
) -> tuple[int, str]:
    """Write all parties; returns how many there are and the SHA-256 of their file.

    A party that comes again under the same id is joined with what came before.  What ties
    parties to others is added to `relations`.
    """
    spans: dict[str, tuple[int, int]] = {}
    position, repeats = 0, 0
    with (folder / ENTITIES).open("w+b") as file:
        for number, draft in enumerate(parties, start=1):
            if relations is not None:
                relations += draft.relations
            if draft.id in spans:
                notices.warn("id", "parties that come more than once are joined")
                repeats += 1
                draft = _joined(json.loads(_at(file, *spans[draft.id])), draft)  # noqa: PLW2901
                file.seek(position)
            _settle(draft, notices)
            line = _line(draft)
            file.write(line)
            spans[draft.id] = (position, len(line))
            position += len(line)
            if progress and number % _STEP == 0:
                progress(number)
    if repeats:
        spans = _compacted(folder, spans)
    write_offsets(folder / OFFSETS, spans.items())
    if progress:
        progress(len(spans))
    return len(spans), sha256_of(folder / ENTITIES)


def write_manifest(
    folder: Path,
    description: Description,
    *,
    name: str,
    day: date,
    total: int,
    sha256: str,
    counts: Mapping[str, int],
    inputs: Mapping[str, str],
    warnings: Iterable[str],
    relations: int = 0,
) -> None:
    """Write what a snapshot is."""
    manifest: dict[str, Any] = {
        "version": VERSION,
        "name": name,
        "day": day.isoformat(),
        "format": description.format,
        "title": description.title,
        "publisher": description.publisher,
        "terms": description.terms,
        "parties_total": total,
        "relations_total": relations,
        "sha256": sha256,
        "counts": dict(counts),
        "inputs": dict(inputs),
        "warnings": list(warnings),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _line(draft: Draft) -> bytes:
    try:
        return json.dumps(draft.to_nested(), ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        problem = "half a surrogate pair, which is no character"
        raise ListError(ascii(draft.id), problem, "text in Unicode") from None


def _at(file: IO[bytes], start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _compacted(folder: Path, spans: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Write the entities again without the lines that were overtaken."""
    whole, fresh = folder / ENTITIES, folder / f"{ENTITIES}.new"
    moved, position = {}, 0
    with whole.open("rb") as old, fresh.open("wb") as new:
        for id, (start, length) in spans.items():
            new.write(_at(old, start, length))
            moved[id] = (position, length)
            position += length
    fresh.replace(whole)
    return moved


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _joined(before: Mapping[str, Any], draft: Draft) -> Draft:
    whole = Draft(draft.id, str(before["schema"]))
    whole.merge(before)
    whole.merge(draft.to_nested())
    return whole


def _settle(draft: Draft, notices: Notices) -> None:
    """Put right what formats leave: split names, topics alone, properties the schema has not."""
    draft.designate_by_topics()
    latin = draft.get("name")
    for alias in draft.get("alias") if draft.schema == "Person" else ():
        if (whole := mended(alias, latin)) != alias:
            notices.warn("alias", "words split where a stress mark was lost are joined")
            draft.replace("alias", alias, whole)
    strange = [name for name in draft.properties if not has_property(draft.schema, name)]
    for name in strange:
        notices.warn(name, f"no property of {draft.schema}, kept as a note")
        draft.add("notes", *(f"{name}: {value}" for value in draft.properties.pop(name)))
