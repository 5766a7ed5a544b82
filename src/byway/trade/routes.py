"""Route tests put together: origins -> hub -> target, by HS6 and for a basket as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from byway.errors import OptionError, TableError
from byway.trade import cube, placebo, verdict
from byway.trade.baskets import Basket, controlled
from byway.trade.breaks import Break, best
from byway.trade.control import Control, from_panel, from_totals
from byway.trade.cube import Leg, Words
from byway.trade.did import Did, did, nothing
from byway.trade.hubs import HubResult, examine
from byway.trade.mirror import Mirror, mirror
from byway.trade.reasons import reasons
from byway.trade.robust import Floats
from byway.trade.substitution import Change, second_leg, substitution
from byway.trade.surge import Surge, surge
from byway.trade.unit_value import UnitValue, unit_value
from byway.trade.window import RouteSettings, Window, window

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

COLUMNS = (
    "hub",
    "hs6",
    "surge",
    "surge_z",
    "substitution",
    "did",
    "did_low",
    "did_high",
    "mirror_gap",
    "mirror_gap_change",
    "break_period",
    "second_leg",
    "placebo_p",
    "score",
    "verdict",
    "reasons",
)
"""Columns of the table of units, in order."""


@dataclass(frozen=True)
class UnitTests:
    """All tests of all units (row i is `place[i]`, `hs6[i]`), each with its own numbers."""

    place: Words
    hs6: Words
    value: Floats
    surge: Surge
    substitution: Change
    did: Did
    break_: Break
    second_leg: Change
    mirror: Mirror
    unit_value: UnitValue
    placebo_p: Floats
    outcomes: verdict.Outcomes


@dataclass(frozen=True)
class RouteTable:
    """What the tests say.

    `units`: Arrow table with the columns `COLUMNS`, best score first; a test without data is
    null.  `hubs`: one result for each hub's basket as a whole, largest estimate first; `target`
    the same for the origins' trade with the target, the leg that should have fallen.
    `tests` has every number behind the units.
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

    def to_dict(self) -> dict[str, Any]:
        """Plain data: the question, the hubs, the units."""
        return {
            "periods": [self.window.periods[0], self.window.periods[-1]],
            "event": self.window.periods[self.window.event],
            "basket": self.basket,
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
    target and the origins themselves.  `origins`: None for every exporter that is neither target
    nor, where hubs are given, a hub.  `control`: flows of totals (product TOTAL and 27).
    `unusable`: HS6 codes whose series a change of nomenclature broke, each with the reason.
    `joined`: names of series made of several codes, and these codes.  `remarks`: what is known of the panel already, told among the notes.

    Raises TableError for a panel without flows of this route, OptionError for an event outside
    the panel.
    """
    settings = settings or RouteSettings()
    origins, hubs = _places(flows, target, hubs, origins)
    at = window(_periods(flows, origins), event, settings)
    settings = settings.for_frequency(at.monthly)
    route = {"origins": origins, "hubs": hubs, "target": target, "window": at}
    legs = cube.legs(cube.expression(flows, **route), at)
    out = legs["out"]
    if not len(out):
        raise TableError("panel", f"no exports from {', '.join(origins[:5])}", "flows of this route")
    value = out.filled(~np.isnan(out.value).all(axis=0))
    listed = _holds(basket, out.hs6)
    group = _control(control, route, out, value, basket, listed, settings)
    broken = unusable or {}
    tests = _units(legs, out, value, listed, group, broken, target, at, settings)
    chosen = listed & ~np.isin(out.hs6, list(broken))
    places = [*hubs, target]
    results = {
        place: examine(
            place,
            chosen & (out.place == place),
            out,
            value,
            legs,
            target,
            group,
            tests,
            at,
            settings,
        )
        for place in places
        if (chosen & (out.place == place)).any()
    }
    notes = [*remarks, *([group.why] if group.why else [])]
    notes += _notes(at, settings, broken, set(out.hs6[listed]))
    ranked = sorted(
        (result for place, result in results.items() if place != target),
        key=lambda r: (-(r.did if r.did is not None else r.change or -np.inf), r.hub),
    )
    return RouteTable(
        _table(tests, broken, joined or {}, at, settings),
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
        senders = exports.select("reporter").distinct().to_pyarrow()["reporter"].to_pylist()
        imports = flows.filter(flows.flow == "import")
        receiving = set(imports.select("reporter").distinct().to_pyarrow()["reporter"].to_pylist())
        apart = {target, *(hubs or ())}
        chosen = sorted(s for s in senders if s not in apart and s not in receiving)
        origins = chosen or sorted(s for s in senders if s not in apart)
    if hubs is None:
        sent = exports.filter(exports.reporter.isin(list(origins)))
        partners = sent.select("partner").distinct().to_pyarrow()["partner"].to_pylist()
        hubs = sorted(p for p in partners if p != target and p not in set(origins))
    if not origins or not hubs:
        raise TableError(
            "panel", "no exports from an origin to a hub", "flows of origins, hubs and target"
        )
    return list(origins), list(hubs)


def _periods(flows: ir.Table, origins: Collection[str]) -> list[str]:
    sent = flows.filter(flows.flow == "export", flows.reporter.isin(list(origins)))
    found: list[str] = sent.select("period").distinct().to_pyarrow()["period"].to_pylist()
    return found


def _holds(basket: Basket, hs6: Words) -> np.ndarray:
    known = {code: basket.holds(code) for code in set(hs6)}
    return np.array([known[code] for code in hs6], bool)


def _control(
    table: ir.Table | None,
    route: Mapping[str, Any],
    out: Leg,
    value: Floats,
    basket: Basket,
    listed: np.ndarray,
    settings: RouteSettings,
) -> Control:
    listed_elsewhere = controlled()
    if table is not None:
        totals = cube.legs(cube.expression(table, **route), route["window"])["out"]
        treated = listed | _holds(listed_elsewhere, out.hs6)
        return from_totals(totals, out, value, treated)

    def free(hs6: str) -> bool:
        return not basket.holds(hs6) and not listed_elsewhere.holds(hs6)

    return from_panel(out, value, free, settings.least_codes)


def _units(
    legs: Mapping[str, Leg],
    out: Leg,
    value: Floats,
    listed: np.ndarray,
    group: Control,
    broken: Mapping[str, str],
    target: str,
    at: Window,
    settings: RouteSettings,
) -> UnitTests:
    keep = listed & (out.place != target)
    place, hs6 = out.place[keep], out.hs6[keep]
    usable = ~np.isin(hs6, list(broken))
    mine = np.where(usable[:, None], value[keep], np.nan)
    there = out.series(np.full(len(hs6), target, object), hs6)
    rise = surge(mine, at, settings)
    fall = substitution(np.where(usable[:, None], there, np.nan), at, settings)
    controls = np.array([group.at(p, len(at.periods)) for p in place]).reshape(mine.shape)
    apart = did(mine, controls, at, settings) if group.what else nothing(len(mine))
    against = np.isfinite(apart.estimate)
    step = best(mine, at, settings, np.where(against[:, None], controls, 1.0))
    onward = second_leg(_onward(legs, place, hs6, usable), at, settings)
    two = mirror(mine, legs["mirror"].series(place, hs6), at, settings)
    price = unit_value(out.weight[keep], rise.factor, settings.price)
    p = placebo.in_time(mine, at, rise.z, place, settings)
    big = rise.rise / settings.floor
    outcomes = verdict.Outcomes(
        surge=verdict.Outcome(
            rise.passed,
            rise.levels.assessable,
            np.minimum(verdict.strength(rise.z, settings.z), verdict.strength(big, 1.0)),
        ),
        substitution=verdict.Outcome(
            fall.passed,
            fall.assessable,
            np.minimum(
                verdict.strength(-fall.z, settings.fall_z),
                verdict.strength(-fall.change, settings.fall),
            ),
        ),
        did=verdict.Outcome(
            apart.passed,
            ~np.isnan(apart.estimate),
            verdict.strength(apart.estimate / (apart.high - apart.estimate), 1.0),
        ),
        break_=verdict.Outcome(
            step.passed,
            step.assessable,
            np.where(step.passed, verdict.strength(step.f, settings.break_f), 0.0),
        ),
        second_leg=verdict.Outcome(
            onward.passed, onward.assessable, verdict.strength(onward.z, settings.fall_z)
        ),
        mirror=verdict.Outcome(
            two.passed, ~np.isnan(two.change), verdict.strength(two.z, settings.fall_z)
        ),
        placebo=verdict.Outcome(
            np.nan_to_num(p, nan=1.0) <= settings.alpha, ~np.isnan(p), np.nan_to_num(1 - p)
        ),
        price=price.price,
    )
    return UnitTests(
        place, hs6, mine, rise, fall, apart, step, onward, two, price, p, outcomes
    )


def _onward(
    legs: Mapping[str, Leg], place: Words, hs6: Words, usable: np.ndarray
) -> Floats:
    """Hub -> target as the hub reports it, else as the target does."""
    leg = legs["sent"] if len(legs["sent"]) else legs["received"]
    return np.where(usable[:, None], leg.series(place, hs6), np.nan)


def _table(
    tests: UnitTests,
    broken: Mapping[str, str],
    joined: Mapping[str, Sequence[str]],
    at: Window,
    settings: RouteSettings,
) -> pa.Table:
    import pyarrow as pa

    scores = verdict.score(tests.outcomes)
    words = verdict.verdicts(tests.outcomes)
    because = reasons(tests, broken, joined, at, settings)
    period = [at.periods[i] if i >= 0 else None for i in tests.break_.at]
    columns: dict[str, Any] = {
        "hub": pa.array(tests.place, pa.string()),
        "hs6": pa.array(tests.hs6, pa.string()),
        "surge": _floats(tests.surge.factor),
        "surge_z": _floats(tests.surge.z),
        "substitution": _floats(tests.substitution.change),
        "did": _floats(tests.did.estimate),
        "did_low": _floats(tests.did.low),
        "did_high": _floats(tests.did.high),
        "mirror_gap": _floats(tests.mirror.gap),
        "mirror_gap_change": _floats(tests.mirror.change),
        "break_period": pa.array(period, pa.string()),
        "second_leg": _floats(np.where(tests.second_leg.assessable, tests.second_leg.change, np.nan)),
        "placebo_p": _floats(tests.placebo_p),
        "score": _floats(scores),
        "verdict": pa.array(words, pa.string()),
        "reasons": pa.array(because, pa.string()),
    }
    order = np.lexsort((tests.hs6.astype(str), tests.place.astype(str), -np.nan_to_num(np.round(scores, 12), nan=-1.0)))
    return pa.table(columns).select(list(COLUMNS)).take(order)


def _floats(numbers: Floats) -> pa.Array:
    import pyarrow as pa

    return pa.array(numbers, pa.float64(), mask=~np.isfinite(numbers))


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
