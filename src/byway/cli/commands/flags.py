"""`byway flags`: which shipments deserve a human, why, by which official text."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    from byway.flagging import Flagged
    from byway.shipments.rules import Rule

LARGE = 2_000_000
"""Bytes of a file from which on it is worth to start a process for each core."""


def flags(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="SHIPMENTS", help="CSV, Parquet or JSON lines; see `byway rules schema`."
        ),
    ],
    out: options.TableOut,
    engine: Annotated[str, typer.Option(metavar="duckdb|spark", help="What runs it.")] = "duckdb",
    spark_master: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Spark's master (default: local[2]).")
    ] = None,
    programme: Annotated[
        str, typer.Option(metavar="NAME", help="Which controls the rules are asked about.")
    ] = "russia",
    rules: Annotated[
        str | None, typer.Option(metavar="ID,...", help="Rules to ask (default: all).")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="YAML", help="Which columns are which (`byway rules schema`)."),
    ] = None,
    lists: options.ListNames = None,
    store: options.Store = None,
    as_of: options.AsOf = None,
    threshold: Annotated[
        float | None, typer.Option(help="Lowest score of a name that counts (default: an alert).")
    ] = None,
    ownership: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Records of owners; may be repeated.")
    ] = None,
    authority: Annotated[
        str, typer.Option(metavar="ofac|uk|eu", help="By whose rule owners count.")
    ] = "ofac",
    register: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=FILE", help="A register of yours; may be repeated."),
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="One row for each shipment, with its triage.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that screen (default: all cores).")
    ] = None,
    memory: Annotated[
        str, typer.Option(metavar="SIZE", help="What DuckDB may hold before it goes to disk.")
    ] = "2GB",
    restart: options.Restart = False,
    as_json: options.Json = False,
) -> None:
    """Ask every rule of every shipment: present, absent, not assessable; with what decided.

    A flag is a reason to look, never a verdict, and an empty cell is never an absence.  A run that
    was broken off goes on where it stopped when the same command is given again.
    """
    settings: Settings = context.obj
    if engine not in ("duckdb", "spark"):
        raise OptionError("--engine", f"no engine {engine!r}", "duckdb or spark")
    options.check_score("--threshold", threshold)
    asked_day = options.day("--as-of", as_of)

    from byway.flagging.output import check_ending
    from byway.shipments.programme import Programme

    check_ending(out)
    options.not_an_input("--out", out, [file])
    chosen = _rules(options.names(rules))
    asked = Programme.named(programme)

    from byway import receipt
    from byway.decisions import Decisions
    from byway.files import sha256_of, write_text
    from byway.flagging import Knowledge, flag_table
    from byway.flagging.given import owned, parse
    from byway.flagging.listed import Screening
    from byway.lists import ListStore
    from byway.screening import lexicon, storage
    from byway.shipments.mapping import Mapping as Fields
    from byway.tables.duck import Limits, checked_memory
    from byway.watchlists import Watchlists

    fields = Fields.read(mapping) if mapping else None
    files = parse(register or [])
    given = _registers(files)
    snapshots = ListStore(store or settings.lists_dir).select(options.names(lists), asked_day)
    day = asked_day or date.today()
    decisions = Decisions(settings.decisions)
    watchlists = Watchlists(snapshots, options.say)
    told: dict[str, Any] = {
        "programme": programme,
        "rules": [rule.id for rule in chosen],
        "as_of": day.isoformat(),
        "threshold": threshold,
        "wide": wide,
        "engine": engine,
        "mapping": sha256_of(mapping) if mapping else None,
        "authority": authority if ownership else None,
        "ownership": {place.name: _sha256(place) for place in ownership or ()},
        "registers": {name: sha256_of(place) for name, place in files.items()},
        "decisions": sha256_of(decisions.path) if decisions.path.exists() else None,
    }
    snapshots_told = receipt.list_snapshots(snapshots, day)
    versions = receipt.versions(
        {
            "screening": f"{storage.FORMAT}-{lexicon.edition()}",
            "rules": receipt.data_edition("rules"),
            "shipments": receipt.data_edition("shipments"),
            **receipt.packages("duckdb", "ibis-framework", "pyspark"),
        }
    )
    with options.progress("Flagging") as note, watchlists:
        watchlists.prepare(note)
        if ownership and "owned" not in given:
            given["owned"] = owned(ownership, watchlists, day, authority)
        large = file.is_file() and file.stat().st_size >= LARGE
        processes = workers or (cores() if large else 1)
        watchlists.work(processes)
        found = flag_table(
            file,
            out,
            rules=chosen,
            programme=asked,
            knowledge=Knowledge(
                goods=asked.goods,
                screening=Screening(watchlists, day, threshold, decisions),
                workers=processes,
                given=given,
            ),
            mapping=fields,
            spark_master=(spark_master or "local[2]") if engine == "spark" else None,
            one_each=wide,
            task={"options": told, "lists": snapshots_told, "versions": versions},
            again=restart,
            limits=Limits(memory=checked_memory(memory, "--memory")),
            tell=Pace(note),
        )
    counts = {
        "rows": found.rows,
        "flagged": found.summary.flagged,
        "outcomes": found.summary.outcomes,
    }
    record = receipt.of_table(
        "flags", file, out, lists=snapshots_told, options=told, counts=counts, versions=versions
    )
    place = out.with_name(f"{out.name}.receipt.json")
    write_text(place, json.dumps(record, ensure_ascii=False, indent=1))
    _tell(found, chosen, out)
    if as_json:
        options.emit({"out": str(out), "receipt": str(place), **counts, **_plain(found)})


def _plain(found: Flagged) -> dict[str, Any]:
    return {
        "rules": found.summary.rules,
        "notes": list(found.notes),
        "seconds": {name: round(spent, 3) for name, spent in found.seconds.items()},
    }


def _registers(files: Mapping[str, Path]) -> dict[str, Any]:
    """The registers that the user holds; what is odd about them is said."""
    from byway.flagging.given import read

    given = {}
    for name, place in files.items():
        given[name], notes = read(name, place)
        for note in notes:
            options.say(note)
    return given


def _rules(names: list[str] | None) -> tuple[Rule, ...]:
    from byway.shipments.rules import catalogue

    held = {rule.id: rule for rule in catalogue()}
    if names is None:
        return tuple(held.values())
    wanted = [name.upper() for name in names]
    if unknown := [name for name in wanted if name not in held]:
        raise OptionError("--rules", f"no rule {unknown[0]!r}", "ids of `byway rules show`")
    return tuple(rule for name, rule in held.items() if name in wanted)


def _sha256(place: Path) -> str:
    from byway.files import sha256_of

    if not place.is_file():
        raise OptionError("--ownership", f"{str(place)!r} is no file", "records of owners")
    return sha256_of(place)


def _tell(found: Flagged, rules: tuple[Rule, ...], out: Path) -> None:
    """The summary, for a person."""
    for note in found.notes:
        options.say(note)
    counts: Mapping[str, dict[str, int]] = found.summary.rules
    for rule in rules:
        of_rule = counts[rule.id]
        if any(of_rule.values()):
            told = ", ".join(f"{count:,} {word}" for word, count in of_rule.items() if count)
            options.say(f"  {rule.id} {rule.title}: {told}")
    flagged = f"{found.summary.flagged:,} shipments with a flag that is present"
    options.say(f"{found.rows:,} rows, {flagged}: {out}")
