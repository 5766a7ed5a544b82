"""Countries and lists of them, as files write them, to codes."""

from __future__ import annotations

from collections.abc import Iterable

from byway.places import place
from byway.shipments.schema import NOBODY, Field


def codes(texts: Iterable[str], field: Field, separator: str = ";") -> dict[str, str | None]:
    """What each distinct cell of a country or list column means; None where it is no such thing.

    Of a list all items must be known, for one that is not could be any place.  `none` says that
    there is none.  Lists that are not of countries keep their items in capitals.
    """
    of_countries = field.kind == "country" or field.name.endswith("_countries")
    if field.kind == "country":
        return {text: country(text) for text in texts}
    return {text: _list(text, separator, of_countries) for text in texts}


def country(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country by its code or name; None where it is none."""
    return place(text).alpha2


def _list(text: str, separator: str, of_countries: bool) -> str | None:
    if text.strip().lower() == NOBODY:
        return NOBODY
    pieces = text.replace(separator, ";").split(";")
    items = [piece.strip() for piece in pieces if piece.strip()]
    found = [country(item) if of_countries else item.upper() for item in items]
    known = [item for item in found if item is not None]
    return ";".join(known) if known and len(known) == len(found) else None
