"""A claimed route held against trade statistics: which rows, which goods, since when.

Joins what the finders know apart: places and goods of a claim (reading), HS codes (goods), tests
(trade).  It says what the numbers show; what that weighs is for `byway.assessment`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from byway.data import load_yaml
from byway.errors import InputError
from byway.files import sha256_of
from byway.model import Goods, Outcome, Route, RouteTest, RouteTrade
from byway.places import country_name

if TYPE_CHECKING:
    from byway.trade.baskets import Basket
    from byway.trade.flows import Flows
    from byway.trade.hubs import HubResult
    from byway.trade.routes import RouteTable

SURE = 0.5
"""HS candidates of a phrase that score less are not looked at in trade."""
SHARE = 0.75
"""Nor those that score less than this share of the phrase's best candidate."""
GENERAL = "chpl"
"""The list that is looked at where no statement names goods that lead to a code."""


@dataclass
class TradeStatistics:
    """A panel of trade and what it is to be asked.

    panel: files of flows; control: totals for the control group, None for the panel's own goods;
    event: period from which controls held, None for what `data/assessment/targets.yaml` says of
    the destination.  The panel is read when the first route is tested.
    """

    panel: Sequence[Path]
    control: Path | None = None
    event: str | None = None
    mapping: Path | None = None
    _flows: Flows | None = field(default=None, repr=False)

    def tester(self, goods: Sequence[Goods]) -> Callable[[Route], RouteTrade]:
        """Tests a route with the HS candidates that its goods have."""
        return lambda route: self.test(route, goods)

    def test(self, route: Route, goods: Sequence[Goods] = ()) -> RouteTrade:
        """What the panel says of a route; without tests, and saying why, where it says nothing.

        Raises TableError and OptionError for a panel that cannot be used at all.
        """
        flows = self.flows()
        basket, told = _basket(route, goods)
        event = self.event or _event(route)
        empty = RouteTrade(
            dataset=self.name,
            rows=f"reporter {_any(route.origin)}, partner {route.hub}; {told}",
            event=event or "?",
            basket=told,
            goods=tuple(sorted(basket.codes or ())),
            currency=flows.currency,
        )
        unknown = [p for p in (route.hub, route.destination) if not _is_code(p)]
        if unknown:
            return _noted(empty, f"{', '.join(unknown)} is no country, so no partner of the table")
        if event is None:
            return _noted(empty, "no event to compare around is known; give one with --event")
        if route.origin != "?" and not _is_code(route.origin):
            return _noted(empty, f"{route.origin} is no country, so no reporter of the table")
        if route.origin not in ("?", *self._reporters()):
            return _noted(empty, f"the table has no exports that {route.origin} reports")
        from byway.trade.ask import routes

        try:
            table = routes(
                flows,
                route.destination,
                event,
                hubs=[route.hub],
                origins=None if route.origin == "?" else [route.origin],
                goods=basket,
                control=self.control,
            )
        except InputError as error:
            return _noted(empty, error.problem)
        return _answer(empty, table, route)

    def flows(self) -> Flows:
        """The panel, read once."""
        if self._flows is None:
            from byway.trade.loading import load

            self._flows = load(list(self.panel), self.mapping)
        return self._flows

    def _reporters(self) -> set[str]:
        """Who reports exports."""
        table = self.flows().table
        found = table.filter(table.flow == "export").select("reporter").distinct().to_pyarrow()
        return set(found["reporter"].to_pylist())

    @property
    def name(self) -> str:
        """How the panel is called in evidence."""
        return ", ".join(path.name for path in self.panel)

    def told(self) -> dict[str, Any]:
        """What a receipt says of it."""
        files = [*self.panel, *([self.control] if self.control else [])]
        held = {path.name: sha256_of(path) for path in files if path.is_file()}
        return {**held, "event": self.event or "by destination"}

    def close(self) -> None:
        """Let the panel go."""
        if self._flows is not None:
            self._flows.close()
            self._flows = None


def _basket(route: Route, goods: Sequence[Goods]) -> tuple[Basket, str]:
    """The goods to look at, and in words where they come from."""
    from byway.trade.baskets import Basket, basket

    named = {phrase.casefold() for phrase in route.goods}
    codes: dict[str, None] = {}
    phrases = []
    for held in goods:
        if held.description.casefold() not in named or not held.candidates:
            continue
        best = held.candidates[0].score
        near = [c.code for c in held.candidates if c.score >= max(SURE, SHARE * best)]
        if near:
            phrases.append(held.description)
            codes.update(dict.fromkeys(near))
    if codes:
        told = f"HS {', '.join(codes)}, which “{'”, “'.join(phrases)}” may fall under"
        return Basket("claimed goods", frozenset(codes)), told
    return basket(GENERAL), "goods of the Common High Priority List, for no goods were named"


def _event(route: Route) -> str | None:
    """The first whole month of the controls on the destination."""
    held = {t["code"]: t for t in load_yaml("assessment/targets.yaml")["targets"]}
    target = held.get(route.destination) or held.get(route.origin)
    if target is None:
        return None
    return str(target.get("widened") or target["since"].strftime("%Y-%m"))


def _noted(empty: RouteTrade, note: str) -> RouteTrade:
    return empty.model_copy(update={"notes": (note,)})


def _answer(empty: RouteTrade, table: RouteTable, route: Route) -> RouteTrade:
    hub = next((h for h in table.hubs if h.hub == route.hub), None)
    if hub is None:
        said = f"no exports of these goods from {_any(route.origin)} to {route.hub} in the table"
        return _noted(empty, said)
    rows = f"{empty.rows}; {table.window.periods[0]} to {table.window.periods[-1]}"
    return empty.model_copy(
        update={
            "rows": rows,
            "before": hub.before,
            "after": hub.after,
            "tests": (*_tests(hub), _substitution(table, route)),
            "innocent": hub.innocent,
            "notes": table.notes[:12],
        }
    )


def _tests(hub: HubResult) -> list[RouteTest]:
    """The basket's tests with their outcome and numbers in words."""
    told = {
        "surge": _if(hub.surge_z, lambda z: f"robust z {z:.1f} against its own past"),
        "difference-in-differences": _if(
            hub.did,
            lambda d: (
                f"{d:+.2f} log points against goods under no control"
                f" (interval {hub.did_low:+.2f} to {hub.did_high:+.2f})"
            ),
        ),
        "break after the event": f"best break {hub.break_period or 'nowhere'}",
        "mirror gap widened": _if(hub.mirror_gap_change, lambda m: f"the gap changed by {m:+.2f}"),
        "second leg": _if(hub.second_leg, lambda s: f"onward trade changed by {s:+.0%}"),
        "placebo in time": _if(
            hub.placebo_time, lambda p: f"empirical p {p[0]:.3f} of {p[1]} fake events"
        ),
        "placebo in goods": _if(
            hub.placebo_goods, lambda p: f"empirical p {p[0]:.3f} of {p[1]} random baskets"
        ),
    }
    tests = []
    for names, outcome in (
        (hub.passed, Outcome.PRESENT),
        (hub.failed, Outcome.ABSENT),
        (hub.missing, Outcome.NOT_ASSESSABLE),
    ):
        word = {"present": "yes", "absent": "no"}.get(outcome.value, "data are missing")
        for name in names:
            found, said = outcome, word
            if name == "difference-in-differences" and (hub.did_high or 0) > 0 >= (
                hub.did_low or 0
            ):
                found, said = Outcome.NOT_ASSESSABLE, "open, for the interval holds zero"
            shown = told.get(name, "") if outcome is not Outcome.NOT_ASSESSABLE else ""
            statement = f"{said}; {shown}" if shown else said
            tests.append(RouteTest(test=name, outcome=found, statement=statement))
    order = list(told)
    return sorted(tests, key=lambda t: order.index(t.test) if t.test in order else len(order))


def _substitution(table: RouteTable, route: Route) -> RouteTest:
    """Whether the same goods fell from the origin to the destination."""
    target, name = table.target, country_name(route.destination)
    if target is None or target.change is None:
        return RouteTest(
            test="substitution",
            outcome=Outcome.NOT_ASSESSABLE,
            statement=f"no trade of these goods with {name} before the event",
        )
    fell = target.change <= -table.settings.fall
    return RouteTest(
        test="substitution",
        outcome=Outcome.PRESENT if fell else Outcome.ABSENT,
        statement=f"{'yes' if fell else 'no'}; the same goods to {name} changed by"
        f" {target.change:+.0%}",
    )


def _if(number: Any, say: Callable[[Any], str]) -> str:
    return "" if number is None else say(number)


def _any(place: str) -> str:
    return "any" if place == "?" else place


def _is_code(place: str) -> bool:
    return len(place) == 2 and place.isalpha() and place.isupper()
