"""A rule applied to holdings and listed owners on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from byway.ownership.answers import Answers
from byway.ownership.closure import Closure, Spreader
from byway.ownership.graph import Flags, Holdings
from byway.ownership.results import Listed, Result, ordered
from byway.ownership.rules import Rule
from byway.ownership.view import Places, View
from byway.ownership.working import Working


class Judged(Answers):
    """The rule's answers as results: records with their working."""

    def of(self, party_id: str) -> Result | None:
        """The result of one party; None where no listed one is above it or it is not known."""
        number = self.holdings.numbers.get(party_id)
        return self.result(number) if number is not None and self.reached[number] else None

    def results(self) -> list[Result]:
        """One result for each party that a listed one is above: what meets first."""
        return ordered(self.each())

    def each(self) -> Iterator[Result]:
        """The results one by one, in the order of the parties' numbers."""
        return (self.result(int(number)) for number in np.flatnonzero(self.reached))

    def result(self, number: int) -> Result:
        """The result of a party by its number."""
        working = Working(self, number)
        low, high = self.share(number)
        owners = working.listed_owners()
        return Result(
            party_id=self.holdings.ids[number],
            name=self.holdings.name(number),
            outcome=self.outcome(number),
            ownership=self.outcome(number, self.owned),
            control=self.control(number),
            low=round(low, 6),
            high=round(high, 6),
            listed=bool(self.listed[number]),
            listed_owners=tuple(self.holdings.ids[n] for n in owners if self.listed[n]),
            possible_owners=tuple(self.holdings.ids[n] for n in owners if not self.listed[n]),
            owners=tuple(self.holdings.name(n) for n in owners),
            share_unknown=self.share_unknown(number),
            working=working.steps(),
            notes=working.notes(),
        )


def judge(
    holdings: Holdings, listed: Iterable[Listed], *, as_of: date, authority: str = "ofac"
) -> Judged:
    """Apply an authority's rule, as it stood on `as_of`, to holdings in force on that day.

    listed: parties of the graph that stand on a list; one counts only while it stands there, and
    one that is not `sure` may count.  Ids that the graph does not have are passed over.
    authority: "ofac", "uk" or "eu"; OptionError for another.
    """
    rule = Rule.on(authority, as_of)
    standing = list(listed)
    sure = _numbers(holdings, (entry for entry in standing if entry.sure), as_of)
    perhaps = _numbers(holdings, (entry for entry in standing if not entry.sure), as_of)
    view = View.of(holdings, as_of)
    some = np.union1d(sure, perhaps)
    owned = _pair(view, rule, sure, some, by_control=False)
    more = rule.control or rule.votes == "control"
    return Judged(
        holdings=holdings,
        view=view,
        rule=rule,
        listed=_flags(view.size, sure),
        possible=_flags(view.size, np.setdiff1d(perhaps, sure)),
        reached=_reached(view, some),
        owned=owned,
        all=_pair(view, rule, sure, some, by_control=True) if more else owned,
        notes=_notes(holdings, standing, rule, as_of),
    )


def _pair(
    view: View, rule: Rule, sure: Places, some: Places, *, by_control: bool
) -> tuple[Closure, Closure]:
    lower = Spreader(view, rule, upper=False, by_control=by_control)
    upper = Spreader(view, rule, upper=True, by_control=by_control)
    return (
        lower.spread(sure) if rule.adds_up else lower.spread_each(sure.tolist()),
        upper.spread(some),
    )


def _numbers(holdings: Holdings, listed: Iterable[Listed], day: date) -> Places:
    known = holdings.numbers
    found = {known[e.party_id] for e in listed if e.party_id in known and e.in_force(day)}
    return np.array(sorted(found), dtype=np.int64)


def _flags(size: int, numbers: Places) -> Flags:
    flags: NDArray[np.bool_] = np.zeros(size, dtype=bool)
    flags[numbers] = True
    return flags


def _reached(view: View, seeds: Places) -> Flags:
    """Who has a holding above that leads to one of `seeds`; a seed only through another holding."""
    reached: NDArray[np.bool_] = np.zeros(view.size, dtype=bool)
    for layer in view.downwards(seeds):
        reached[view.edges.owned[view.out(layer)]] = True
    return reached


def _notes(holdings: Holdings, listed: list[Listed], rule: Rule, day: date) -> tuple[str, ...]:
    """What has to be known to read the results."""
    known = [entry for entry in listed if entry.party_id in holdings.numbers]
    early = sum(entry.since is not None and day < entry.since for entry in known)
    undated = sum(entry.since is None for entry in known)
    notes = []
    if rule.before:
        notes.append(f"{day} is before the first text that is held; that of {rule.since} is used")
    if early:
        notes.append(f"{early:,} listed later than {day}: not counted")
    if undated:
        notes.append(f"{undated:,} listed without a date: taken as listed on {day}")
    if rule.note:
        notes.append(" ".join(rule.note.split()))
    return (*notes, *holdings.notes)
