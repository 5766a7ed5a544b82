"""People with significant control (UK Companies House): records of the bulk snapshot or stream."""

from __future__ import annotations

from pathlib import Path

from byway.errors import TableError
from byway.ownership import days
from byway.ownership.formats.records import Record, dated, json_records, mapping, required, text
from byway.ownership.formats.words import kind_number, words
from byway.ownership.graph import OWNERSHIP, Builder
from byway.ownership.shares import UNKNOWN, interval

SOURCE = "UK register of people with significant control"


def read(path: Path, builder: Builder) -> None:
    """Add the records of a file.  Raises TableError naming file, line and field."""
    known = words()["psc"]
    for where, record in json_records(path):
        data = mapping(record, "data", where)
        kind = required(data, "kind", f"{where}, field data")
        if kind.startswith("totals#"):
            continue
        company = company_id(required(record, "company_number", where))
        builder.describe(company, "Company", {"jurisdiction": ["gb"]})
        if kind in known["unstated"]:
            reason = text(data.get("statement")) or _exemption(data, where)
            label = known["unstated"][kind]
            if not data.get("ceased_on"):
                builder.unstated(company, f"{label}: {reason}" if reason else label)
        elif kind in known["kinds"]:
            _hold(builder, company, known["kinds"][kind], data, where)
        else:
            expected = "one of " + ", ".join((*known["kinds"], *known["unstated"]))
            raise TableError(f"{where}, field kind", repr(kind), expected)


def company_id(number: str) -> str:
    """The id of a company by its number at Companies House."""
    plain = number.strip().upper()
    return f"gb-coh-{plain.zfill(8) if plain.isdigit() else plain}"


def _hold(builder: Builder, company: str, schema: str, data: Record, where: str) -> None:
    owner = _owner(builder, company, schema, data, where)
    since = dated(days.first, data.get("notified_on"), where, "notified_on")
    until = dated(days.last, data.get("ceased_on"), where, "ceased_on")
    natures = data.get("natures_of_control") or []
    if not isinstance(natures, list):
        raise TableError(f"{where}, field natures_of_control", repr(natures), "a list of texts")
    if not natures:
        builder.note("PSC: records without natures of control, taken as an unknown share")
    for kind, share in [_nature(str(n), where) for n in natures] or [(OWNERSHIP, UNKNOWN)]:
        builder.hold(
            owner, company, kind=kind, share=share, since=since, until=until, source=SOURCE
        )


def _nature(nature: str, where: str) -> tuple[int, tuple[float, float]]:
    known = words()["psc"]
    for beginning, kind in known["natures"].items():
        if nature.startswith(beginning):
            for name, (low, low_open, high, high_open) in known["ranges"].items():
                if name in nature:
                    span = interval(low, high, low_open=low_open, high_open=high_open)
                    return kind_number(kind), span
            return kind_number(kind), UNKNOWN
    expected = ", ".join(f"{beginning}-..." for beginning in known["natures"])
    raise TableError(f"{where}, field natures_of_control", repr(nature), expected)


def _owner(builder: Builder, company: str, schema: str, data: Record, where: str) -> str:
    """The owner's id: its own number where it is a company of the register, else its record."""
    identity = mapping(data, "identification", where)
    number = text(identity.get("registration_number"))
    places = ("country_registered", "place_registered")
    home = any(text(identity.get(p)).lower() in words()["psc"]["home"] for p in places)
    own = text(mapping(data, "links", where).get("self")).rstrip("/").rpartition("/")[2]
    if schema == "Company" and number and home:
        owner = company_id(number)
    elif own:
        owner = f"gb-psc-{own}"
    else:
        raise TableError(f"{where}, field links.self", "missing", "the address of the record")
    elements = mapping(data, "name_elements", where)
    parts = (text(elements.get(p)) for p in ("forename", "middle_name", "surname"))
    name = text(data.get("name")) or " ".join(part for part in parts if part)
    born = mapping(data, "date_of_birth", where)
    year, month = born.get("year"), born.get("month")
    builder.describe(
        owner,
        schema,
        {
            "name": [name] if name else [],
            "birthDate": [f"{year:04d}-{month:02d}"] if year and month else [],
            "nationality": [text(data["nationality"])] if data.get("nationality") else [],
            "registrationNumber": [number] if number else [],
            "jurisdiction": ["gb"] if home else [],
        },
    )
    return owner


def _exemption(data: Record, where: str) -> str:
    found = mapping(data, "exemptions", where)
    return ", ".join(name.replace("_", " ") for name in found)
