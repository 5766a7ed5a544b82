"""`byway screen`: a table of parties against the lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from byway.cli import options
from byway.errors import OptionError
from byway.model import Party
from byway.settings import Settings

BATCH = 5_000
"""Parties screened at once: memory stays the same however long the file is."""


def screen(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV, Parquet or JSON lines: id, schema, name, ..."),
    ],
    out: Annotated[
        Path, typer.Option(metavar="OUT", help="CSV, Parquet or JSON lines, by its name.")
    ],
    lists: Annotated[
        str | None, typer.Option(metavar="NAME,...", help="Lists to use (default: all there are).")
    ] = None,
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of list snapshots.")
    ] = None,
    as_of: options.AsOf = None,
    threshold: Annotated[
        float | None, typer.Option(help="Lowest score that counts (default: the engine's).")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most matches for each party.")] = 10,
) -> None:
    """Screen a file of parties; every party appears in the output, hit or not."""
    settings: Settings = context.obj
    if threshold is not None and not 0 <= threshold <= 1:
        raise OptionError("--threshold", f"{threshold} is no score", "a number from 0 to 1")
    if out.exists() and out.samefile(file):
        raise OptionError("--out", f"{str(out)!r} is the input", "another file")
    asked = options.day("--as-of", as_of)

    from byway import receipt
    from byway.decisions import Decisions
    from byway.files import write_text
    from byway.screening import tables
    from byway.watchlists import Watchlists, result_rows

    watchlists = Watchlists.open(store or settings.lists_dir, options.names(lists), asked)
    decisions = Decisions(settings.decisions)
    day = asked or date.today()
    count = hits = 0

    def rows() -> Iterator[dict[str, object]]:
        nonlocal count, hits
        for batch in _batches(tables.read_parties(file, _tell_ignored)):
            found = watchlists.screen_many(
                batch, as_of=day, threshold=threshold, limit=limit, decisions=decisions
            )
            count += len(batch)
            hits += sum(1 for matches in found if matches)
            note(f"{count:,} parties")
            yield from result_rows(batch, found)

    with options.progress("Screening") as note:
        watchlists.prepare(note)
        tables.write_matches(out, rows())
    record = receipt.of_screening(
        file,
        out,
        lists=receipt.list_snapshots(watchlists.snapshots, day),
        options={
            "as_of": day.isoformat(),
            "threshold": threshold,
            "limit": limit,
            "decisions": len(decisions),
        },
        counts={"parties": count, "matched": hits},
    )
    place = out.with_name(f"{out.name}.receipt.json")
    write_text(place, json.dumps(record, ensure_ascii=False, indent=1))
    typer.echo(f"{count:,} parties screened, {hits:,} with a match: {out}", err=True)
    for snapshot in watchlists.snapshots:
        age = snapshot.age(date.today())
        typer.echo(f"  {snapshot.id}: {snapshot.parties_total:,} parties, {age} days old", err=True)


def _batches(parties: Iterable[Party]) -> Iterator[list[Party]]:
    source = iter(parties)
    while batch := list(islice(source, BATCH)):
        yield batch


def _tell_ignored(columns: Sequence[str]) -> None:
    typer.echo(f"ignored columns, which are no properties: {', '.join(columns)}", err=True)
