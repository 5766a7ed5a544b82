"""`byway lists`: dated snapshots of sanctions lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from byway.cli import options
from byway.settings import Settings

app = typer.Typer(help="Keep dated snapshots of sanctions lists.", no_args_is_help=True)
Store = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of list snapshots.")]


@app.command("add")
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="The list's files.")],
    format: Annotated[str, typer.Option(help="One of: `byway lists formats`.")],
    name: Annotated[str, typer.Option("--list", help="Name of the list in the store.")],
    day: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="Day of the list.")
    ] = None,
    store: Store = None,
    force: Annotated[bool, typer.Option(help="Accept a count outside the expected range.")] = False,
) -> None:
    """Read a list from its files and keep it as the snapshot of its day."""
    settings: Settings = context.obj
    given = options.day("--date", day)

    from byway.lists import ListStore
    from byway.watchlists import Watchlists

    with options.progress("Adding") as note:
        snapshot = ListStore(store or settings.lists_dir).add(
            paths, format, name, given, force=force, progress=lambda n: note(f"{n:,} parties")
        )
        Watchlists([snapshot]).prepare(note)
    for warning in snapshot.warnings:
        typer.echo(f"warning: {warning}", err=True)
    typer.echo(f"{snapshot.id}: {snapshot.parties_total:,} parties in {snapshot.folder}")


@app.command("show")
def show(context: typer.Context, store: Store = None, as_json: options.Json = False) -> None:
    """Show the snapshots that are there, and how old they are."""
    settings: Settings = context.obj

    from byway.lists import ListStore

    for snapshot in ListStore(store or settings.lists_dir).snapshots():
        if as_json:
            options.emit(snapshot.to_dict())
        else:
            age = snapshot.age(date.today())
            typer.echo(
                f"{snapshot.id:32} {snapshot.parties_total:>9,} parties  {age:>5} days old  "
                f"{snapshot.publisher}"
            )


@app.command("formats")
def formats() -> None:
    """Show the formats that can be read."""
    from byway.lists import FORMATS, describe

    for name in FORMATS:
        typer.echo(f"{name:16} {describe(name).title}")
