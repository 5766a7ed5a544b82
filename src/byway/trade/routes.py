"""Route tests put together: origins -> hub -> target, by HS6 and for a basket as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from byway.errors import OptionError, TableError
from byway.trade import cube
from byway.trade.baskets import Basket, controlled
from byway.trade.case import Case
from byway.trade.control import Control, from_panel, from_totals
from byway.trade.cube import Leg, Route, Words
from byway.trade.hubs import HubResult, examine
from byway.trade.robust import Flags
from byway.trade.tabulate import COLUMNS, tabulate
from byway.trade.units import UnitTests, run
from byway.trade.window import RouteSettings, Window, window

__all__ = ["COLUMNS", "RouteTable", "UnitTests", "route_tests"]

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


@dataclass(frozen=True)
class RouteTable:
    """What the tests say.

    `units`: Arrow table with the columns `COLUMNS`, best score first; a test without data is
    null.  `hubs`: one result for each hub's basket as a whole, largest estimate first; `target`
    the same for the origins' trade with the target, the leg that should have fallen.
    `tests` has every number behind the units.  `currency`: ISO 4217, None when not known.
    """

    units: pa.Table
    hubs: tuple[HubResult, ...]
    target: HubResult | None
    window: Window
    settings: RouteSettings
    basket: str
    control: str | None
    notes: tuple[str, ...]
    tests: UnitTests = field(repr=False)
    currency: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain data: the question, the hubs, the units."""
        return {
            "periods": [self.window.periods[0], self.window.periods[-1]],
            "event": self.window.periods[self.window.event],
            "basket": self.basket,
            "currency": self.currency,
            "control": self.control,
            "notes": list(self.notes),
            "target": self.target.to_dict() if self.target else None,
            "hubs": [hub.to_dict() for hub in self.hubs],
            "units": self.units.to_pylist(),
        }


def route_tests(
    flows: ir.Table,
    target: str,
    event: str,
    *,
    basket: Basket,
    hubs: Sequence[str] | None = None,
    origins: Sequence[str] | None = None,
    control: ir.Table | None = None,
    unusable: Mapping[str, str] | None = None,
    joined: Mapping[str, Sequence[str]] | None = None,
    settings: RouteSettings | None = None,
    remarks: Sequence[str] = (),
) -> RouteTable:
    """Test every hub x HS6 of the basket, and each hub's basket as a whole.

    `flows`: an Ibis table of flows (see `byway.trade.flows`), on any engine.  `event`: the
    period from which controls held.  `hubs`: None for every partner of the origins but the
    target and the origins themselves.  `origins`: None for the coalition that controls exports to
    the target (`data/trade/coalition.yml`) as far as it reports, else for every exporter that is
    neither target nor a hub.  `control`: flows of totals (product TOTAL and 27).
    `unusable`: HS6 codes whose series a change of nomenclature broke, each with the reason.
    `joined`: names of series made of several codes, and these codes.  `remarks`: what is
    known of the panel already, told among the notes.

    Raises TableError for a panel without flows of this route, OptionError for an event outside
    the panel.
    """
    settings = settings or RouteSettings()
    origins, hubs = _places(flows, target, hubs, origins)
    periods = _periods(flows, origins)
    if not periods:
        raise TableError(
            "panel", f"no exports from {', '.join(origins[:5])}", "flows of this route"
        )
    at = window(periods, event, settings)
    settings = settings.for_frequency(at.monthly)
    route = Route(tuple(origins), tuple(hubs), target, at)
    legs = cube.legs(cube.expression(flows, route), at)
    out = legs["out"]
    if not len(out):
        raise TableError(
            "panel", f"no exports from {', '.join(origins[:5])}", "flows of this route"
        )
    value = out.filled()
    listed = _holds(basket, out.hs6)
    group = _control(control, route, out, basket, least=settings.least_codes)
    case = Case(target, at, settings, legs, value, listed, group, unusable or {})
    tests = run(case)
    chosen = listed & case.usable
    results = {
        place: examine(case, tests, place, mine)
        for place in (*hubs, target)
        if (mine := chosen & (out.place == place)).any()
    }
    broken = case.broken
    notes = [*remarks, *([group.why] if group.why else [])]
    notes += _notes(at, settings, broken, set(out.hs6[listed]))
    ranked = sorted(
        (result for place, result in results.items() if place != target),
        key=lambda r: (-(r.did if r.did is not None else r.change or -np.inf), r.hub),
    )
    return RouteTable(
        tabulate(case, tests, joined or {}),
        tuple(ranked),
        results.get(target),
        at,
        settings,
        basket.name,
        group.what,
        tuple(notes),
        tests,
    )


def _places(
    flows: ir.Table, target: str, hubs: Sequence[str] | None, origins: Sequence[str] | None
) -> tuple[list[str], list[str]]:
    """Origins and hubs, as given or as the panel has them."""
    if hubs is not None and target in hubs:
        raise OptionError("--hubs", f"{target} is the target", "places between origin and target")
    exports = flows.filter(flows.flow == "export")
    if origins is None:
        apart = {target, *(hubs or ())}
        senders = exports.select("reporter").distinct().to_pyarrow()["reporter"].to_pylist()
        free = sorted(s for s in senders if s not in apart)
        origins = [s for s in free if s in _coalition(target)] or free
    if hubs is None:
        sent = exports.filter(exports.reporter.isin(list(origins)))
        partners = sent.select("partner").distinct().to_pyarrow()["partner"].to_pylist()
        hubs = sorted(p for p in partners if p != target and p not in set(origins))
    if not origins or not hubs:
        raise TableError(
            "panel", "no exports from an origin to a hub", "flows of origins, hubs and target"
        )
    return list(origins), list(hubs)


@cache
def _coalition(target: str) -> frozenset[str]:
    """Who controls exports to `target`; nobody where we do not know."""
    text = files("byway.data").joinpath("trade/coalition.yml").read_text("utf-8")
    held = yaml.safe_load(text)
    return frozenset(held["members"] if target in held["targets"] else ())


def _periods(flows: ir.Table, origins: Collection[str]) -> list[str]:
    sent = flows.filter(flows.flow == "export", flows.reporter.isin(list(origins)))
    found: list[str] = sent.select("period").distinct().to_pyarrow()["period"].to_pylist()
    return found


def _holds(basket: Basket, hs6: Words) -> Flags:
    known = {code: basket.holds(code) for code in set(hs6)}
    return np.array([known[code] for code in hs6], bool)


def _control(
    table: ir.Table | None,
    route: Route,
    out: Leg,
    basket: Basket,
    *,
    least: int,
) -> Control:
    value, listed = out.filled(), _holds(basket, out.hs6)
    listed_elsewhere = controlled()
    if table is not None:
        totals = cube.legs(cube.expression(table, route), route.window)["out"]
        treated = listed | _holds(listed_elsewhere, out.hs6)
        return from_totals(totals, out, value, treated)

    def free(hs6: str) -> bool:
        return not basket.holds(hs6) and not listed_elsewhere.holds(hs6)

    return from_panel(out, value, free, least)


def _notes(
    at: Window, settings: RouteSettings, broken: Mapping[str, str], codes: set[str]
) -> list[str]:
    assert settings.least_before is not None and settings.least_after is not None
    unit = "months" if at.monthly else "years"
    notes = []
    if at.event < settings.least_before:
        notes.append(
            f"{at.event} {unit} before the event, fewer than {settings.least_before}: no past to"
            " judge by, nothing is assessable"
        )
    if len(at.periods) - at.event < settings.least_after:
        notes.append(f"fewer than {settings.least_after} {unit} from the event on")
    met = sorted(codes & set(broken))
    if met:
        notes.append(
            f"{len(met)} codes not assessable, broken by a change of nomenclature: "
            + ", ".join(met[:10])
            + (" ..." if len(met) > 10 else "")
        )
    return notes
