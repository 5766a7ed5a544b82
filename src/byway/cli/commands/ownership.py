"""`byway ownership`: who is held by listed persons, by an authority's rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byway.cli import options
from byway.errors import OptionError
from byway.settings import Settings

if TYPE_CHECKING:
    from byway.owners import OwnershipRecords
    from byway.ownership import Listed, Result, Rule

ENDINGS = (".csv", ".parquet", ".jsonl")
LARGE = 20_000
"""Parties from which on it is worth to start a process for each core."""


def ownership(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Records of ownership: FollowTheMoney, BODS, GLEIF level 2, UK PSC, or a table"
            " (CSV, Parquet) with owner, owned and share.",
        ),
    ],
    authority: Annotated[str, typer.Option(help="Whose rule: ofac, uk or eu.")] = "ofac",
    as_of: options.AsOf = None,
    lists: Annotated[
        str | None,
        typer.Option(
            metavar="NAME,...",
            help="Lists to screen the parties against (default: the authority's own of all lists).",
        ),
    ] = None,
    listed: Annotated[
        str | None,
        typer.Option(
            metavar="IDS|FILE",
            help="Listed parties by their ids in the records, or a file of ids and dates;"
            " then no list is asked.",
        ),
    ] = None,
    store: options.Store = None,
    format: Annotated[
        str | None, typer.Option(help="Format of all files (default: by their content).")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="OUT", help="CSV, Parquet or JSON lines, by its name.")
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT",
            help="Also write what red flags over shipments look parties up in:"
            " `byway flags ... --register owned=OUT`.",
        ),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Judge each party that a listed owner is above: meets the rule, may meet it, or does not.

    By these records: what they leave out is not known, and a match is not an accusation.
    """
    settings: Settings = context.obj
    asked = options.day("--as-of", as_of)
    if listed and lists:
        raise OptionError("--listed", "says itself who is listed", "--listed without --lists")
    for option, place in (("--out", out), ("--register", register)):
        if place is None:
            continue
        if place.suffix.lower() not in ENDINGS:
            raise OptionError(option, f"{place.name!r} has no known ending", ", ".join(ENDINGS))
        options.not_an_input(option, place, files)

    from byway.listed_owners import listed_from
    from byway.owners import OwnershipRecords
    from byway.ownership import move

    day = asked or date.today()
    with options.progress("Ownership") as note:
        note("reading")
        records = OwnershipRecords.load(files, authority, format)
        if listed:
            standing = listed_from(listed)
            _tell_unknown(records, standing)
        else:
            standing = _screened(records, settings, store, options.names(lists), day, note)
        note("judging")
        judged = records.judged(standing, day)
        results = judged.results()
        moves = [found for by_party in records.moves(standing, day).values() for found in by_party]
    if register is not None:
        from byway.tables.writing import write

        write(records.register(standing, day), register)
    if out is not None:
        _write(results, judged.rule, out)
    if as_json:
        for result in results:
            options.emit({**result.to_dict(), "steps": list(result.steps)})
    elif out is None:
        _print(results, judged.rule)
        for found in moves:
            options.tell(f"moved  {move(found, records.holdings)}")
    for line in judged.notes:
        options.say(line)
    sure = sum(entry.sure for entry in standing)
    options.say(
        f"{len(records.holdings):,} parties, {len(records.holdings.edges):,} holdings;"
        f" {sure:,} listed, {len(standing) - sure:,} to be looked at; as of {day}:"
        f" {len(results):,} below them" + (f": {out}" if out else "")
    )


def _screened(
    records: OwnershipRecords,
    settings: Settings,
    store: Path | None,
    names: list[str] | None,
    day: date,
    note: Callable[[str], None],
) -> list[Listed]:
    from byway.decisions import Decisions
    from byway.listed_owners import listed_in
    from byway.ownership import Rule
    from byway.processes import cores
    from byway.watchlists import Watchlists

    watchlists = Watchlists.open(store or settings.lists_dir, names, day, building=options.say)
    with watchlists:
        if len(records.holdings) > LARGE:
            watchlists.work(cores())
        found = listed_in(
            records.holdings,
            watchlists,
            Rule.on(records.authority, day),
            day,
            any_list=names is not None,
            decisions=Decisions(settings.decisions),
            progress=lambda done: note(f"{done:,} parties screened"),
        )
    for snapshot in watchlists.snapshots:
        options.say(f"  {snapshot.id}: {snapshot.parties_total:,} parties")
    return found


def _tell_unknown(records: OwnershipRecords, listed: list[Listed]) -> None:
    unknown = [e.party_id for e in listed if e.party_id not in records.holdings.numbers]
    if len(unknown) == len(listed):
        raise OptionError(
            "--listed", f"none of {', '.join(unknown[:5])} is in the records", "ids of parties"
        )
    if unknown:
        options.say(f"not in the records: {', '.join(unknown[:20])}")


def _write(results: list[Result], rule: Rule, out: Path) -> None:
    import pyarrow as pa

    from byway.owners import COLUMNS, result_rows
    from byway.tables.writing import write

    kinds = {"low": pa.float64(), "high": pa.float64()}
    kinds |= dict.fromkeys(("listed", "share_unknown"), pa.bool_())
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    write(pa.Table.from_pylist(list(result_rows(results, rule)), schema=schema), out)


def _print(results: list[Result], rule: Rule) -> None:
    from byway.ownership import statements
    from byway.ownership.shares import told

    for result, statement in zip(results, statements(results, rule), strict=True):
        share = told(result.low, result.high)
        control = "" if result.control == "not shown" else f"  control {result.control}"
        itself = "  listed itself" if result.listed else ""
        head = f"{result.outcome.value}  {result.name}  [{result.party_id}]"
        options.tell(f"{head}  {share}{control}{itself}")
        options.tell(f"  {statement}")
        for step in result.steps:
            options.tell(f"    {step}")
        for line in result.notes:
            options.tell(f"    note: {line}")
    if not results:
        options.tell("no party has a listed owner above it by these records")
