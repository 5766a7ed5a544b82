"""Screening a whole table: in parts that are kept as they are done, so that a run can go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byway.batches import batched
from byway.errors import InputError
from byway.files import sha256_of
from byway.model import Match, Party
from byway.parts import Parts, parts
from byway.screening import tables
from byway.watchlists import NO_NAME, result_rows

PART = 5_000
"""Parties in a part: memory stays the same however long the table is."""
VERSION = 2
"""Version of the layout of a part."""

Screen = Callable[[Sequence[Party]], list[tuple[Match, ...]]]


@dataclass(frozen=True)
class Count:
    """How many parties were screened, how many matched, how many of the others have no name to
    screen, how many were done by an earlier run."""

    parties: int = 0
    matched: int = 0
    unnamed: int = 0
    before: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.parties + other.parties,
            self.matched + other.matched,
            self.unnamed + other.unnamed,
            self.before + other.before,
        )


def screen_table(
    source: Path,
    target: Path,
    screen: Screen,
    *,
    task: Mapping[str, Any],
    again: bool = False,
    on_ignored: Callable[[Sequence[str]], None] | None = None,
    progress: Callable[[Count], None] | None = None,
) -> Count:
    """Screen every party of `source` into `target`, whole or not at all; may be done in goes.

    `task` is all that the result depends on besides the input (options, lists, versions), as
    plain JSON.  A folder of parts of the same task and input is gone on with; `again` begins anew.
    Raises OptionError when the folder is of another task, TableError for bad rows, OutputError
    when the place cannot be written or another run is writing there.
    """
    tables.table_format(target)  # a name that is none is refused before the work
    tables.check_readable(source)
    whole = {"version": VERSION, "part": PART, "input": sha256_of(source), **task}
    with parts(target, whole, again=again) as kept:
        total, number = Count(), 0
        for number, batch in enumerate(batched(tables.read_parties(source, on_ignored), PART), 1):
            total += _done_before(kept, number) or _screened(kept, number, batch, screen)
            if progress:
                progress(total)
        if sha256_of(source) != whole["input"]:
            raise InputError(str(source), "changed while it was read", "a file that stays")
        tables.write_matches(target, kept.rows(number))
    return total


def _screened(kept: Parts, number: int, batch: Sequence[Party], screen: Screen) -> Count:
    found = screen(batch)
    rows = list(result_rows(batch, found))
    head = {
        "parties": len(batch),
        "matched": sum(1 for matches in found if matches),
        "unnamed": sum(1 for row in rows if row.get("reasons") == NO_NAME),
    }
    kept.write(number, head, rows)
    return Count(**head)


def _done_before(kept: Parts, number: int) -> Count | None:
    """The count of a part that an earlier run finished."""
    head = kept.head(number)
    return Count(**head, before=head["parties"]) if head else None
