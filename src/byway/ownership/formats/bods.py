"""Statements of the Beneficial Ownership Data Standard: 0.4, and 0.2 and 0.3 as far as they go.

A record may be told in several statements, one after the other; each holds from its day to the
day before the next one, and a statement that closes a record ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byway.errors import TableError
from byway.ownership import days
from byway.ownership.formats.records import (
    Record,
    dated,
    json_records,
    mapping,
    objects,
    required,
    text,
)
from byway.ownership.formats.words import kind_number, words
from byway.ownership.graph import LINKED, OWNERSHIP, Builder
from byway.ownership.shares import UNKNOWN, interval

_OLD = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
}


@dataclass(frozen=True)
class Statement:
    """One statement, whatever the version: about which record, of what kind, as of when."""

    where: str
    record: str
    kind: str
    day: int
    closed: bool
    details: Record
    source: str


def read(path: Path, builder: Builder) -> None:
    """Add the statements of a file.  Raises TableError naming file, statement and field."""
    statements = _statements(json_records(path))
    for history in _histories(statements):
        for place, statement in enumerate(history):
            if statement.kind != "relationship":
                _describe(builder, statement)
            elif not statement.closed:
                after = history[place + 1] if place + 1 < len(history) else None
                _relate(builder, statement, history[0] is not statement, after)


def _statements(records: Iterable[tuple[str, Record]]) -> list[Statement]:
    found: list[Statement] = []
    replaced: set[str] = set()
    for where, record in records:
        if "recordType" in record:
            found.append(_new(where, record))
        elif record.get("statementType") in _OLD:
            found.append(_old(where, record))
            replaced.update(map(str, record.get("replacesStatements") or ()))
        else:
            raise TableError(
                f"{where}, field recordType",
                "missing",
                "a BODS statement: recordType (0.4) or statementType (0.2, 0.3)",
            )
    return [statement for statement in found if statement.record not in replaced]


def _new(where: str, record: Record) -> Statement:
    kind = required(record, "recordType", where)
    if kind not in _OLD.values():
        expected = "entity, person or relationship"
        raise TableError(f"{where}, field recordType", f"{kind!r}", expected)
    return Statement(
        where=where,
        record=required(record, "recordId", where),
        kind=kind,
        day=dated(days.first, record.get("statementDate"), where, "statementDate"),
        closed=record.get("recordStatus") == "closed",
        details=mapping(record, "recordDetails", where),
        source=_source(record, where),
    )


def _old(where: str, record: Record) -> Statement:
    return Statement(
        where=where,
        record=required(record, "statementID", where),
        kind=_OLD[record["statementType"]],
        day=dated(days.first, record.get("statementDate"), where, "statementDate"),
        closed=False,
        details=record,
        source=_source(record, where),
    )


def _histories(statements: Iterable[Statement]) -> list[list[Statement]]:
    """The statements of each record, oldest first; those of one day as they stand in the file."""
    records: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        records.setdefault((statement.kind, statement.record), []).append(statement)
    return [sorted(history, key=lambda statement: statement.day) for history in records.values()]


def _describe(builder: Builder, statement: Statement) -> None:
    details, where = statement.details, statement.where
    person = statement.kind == "person"
    names = [text(details.get("name"))] if details.get("name") else []
    for name in objects(details, "names", where):
        parts = (name.get("givenName"), name.get("patronymicName"), name.get("familyName"))
        full = text(name.get("fullName")) or " ".join(filter(None, map(text, parts)))
        names += [full] if full else []
    names += [text(name) for name in details.get("alternateNames") or ()]
    type_given = details.get("personType" if person else "entityType")
    kind = text(type_given.get("type") if isinstance(type_given, Mapping) else type_given)
    schema = "Person" if person else words()["bods"]["entities"].get(_plain(kind), "LegalEntity")
    hidden = _plain(kind).startswith(("anonymous", "unknown"))
    properties: dict[str, list[str]] = {
        "name": names or ([f"{'a person' if person else 'an entity'} not named"] if hidden else []),
        "country": _codes(details, ("nationalities", "taxResidencies"), where),
        "jurisdiction": _codes(details, ("jurisdiction", "incorporatedInJurisdiction"), where),
        "registrationNumber": [
            text(item.get("id"))
            for item in objects(details, "identifiers", where)
            if item.get("id")
        ],
        "birthDate": [text(details["birthDate"])] if details.get("birthDate") else [],
    }
    builder.describe(statement.record, schema, properties)


def _relate(builder: Builder, statement: Statement, later: bool, after: Statement | None) -> None:
    """Add what one statement says, from its day where an earlier one told of the record before,
    and to the day before the one `after`."""
    details, where = statement.details, statement.where
    owned, _ = _end(details.get("subject"), f"{where}, field subject")
    owner, reason = _end(details.get("interestedParty"), f"{where}, field interestedParty")
    if owned is None:
        raise TableError(f"{where}, field subject", "missing", "the id of a record")
    if owner is None:
        builder.unstated(owned, reason)
        return
    from_day = statement.day if later else days.ALWAYS
    to_day = after.day - 1 if after and after.day != days.ALWAYS else days.FOREVER
    interests = objects(details, "interests", where)
    for interest in interests or [{}]:
        kind = _kind(interest)
        since = dated(days.first, interest.get("startDate"), where, "startDate")
        until = dated(days.last, interest.get("endDate"), where, "endDate")
        held = interest.get("directOrIndirect") or interest.get("interestLevel")
        builder.hold(
            owner,
            owned,
            kind=kind,
            share=_share(interest, where) if kind != LINKED else UNKNOWN,
            since=max(since, from_day),
            until=min(until, to_day),
            source=statement.source,
            direct=held != "indirect",
        )


def _kind(interest: Record) -> int:
    """The kind of an interest; one without a type may be any, so that it may be ownership."""
    word = _plain(text(interest.get("type")))
    known: Mapping[str, str] = words()["bods"]["interests"]
    if not word:
        return OWNERSHIP
    return kind_number(known.get(word, "linked"))


def _share(interest: Record, where: str) -> tuple[float, float]:
    given = mapping(interest, "share", where)
    numbers: dict[str, float | None] = {}
    for name in ("exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        value = given.get(name)
        if value is not None and not isinstance(value, int | float):
            raise TableError(f"{where}, field share.{name}", repr(value), "a number")
        numbers[name] = None if value is None or isinstance(value, bool) else float(value)
    try:
        if (exact := numbers["exact"]) is not None:
            return interval(exact, exact)
        low_open, high_open = numbers["exclusiveMinimum"], numbers["exclusiveMaximum"]
        return interval(
            numbers["minimum"] if low_open is None else low_open,
            numbers["maximum"] if high_open is None else high_open,
            low_open=low_open is not None or given.get("exclusiveMinimum") is True,
            high_open=high_open is not None or given.get("exclusiveMaximum") is True,
        )
    except ValueError as error:
        raise TableError(f"{where}, field share", str(error), "0 to 100") from None


def _end(given: object, where: str) -> tuple[str | None, str]:
    """The id of the record at an end of a relationship, or why there is none."""
    if isinstance(given, str) and given:
        return given, ""
    if isinstance(given, Mapping):
        for name in ("describedByEntityStatement", "describedByPersonStatement"):
            if given.get(name):
                return text(given[name]), ""
        hidden: Any = given.get("unspecified") or given
        if isinstance(hidden, Mapping):
            return None, text(hidden.get("reason")) or "not specified"
    if given is None:
        return None, "not specified"
    raise TableError(where, f"{given!r:.60}", "the id of a record, or the reason why there is none")


def _codes(details: Record, fields: Iterable[str], where: str) -> list[str]:
    found = []
    for name in fields:
        value = details.get(name)
        items = value if isinstance(value, list) else [value]
        found += [
            text(i["code"]).lower() for i in items if isinstance(i, Mapping) and i.get("code")
        ]
    return found


def _source(record: Record, where: str) -> str:
    source = mapping(record, "source", where)
    publisher = mapping(mapping(record, "publicationDetails", where), "publisher", where)
    said = [text(by.get("name")) for by in objects(source, "assertedBy", where) if by.get("name")]
    return text(source.get("description")) or ", ".join(said) or text(publisher.get("name"))


def _plain(word: str) -> str:
    return word.replace("-", "").replace("_", "").lower()
