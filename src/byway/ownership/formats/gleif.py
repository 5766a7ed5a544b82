"""GLEIF's level 2 data: who consolidates whom, and why a parent is not reported; level 1 names.

XML as published, its JSON with `$` for texts, and JSON with plain texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from byway.errors import TableError
from byway.ownership import days
from byway.ownership.formats.records import (
    Record,
    dated,
    json_records,
    local_name,
    mapping,
    required,
    share,
    text,
    xml_records,
)
from byway.ownership.formats.words import kind_number, words
from byway.ownership.graph import Builder

SOURCE = "GLEIF"
_SCHEMATA = {"FUND": "Organization", "BRANCH": "Organization"}


def read_relations(path: Path, builder: Builder) -> None:
    """Add relationship records.  Raises TableError naming file, record and field."""
    for where, record in _records(path, "RelationshipRecord", ("relations", "records")):
        _relate(builder, record, where)


def read_exceptions(path: Path, builder: Builder) -> None:
    """Add reporting exceptions: the owner is not stated, and why."""
    for where, record in _records(path, "Exception", ("exceptions",)):
        category = text(record.get("ExceptionCategory")).replace("_", " ").lower()
        reasons = _texts(record.get("ExceptionReason")) or ["no reason given"]
        for reason in reasons:
            told = f"{category}: {reason.replace('_', ' ').lower()}" if category else reason
            builder.unstated(required(record, "LEI", where), told)


def read_entities(path: Path, builder: Builder) -> None:
    """Add names and jurisdictions of legal entities (level 1)."""
    for where, record in _records(path, "LEIRecord", ("records",)):
        entity = mapping(record, "Entity", where)
        others = mapping(entity, "OtherEntityNames", where) if _is_object(entity) else {}
        builder.describe(
            required(record, "LEI", where),
            _SCHEMATA.get(text(entity.get("EntityCategory")), "Company"),
            {
                "name": _texts(entity.get("LegalName")),
                "alias": _texts(others.get("OtherEntityName") if others else _named(entity)),
                "jurisdiction": [t.lower() for t in _texts(entity.get("LegalJurisdiction"))],
                "leiCode": [required(record, "LEI", where)],
            },
        )


def _relate(builder: Builder, record: Record, where: str) -> None:
    relation = mapping(record, "Relationship", where)
    known = words()["gleif"]
    standing = text(mapping(record, "Registration", where).get("RegistrationStatus"))
    child, parent = (
        required(mapping(relation, node, where), "NodeID", f"{where}, field {node}")
        for node in ("StartNode", "EndNode")
    )
    name = required(relation, "RelationshipType", where)
    if name not in known["relations"]:
        expected = ", ".join(known["relations"])
        raise TableError(f"{where}, field RelationshipType", repr(name), expected)
    form = known["relations"][name]
    since, until = _period(relation, where)
    if standing in known["void"]:
        builder.note(f"GLEIF: records of standing {standing} are left out")
        return
    if relation.get("RelationshipStatus") == "INACTIVE" and until == days.FOREVER:
        builder.note("GLEIF: inactive relationships without an end are left out")
        return
    builder.hold(
        parent,
        child,
        kind=kind_number(form["kind"]),
        share=_percentage(relation, where),
        since=since,
        until=until,
        source=f"{SOURCE}, {name.replace('_', ' ').lower()}",
        direct=form["direct"],
    )


def _period(relation: Record, where: str) -> tuple[int, int]:
    """The relationship's own period; accounting periods and periods of documents are others."""
    for period in _items(relation.get("RelationshipPeriods"), "RelationshipPeriod"):
        if text(period.get("PeriodType")) == "RELATIONSHIP_PERIOD":
            return (
                dated(days.first, period.get("StartDate"), where, "StartDate"),
                dated(days.last, period.get("EndDate"), where, "EndDate"),
            )
    return days.ALWAYS, days.FOREVER


def _percentage(relation: Record, where: str) -> tuple[float, float]:
    for found in _items(relation.get("RelationshipQuantifiers"), "RelationshipQuantifier"):
        if "PERCENT" in text(found.get("QuantifierUnits")).upper():
            return share(found.get("QuantifierAmount"), where, "QuantifierAmount")
    return 0.0, 100.0


def _items(value: Any, name: str) -> list[Record]:
    """Objects in a list, or in an object that holds them under `name`, alone or as a list."""
    if isinstance(value, Mapping):
        value = value.get(name)
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, Mapping)]


def _named(entity: Record) -> list[str]:
    others = entity.get("OtherEntityNames")
    items = others if isinstance(others, list) else []
    return [text(i.get("OtherEntityName") if isinstance(i, Mapping) else i) for i in items]


def _is_object(entity: Record) -> bool:
    return isinstance(entity.get("OtherEntityNames"), Mapping)


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [text(item) for item in items if text(item)]


def _records(path: Path, tag: str, inside: tuple[str, ...]) -> Iterator[tuple[str, Record]]:
    if path.name.lower().removesuffix(".gz").endswith(".xml"):
        for where, element in xml_records(path, tag):
            yield where, _object(element)
        return
    for where, record in json_records(path, inside):
        plain = _plain(record)
        yield where, plain.get(tag, plain)


def _object(element: Element) -> dict[str, Any]:
    """An element as an object: texts, objects, and lists where a name comes again."""
    found: dict[str, Any] = {}
    for inner in element:
        value = _object(inner) if len(inner) else text(inner.text)
        name = local_name(inner)
        if name in found:
            before = found[name]
            found[name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            found[name] = value
    return found


def _plain(value: Any) -> Any:
    """JSON made from XML: `{"$": text}` is the text."""
    if isinstance(value, Mapping):
        return value["$"] if "$" in value else {name: _plain(v) for name, v in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
