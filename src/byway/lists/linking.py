"""Resolving the ends of relations: a name that one party of the list alone bears is that party.

So is the number under which its publisher lists it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from byway.lists.relation import LINK, PEOPLE
from byway.lists.schema import edge

BEARING = ("name", "alias", "previousName")


def write_relations(path: Path, entities: Path, relations: Iterable[dict[str, Any]]) -> int:
    """Write the relations of a list whose parties are in `entities`; returns how many.

    Repeats are left out.  Nothing is written where there are none.
    """
    found = {relation["id"]: relation for relation in relations}
    if not found:
        return 0
    wanted = {
        folded(name)
        for relation in found.values()
        for end, name in relation.get("names", {}).items()
        if end not in relation["properties"]
    }
    referred = {
        id
        for relation in found.values()
        for end in edge(relation["schema"])
        for id in relation["properties"].get(end, ())
    }
    bearers: dict[str, set[str]] = {}
    schemata: dict[str, str] = {}
    captions: dict[str, str] = {}
    with entities.open("rb") as lines:
        for line in lines:
            entity = json.loads(line)
            given = entity["properties"]
            borne = {folded(name) for kind in BEARING for name in given.get(kind, ())} & wanted
            for sanction in given.get("sanctions", ()) if wanted else ():
                entries = sanction["properties"].get("authorityId", ())
                borne |= {folded(entry) for entry in entries} & wanted
            for name in borne:
                bearers.setdefault(name, set()).add(entity["id"])
            if borne or entity["id"] in referred:
                schemata[entity["id"]] = entity["schema"]
                captions[entity["id"]] = entity["caption"]
    with path.open("w", encoding="utf-8") as file:
        for relation in found.values():
            linked = _linked(relation, bearers, schemata)
            ends = [next(iter(linked["properties"].get(e, ())), "") for e in edge(linked["schema"])]
            linked["captions"] = {id: captions[id] for id in ends if id in captions}
            file.write(json.dumps(linked, ensure_ascii=False) + "\n")
    return len(found)


def folded(name: str) -> str:
    """A name for comparing: whatever its case and the order of `SURNAME, Given`."""
    last, comma, given = name.casefold().partition(", ")
    return " ".join((f"{given} {last}" if comma and given else name.casefold()).split())


def _linked(
    relation: dict[str, Any], bearers: Mapping[str, set[str]], schemata: Mapping[str, str]
) -> dict[str, Any]:
    """The relation with ids for names, as a plain link where its ends are none of its kind."""
    properties, names = dict(relation["properties"]), dict(relation.get("names", {}))
    for end, name in list(names.items()):
        if end not in properties and len(found := bearers.get(folded(name), set())) == 1:
            properties[end] = list(found)
            del names[end]
    schema = relation["schema"]
    ids = [next(iter(properties.get(end, ())), None) for end in edge(schema)]
    if schema in PEOPLE and any(schemata.get(id or "", "Person") != "Person" for id in ids):
        for old, new in zip(edge(schema), edge(LINK), strict=True):
            if old in properties:
                properties[new] = properties.pop(old)
            if old in names:
                names[new] = names.pop(old)
        schema = LINK
    linked = {"id": relation["id"], "schema": schema, "properties": properties}
    return {**linked, "names": names} if names else linked
