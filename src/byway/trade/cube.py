"""From flows to short series: one Ibis expression for all legs of a route, on any engine.

Legs of origin -> hub -> target, each summed over its other side:

======== =================================================  =====================
leg      what is summed                                     place of a row
======== =================================================  =====================
out      exports of the origins                             hub or target
mirror   imports of hubs from the origins                   hub
sent     exports of hubs to the target                      hub
received imports of the target from hubs                    hub
======== =================================================  =====================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from byway.trade.robust import Floats, unrecorded
from byway.trade.window import Window

if TYPE_CHECKING:
    import ibis.expr.types as ir

Words = NDArray[np.object_]
_WEIGHED = ("weight_before", "weight_after", "weighed_before", "weighed_after")


@dataclass(frozen=True)
class Leg:
    """Series of one leg: row i is `place[i]`, `hs6[i]`; columns are the window's periods.

    `value` is NaN where no trade was recorded.  `weight` has weight and the value that it
    belongs to, before and after the event: `[units, 4]`, NaN where no weight was recorded.
    """

    place: Words
    hs6: Words
    value: Floats
    weight: Floats

    def __len__(self) -> int:
        return len(self.place)

    def filled(self) -> Floats:
        """Values with 0 where a unit has no row in a period in which the leg has any.

        Statistics leave out what did not happen: a unit without a row in a month in which the
        leg was reported had no trade.  A period without any row of the leg stays NaN.
        """
        recorded = ~unrecorded(self.value)
        out: Floats = np.where(np.isnan(self.value) & recorded, 0.0, self.value)
        return out

    def where(self, keep: NDArray[np.bool_]) -> Leg:
        """The rows that are kept."""
        return Leg(self.place[keep], self.hs6[keep], self.value[keep], self.weight[keep])

    def series(self, place: Words, hs6: Words) -> Floats:
        """Values of the given units: 0 where a unit has no row in a period its place reported.

        All NaN for a place that has no row at all, and in periods in which it has none.
        """
        periods = self.value.shape[1]
        recorded = {name: ~unrecorded(self.value[self.place == name]) for name in set(self.place)}
        never = np.zeros(periods, bool)
        index = {key: i for i, key in enumerate(zip(self.place, self.hs6, strict=True))}
        keys = zip(place, hs6, strict=True)
        rows = np.array([index.get(key, -1) for key in keys], dtype=np.int64)
        out = np.full((len(rows), periods), np.nan)
        have = rows >= 0
        out[have] = self.value[rows[have]]
        reported = np.array([recorded.get(name, never) for name in place], bool)
        return np.where(np.isnan(out) & reported.reshape(out.shape), 0.0, out)


@dataclass(frozen=True)
class Route:
    """Who sends, who passes on, who receives, and when."""

    origins: tuple[str, ...]
    hubs: tuple[str, ...]
    target: str
    window: Window


def expression(table: ir.Table, route: Route) -> ir.Table:
    """One row per leg, place and HS6 with a column per period: everything the tests need."""
    import ibis

    t, target, window = table, route.target, route.window
    from_origins = t.reporter.isin(route.origins) & (t.flow == "export")
    out = from_origins & t.partner.isin([*route.hubs, target])
    mirror = t.reporter.isin(route.hubs) & (t.flow == "import") & t.partner.isin(route.origins)
    sent = t.reporter.isin(route.hubs) & (t.flow == "export") & (t.partner == target)
    received = (t.reporter == target) & (t.flow == "import") & t.partner.isin(route.hubs)
    leg = ibis.cases((out, "out"), (mirror, "mirror"), (sent, "sent"), (received, "received"))
    place = ibis.cases((mirror | sent, t.reporter), else_=t.partner)
    first, event, last = window.periods[0], window.periods[window.event], window.periods[-1]
    chosen = (
        t.filter(out | mirror | sent | received, t.period >= first, t.period <= last)
        .mutate(leg=leg, place=place)
        .select("leg", "place", "product", "period", "value", "weight")
    )
    v, w, p = chosen.value, chosen.weight, chosen.period
    weighed = w.notnull() & v.notnull() & (w > 0)
    sums: dict[str, Any] = {
        f"v{i}": v.sum(where=p == name) for i, name in enumerate(window.periods)
    }
    sums |= {
        "weight_before": w.sum(where=weighed & (p < event)),
        "weight_after": w.sum(where=weighed & (p >= event)),
        "weighed_before": v.sum(where=weighed & (p < event)),
        "weighed_after": v.sum(where=weighed & (p >= event)),
    }
    grouped: ir.Table = chosen.group_by("leg", "place", "product").aggregate(**sums)
    return grouped


def legs(expr: ir.Table, window: Window) -> dict[str, Leg]:
    """Run the expression and lay its rows out: `out`, `mirror`, `sent`, `received`.

    Units are sorted by place and code, whatever the engine's order.
    """
    table = expr.to_pyarrow()
    order = table.select(["leg", "place", "product"])
    import pyarrow.compute as pc

    table = table.take(pc.sort_indices(order, [(name, "ascending") for name in order.column_names]))
    leg = table["leg"].to_numpy(zero_copy_only=False)
    place = table["place"].to_numpy(zero_copy_only=False).astype(object)
    hs6 = table["product"].to_numpy(zero_copy_only=False).astype(object)
    value = _matrix(table, [f"v{i}" for i in range(len(window.periods))])
    weight = _matrix(table, list(_WEIGHED))
    whole = Leg(place, hs6, value, weight)
    return {name: whole.where(leg == name) for name in ("out", "mirror", "sent", "received")}


def _matrix(table: Any, names: list[str]) -> Floats:
    out = np.empty((table.num_rows, len(names)))
    for i, name in enumerate(names):
        column = table[name].cast("float64").to_numpy(zero_copy_only=False)
        out[:, i] = column
    return out
