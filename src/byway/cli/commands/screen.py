"""`byway screen`: a table of parties against the lists."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from byway.cli import options
from byway.cli.pace import Pace
from byway.errors import OptionError
from byway.processes import cores
from byway.settings import Settings

if TYPE_CHECKING:
    from byway.batch import Count
    from byway.decisions import Decisions
    from byway.rescreening import Changes
    from byway.watchlists import Watchlists

LARGE = 1_000_000
"""Bytes of a table from which on it is worth to start a process for each core."""


def screen(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV, Parquet or JSON lines: id, schema, name, ..."),
    ],
    out: options.TableOut,
    lists: options.ListNames = None,
    store: options.Store = None,
    as_of: options.AsOf = None,
    threshold: Annotated[
        float | None, typer.Option(help="Lowest score that counts (default: the engine's).")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most matches for each party.")] = 10,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="LIST@DATE,...",
            help="Only what is new or changed since these snapshots; "
            "matches that fell away go to gone-OUT.",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes (default: one for each core where FILE is large)."),
    ] = None,
    restart: options.Restart = False,
) -> None:
    """Screen a file of parties; every party appears in the output, hit or not.

    A run that was broken off goes on where it stopped when the same command is given again.
    """
    settings: Settings = context.obj
    options.check_score("--threshold", threshold)
    if since and lists:
        raise OptionError("--since", "names its lists itself", "--since without --lists")
    asked = options.day("--as-of", as_of)

    from byway.screening import tables

    tables.check_readable(file)
    options.not_an_input("--out", out, [file])

    from byway.decisions import Decisions
    from byway.lists import ListStore
    from byway.rescreening import Changes
    from byway.watchlists import Watchlists

    kept = ListStore(store or settings.lists_dir)
    changes = Changes.since(kept, options.names(since) or (), asked) if since else None
    watchlists = (
        changes.now
        if changes
        else Watchlists(kept.select(options.names(lists), asked), options.say)
    )
    run = _Run(
        file=file,
        out=out,
        watchlists=watchlists,
        changes=changes,
        decisions=Decisions(settings.decisions),
        day=asked or date.today(),
        threshold=threshold,
        limit=limit,
    )
    with options.progress("Screening") as note, watchlists:
        watchlists.prepare(note)
        watchlists.work(workers or (cores() if file.stat().st_size >= LARGE else 1))
        run.go(Pace(note), restart=restart)


@dataclass(frozen=True)
class _Run:
    """One run: what goes in, what comes out, and the receipt over both."""

    file: Path
    out: Path
    watchlists: Watchlists
    changes: Changes | None
    decisions: Decisions
    day: date
    threshold: float | None
    limit: int

    def go(self, pace: Pace, *, restart: bool) -> None:
        """Screen, write the table or tables and the receipt, and say so."""
        from byway import receipt
        from byway.batch import screen_table
        from byway.files import sha256_of, write_text
        from byway.screening import lexicon, storage

        how: Mapping[str, Any] = {
            "as_of": self.day,
            "threshold": self.threshold,
            "limit": self.limit,
            "decisions": self.decisions,
        }
        told = {
            **how,
            "as_of": self.day.isoformat(),
            "decisions": len(self.decisions),
            "since": [found.before for found in self.changes.diffs] if self.changes else [],
        }

        def tell(count: Count) -> None:
            parties = f"{count.parties:,} parties"
            pace(parties, f"{parties}, {count.matched:,} with a match")

        lists = receipt.list_snapshots(self.watchlists.snapshots, self.day)
        versions = receipt.versions({"screening": f"{storage.FORMAT}-{lexicon.edition()}"})
        made = self.decisions.path
        task = {
            "options": told,
            "lists": lists,
            "decisions": sha256_of(made) if made.exists() else None,
            "versions": versions,
        }
        count = screen_table(
            self.file,
            self.out,
            lambda parties: self.watchlists.screen_many(parties, **how),
            task=task,
            again=restart,
            on_ignored=_tell_ignored,
            progress=tell,
        )
        gone = self.out.with_name(f"gone-{self.out.name}") if self.changes else None
        if self.changes and gone:
            fallen = self.changes.fallen
            left = screen_table(
                self.file,
                gone,
                lambda parties: fallen(parties, **how),
                task={**task, "matches": "fallen away"},
                again=restart,
                progress=tell,
            )
        record = receipt.of_table(
            "screening",
            self.file,
            self.out,
            lists=lists,
            options=told,
            counts={
                "parties": count.parties,
                "matched": count.matched,
                "unnamed": count.unnamed,
            },
            versions=versions,
            gone=gone,
        )
        place = self.out.with_name(f"{self.out.name}.receipt.json")
        write_text(place, json.dumps(record, ensure_ascii=False, indent=1))
        if count.before:
            options.say(f"{count.before:,} parties were done by an earlier run")
        options.say(
            f"{count.parties:,} parties screened, {count.matched:,} with a match: {self.out}"
        )
        if count.unnamed:
            options.say(f"warning: {count.unnamed:,} parties have no name to screen")
        if gone:
            options.say(f"{left.matched:,} with a match that fell away: {gone}")
        self._say_lists()

    def _say_lists(self) -> None:
        for found in self.changes.diffs if self.changes else ():
            options.say(
                f"  since {found.before}: {len(found.added):,} entries added, "
                f"{len(found.removed):,} removed, {len(found.changed):,} changed"
            )
        for snapshot in self.watchlists.snapshots:
            age = snapshot.age(date.today())
            options.say(f"  {snapshot.id}: {snapshot.parties_total:,} parties, {age} days old")


def _tell_ignored(columns: Sequence[str]) -> None:
    options.say(f"ignored columns, which are no properties: {', '.join(columns)}")
