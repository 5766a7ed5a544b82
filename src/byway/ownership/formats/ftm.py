"""FollowTheMoney entities, a JSON object on each line: parties and the edges between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from byway.ownership.shares import UNKNOWN

_NO_PARTIES = frozenset(
    ("Sanction", "Address", "Identification", "Passport", "Position", "Occupancy", "Note", "Event")
)


def read(path: Path, builder: Builder) -> None:
    """Add the entities of a file.  Raises TableError naming file, line and field."""
    edges = words()["ftm"]["edges"]
    for where, entity in json_records(path):
        schema, properties = required(entity, "schema", where), _properties(entity, where)
        if schema in edges:
            if names := mapping(entity, "names", where):
                properties |= _named(builder, properties, names)
            _hold(builder, schema, properties, where)
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
    shared = properties.get("sharesType")
    if shared and number != LINKED and any("vot" in value.lower() for value in shared):
        number = VOTING
    low, high = _span(properties.get("percentage"), where)
    since = _days(properties, "startDate", days.first, where)
    until = _days(properties, "endDate", days.last, where)
    source = _source(schema, properties)
    for owner in properties[first]:
        for owned in properties[second]:
            builder.hold(
                owner,
                owned,
                kind=number,
                share=(low, high),
                since=min(since, default=days.ALWAYS),
                until=max(until, default=days.FOREVER),
                source=source,
            )


def _span(stated: list[str] | None, where: str) -> tuple[float, float]:
    """What several stated shares span; one that is not known where none is stated."""
    spans = [share(value, where, "percentage") for value in stated or () if value]
    if len(spans) <= 1:
        return spans[0] if spans else UNKNOWN
    return min(low for low, _ in spans), max(high for _, high in spans)


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


def _days(
    properties: Mapping[str, list[str]],
    name: str,
    read: Callable[[str | None], int],
    where: str,
) -> list[int]:
    given = properties.get(name)
    return [dated(read, value, where, name) for value in given if value] if given else []


def _source(schema: str, properties: Mapping[str, list[str]]) -> str:
    said: tuple[list[str] | None, ...]
    said = (properties.get("publisher"), properties.get("sourceUrl"))
    if schema not in ("Ownership", "Control"):
        said = ([schema.lower()], properties.get("role"), *said)
    found = [text(value) for values in said if values for value in values]
    return ", ".join(dict.fromkeys(found[:3])) if found else ""


def _properties(entity: Record, where: str) -> dict[str, list[str]]:
    given = entity.get("properties")
    if not isinstance(given, Mapping):
        raise TableError(f"{where}, field properties", "missing", "an object of lists of texts")
    found = {}
    for name, values in given.items():
        if not isinstance(values, list):
            raise TableError(f"{where}, property {name}", "no list", "a list of texts")
        found[name] = values if all(map(_is_text, values)) else [_id(value) for value in values]
    return found


def _is_text(value: object) -> bool:
    return type(value) is str


def _id(value: object) -> str:
    """An entity within an entity stands for its id."""
    return str(value["id"]) if isinstance(value, Mapping) and "id" in value else str(value)
