"""`byway decide`: remember what a person decided about a match."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from byway.cli import options
from byway.errors import OptionError
from byway.model import Verdict
from byway.settings import Settings


def decide(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table that was screened.")],
    query: Annotated[str, typer.Argument(metavar="QUERY_ID", help="A party of that table.")],
    entity: Annotated[str, typer.Argument(metavar="ENTITY_ID", help="The listed party.")],
    verdict: Annotated[Verdict, typer.Option(help="Are the two one?")],
    by: Annotated[str, typer.Option(help="Who decided.")],
    why: Annotated[str, typer.Option(help="On what grounds.")],
    lists: Annotated[
        str | None, typer.Option("--list", metavar="NAME", help="The list, where ids are shared.")
    ] = None,
    store: options.Store = None,
) -> None:
    """Remember that a match is the same party, another one, or unsure.

    It holds until either side changes in a name, date, country, address or identifier.
    """
    settings: Settings = context.obj

    from byway.decisions import Decisions
    from byway.lists import ListStore
    from byway.screening import tables

    party = next((p for p in tables.read_parties(file) if p.id == query), None)
    if party is None:
        raise OptionError(str(file), f"no party {query!r}", "the id of one of its rows")
    snapshots = ListStore(store or settings.lists_dir).select(options.names(lists))
    holding = [snapshot for snapshot in snapshots if entity in snapshot]
    if len(holding) != 1:
        names = ", ".join(s.name for s in holding) or "none of the lists"
        raise OptionError("ENTITY_ID", f"{entity!r} is on {names}", "an id of one list, or --list")
    (snapshot,) = holding
    made = Decisions(settings.decisions).remember(
        party, snapshot.party(entity).party, snapshot.name, verdict, by=by, why=why
    )
    options.tell(f"{made.query_id} and {made.listed_id}: {made.verdict.value}, by {made.by}")
