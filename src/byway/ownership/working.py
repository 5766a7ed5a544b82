"""The working of one result: which holdings count, in what order, and what to bear in mind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from byway.ownership.answers import Answers
from byway.ownership.closure import Closure
from byway.ownership.graph import CONTROL, LINKED, OWNERSHIP, VOTING
from byway.ownership.results import Meets, Step
from byway.ownership.shares import NEAR

MOST_STEPS = 40
"""Steps that are shown; more are counted."""
MOST_OWNERS = 20
"""Listed owners that are named."""
MOST_LOOKED_AT = 2_000
"""Parties above one that are looked at for its working."""


class Working:
    """The working of the result for one party."""

    def __init__(self, judged: Answers, number: int) -> None:
        self._judged, self._number = judged, number

    def listed_owners(self) -> list[int]:
        """Listed and possibly listed parties above, nearest first; where the rule is met or may
        be, those through whom it is."""
        seeds = self._judged.listed | self._judged.possible
        return [n for n in self._above if n != self._number and seeds[n]][:MOST_OWNERS]

    def steps(self) -> tuple[Step, ...]:
        """The holdings that count, from the listed owners down to the party; where none counts,
        the way from a listed owner on which the chain breaks."""
        places = self._places[:MOST_STEPS]
        return tuple(self._step(place) for place in places)

    def notes(self) -> tuple[str, ...]:
        """What the records leave open or contradict."""
        judged, view, number = self._judged, self._judged.view, self._number
        holders = view.holders(number)
        edges = view.edges
        notes = []
        if len(self._places) > MOST_STEPS:
            notes.append(f"{len(self._places) - MOST_STEPS:,} more steps are not shown")
        mine = holders[(edges.kind[holders] == OWNERSHIP) & edges.direct[holders]]
        if edges.low[mine].sum() > 100 + NEAR:
            total = edges.low[mine].sum()
            notes.append(f"the records give {total:g} % of it to owners, more than there is")
        if view.apart[holders].any() or view.apart[self._places].any():
            notes.append(
                "records of one holding contradict each other: all that they span is taken"
            )
        if not judged.rule.adds_up and self._only_together():
            notes.append(
                f"no one {judged.rule.word[:-1]} reaches {judged.rule.reach} by these records; "
                "several do together, which counts only where they act jointly"
            )
        if number in judged.holdings.unstated:
            reasons = "; ".join(judged.holdings.unstated[number])
            notes.append(f"its owners are not all stated: {reasons}")
        if any(n == number for place in self._places for n in (int(edges.owner[place]),)):
            notes.append("it holds, through others, a share of itself")
        return tuple(notes)

    @cached_property
    def _closure(self) -> Closure:
        judged = self._judged
        outcome = judged.outcome(self._number)
        if outcome == Meets.MEETS:
            return judged.all[0]
        return judged.all[1]

    @cached_property
    def _above(self) -> list[int]:
        """Parties above, nearest first: those that count where some do, else all reached ones."""
        judged, edges = self._judged, self._judged.view.edges
        seeds = judged.listed | judged.possible
        counts = self._closure.counts
        if judged.outcome(self._number) == Meets.DOES_NOT:
            counts = judged.reached | seeds
        found, layer = {self._number: None}, [self._number]
        while layer and len(found) < MOST_LOOKED_AT:
            above = dict.fromkeys(
                int(owner)
                for node in layer
                if node == self._number or not seeds[node]
                for owner in edges.owner[judged.view.holders(node)]
                if counts[owner]
            )
            layer = [node for node in above if node not in found]
            found.update(dict.fromkeys(layer))
        return list(found)

    @cached_property
    def _places(self) -> list[int]:
        """Places of the holdings of the working, the ones that are settled first first."""
        judged, view = self._judged, self._judged.view
        inside = set(self._above)
        seeds = judged.listed | judged.possible
        places = [
            int(place)
            for node in self._above
            if node == self._number or not seeds[node]
            for place in view.holders(node)
            if int(view.edges.owner[place]) in inside
        ]
        order, rounds = {n: -k for k, n in enumerate(self._above)}, self._closure.round
        return sorted(
            places,
            key=lambda place: (
                view.edges.owned[place] == self._number,
                rounds[view.edges.owned[place]],
                order[int(view.edges.owned[place])],
                -view.edges.low[place],
                place,
            ),
        )

    def _step(self, place: int) -> Step:
        judged = self._judged
        edges, holdings = judged.view.edges, judged.holdings
        owner, owned = int(edges.owner[place]), int(edges.owned[place])
        counts, why = self._standing(owner, int(edges.kind[place]))
        return Step(
            holding=holdings.holding(place, edges),
            owner=holdings.name(owner),
            owned=holdings.name(owned),
            counts=counts,
            why=why,
            told=int(judged.view.told[place]),
        )

    def _standing(self, owner: int, kind: int) -> tuple[str, str]:
        judged = self._judged
        if not self._kind_counts(kind):
            return "not", f"{_KIND_WORDS[kind]} is not what this rule goes by"
        if judged.listed[owner]:
            return "in full", "it counts, for the holder is listed"
        if judged.all[0].counts[owner]:
            return "in full", "it counts in full, for the holder meets the rule"
        if judged.possible[owner]:
            return "perhaps", "it may count, for the holder resembles a listed party"
        if judged.all[1].counts[owner]:
            return "perhaps", "it may count, for the holder may meet the rule"
        return "not", "it does not count, for the holder does not meet the rule"

    def _kind_counts(self, kind: int) -> bool:
        rule = self._judged.rule
        return (
            kind == OWNERSHIP
            or (kind == VOTING and rule.votes != "no")
            or (kind == CONTROL and rule.control)
        )

    def _only_together(self) -> bool:
        """Whether the upper ends reach the threshold only when different owners are added up."""
        judged, edges = self._judged, self._judged.view.edges
        if judged.outcome(self._number, judged.owned) != Meets.MAY_MEET:
            return False
        return not any(judged.rule.met(edges.high[[p]])[0] for p in self._counting_holders())

    def _counting_holders(self) -> Iterator[int]:
        judged, edges = self._judged, self._judged.view.edges
        for place in judged.view.holders(self._number):
            if judged.all[1].counts[edges.owner[place]] and self._kind_counts(edges.kind[place]):
                yield int(place)


_KIND_WORDS = {
    OWNERSHIP: "ownership",
    VOTING: "a right to vote",
    CONTROL: "control without ownership",
    LINKED: "a tie",
}
