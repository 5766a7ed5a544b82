"""A table of route tests as a page for people: ranked, charted, each hub in plain words.

One HTML file that needs no network and runs no script; the charts are SVG within it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from byway.render import charts, words
from byway.render.page import page

if TYPE_CHECKING:
    from byway.trade.hubs import HubResult
    from byway.trade.routes import RouteTable

MOST_HUBS, MOST_UNITS, MOST_LINKS = 12, 60, 8
"""Shown on the page; the table that `--out` writes has all."""


@dataclass(frozen=True)
class HubView:
    """A hub's name, its paragraphs and its charts (SVG)."""

    code: str
    name: str
    paragraphs: tuple[str, ...]
    innocent: tuple[str, ...]
    charts: tuple[tuple[str, str], ...]


def trade_html(
    table: RouteTable, *, target: str, origins: str = "the origins", currency: str | None = None
) -> str:
    """The page.  `target` is an ISO code; `origins` says in words who exports.

    The same table gives the same text.  What came from outside is escaped; a content security
    policy lets the page load nothing.
    """
    unit = "month" if table.window.monthly else "year"
    shown = table.hubs[:MOST_HUBS]
    event = table.window.periods[table.window.event]
    said = Words(event=event, unit=unit, currency=currency or "", basket=table.basket)
    context = {
        "title": f"Byways to {words.country(target)}?",
        "target": words.country(target),
        "origins": origins,
        "event": event,
        "periods": table.window.periods,
        "basket": table.basket,
        "control": table.control,
        "notes": table.notes,
        "hubs": [_view(hub, said) for hub in shown],
        "more_hubs": len(table.hubs) - len(shown),
        "falling": _falling(table, target, said),
        "flow": _flow(table, target, origins),
        "rows": [_row(hub) for hub in table.hubs],
        "units": table.units.slice(0, MOST_UNITS).to_pylist(),
        "all_units": table.units.num_rows,
        "amounts": f"{said.currency} a {unit}".strip(),
    }
    return page("trade.html", ("style.css", "trade.css"), context)


@dataclass(frozen=True)
class Words:
    """What sentences about hubs have in common."""

    event: str
    unit: str
    currency: str
    basket: str

    def money(self, value: float) -> str:
        """An amount with its currency, where it is known."""
        return f"{self.currency} {words.amount(value)}".strip()

    def moved(self, before: float, after: float, change: float | None) -> str:
        """From what to what, and by how much."""
        verb = "rose" if after > before else "fell" if after < before else "stayed"
        share = "" if change is None else f" ({change:+.0%})"
        if change is not None and change > 9:
            share = f" ({change + 1:,.0f} times as much)"
        return (
            f"{verb} from {self.money(before)} a {self.unit} before {self.event} to"
            f" {self.money(after)} from then on{share}"
        )


def paragraphs(hub: HubResult, said: Words) -> tuple[str, ...]:
    """A hub in plain language: the amounts, what the tests say, and what they could not say."""
    name = words.country(hub.hub)
    codes = words.count(hub.codes, "code")
    amounts = (
        f"Exports of the basket ({said.basket}, {codes} traded) to {name}"
        f" {said.moved(hub.before, hub.after, hub.change)}."
    )
    if hub.did is not None and hub.did_low is not None and hub.did_high is not None:
        from math import exp

        factor, low, high = (exp(x) for x in (hub.did, hub.did_low, hub.did_high))
        sure = (
            "all above 1, so that ordinary growth does not explain it"
            if low > 1
            else "all below 1: it fell behind ordinary trade"
            if high < 1
            else "which holds 1, so that ordinary growth may explain it"
        )
        amounts += (
            f" Had it gone the way of goods under no control, it would differ by a factor of"
            f" {factor:.2f} (95 % interval {low:.2f} to {high:.2f}, {sure})."
        )
    else:
        amounts += " There are no goods under no control to compare with."
    if hub.break_period:
        amounts += f" The series breaks most clearly in {hub.break_period}."
    tests = (
        f"Tests passed: {_list(hub.passed)}. Failed: {_list(hub.failed)}."
        f" Not assessable for want of data: {_list(hub.missing)}."
    )
    if hub.surges:
        tests += (
            f" Of {words.count(hub.surges, 'code')} that surged, {hub.flagged} are consistent with"
            f" diversion after all tests, a rise of {said.money(hub.flagged_rise)} a {said.unit}."
        )
    else:
        tests += " No single code surged."
    return amounts, tests


def _view(hub: HubResult, said: Words) -> HubView:
    unit = " ".join(["million", said.currency, f"a {said.unit}"]).replace("  ", " ")
    drawn = [
        (
            "Exports of the basket beside what the path of goods under no control would have made"
            " of them (dashed)."
            if any(v is not None for v in hub.counterfactual)
            else "Exports of the basket; there is no counterfactual.",
            charts.series_chart(
                charts.Series(hub.periods, hub.basket, hub.counterfactual),
                said.event,
                hub.break_period,
                unit,
                hub.hub,
            ),
        )
    ]
    actual = hub.did if hub.did is not None else _log_change(hub)
    if hub.placebo_shifts and actual is not None:
        fakes = words.count(len(hub.placebo_shifts), "fake event")
        drawn.append(
            (
                f"The shift at the event beside those at {fakes} of the past.",
                charts.placebo_chart(hub.placebo_shifts, actual, hub.hub),
            )
        )
    return HubView(
        hub.hub, words.country(hub.hub), paragraphs(hub, said), hub.innocent, tuple(drawn)
    )


def _log_change(hub: HubResult) -> float | None:
    from math import log

    return log(hub.after / hub.before) if hub.before > 0 and hub.after > 0 else None


def _falling(table: RouteTable, target: str, said: Words) -> str:
    held = table.target
    if held is None:
        return f"The table has no trade of the basket with {words.country(target)} itself."
    change = said.moved(held.before, held.after, held.change)
    return f"Over the same time exports of the basket to {words.country(target)} itself {change}."


def _flow(table: RouteTable, target: str, origins: str) -> str | None:
    """The rise through each hub, the fall of the direct way; dotted where no data say."""
    rising = sorted(
        (hub for hub in table.hubs if hub.after > hub.before),
        key=lambda hub: hub.before - hub.after,
    )[:MOST_LINKS]
    if not rising:
        return None
    links = []
    for hub in rising:
        rise = hub.after - hub.before
        links.append(charts.Link("origins", hub.hub, rise))
        known = hub.second_leg is not None
        links.append(charts.Link(hub.hub, target, rise, known=known and (hub.second_leg or 0) > 0))
    held = table.target
    if held is not None and held.after < held.before:
        links.append(charts.Link("origins", target, held.before - held.after, falls=True))
    columns = [["origins"], [hub.hub for hub in rising], [target]]
    labels = {hub.hub: words.country(hub.hub) for hub in rising}
    labels |= {target: words.country(target), "origins": origins}
    return charts.flow_chart(links, columns, labels)


def _row(hub: HubResult) -> dict[str, Any]:
    return {
        "name": words.country(hub.hub),
        "code": hub.hub,
        "shown": hub,
        "passed": len(hub.passed),
        "made": len(hub.passed) + len(hub.failed),
    }


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"
