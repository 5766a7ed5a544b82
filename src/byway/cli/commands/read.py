"""`byway read`: the claims that reports make."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from byway.cli import options
from byway.cli.pace import Pace
from byway.errors import OptionError
from byway.settings import Settings

if TYPE_CHECKING:
    from byway.reports import How, Reports, Total


def read(
    context: typer.Context,
    reports: options.Reports,
    out: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Write the claims there, as JSON lines, with a receipt."),
    ] = None,
    published: options.PublishedOn = None,
    publisher: options.Publisher = None,
    fetch: options.Fetch = False,
    as_json: options.Json = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes (default: one for each core where there is much)."),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin anew where an earlier run was broken off.")
    ] = False,
    reader: options.WhichReader = "rules",
    llm_address: options.LlmAddress = None,
    llm_model: options.LlmModel = None,
    llm_key: options.LlmKey = None,
    llm_timeout: options.LlmTimeout = None,
) -> None:
    """Read reports into attributed claims, each with its exact quote.

    A file that cannot be read is named, the others are read; the exit code is 2 then.  A run with
    --out that was broken off goes on where it stopped when the same command is given again.
    """
    settings: Settings = context.obj
    given = options.publication_day("--date", published)
    service = options.service(reader, llm_address, llm_model, llm_key, llm_timeout)
    if out and not out.name.lower().endswith((".jsonl", ".ndjson")):
        raise OptionError("--out", f"{str(out)!r} is no file of JSON lines", "a name in .jsonl")

    from byway.reports import How, Reports

    how = How(
        models=settings.spacy_models,
        service=service,
        limit=settings.max_document_bytes,
        published=given,
        publisher=publisher,
        fetch=fetch,
    )
    found = Reports(reports)
    count = workers or (1 if service else found.workers)
    total = (
        _into(found, out, how, count, restart=restart)
        if out
        else _shown(found, how, count, as_json=as_json)
    )
    for problem in total.unread:
        options.say(f"byway: {problem}")
    if total.unread:
        if total.documents:
            options.say(f"{total.documents:,} reports read, {len(total.unread):,} could not be")
        raise typer.Exit(2)


def _shown(reports: Reports, how: How, workers: int, *, as_json: bool) -> Total:
    """Print the claims as they come; what could not be read is in the total."""
    from byway.reports import Total

    total = Total()
    silent: AbstractContextManager[Any] = nullcontext(lambda _: None)
    with silent if sys.stdout.isatty() else options.progress("Reading") as note:
        pace = Pace(note)
        for part in reports.read(how, workers):
            total.add(part)
            _tell(part.notes)
            for claim in part.claims:
                if as_json:
                    options.emit(claim)
                else:
                    _show(claim)
            sys.stdout.flush()
            pace(f"{total.documents:,} reports, {total.claims:,} claims")
    return total


def _into(reports: Reports, out: Path, how: How, workers: int, *, restart: bool) -> Total:
    """Write the claims and their receipt."""
    from byway import receipt
    from byway.files import write_text

    versions = receipt.versions({"reading": receipt.data_edition("reading")})
    with options.progress("Reading") as note:
        pace = Pace(note)
        total, inputs = reports.read_into(
            out,
            how,
            workers,
            versions=versions,
            again=restart,
            progress=lambda t: pace(
                f"{t.documents:,} reports, {t.claims:,} claims",
                f"{t.documents:,} reports ({len(reports.files):,} files in all), "
                f"{t.claims:,} claims",
            ),
            on_notes=_tell,
        )
    if not total.documents:
        return total
    record = receipt.of_reading(
        out,
        inputs={"documents": total.documents, "sha256": inputs},
        counts={"claims": total.claims, "unread": len(total.unread)},
        options=how.told(),
        versions=versions,
    )
    place = out.with_name(f"{out.name}.receipt.json")
    write_text(place, json.dumps(record, ensure_ascii=False, indent=1))
    if total.before:
        options.say(f"{total.before:,} reports were read by an earlier run")
    options.say(f"{total.documents:,} reports, {total.claims:,} claims: {out}")
    return total


def _tell(notes: Iterable[Sequence[str]]) -> None:
    for document, note in notes:
        options.say(f"{document}: {note}")


def _show(claim: Mapping[str, Any]) -> None:
    """One claim for a person: who says it, what happens, how surely, in which words."""

    def joined(name: str) -> str:
        return ", ".join(claim[name])

    who = " -> ".join(part for part in map(joined, ("agent", "intermediary", "recipient")) if part)
    source = " <- ".join(claim["source"])
    facts = [f"{claim['certainty']}, {claim['status']}"]
    facts += [
        f"{name}: {value}"
        for name, value in (("goods", joined("goods")), ("date", claim["date"]), ("says", source))
        if value
    ]
    options.tell(f"{claim['event']}  {who}")
    options.tell(f"  “{claim['quote']}”")
    options.tell(f"  {'; '.join(facts)}  [{claim['doc']}:{claim['start']}-{claim['end']}]\n")
