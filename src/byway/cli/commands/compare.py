"""`byway compare`: scores of given pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from byway.cli import options


def compare(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV: name1, name2, schema; JSON lines: left, right."),
    ],
    out: Annotated[Path, typer.Option(metavar="OUT", help="CSV or JSON lines, by its name.")],
) -> None:
    """Score pairs of names or of entities; the rows come out with `score` added."""
    from byway.screening import compare as score
    from byway.screening.pair_tables import score_pairs

    with options.progress("Comparing"):
        count = score_pairs(file, out, score)
    options.say(f"{count:,} pairs scored: {out}")
