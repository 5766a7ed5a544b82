"""What the EU's formats have in common: names with stress marks, partial births, identifiers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from byway.lists.describe import describe
from byway.lists.draft import Draft
from byway.lists.notices import Notices
from byway.lists.schema import has_property
from byway.lists.values import ftm_date, years

AUTHORITY = "Council of the European Union"
SCHEMATA = {"P": "Person", "E": "Organization", "person": "Person", "enterprise": "Organization"}
NO_COUNTRY = "00"
"""What stands for an unknown country."""

_STRESS = re.compile("([аеиоуыэюяіїє][\u0306\u0308]?)[\u0301\u00b4]", re.IGNORECASE)
_CYRILLIC = re.compile("[\\u0400-\\u04ff]")
_KIND = re.compile(r"(?P<number>.+?) *\((?P<kind>[a-z]+)-[^)]*\).*$")


def schema_of(code: str, notices: Notices) -> str:
    """The FtM schema of a subject type's code."""
    if code not in SCHEMATA:
        notices.warn("subjectType", f"unknown value {code!r}, read as an organization")
    return SCHEMATA.get(code, "Organization")


def add_name(draft: Draft, whole: str, *, strong: bool = True) -> None:
    """Add a name: the first strong one is the name, later ones aliases, weak ones apart."""
    name = unstressed(whole)
    if not strong:
        draft.add("weakAlias", name)
    elif not draft.get("name"):
        draft.add("name", name)
    elif name not in draft.get("name"):
        draft.add("alias", name)


def add_birth(
    draft: Draft,
    *,
    day: str | None = None,
    parts: tuple[str | None, str | None, str | None] = (None, None, None),
    range: tuple[str | None, str | None] = (None, None),
    place: Iterable[str | None] = (),
) -> None:
    """Add a birth: a day, else year, month and day in `parts`, else a range of years; its place."""
    low, high = range
    found = ftm_date(day or "") or ftm_date("-".join(filter(None, parts)) if parts[0] else "")
    if found:
        draft.add("birthDate", found)
    elif low and high and low.isdigit() and high.isdigit():
        draft.add("birthDate", *years(int(low), int(high)))
    draft.add("birthPlace", ", ".join(piece for piece in place if piece))


def add_identifier(draft: Draft, kind: str, number: str | None, notices: Notices) -> None:
    """Add a document's number under the property that its type code belongs to."""
    if not number:
        return
    if stated := _KIND.match(number):
        number, kind = stated["number"], stated["kind"]
    known = describe("eu-fsf-xml").options["identifiers"]
    if kind not in known:
        notices.warn("identificationTypeCode", f"unknown value {kind!r}, read as an id number")
    name = known.get(kind, "idNumber")
    if name == "idNumber" and draft.schema != "Person":
        name = "registrationNumber"
    draft.add(name if has_property(draft.schema, name) else "registrationNumber", number)


def designate(draft: Draft, programme: str | None, acts: Sequence[Act], **more: str | None) -> None:
    """Add one programme, since the earliest date of the acts that name the party.

    The files state the acts that list or amend an entry; a party is listed at the latest since
    the first of them, and `since` in `more`, where given, is the date of designation itself.
    """
    dated = sorted(act for act in acts if act.day)
    first = (dated or list(acts))[0] if acts else Act()
    draft.designate(
        authority=AUTHORITY,
        programme=programme,
        since=more.get("since") or first.day,
        reason=more.get("reason") or first.title,
        entry=more.get("entry"),
        address=first.address,
    )


class Act(NamedTuple):
    """A legal act: its date (YYYY-MM-DD), number and address."""

    day: str = ""
    title: str = ""
    address: str = ""


def unstressed(name: str) -> str:
    """The name without stress marks on Cyrillic vowels; й, ё and ѓ keep what is theirs."""
    return unicodedata.normalize("NFC", _STRESS.sub(r"\1", unicodedata.normalize("NFD", name)))
