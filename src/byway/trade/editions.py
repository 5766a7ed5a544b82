"""Editions of the Harmonized System: which series cross a change of codes, and which cannot.

On 1 January 2022 (and 2017) hundreds of subheadings were renamed, split or merged.  A code that
begins there looks like a surge from nothing, one that ends there like a collapse.  `read_series`
finds such codes from the data themselves (no trade by any reporter on one side of it), joins
those whose predecessors `data/trade/editions.yml` names into one series, and says of the rest that
they cannot be judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from byway.trade.notes import Note

if TYPE_CHECKING:
    import ibis

    from byway.trade.flows import Flows

MOVED = 0.25
"""A code whose finer codes begin (share of trade after) and end (share before) at the change by
amounts further apart than this is not the same goods on both sides."""


@dataclass(frozen=True)
class Group:
    """Codes whose goods are the same before (`old`) and after (`new`) a change of edition."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def members(self) -> frozenset[str]:
        """All its codes, of both editions."""
        return frozenset(self.old) | frozenset(self.new)


@dataclass(frozen=True)
class Change:
    """A change of edition: `before` and `after` are Comtrade's letters (H5, H6).

    `since` is the first month of the new edition; `wide` maps new codes to the wider codes that
    their goods came out of; `narrowed` maps codes to those that took goods from them.
    """

    before: str
    after: str
    since: str
    joined: tuple[Group, ...]
    wide: Mapping[str, tuple[str, ...]]
    narrowed: Mapping[str, tuple[str, ...]]


@cache
def changes() -> tuple[Change, ...]:
    """The changes of edition that `data/trade/editions.yml` describes, the oldest first."""
    import yaml

    text = files("byway.data").joinpath("trade/editions.yml").read_text("utf-8")
    content = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return tuple(sorted(map(_change, content["changes"]), key=lambda change: change.since))


def _change(given: Mapping[str, Any]) -> Change:
    return Change(
        before=given["from"],
        after=given["to"],
        since=given["since"],
        joined=tuple(Group(tuple(g["old"]), tuple(g["new"])) for g in given["joined"]),
        wide={code: tuple(g["from"]) for g in given["wide"] for code in g["new"]},
        narrowed={g["code"]: tuple(g["to"]) for g in given["narrowed"]},
    )


@dataclass(frozen=True)
class Series:
    """How the product codes of a table become series that can be compared over time.

    `joined`: code to the code that names its series, for codes that were joined with others.
    `members`: name of a joined series to all its codes, of both editions.
    `unassessable`: name of a series to why it cannot be judged across the change.
    `narrowed`: name of a series that lost goods to other codes to what to say of it.
    """

    joined: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unassessable: Mapping[str, str] = field(default_factory=dict)
    narrowed: Mapping[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The series a code belongs to: itself unless joined."""
        return self.joined.get(code, code)

    def names(self, codes: Iterable[str]) -> frozenset[str]:
        """The series of a list of goods; codes of another edition find theirs.

        A joined series can be wider than the listed code: `members` says what is in it.
        """
        return frozenset(self.name(code) for code in codes)

    def apply(self, table: ibis.Table) -> ibis.Table:
        """`table` with `product` replaced by the name of its series.

        Rows are not summed: group by the columns wanted.
        """
        if not self.joined:
            return table
        return table.mutate(product=table.product.substitute(dict(self.joined)))

    def notes(self) -> tuple[Note, ...]:
        """What was joined and what cannot be judged, with counts."""
        found = []
        if self.members:
            shown = tuple(f"{name} = {'+'.join(all_)}" for name, all_ in self.members.items())[:3]
            text = f"{len(self.members):,} series joined over a change of HS edition"
            found.append(Note("edition joined", text, examples=shown))
        if self.unassessable:
            shown = tuple(f"{name}: {why}" for name, why in self.unassessable.items())[:3]
            text = f"{len(self.unassessable):,} codes not assessable over a change of HS edition"
            found.append(Note("edition not assessable", text, examples=shown))
        if self.narrowed:
            text = f"{len(self.narrowed):,} codes lost goods to new codes"
            found.append(Note("edition narrowed", text, examples=tuple(self.narrowed)[:3]))
        return tuple(found)


def read_series(flows: Flows, prefer: Collection[str] = ()) -> Series:
    """The series of a flow table.  `prefer` names joined series by these codes where it can.

    Only changes of edition that the table's periods cross matter; a table on one side of them has
    every code as its own series.
    """
    joined: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    unassessable: dict[str, str] = {}
    narrowed: dict[str, str] = {}
    for change in changes():
        amounts = _amounts(flows, change.since)
        if amounts is None:
            continue
        part = _over(change, amounts, frozenset(prefer))
        joined |= part.joined
        members |= part.members
        unassessable |= part.unassessable
        narrowed |= part.narrowed
    return Series(joined, members, unassessable, narrowed)


def counterparts(codes: Collection[str], held: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The codes that stand, in a table of another edition, for codes of a list of goods.

    `held` are the codes of the table.  Codes that are held stand for themselves; others for the
    held codes of their group, which can be wider or narrower; () where nothing stands for one.
    """
    there = frozenset(held)
    found: dict[str, tuple[str, ...]] = {}
    for code in codes:
        groups = [g for c in changes() for g in c.joined if code in g.members]
        others = {other for group in groups for other in group.members & there}
        found[code] = (code,) if code in there else tuple(sorted(others))
    return found


@dataclass(frozen=True)
class _Amount:
    """Trade in a code on both sides of a change, and the part of it in finer codes that
    begin or end there."""

    before: float
    after: float
    begun: float
    ended: float


def _amounts(flows: Flows, since: str) -> dict[str, _Amount] | None:
    """Trade by product on both sides of a change; None when the table lies on one side of it."""
    since = since[: len(flows.periods[-1])]
    if not flows.periods[0] < since <= flows.periods[-1]:
        return None
    rows = flows.engine.rows(
        "WITH side AS (SELECT product, written,"
        " coalesce(sum(value) FILTER (period < ?), 0) AS before,"
        " coalesce(sum(value) FILTER (period >= ?), 0) AS after FROM code GROUP BY ALL)"
        " SELECT product, sum(before), sum(after),"
        " coalesce(sum(after) FILTER (before = 0), 0),"
        " coalesce(sum(before) FILTER (after = 0), 0) FROM side GROUP BY product ORDER BY product",
        [since, since],
    )
    return {row[0]: _Amount(*map(float, row[1:])) for row in rows}


def _over(change: Change, amounts: Mapping[str, _Amount], prefer: frozenset[str]) -> Series:
    one_sided = {code for code, sum_ in amounts.items() if not (sum_.before and sum_.after)}
    joined: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    unassessable: dict[str, str] = {}
    for group in change.joined:
        present = sorted(group.members & amounts.keys())
        if not present or not (group.members & one_sided):
            continue
        before = any(amounts[code].before for code in present)
        after = any(amounts[code].after for code in present)
        if before and after:
            name = _name(group, prefer)
            joined |= dict.fromkeys(sorted(group.members), name)
            members[name] = tuple(sorted(group.members))
        else:
            others = group.old if after else group.new
            for code in present:
                unassessable[code] = (
                    f"{_side(change, after)}; {' and '.join(others)} of the other edition"
                    " not in these data"
                )
    for code in sorted(one_sided - joined.keys() - unassessable.keys()):
        after = bool(amounts[code].after)
        if code in change.wide and after:
            wider = " and ".join(change.wide[code]) or "several unrelated codes"
            unassessable[code] = f"{_side(change, True)}; its goods were part of {wider}"
        elif after or amounts[code].before:
            unassessable[code] = f"{_side(change, after)}; no concordance to join it with"
    for code, sum_ in amounts.items():
        if code in one_sided or code in joined:
            continue
        begun, ended = sum_.begun / sum_.after, sum_.ended / sum_.before
        if abs(begun - ended) > MOVED:
            unassessable[code] = (
                f"{begun:.0%} of its trade after {change.since} is in finer codes that begin there,"
                f" {ended:.0%} of that before in finer codes that end there"
            )
    narrowed = {
        joined.get(code, code): f"lost goods to {', '.join(to)} on {change.since}"
        for code, to in change.narrowed.items()
        if code in amounts and code not in unassessable
    }
    return Series(joined, members, unassessable, narrowed)


def _side(change: Change, after: bool) -> str:
    if after:
        return f"no trade by any reporter before {change.since}, when the HS edition changed"
    return f"no trade by any reporter since {change.since}, when the HS edition changed"


def _name(group: Group, prefer: frozenset[str]) -> str:
    """The code that names a joined series: a preferred one, one of both editions, or a new one."""
    for codes in (group.new, group.old):
        if listed := [code for code in codes if code in prefer]:
            return listed[0]
    both = [code for code in group.new if code in group.old]
    return (both or group.new)[0]
