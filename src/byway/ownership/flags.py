"""Red flags over ownership: OWN-01, OWN-02, OWN-03 and OWN-06, each with four outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from byway.data import load_yaml
from byway.model import Outcome
from byway.model.record import NO_PROPERTIES, Properties, Record
from byway.ownership.divestment import Divestment, divestments
from byway.ownership.graph import LINKED, OWNERSHIP, Flags, Holdings
from byway.ownership.judging import Judged, judge
from byway.ownership.results import Listed, Meets
from byway.ownership.shares import told
from byway.ownership.structure import Structure

DATA = "ownership/flags.yaml"


class OwnershipFlag(Record):
    """A rule's outcome for one party, with the values that decided.  Not a verdict."""

    party_id: str
    rule: str
    version: str
    outcome: Outcome
    values: Properties = NO_PROPERTIES
    citation: str | None = None


@dataclass(frozen=True)
class Picture:
    """All that the flags look at: the rule's answer, the structure, what was divested."""

    judged: Judged
    structure: Structure
    divested: dict[str, list[Divestment]]

    @classmethod
    def of(
        cls, holdings: Holdings, listed: Iterable[Listed], *, as_of: date, authority: str
    ) -> Picture:
        """The picture of holdings with listed owners on a day, by an authority's rule."""
        entries = list(listed)
        judged = judge(holdings, entries, as_of=as_of, authority=authority)
        moved: dict[str, list[Divestment]] = {}
        windows = rules()["OWN-03"]["parameters"]
        for found in divestments(holdings, entries, as_of=as_of, **windows):
            moved.setdefault(found.owned_id, []).append(found)
        return cls(judged, Structure.of(holdings, judged.view), moved)

    @cached_property
    def accounted(self) -> Flags:
        """For each party whether holders who do not count have so much of it that whoever is not
        recorded cannot reach the threshold."""
        view, rule = self.judged.view, self.judged.rule
        edges = view.edges
        others = (edges.kind == OWNERSHIP) & edges.direct
        others &= ~self.judged.all[1].counts[edges.owner]
        held = np.bincount(edges.owned[others], edges.low[others], minlength=view.size)
        return ~rule.met(100.0 - held.astype(np.float64))


def flags(
    holdings: Holdings,
    listed: Iterable[Listed],
    *,
    as_of: date,
    authority: str = "ofac",
    parties: Sequence[str] | None = None,
) -> list[OwnershipFlag]:
    """Each of the four flags for each party, by its id.

    parties: whom to ask about (default: all in whom a holding is recorded, ever or on `as_of`).
    A party that the records do not know is not assessable.
    """
    picture = Picture.of(holdings, listed, as_of=as_of, authority=authority)
    asked = parties if parties is not None else _owned(holdings)
    return [flag for id in asked for flag in flags_of(picture, id)]


def flags_of(picture: Picture, party_id: str) -> Iterator[OwnershipFlag]:
    """The four flags of one party."""
    number = picture.judged.holdings.numbers.get(party_id)
    for rule, look in (
        ("OWN-01", _owned_by_listed),
        ("OWN-02", _share_not_known),
        ("OWN-03", _moved_away),
        ("OWN-06", _layered),
    ):
        outcome, values = (Outcome.NOT_ASSESSABLE, {}) if number is None else look(picture, number)
        about = rules()[rule]
        citation = about["citation"]
        if rule == "OWN-01":
            citation = picture.judged.rule.source
        yield OwnershipFlag(
            party_id=party_id,
            rule=rule,
            version=str(version()),
            outcome=outcome,
            values={name: tuple(map(str, found)) for name, found in values.items() if found},
            citation=citation,
        )


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml(DATA)
    return found


def rules() -> dict[str, dict[str, Any]]:
    """Title, citation and parameters of each flag, as the data file states them."""
    found: dict[str, dict[str, Any]] = _data()["flags"]
    return found


def version() -> int:
    """The version of the flags' data file."""
    return int(_data()["version"])


Seen = tuple[Outcome, dict[str, Sequence[object]]]


def _owned_by_listed(picture: Picture, number: int) -> Seen:
    judged = picture.judged
    if judged.listed[number]:
        return Outcome.NOT_APPLICABLE, {"listed": ["itself"]}
    if not picture.structure.owned[number]:
        return Outcome.NOT_ASSESSABLE, _why_not(picture, number)
    low, high = judged.share(number)
    values: dict[str, Sequence[object]] = {"held_by_listed": [told(low, high)]}
    outcome = judged.outcome(number)
    if outcome == Meets.MEETS:
        owners = judged.result(number)
        return Outcome.PRESENT, values | {"owners": owners.owners, "working": owners.steps}
    if outcome == Meets.MAY_MEET:
        owners = judged.result(number)
        return Outcome.NOT_ASSESSABLE, values | {"owners": owners.owners, "notes": owners.notes}
    if not picture.accounted[number]:
        return Outcome.NOT_ASSESSABLE, values | {"missing": ["holders of the rest"]}
    return Outcome.ABSENT, values


def _share_not_known(picture: Picture, number: int) -> Seen:
    judged = picture.judged
    if not picture.structure.owned[number]:
        return Outcome.NOT_ASSESSABLE, _why_not(picture, number)
    edges = judged.view.edges
    above = edges.owner[judged.view.holders(number)]
    counting = sorted({int(n) for n in above if judged.all[1].counts[n]})
    values: dict[str, Sequence[object]] = {"owners": [judged.holdings.name(n) for n in counting]}
    if not counting:
        return Outcome.NOT_APPLICABLE, {}
    if judged.outcome(number) == Meets.MEETS:
        return Outcome.NOT_APPLICABLE, values | {"decided": ["by what is known"]}
    return (Outcome.PRESENT if judged.share_unknown(number) else Outcome.ABSENT), values


def _moved_away(picture: Picture, number: int) -> Seen:
    found = picture.divested.get(picture.judged.holdings.ids[number])
    if not found:
        return Outcome.NOT_APPLICABLE, {}
    for outcome in (Outcome.PRESENT, Outcome.NOT_ASSESSABLE, Outcome.ABSENT):
        if chosen := [d for d in found if d.outcome == outcome]:
            numbers, name = picture.judged.holdings.numbers, picture.judged.holdings.name
            return outcome, {
                "owner": [name(numbers[d.owner_id]) for d in chosen],
                "designated": [d.designated for d in chosen if d.designated],
                "ended": [d.ended for d in chosen if d.ended],
                "days": [d.days for d in chosen if d.days is not None],
                "new_holders": [name(numbers[id]) for d in chosen for id in d.new_holders],
                "tie": [d.tie for d in chosen if d.tie],
            }
    raise AssertionError("a divestment has one of three outcomes")


def _layered(picture: Picture, number: int) -> Seen:
    structure, given = picture.structure, rules()["OWN-06"]["parameters"]
    if not structure.owned[number]:
        return Outcome.NOT_ASSESSABLE, _why_not(picture, number)
    countries = structure.countries(number)
    seen = [
        bool(structure.depth[number] >= given["layers"]),
        len(countries) >= given["countries"],
        not structure.persons[number],
        bool(structure.circular[number]),
    ]
    unsaid = seen[2] and bool(structure.vague[number])
    seen[2] = seen[2] and not unsaid
    open_ended = int(not seen[1] and not structure.placed[number]) + int(unsaid)
    values: dict[str, Sequence[object]] = {
        "layers": [int(structure.depth[number])],
        "countries": countries,
        "person_at_the_top": [
            "recorded" if structure.persons[number] else "not said" if unsaid else "none recorded"
        ],
        "circular": ["yes"] if structure.circular[number] else [],
    }
    if sum(seen) >= 2:
        return Outcome.PRESENT, values
    if sum(seen) + open_ended >= 2:
        return Outcome.NOT_ASSESSABLE, values | {"missing": ["countries or kinds of some owners"]}
    return Outcome.ABSENT, values


def _why_not(picture: Picture, number: int) -> dict[str, Sequence[object]]:
    reasons = picture.judged.holdings.unstated.get(number, ())
    return {"missing": reasons or ["no holding in it is recorded on that day"]}


def _owned(holdings: Holdings) -> list[str]:
    held = holdings.edges.owned[holdings.edges.kind != LINKED].tolist()
    return [holdings.ids[n] for n in sorted({*held, *holdings.unstated})]
