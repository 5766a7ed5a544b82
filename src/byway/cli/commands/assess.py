"""`byway assess`: reports in, an evidence-linked assessment out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from byway.cli import options
from byway.errors import DocumentError, OutputError
from byway.settings import Settings

if TYPE_CHECKING:
    from byway.model import Assessment
    from byway.watchlists import Watchlists

OUTPUTS = ("assessment.json", "assessment.ftm.jsonl", "assessment.html")


def assess(
    context: typer.Context,
    reports: options.Reports,
    lists: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of list snapshots (default: the user's)."),
    ] = None,
    as_of: options.AsOf = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write assessment.html, .json and .ftm.jsonl there."),
    ] = None,
    question: Annotated[str | None, typer.Option(help="The question to put on top.")] = None,
    published: options.PublishedOn = None,
    publisher: options.Publisher = None,
    grades: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="CSV of publishers with your grades: publisher, reliability (A-F), "
            "credibility (1-6), note. Shown beside sources, never weighed.",
        ),
    ] = None,
    trade: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PANEL",
            help="Trade statistics (CSV or Parquet: reporter, partner, product, period, value) in"
            " which claimed routes are tested; may be given several times.",
        ),
    ] = None,
    trade_control: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Totals whose rest is the control group of the tests."),
    ] = None,
    event: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="When controls began (default: by the destination)."),
    ] = None,
    shipments: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Records of shipments (see `byway rules schema`) that red flags are looked for in;"
            " may be given several times.",
        ),
    ] = None,
    ownership: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="Records of owners (see `byway ownership`); may be repeated."
        ),
    ] = None,
    authority: Annotated[
        str, typer.Option(metavar="ofac|uk|eu", help="By whose rule ownership counts.")
    ] = "ofac",
    programme: Annotated[
        str, typer.Option(metavar="NAME", help="Which controls the red flags are asked about.")
    ] = "russia",
    fetch: options.Fetch = False,
    as_json: options.Json = False,
    reader: options.WhichReader = "rules",
    llm_address: options.LlmAddress = None,
    llm_model: options.LlmModel = None,
    llm_key: options.LlmKey = None,
    llm_timeout: options.LlmTimeout = None,
) -> None:
    """Read reports, screen their parties, check their goods, and weigh it all.

    The exit code is 2 when a language model could read nothing of a report; the others are weighed.
    """
    settings: Settings = context.obj
    asked = options.day("--as-of", as_of)
    given = options.publication_day("--date", published)
    service = options.service(reader, llm_address, llm_model, llm_key, llm_timeout)
    store = options.existing_folder("--lists", lists) or settings.lists_dir
    folder = options.writable(out) if out else None
    for place in (folder / name for name in OUTPUTS) if folder else ():
        if place.is_dir():
            raise OutputError(f"{place}: is a folder, so the result cannot be written there")

    from byway import ingest, render
    from byway.corroboration import TradeStatistics
    from byway.files import write_texts
    from byway.grades import Grades
    from byway.owners import OwnershipRecords
    from byway.pipeline import QUESTION
    from byway.pipeline import assess as run
    from byway.reading import Reader
    from byway.reading.llm import LlmReader
    from byway.watchlists import Watchlists

    statistics = TradeStatistics(trade, trade_control, event) if trade else None
    if statistics:
        statistics.flows()  # a table that cannot be used is said before the reports are read
    held = Grades.read(grades) if grades else None
    owners = OwnershipRecords.load(ownership, authority) if ownership else None
    watchlists = Watchlists.open(store, as_of=asked, building=options.say)
    flagged = None
    if shipments:
        from byway.flagging.evidence import records

        flagged = records(shipments, programme, watchlists, asked or date.today())
    _tell_left_out(store, watchlists)
    with options.progress("Assessing") as note:
        documents = list(
            ingest.load_all(
                reports,
                limit=settings.max_document_bytes,
                published=given,
                publisher=publisher,
                fetch=fetch,
                on_passed_over=_tell_own,
            )
        )
        assessment = run(
            documents,
            watchlists=watchlists,
            as_of=asked or date.today(),
            question=question or QUESTION,
            reader=LlmReader(service) if service else Reader(settings.spacy_models),
            grades=held,
            trade=statistics,
            shipments=flagged,
            ownership=owners,
            note=note,
        )
        result = render.assessment_json(assessment)
        if folder:
            note("writing")
            page = render.html(assessment)
            entities = "".join(
                json.dumps(e, ensure_ascii=False) + "\n" for e in render.ftm(assessment)
            )
            texts = (json.dumps(result, ensure_ascii=False, indent=1), entities, page)
            write_texts(dict(zip((folder / name for name in OUTPUTS), texts, strict=True)))
    if held and (unmet := held.unmet(assessment.sources, assessment.documents)):
        options.say(f"{grades}: no source here is {', '.join(unmet)}")
    for given_in in assessment.receipt.inputs:
        for line in given_in["notes"]:
            options.say(f"{given_in['document']}: {line}")
    unread = [given_in for given_in in assessment.receipt.inputs if "unread" in given_in]
    _show(assessment, result, folder, as_json=as_json)
    for given_in in unread:
        options.say(f"byway: {given_in['document']}: {given_in['unread']}")
    if unread:
        raise typer.Exit(2)


def _show(
    assessment: Assessment, result: dict[str, Any], folder: Path | None, *, as_json: bool
) -> None:
    from byway import render

    if as_json:
        options.emit(result)
        return
    from rich.console import Console

    render.terminal(assessment, Console())
    if folder:
        options.tell(f"\nThe whole assessment: {folder / 'assessment.html'}")


def _tell_own(error: DocumentError) -> None:
    """Say that an earlier result in a folder of reports is passed over."""
    from byway.ingest.kind import OwnPageError
    from byway.reports import OWN

    if isinstance(error, OwnPageError):
        options.say(f"{error.where}: {OWN}")


def _tell_left_out(store: Path, watchlists: Watchlists) -> None:
    """Say which lists are not searched, because all their snapshots are of later days."""
    from byway.lists import ListStore

    searched = {snapshot.name for snapshot in watchlists.snapshots}
    left_out = {s.name for s in ListStore(store).snapshots()} - searched
    if left_out:
        names = ", ".join(sorted(left_out))
        options.say(f"not searched, no snapshot of that day or before: {names}")
