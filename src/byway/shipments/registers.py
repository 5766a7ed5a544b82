"""Knowledge from outside the file of shipments: small tables, looked up by what a cell says.

What lists say of a name, what control lists say of a code: it is found once for each distinct
value, by whoever knows how, and joined here.  A register that was not given leaves its columns
unknown, so that what rests on it is not assessable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from byway.shipments.text import plain

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from byway.shipments.asked import Asked


@dataclass(frozen=True)
class Shape:
    """A register: what it says, the columns it is looked up by, and those it answers with.

    `plain`: keys and cells are compared by letters and digits alone (`text.plain`), else as
    written.  `entries`: it lists what is so, and what does not stand in it is not so (`standing`);
    a key may have several entries.  Else it answers for each key that it has, which has one row
    (`joined`), and what it does not have is unknown.
    """

    meaning: str
    keys: tuple[str, ...]
    columns: dict[str, str]
    plain: bool = False
    entries: bool = False


def _entries(meaning: str, key: str, **columns: str) -> Shape:
    """A list of names or addresses, each from a day on (since ever, where `since` is empty)."""
    held = {"since": "date", **columns}
    return Shape(meaning, (key,), held, plain=True, entries=True)


SHAPES: dict[str, Shape] = {
    "goods": Shape(
        "what control lists say of an HS code, for every code of the file",
        ("hs",),
        {"controlled": "boolean", "priority": "boolean", "tier": "string", "controls": "string"},
    ),
    "listed": Shape(
        "the listed party that a name meets, for every name of the file",
        ("name",),
        {
            "listed": "boolean",
            "id": "string",
            "caption": "string",
            "list": "string",
            "topic": "string",
            "since": "date",
            "snapshot": "date",
            "score": "float64",
        },
    ),
    "unverified": _entries(
        "names that meet the BIS Unverified List, or that list", "name", entry="string"
    ),
    "letters": _entries(
        "parties that a letter of BIS to you names: its kind (supplier list, Project Guardian, "
        "red flag, is informed), and the HS code it is about (all goods, where empty)",
        "name",
        kind="string",
        hs="string",
    ),
    "suppliers": _entries(
        "known past suppliers of priority goods to the target, as the Trade Integrity Project or "
        "import records have them",
        "name",
        source="string",
    ),
    "risky_addresses": _entries(
        "addresses that an authority lists for high diversion risk", "address", issuer="string"
    ),
    "listed_addresses": _entries(
        "addresses of the file that meet one of a listed party, or those of listed parties",
        "address",
        caption="string",
        list="string",
    ),
    "licences": _entries(
        "holders of licences of Russia's FSB for secret work, until a day (still, where empty)",
        "name",
        until="date",
        number="string",
    ),
    "facilities": _entries(
        "addresses at or beside military facilities", "address", facility="string"
    ),
    "ties": Shape(
        "whether a party has, or had, ties to the programme's targets or to listed persons: the "
        "kind of tie (officer, owner, trade, family, associate, nominee), to whom, whether that is "
        "a listed person",
        ("name",),
        {
            "tied": "boolean",
            "kind": "string",
            "to": "string",
            "to_listed": "boolean",
            "source": "string",
        },
        plain=True,
    ),
    "profiles": Shape(
        "what company registers, and who looked, say of a party: number of employees, whether it "
        "has premises of its own, whether its officers and its accounts are known",
        ("name",),
        {
            "employees": "float64",
            "premises": "boolean",
            "officers_known": "boolean",
            "accounts_known": "boolean",
        },
        plain=True,
    ),
    "premises": Shape(
        "what is at an address: residence, office, works, forwarder, business centre, other",
        ("address",),
        {"kind": "string"},
        plain=True,
    ),
    "industry": Shape(
        "whether a country's industry can use goods of a heading (first 4 digits of the HS code)",
        ("heading", "country"),
        {"uses": "boolean", "source": "string"},
    ),
    "vessels": Shape(
        "what watchers of vessels saw, a row for each event, by IMO number: dark (no AIS position, "
        "with the hours), false position, identity (of another vessel), night transfer (from ship "
        "to ship), false flag (in the IMO's register), or watched (the span in which none of them "
        "goes unseen)",
        ("imo",),
        {"event": "string", "since": "date", "until": "date", "hours": "float64"},
        entries=True,
    ),
    "transfer_places": Shape(
        "whether goods often go from ship to ship off a country, as an authority or you found",
        ("country",),
        {"frequent": "boolean", "source": "string"},
    ),
    "fit": Shape(
        "whether a description of goods contradicts its HS code, for every pair of the file: "
        "because of what",
        ("description", "hs"),
        {"contradicts": "boolean", "because": "string"},
    ),
    "export_licences": Shape(
        "your own export licences by number: from which day and until which they hold",
        ("number",),
        {"valid_from": "date", "valid_until": "date"},
        plain=True,
        entries=True,
    ),
    "transfers": Shape(
        "payments that parties received, a row for each: from whom, of which country, on which "
        "day, how much (in the currency of the shipments that they pay)",
        ("receiver",),
        {"sender": "string", "sender_country": "string", "day": "date", "amount": "float64"},
        plain=True,
        entries=True,
    ),
    "owned": Shape(
        "what ownership records say of a party: whether listed persons hold enough of it in all "
        "(meets, may meet, does not meet), between which percentages, which owners, whether others "
        "have the rest (accounted); whether a listed owner's share is unknown; whether listed "
        "persons control it (stated, possible, not shown); whether one left, when; layers of "
        "owners, their countries, whether a natural person is on top",
        ("name",),
        {
            "outcome": "string",
            "low": "float64",
            "high": "float64",
            "owners": "string",
            "accounted": "boolean",
            "share_unknown": "boolean",
            "control": "string",
            "divested": "boolean",
            "divested_on": "date",
            "depth": "int64",
            "jurisdictions": "int64",
            "person_on_top": "boolean",
        },
        plain=True,
    ),
}
"""The registers by name.  `listed.since` is the day of listing, NULL where a list does not say."""


def joined(table: ir.Table, asked: Asked, name: str, on: tuple[str, ...], prefix: str) -> ir.Table:
    """`table` with the answers of the register `name` to its columns `on`, named by `prefix`.

    NULL where a column of `on` is, where the register has no such key or was not given.
    """
    return all_joined(table, asked, {prefix: (name, on)})


def all_joined(
    table: ir.Table, asked: Asked, lookups: Mapping[str, tuple[str, tuple[str, ...]]]
) -> ir.Table:
    """`table` with the answers of several registers in one pass; lookups: register and columns that
    it is looked up by, by the prefix of the answers, as in `joined`."""
    import ibis

    both, answered = table, []
    for prefix, (name, on) in lookups.items():
        shape, register = SHAPES[name], asked.registers.get(name)
        named = {column: f"{prefix}{column}" for column in shape.columns}
        if register is None:
            answered += [
                ibis.null(kind).name(named[column]) for column, kind in shape.columns.items()
            ]
            continue
        keys = {
            f"{prefix}_key_{key}": plain(register[key]) if shape.plain else register[key]
            for key in shape.keys
        }
        answers = register.select(**keys, **{to: register[of] for of, to in named.items()})
        ours = [plain(both[column]) if shape.plain else both[column] for column in on]
        met = [mine == answers[key] for mine, key in zip(ours, keys, strict=True)]
        both = both.left_join(answers, met)
        answered += list(named.values())
    return both.select(*table.columns, *answered)


def standing(
    table: ir.Table,
    asked: Asked,
    name: str,
    keys: Sequence[str],
    prefix: str,
    *,
    also: Callable[[Asked], ir.BooleanValue] | None = None,
) -> ir.Table:
    """`table` with whether an entry of the list `name` stands for one of the row's `keys`.

    An entry counts for goods that left on its day `since` or later, and of which `also` holds: a
    condition over the row and the entry's columns, named by `prefix`.  Added are `<prefix>met` and
    the columns of the entry that counts (the least of several).  For each key, `table` has whether
    there is the party (`consignee_there` for `consignee_address_key`): where there is none, nothing
    is unknown.
    """
    import ibis

    shape = SHAPES[name]
    register = asked.registers.get(name)
    if register is None:
        nothing = {f"{prefix}{column}": ibis.null(kind) for column, kind in shape.columns.items()}
        return table.mutate(**{f"{prefix}met": ibis.null("boolean")}, **nothing)
    (key,) = shape.keys
    entries = register.select(
        _key=plain(register[key]),
        **{f"{prefix}{column}": register[column] for column in shape.columns},
    )
    pairs = ibis.union(
        *(table.mutate(_cell=table[key]).filter(table[key].notnull()) for key in keys)
    )
    pairs = pairs.join(entries, pairs._cell == entries._key)
    looking = replace(asked, table=pairs)
    since = pairs[f"{prefix}since"]
    counts = since.isnull() | looking.shipped_since(since)
    if also is not None:
        counts &= also(looking)
    pairs = pairs.mutate(_counts=counts)
    found = pairs.group_by(_row=pairs.row).aggregate(
        _met=pairs._counts.fill_null(False).any(),
        _open=pairs._counts.isnull().any(),
        **{
            f"{prefix}{column}": pairs[f"{prefix}{column}"].min(where=pairs._counts)
            for column in shape.columns
        },
    )
    both = table.left_join(found, table.row == found._row)
    unknown = ibis.or_(*(both[key].isnull() & both[_there(key)].fill_null(True) for key in keys))
    met = ibis.cases(
        (both._met, ibis.literal(True)),
        (both._open | unknown, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    return both.mutate(**{f"{prefix}met": met}).drop("_row", "_met", "_open")


def _there(key: str) -> str:
    """The column that says whether there is the party whose name or address `key` holds."""
    return key.removesuffix("_key").removesuffix("_address") + "_there"
