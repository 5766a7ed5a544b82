"""What OFAC's formats have in common: labelled facts, names, programmes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from byway.lists.describe import describe, load_yaml
from byway.lists.draft import Draft
from byway.lists.notices import Notices
from byway.lists.schema import has_property
from byway.lists.values import country_code, first_of, ftm_dates, gender, note_country

AUTHORITY = "Office of Foreign Assets Control"
ENTRY_ADDRESS = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id={}"
SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
"""OFAC's type to FtM schema; everything else is an Organization (`-0-`, "entity")."""

ALIASES = {"aka": "alias", "fka": "previousName", "nka": "alias"}

_SUFFIX = re.compile(r"(jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<number>.*?)(?:\s*\((?P<country>[^()]*)\))?(?:,? issued\b.*?)?(?:,? expires\b.*)?$",
    re.IGNORECASE,
)
_LISTING = re.compile(r"\((?P<programme>[^()]*)\):?\s*(?P<day>.+)$")
_LINKED = re.compile(r"Linked To:\s*(.+)$", re.IGNORECASE)
_QUOTED = re.compile(r"^([afn])\.k\.a\.,?\s*'(.*?)'?$")


def name_parts(name: str, schema: str) -> tuple[str, dict[str, str]]:
    """A name in reading order, and its parts for a person written `SURNAME, Given`."""
    pieces = [piece.strip() for piece in name.split(",")]
    if schema != "Person" or len(pieces) < 2:
        return name, {}
    parts = {"lastName": pieces[0], "firstName": pieces[-1]}
    if len(pieces) > 2 and _SUFFIX.match(pieces[1]):
        parts["nameSuffix"] = pieces.pop(1)
    last, given = pieces[0], ", ".join(pieces[1:])
    parts["firstName"] = given
    whole = f"{given} {last} {parts.get('nameSuffix', '')}".strip()
    return whole, parts


def schema_of(kind: str, notices: Notices) -> str:
    """The FtM schema of OFAC's type of party, in small letters."""
    if kind not in describe("ofac-csv").known["type"]:
        notices.warn("SDN_Type", f"unknown value {kind!r}, read as an organization")
    return SCHEMATA.get(kind, "Organization")


def add_name(draft: Draft, name: str) -> None:
    """Add the primary name, in reading order, with its parts."""
    whole, parts = name_parts(name, draft.schema)
    draft.add("name", whole)
    for part, value in parts.items():
        draft.add(part, value)


def add_alias(draft: Draft, kind: str, name: str, *, weak: bool = False) -> None:
    """Add an alias of kind aka, fka or nka; a weak one is kept apart."""
    whole, parts = name_parts(name, draft.schema)
    draft.add("weakAlias" if weak else ALIASES.get(kind, "alias"), whole)
    if not weak:
        for part, value in parts.items():
            draft.add(part, value)


def add_address(
    draft: Draft, lines: Sequence[str | None], country: str | None, notices: Notices
) -> None:
    """Add an address from its lines without the country; the country alone is no address."""
    draft.add("country", note_country(country, "Country", notices))
    filled = [line for line in lines if line]
    if filled:
        draft.add("address", ", ".join([*filled, country] if country else filled))


def add_craft(draft: Draft, cells: Sequence[str | None], notices: Notices) -> None:
    """Add call sign, type, tonnage, gross tonnage, flag and owner of a vessel or aircraft."""
    call_sign, kind, tonnage, gross, flag, owner = cells
    if draft.schema == "Vessel":
        draft.add("callSign", call_sign)
        draft.add("type", kind)
        draft.add("tonnage", tonnage and tonnage.replace(",", ""))
        draft.add("grossRegisteredTonnage", gross and gross.replace(",", ""))
        draft.add("flag", note_country(flag, "Vess_flag", notices))
    elif draft.schema == "Airplane":
        draft.add("registrationNumber", *draft.get("name"))
        draft.add("type", kind)
    if owner:
        draft.add("notes", f"Owner: {owner}")
        draft.relate("Owner", name=owner)


def designate(
    draft: Draft,
    uid: str,
    programme: str,
    *,
    notices: Notices,
    listed: dict[str, str],
    day: str | None = None,
) -> None:
    """Add one programme, since the listing date that names it, else since `day`."""
    if programme not in describe("ofac-csv").known["programme"]:
        notices.warn("Program", f"unknown value {programme!r}")
    draft.designate(
        authority=AUTHORITY,
        programme=programme,
        since=since(programme, listed) or day,
        entry=uid,
        address=ENTRY_ADDRESS.format(uid),
    )


def add_labelled(
    draft: Draft,
    label: str,
    value: str,
    country: str | None,
    *,
    notices: Notices,
    listed: dict[str, str],
) -> None:
    """Add a fact whose label stands apart from its value; what is not known becomes a note."""
    if label.startswith("Listing Date"):
        label, value = "Listing Date", f"{label.removeprefix('Listing Date').strip()} {value}"
    bare = label.rstrip(" :-")
    known = next((form for form in (label, bare, f"{bare}.") if is_label(form)), None)
    whole = f"{value} ({country})" if country else value
    if known is None or not add_fact(draft, known, whole, notices, listed):
        draft.add("notes", f"{label} {whole}")


def add_remarks(draft: Draft, remarks: str, notices: Notices) -> dict[str, str]:
    """Add every fact of a remarks field; what has no label becomes a note.

    Returns the listing dates that the remarks give: words naming the programme to the earliest
    date, for example `{"EO 14024 Directive 2": "2022-02-24"}`.
    """
    listed: dict[str, str] = {}
    for piece in re.split(r";\s*", remarks.strip().removesuffix(".")):
        fact = re.sub(r"^alt\.\s+", "", piece.strip())
        if alias := _QUOTED.match(fact):
            add_alias(draft, f"{alias[1]}ka", alias[2], weak=True)
        elif linked := _LINKED.match(fact):
            draft.relate("Linked To", name=linked[1])
            draft.add("notes", fact)
        elif found := _labels().match(fact):
            label, value = found[1], found[2].strip()
            if not add_fact(draft, label, value, notices, listed):
                draft.add("notes", fact)
        elif fact and fact not in draft.get("position"):
            draft.add("notes", fact)
    return listed


def add_fact(
    draft: Draft, label: str, value: str, notices: Notices, listed: dict[str, str] | None = None
) -> bool:
    """Add one labelled fact; False when it has no place in this kind of entity.

    A listing date goes into `listed` under the programme words that it names.
    """
    kind, target = _known()[label]
    if kind == "listing":
        return _add_listing(value, {} if listed is None else listed)
    if kind == "identifier":
        return _add_identifier(draft, label, value, target)
    if kind == "gender":
        if (found := gender(value)) is None:
            notices.warn(label, f"unknown gender {value!r}")
        draft.add("gender", found)
        return found is not None
    if not has_property(draft.schema, target):
        return False
    if kind == "date":
        if not (days := ftm_dates(value)):
            notices.warn(label, "dates that cannot be read are kept as notes")
        draft.add(target, *days)
        return bool(days)
    if kind == "country":
        code = note_country(value, label, notices)
        draft.add(target, code)
        return code is not None
    draft.add(target, value)
    return True


def is_label(label: str) -> bool:
    """Whether OFAC's name for a fact is known."""
    return label in _known()


def since(programme: str, listed: dict[str, str]) -> str | None:
    """The earliest listing date that names this programme's executive order or list."""
    squeezed = programme.replace("-", "").replace(" ", "").casefold()
    days = [
        day
        for words, day in listed.items()
        if squeezed.endswith(re.sub(r" Directive.*", "", words).replace(" ", "").casefold())
        or squeezed.startswith(words.replace(" ", "").casefold())
    ]
    return first_of(days)


def _add_listing(value: str, listed: dict[str, str]) -> bool:
    if not (found := _LISTING.match(value)):
        return False
    if days := ftm_dates(found["day"]):
        listed[found["programme"]] = min(days[0], listed.get(found["programme"], days[0]))
    return False  # the words themselves stay a note


def _add_identifier(draft: Draft, label: str, value: str, target: dict[str, Any]) -> bool:
    found = _NUMBER.match(value)
    number = (found["number"] if found else value).strip(" :.#")
    country = country_code(found["country"]) if found and found["country"] else None
    if not any(c.isdigit() for c in number) and target["property"] != "swiftBic":
        return False
    names = [target["property"]]
    own = target.get("by_country", {}).get(country)
    if own and has_property(draft.schema, own):
        names.append(own)
    if not has_property(draft.schema, names[0]):
        return False
    if names[0] == "imoNumber":
        number = re.sub(r"\D", "", number)
    for name in names:
        draft.add(name, number)
    if target.get("seat") and country and draft.schema == "Organization":
        draft.add("jurisdiction", country)
    return True


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, Any]]:
    data = load_yaml("ofac_labels.yml")
    known: dict[str, tuple[str, Any]] = {}
    for kind, section in (("date", "dates"), ("country", "countries"), ("text", "texts")):
        known |= {label: (kind, target) for label, target in data[section].items()}
    known |= dict.fromkeys(data["genders"], ("gender", None))
    known |= dict.fromkeys(data["listing_dates"], ("listing", None))
    known |= {label: ("identifier", target) for label, target in data["identifiers"].items()}
    return known


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    longest_first = sorted(_known(), key=len, reverse=True)
    return re.compile(
        "(" + "|".join(map(re.escape, longest_first)) + r")(?:[:\s]+-?\s*|(?=\())(.+)$"
    )
