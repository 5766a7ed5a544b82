"""`byway receipt`: is a result still what was written?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Check receipts.", no_args_is_help=True)


@app.callback()
def about() -> None:
    """Check receipts."""


@app.command("verify")
def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An assessment.json or a *.receipt.json.")
    ],
) -> None:
    """Check a result against its receipt.  Exit 2 when something does not agree."""
    from byway.receipt import problems

    found = problems(file)
    for problem in found:
        typer.echo(problem)
    if found:
        raise typer.Exit(2)
    typer.echo("as sealed")
