"""`byway lists`: dated snapshots of sanctions lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from byway.cli import options
from byway.errors import OptionError
from byway.settings import Settings

app = typer.Typer(help="Keep dated snapshots of sanctions lists.", no_args_is_help=True)


@app.command("add")
def add(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="The list's files, or addresses.")
    ],
    format: Annotated[str, typer.Option(help="One of: `byway lists formats`.")],
    name: Annotated[str, typer.Option("--list", help="Name of the list in the store.")],
    day: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="Day of the list.")
    ] = None,
    store: options.Store = None,
    force: Annotated[bool, typer.Option(help="Accept a count outside the expected range.")] = False,
) -> None:
    """Read a list from its files and keep it as the snapshot of its day."""
    settings: Settings = context.obj
    given = options.day("--date", day)
    if given and given > date.today():
        raise OptionError(
            "--date", f"{given} is to come", "the day of the list, today at the latest"
        )

    from byway.lists import ListStore
    from byway.watchlists import Watchlists

    with options.progress("Adding") as note, TemporaryDirectory() as scratch:
        snapshot = ListStore(store or settings.lists_dir).add(
            [_local(path, Path(scratch)) for path in paths],
            format,
            name,
            given,
            force=force,
            progress=lambda n: note(f"{n:,} parties"),
        )
        Watchlists([snapshot], options.say).prepare(note)
    if given is None and snapshot.day == date.today():
        options.say("warning: taken as of today; give the day of the list by --date")
    for warning in snapshot.warnings:
        options.say(f"warning: {warning}")
    options.tell(f"{snapshot.id}: {snapshot.parties_total:,} parties in {snapshot.folder}")


@app.command("update")
def update(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the list in the store.")],
    format: Annotated[str, typer.Option(help="One of: `byway lists formats`.")],
    store: options.Store = None,
    force: Annotated[bool, typer.Option(help="Accept a count outside the expected range.")] = False,
) -> None:
    """Fetch a list from its official addresses; this uses the network."""
    settings: Settings = context.obj

    from byway.lists import ListStore
    from byway.lists.update import update as fetch
    from byway.watchlists import Watchlists

    with options.progress("Updating") as note:
        snapshot = fetch(
            ListStore(store or settings.lists_dir),
            name,
            format,
            force=force,
            progress=lambda n: note(f"{n:,} parties"),
        )
        if snapshot:
            Watchlists([snapshot], options.say).prepare(note)
    options.tell(
        f"{snapshot.id}: {snapshot.parties_total:,} parties" if snapshot else "nothing new"
    )


@app.command("diff")
def diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help="A snapshot, as ofac@2022-02-25.")],
    after: Annotated[
        str, typer.Argument(metavar="B", help="A later one, or the list's name: its newest.")
    ],
    store: options.Store = None,
    as_json: options.Json = False,
) -> None:
    """Show who came, who went and whose entry changed between two snapshots."""
    settings: Settings = context.obj

    from byway.lists import ListStore
    from byway.lists import diff as compare

    kept = ListStore(store or settings.lists_dir)
    old, new = kept.find(before), kept.find(after)
    if old.name != new.name:
        problem = f"{old.name} and {new.name} are different lists"
        raise OptionError("snapshot", problem, "two snapshots of one list")
    found = compare(old, new)
    if as_json:
        options.emit(found.to_dict())
        return
    for sign, listed in (("+", found.added), ("-", found.removed)):
        for party in listed:
            options.tell(f"{sign} {party.party.id}  {party.party.caption}")
    for changed in found.changed:
        options.tell(f"~ {changed.id}  {changed.caption}")
        for change in changed.changes:
            for sign, values in (("-", change.removed), ("+", change.added)):
                for value in values:
                    options.tell(f"    {sign} {change.field}: {value}")
    options.say(
        f"{len(found.added):,} added, {len(found.removed):,} removed, "
        f"{len(found.changed):,} changed"
    )


@app.command("show")
def show(
    context: typer.Context, store: options.Store = None, as_json: options.Json = False
) -> None:
    """Show the snapshots that are there, and how old they are."""
    settings: Settings = context.obj

    from byway.lists import ListStore

    for snapshot in ListStore(store or settings.lists_dir).snapshots():
        if as_json:
            options.emit(snapshot.to_dict())
        else:
            age = snapshot.age(date.today())
            options.tell(
                f"{snapshot.id:32} {snapshot.parties_total:>9,} parties  "
                f"{snapshot.relations_total:>7,} relations  {age:>5} days old  "
                f"{snapshot.publisher}"
            )


@app.command("export")
def export(
    context: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="SNAPSHOT", help="As ofac@2022-02-25, or a list's name: its newest."
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="OUT", help="FollowTheMoney entities, JSON lines.")],
    store: options.Store = None,
) -> None:
    """Write a snapshot as FollowTheMoney: parties, their sanctions, and relations."""
    settings: Settings = context.obj

    import json

    from byway.files import replacing
    from byway.lists import ListStore

    snapshot = ListStore(store or settings.lists_dir).find(wanted)
    count = 0
    with replacing(out) as file:
        for entity in snapshot.to_ftm():
            file.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")
            count += 1
    options.say(f"{count:,} entities: {out}")


@app.command("formats")
def formats() -> None:
    """Show the formats that can be read."""
    from byway.lists import FORMATS, describe

    for name in FORMATS:
        options.tell(f"{name:16} {describe(name).title}")


def _local(path: str, scratch: Path) -> Path:
    """A path as it is; an address fetched into `scratch`."""
    if not path.startswith(("http://", "https://")):
        return Path(path)
    from byway.lists.fetch import download

    target = scratch / (path.rstrip("/").rsplit("/", 1)[-1] or "list")
    download(path, target)
    return target
