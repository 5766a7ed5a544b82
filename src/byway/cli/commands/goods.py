"""`byway goods`: descriptions and codes to HS candidates and control entries."""

from __future__ import annotations

from typing import Annotated

import typer

from byway.cli import options


def goods(
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT|HS...", help="Descriptions or HS codes.")
    ],
    limit: Annotated[int, typer.Option(min=1, help="Most candidates for each.")] = 5,
    as_json: options.Json = False,
) -> None:
    """Find the HS headings that goods may fall under, and the control lists that name them."""
    from byway.goods import Classifier

    classifier = Classifier.default()
    for text in texts:
        found = classifier.classify(text, limit=limit)
        if as_json:
            options.emit(found.to_dict())
            continue
        options.tell(found.description)
        for candidate in found.candidates:
            options.tell(f"  {candidate.score:.2f}  HS {candidate.code}  {candidate.text}")
        for entry in found.controls:
            tier = f" tier {entry.tier}" if entry.tier else ""
            part = f"{entry.within} contains the listed " if entry.within else ""
            options.tell(
                f"  {entry.list} ({entry.version}){tier}: {part}{entry.code} {entry.title}"
            )
        if not found.candidates:
            options.tell("  no heading fits this description")
