"""FollowTheMoney JSON lines: flat (Sanction, Address, ... as entities of their own) or nested.

Entities that are parties are kept.  Sanctions join their party; addresses and identity papers
become properties of it.  Edges between parties (Ownership, Family, UnknownLink, ...) are its
relations.  Other entities are counted and left out.
Lines of a delta (`{"op": "ADD", "entity": ...}`) are read too, deletions left out.
https://followthemoney.tech/docs/
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from byway.errors import ListError
from byway.lists.draft import Draft
from byway.lists.formats import Content
from byway.lists.inputs import InputFile
from byway.lists.notices import Notices
from byway.lists.schema import edge, is_edge, is_party, is_schema, properties

Entity = dict[str, Any]

_PAPERS = {"Passport": "holder", "Identification": "holder"}
_ONCE = ("id", "schema", "properties", "op", "entity")
_SUFFIXES = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ijson", ".ftm")


def read(files: Sequence[InputFile], notices: Notices) -> Content:
    """Parties of FtM JSON lines, with what other lines say of them."""
    chosen = [f for f in files if f.name.lower().endswith(_SUFFIXES)] or list(files)
    content = Content(())
    content.parties = _parties(chosen, content, notices)
    return content


def _parties(files: Sequence[InputFile], content: Content, notices: Notices) -> Iterator[Draft]:
    extras, addresses = _adjuncts(files, content, notices)
    for file in files:
        for where, entity in _entities(file):
            if not is_party(entity["schema"]):
                continue
            content.count("parties")
            draft = Draft(entity["id"], entity["schema"])
            _fill(draft, where, entity, notices)
            for key in entity["properties"].get("addressEntity", ()):
                draft.add("address", *addresses.get(_id(key), ()))
            for extra in extras.get(draft.id, ()):
                _attach(draft, extra)
            yield draft


def _adjuncts(
    files: Sequence[InputFile], content: Content, notices: Notices
) -> tuple[dict[str, list[Entity]], dict[str, list[str]]]:
    """Entities that describe a party, by the party's id; full addresses by the address's id."""
    extras: dict[str, list[Entity]] = defaultdict(list)
    addresses: dict[str, list[str]] = {}
    for file in files:
        for where, entity in _entities(file):
            schema, given = entity["schema"], entity["properties"]
            if is_party(schema):
                continue
            if schema == "Address":
                addresses[entity["id"]] = _address(entity)
            elif schema == "Sanction" or schema in _PAPERS:
                for owner in given.get(_PAPERS.get(schema, "entity"), ()):
                    extras[_id(owner)].append(entity)
            elif is_edge(schema):
                content.relations.append(_relation(entity))
            elif is_schema(schema):
                notices.warn(file.name, f"{schema} entities are no parties, left out")
            else:
                raise ListError(where, f"unknown schema {schema!r}", "a FollowTheMoney schema")
    return extras, addresses


def _relation(entity: Entity) -> Entity:
    """A relation with its ends as ids, whether they came nested or not; texts in lists."""
    ends = edge(entity["schema"])
    properties = {}
    for name, values in entity["properties"].items():
        several = values if isinstance(values, list) else [values]
        plain = [_id(v) if name in ends else v for v in several]
        properties[name] = [str(v) for v in plain if not isinstance(v, Mapping | list)]
    kept = {"id": entity["id"], "schema": entity["schema"], "properties": properties}
    names = entity.get("names")
    if isinstance(names, Mapping):
        kept["names"] = {str(k): str(v) for k, v in names.items() if k in ends}
    return kept


def _fill(draft: Draft, where: str, entity: Entity, notices: Notices) -> None:
    for name, values in entity["properties"].items():
        if isinstance(values, str | int | float):
            notices.warn(name, "a single value where a list of values should be")
            values = [values]  # noqa: PLW2901
        if not isinstance(values, list):
            raise ListError(where, f"property {name!r} is no list", "a list of values")
        nested = [value for value in values if isinstance(value, Mapping)]
        if any("schema" not in value for value in nested):
            notices.warn(name, "nested values that are no entities are left out")
            nested = [value for value in nested if "schema" in value]
        plain = [str(value) for value in values if not isinstance(value, Mapping)]
        for inner in nested:
            _attach(draft, _checked(where, dict(inner)))
        if name in properties(draft.schema):
            if properties(draft.schema)[name] != "entity":
                draft.add(name, *plain)
        elif name not in ("sanctions",) and plain:
            draft.add(name, *plain)


def _attach(draft: Draft, extra: Entity) -> None:
    schema, given = extra["schema"], extra["properties"]
    if schema == "Sanction":
        draft.sanctions.append(
            {
                "id": extra["id"],
                "schema": schema,
                "properties": {**given, "entity": [draft.id]},
            }
        )
    elif schema == "Passport" or (schema == "Identification" and draft.schema != "Person"):
        name = "passportNumber" if draft.schema == "Person" else "idNumber"
        draft.add(name, *given.get("number", ()))
    elif schema == "Identification":
        draft.add("idNumber", *given.get("number", ()))
    elif schema == "Address":
        draft.add("address", *_address(extra))
        draft.add("country", *given.get("country", ()))


def _address(entity: Entity) -> list[str]:
    given = entity["properties"]
    if given.get("full"):
        return list(map(str, given["full"]))
    pieces = [v for name in ("street", "city", "state", "country") for v in given.get(name, ())[:1]]
    return [", ".join(map(str, pieces))] if pieces else []


def _entities(file: InputFile) -> Iterator[tuple[str, Entity]]:
    with file.open() as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{file.where}, line {number}"
            try:
                entity = json.loads(line, object_pairs_hook=_object)
                if b"\\u" in line:  # half a surrogate pair is no character that can be written
                    json.dumps(entity, ensure_ascii=False).encode()
            except UnicodeEncodeError:
                problem = "half a surrogate pair, which is no character"
                raise ListError(where, problem, "text in Unicode") from None
            except RecursionError:
                raise ListError(where, "nested too deeply", "one FtM entity per line") from None
            except ValueError as error:
                raise ListError(where, f"no JSON ({error})", "one FtM entity per line") from error
            if isinstance(entity, dict) and {"op", "entity"} <= entity.keys():
                if entity["op"] == "DEL":
                    continue
                entity = entity["entity"]
            yield where, _checked(where, entity)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; values of a property that comes again are joined, other repeats an error."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for name, value in pairs:
        if name not in found:
            found[name] = value
        elif name in _ONCE:
            raise ValueError(f"{name!r} is there twice")
        else:
            found[name] = [*_several(found[name]), *_several(value)]
    return found


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _checked(where: str, entity: Any) -> Entity:
    """The entity, when it has the shape of one."""
    if (
        not isinstance(entity, dict)
        or not isinstance(entity.get("id"), str)
        or not isinstance(entity.get("schema"), str)
        or not isinstance(entity.get("properties"), dict)
    ):
        raise ListError(where, "no FtM entity", "an object with id, schema and properties")
    return entity


def _id(value: Any) -> str:
    return str(value["id"]) if isinstance(value, Mapping) else str(value)
