"""`byway assess`: reports in, an evidence-linked assessment out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from byway.cli import options
from byway.settings import Settings


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
    fetch: options.Fetch = False,
    as_json: options.Json = False,
) -> None:
    """Read reports, screen their parties, check their goods, and weigh it all."""
    settings: Settings = context.obj
    asked = options.day("--as-of", as_of)
    given = options.publication_day("--date", published)
    folder = options.writable(out) if out else None

    from byway import ingest, render
    from byway.files import write_text
    from byway.pipeline import QUESTION
    from byway.pipeline import assess as run
    from byway.reading import Reader
    from byway.watchlists import Watchlists

    with options.progress("Assessing") as note:
        documents = list(
            ingest.load_all(
                reports,
                limit=settings.max_document_bytes,
                published=given,
                publisher=publisher,
                fetch=fetch,
            )
        )
        assessment = run(
            documents,
            watchlists=Watchlists.open(lists or settings.lists_dir, as_of=asked),
            as_of=asked or date.today(),
            question=question or QUESTION,
            reader=Reader(settings.spacy_models),
            note=note,
        )
        result = render.assessment_json(assessment)
        if folder:
            note("writing")
            page = render.html(assessment)
            entities = "".join(
                json.dumps(e, ensure_ascii=False) + "\n" for e in render.ftm(assessment)
            )
            write_text(folder / "assessment.json", json.dumps(result, ensure_ascii=False, indent=1))
            write_text(folder / "assessment.ftm.jsonl", entities)
            write_text(folder / "assessment.html", page)
    if as_json:
        options.emit(result)
        return
    from rich.console import Console

    render.terminal(assessment, Console())
    if folder:
        typer.echo(f"\nThe whole assessment: {folder / 'assessment.html'}")
