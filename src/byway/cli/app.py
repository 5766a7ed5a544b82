"""The application: its commands and what they share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

import byway
from byway.cli.commands import (
    assess,
    compare,
    decide,
    doctor,
    flags,
    goods,
    lists,
    match,
    ownership,
    read,
    receipt,
    routes,
    rules,
    screen,
)
from byway.settings import Settings

app = typer.Typer(
    name="byway",
    help="Finds the byways that goods take around sanctions.  Detection only.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"byway {byway.__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(help="Where Byway keeps its data (default: BYWAY_HOME or the user's folder)."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an internal error is.")
    ] = False,
) -> None:
    """Settings are read here, once, and passed on."""
    settings = Settings.from_environment(os.environ)
    context.obj = settings if home is None else Settings.at(home)


app.command("assess")(assess.assess)
app.command("read")(read.read)
app.command("screen")(screen.screen)
app.command("match")(match.match)
app.command("compare")(compare.compare)
app.command("goods")(goods.goods)
app.command("flags")(flags.flags)
app.command("routes")(routes.routes)
app.command("ownership")(ownership.ownership)
app.command("doctor")(doctor.doctor)
app.command("decide")(decide.decide)
app.add_typer(receipt.app, name="receipt")
app.add_typer(lists.app, name="lists")
app.add_typer(rules.app, name="rules")
