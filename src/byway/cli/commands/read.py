"""`byway read`: the claims that reports make."""

from __future__ import annotations

import typer

from byway.cli import options
from byway.settings import Settings


def read(
    context: typer.Context,
    reports: options.Reports,
    published: options.PublishedOn = None,
    publisher: options.Publisher = None,
    fetch: options.Fetch = False,
    as_json: options.Json = False,
) -> None:
    """Read reports into attributed claims, each with its exact quote."""
    settings: Settings = context.obj
    given = options.publication_day("--date", published)

    from byway import ingest
    from byway.reading import Reader

    with options.progress("Reading"):
        documents = ingest.load_all(
            reports,
            limit=settings.max_document_bytes,
            published=given,
            publisher=publisher,
            fetch=fetch,
        )
        readings = list(Reader(settings.spacy_models).analyse_many(documents))
    for reading in readings:
        for line in reading.notes:
            typer.echo(f"{reading.document.id}: {line}", err=True)
        for claim in reading.claims:
            if as_json:
                options.emit(claim.to_dict())
            else:
                _show(claim.to_dict())


def _show(claim: dict[str, object]) -> None:
    """One claim for a person: who says it, what happens, how surely, in which words."""

    def joined(name: str) -> str:
        values = claim[name]
        return ", ".join(values) if isinstance(values, list) else ""

    who = " -> ".join(part for part in map(joined, ("agent", "intermediary", "recipient")) if part)
    source = " <- ".join(claim["source"]) if isinstance(claim["source"], list) else ""
    facts = [f"{claim['certainty']}, {claim['status']}"]
    facts += [
        f"{name}: {value}"
        for name, value in (("goods", joined("goods")), ("date", claim["date"]), ("says", source))
        if value
    ]
    typer.echo(f"{claim['event']}  {who}")
    typer.echo(f"  “{claim['quote']}”")
    typer.echo(f"  {'; '.join(facts)}  [{claim['doc']}:{claim['start']}-{claim['end']}]\n")
