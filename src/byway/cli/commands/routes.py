"""`byway routes`: does trade itself show a byway from origins through hubs to the target?"""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byway.cli import options
from byway.errors import OptionError

if TYPE_CHECKING:
    from byway.trade.hubs import HubResult
    from byway.trade.routes import RouteTable

ENDINGS = (".csv", ".parquet", ".jsonl")


def routes(
    panel: Annotated[
        list[Path],
        typer.Argument(
            metavar="PANEL...",
            help="CSV or Parquet: reporter, partner, product, period, value; optional flow,"
            " weight, quantity, source.",
        ),
    ],
    target: Annotated[str, typer.Option(metavar="PLACE", help="Where goods may not go, as RU.")],
    event: Annotated[str, typer.Option(metavar="PERIOD", help="When controls began: YYYY-MM.")],
    out: Annotated[
        Path | None, typer.Option(metavar="OUT", help="CSV, Parquet or JSON lines, by its name.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="OUT.html", help="A page: ranked table, charts, each hub in words."),
    ] = None,
    hubs: Annotated[
        str | None, typer.Option(metavar="PLACE,...", help="Hubs (default: all partners).")
    ] = None,
    origins: Annotated[
        str | None, typer.Option(metavar="PLACE,...", help="Origins (default: all exporters).")
    ] = None,
    goods: Annotated[
        str, typer.Option(metavar="chpl|FILE|all", help="The basket: a list, a file of codes, all.")
    ] = "chpl",
    control: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Totals (product TOTAL and 27) whose rest is the control group"
            " (default: goods of PANEL on no list).",
        ),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="YAML", help="Which columns are which.")
    ] = None,
    floor: Annotated[
        float, typer.Option(min=1, help="Smallest rise a month that is called a surge.")
    ] = 50_000.0,
    z: Annotated[float, typer.Option(min=0.1, help="Smallest z of a surge.")] = 3.5,
    engine: Annotated[str, typer.Option(metavar="duckdb|spark", help="What runs it.")] = "duckdb",
    spark_master: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Spark's master (default: local[2]).")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Test each hub x HS6, and each hub's basket, for what diversion to the target looks like.

    A test without data is empty, never failed.  A verdict says what trade is consistent with; it
    accuses nobody.
    """
    if engine not in ("duckdb", "spark"):
        raise OptionError("--engine", f"no engine {engine!r}", "duckdb or spark")
    if out is None and html is None and not as_json:
        raise OptionError("--out", "not given", "a file to write, --html or --json")
    if html is not None and (html.is_dir() or html.suffix.lower() not in (".html", ".htm")):
        raise OptionError("--html", f"{html.name!r} is no page", "a file that ends in .html")
    if out is not None and out.suffix.lower() not in ENDINGS:
        raise OptionError("--out", f"{out.name!r} has no known ending", ", ".join(ENDINGS))
    if out is not None:
        options.not_an_input("--out", out, panel)

    from byway.files import write_text
    from byway.tables.writing import write
    from byway.trade.ask import routes as run
    from byway.trade.window import RouteSettings

    with options.progress("Testing routes"):
        found = run(
            panel,
            target,
            event,
            hubs=options.names(hubs),
            origins=options.names(origins),
            goods=goods,
            control=control,
            mapping=mapping,
            engine="spark" if engine == "spark" else "duckdb",
            spark_master=spark_master,
            settings=RouteSettings(floor=floor, z=z),
        )
        if out is not None:
            write(found.units, out)
        if html is not None:
            write_text(html, _page(found, target, origins))
    if as_json:
        options.emit(found.to_dict())
        return
    _tell(found)
    for file in (out, html):
        if file is not None:
            typer.echo(f"{found.units.num_rows:,} units: {file}", err=True)


def _page(found: RouteTable, target: str, origins: str | None) -> str:
    from byway.places import place
    from byway.render import trade_html

    said = ", ".join(options.names(origins) or ()) or "the exporters of the table"
    return trade_html(
        found, target=place(target).alpha2 or target, origins=said, currency=found.currency
    )


def _tell(found: RouteTable) -> None:
    for note in found.notes:
        options.say(note)
    for hub in (*found.hubs, *([found.target] if found.target else [])):
        typer.echo(_line(hub))


def _line(hub: HubResult) -> str:
    change = "no trade before" if hub.change is None else f"{hub.change:+.0%}"
    interval = (
        "no control group"
        if hub.did is None
        else f"DiD {hub.did:+.2f} ({hub.did_low:+.2f} to {hub.did_high:+.2f})"
    )
    before, after = (
        "no data" if isnan(amount) else f"{amount:,.0f}" for amount in (hub.before, hub.after)
    )
    return (
        f"{hub.hub}  {before} -> {after} a period ({change})  {interval}"
        f"  break {hub.break_period or 'none'}  {hub.flagged} of {hub.surges} surges consistent"
        " with diversion"
    )
