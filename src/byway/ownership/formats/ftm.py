"""FollowTheMoney entities, a JSON object on each line: parties and the edges between them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from byway.errors import TableError
from byway.ownership import days
from byway.ownership.formats.records import (
    Record,
    dated,
    json_records,
    mapping,
    required,
    share,
    text,
)
from byway.ownership.formats.words import kind_number, words
from byway.ownership.graph import LINKED, VOTING, Builder

_NO_PARTIES = frozenset(
    ("Sanction", "Address", "Identification", "Passport", "Position", "Occupancy", "Note", "Event")
)


def read(path: Path, builder: Builder) -> None:
    """Add the entities of a file.  Raises TableError naming file, line and field."""
    edges = words()["ftm"]["edges"]
    for where, entity in json_records(path):
        schema, properties = required(entity, "schema", where), _properties(entity, where)
        if schema in edges:
            names = mapping(entity, "names", where)
            _hold(builder, schema, properties | _named(builder, properties, names), where)
        elif schema not in _NO_PARTIES:
            builder.describe(required(entity, "id", where), schema, properties)


def _hold(builder: Builder, schema: str, properties: Mapping[str, list[str]], where: str) -> None:
    first, second, kind = words()["ftm"]["edges"][schema]
    number = kind_number(kind)
    for name in (first, second):
        if properties.get(name):
            continue
        if number == LINKED:
            builder.note(f"FollowTheMoney: {schema} with one end alone is left out")
            return
        raise TableError(f"{where}, property {name}", "missing", f"an id: {schema} has two ends")
    if number != LINKED and any("vot" in t.lower() for t in properties.get("sharesType", ())):
        number = VOTING
    stated = [value for value in properties.get("percentage", ()) if value]
    spans = [share(value, where, "percentage") for value in stated] or [(0.0, 100.0)]
    for owner in properties[first]:
        for owned in properties[second]:
            builder.hold(
                owner,
                owned,
                kind=number,
                share=(min(low for low, _ in spans), max(high for _, high in spans)),
                since=min((_day(properties, "startDate", where)), default=days.ALWAYS),
                until=max((_day(properties, "endDate", where)), default=days.FOREVER),
                source=_source(schema, properties),
            )


def _named(
    builder: Builder, properties: Mapping[str, list[str]], names: Record
) -> dict[str, list[str]]:
    """Ends that lists only name, as parties of that name: `names` beside the properties."""
    found = {}
    for end, name in names.items():
        if not properties.get(end) and text(name):
            id = f"name:{text(name)}"
            builder.describe(id, "LegalEntity", {"name": [text(name)]})
            found[end] = [id]
    return found


def _day(properties: Mapping[str, list[str]], name: str, where: str) -> list[int]:
    read = days.first if name == "startDate" else days.last
    return [dated(read, value, where, name) for value in properties.get(name, ()) if text(value)]


def _source(schema: str, properties: Mapping[str, list[str]]) -> str:
    found = [text(v) for name in ("publisher", "sourceUrl") for v in properties.get(name, ())]
    role = [text(value) for value in properties.get("role", ())]
    if schema not in ("Ownership", "Control"):
        found = [schema.lower(), *role, *found]
    return ", ".join(dict.fromkeys(found[:3]))


def _properties(entity: Record, where: str) -> dict[str, list[str]]:
    given = entity.get("properties")
    if not isinstance(given, Mapping):
        raise TableError(f"{where}, field properties", "missing", "an object of lists of texts")
    found = {}
    for name, values in given.items():
        if not isinstance(values, list):
            raise TableError(f"{where}, property {name}", "no list", "a list of texts")
        # entities within entities stand for their ids
        found[name] = [
            str(v["id"]) if isinstance(v, dict) and "id" in v else str(v) for v in values
        ]
    return found
