"""`byway match`: one name against the lists, with the reasons."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from byway.cli import options
from byway.errors import OptionError
from byway.settings import Settings


def match(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a party.")],
    schema: Annotated[str, typer.Option(help="Person, Company, Vessel, ...")] = "LegalEntity",
    birth_date: Annotated[str | None, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO codes, parted by commas.")] = None,
    lists: Annotated[str | None, typer.Option(metavar="NAME,...", help="Lists to use.")] = None,
    store: options.Store = None,
    as_of: options.AsOf = None,
    threshold: Annotated[float | None, typer.Option(help="Lowest score that is shown.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most matches shown.")] = 5,
    as_json: options.Json = False,
) -> None:
    """Screen one name and show what met what, and what spoke against."""
    settings: Settings = context.obj
    asked = options.day("--as-of", as_of)
    if not any(letter.isalnum() for letter in name):
        raise OptionError("NAME", f"{name!r} has no letter or digit", "the name of a party")

    from byway.screening.tables import party_of
    from byway.watchlists import Watchlists

    given = {
        "id": "query",
        "schema": schema,
        "name": [name],
        "birthDate": birth_date,
        "country": [code.lower() for code in options.names(country) or ()],
    }
    party = party_of(given, "match")
    watchlists = Watchlists.open(
        store or settings.lists_dir, options.names(lists), asked, building=options.say
    )
    (found,) = watchlists.screen_many(
        [party], as_of=asked or date.today(), threshold=threshold, limit=limit
    )
    for hit in found:
        if as_json:
            options.emit(hit.to_dict())
            continue
        strength = "strong" if hit.strong else "possible"
        options.tell(f"{hit.score:.3f}  {strength}  {hit.listed.caption}  [{hit.listed.id}]")
        for standing in hit.designations:
            since = f" since {standing.since}" if standing.since else ""
            options.tell(
                f"  {standing.authority or standing.list}: {standing.programme or '-'}{since}"
            )
        for reason in hit.reasons:
            sign = "+" if reason.weight >= 0 else "-"
            met = f"{reason.query_value} ~ {reason.listed_value}"
            options.tell(f"  {sign} {reason.feature}: {met} ({reason.weight:+.1f})")
    if not found and not as_json:
        options.tell(f"{name}: no match on {', '.join(s.id for s in watchlists.snapshots)}")
