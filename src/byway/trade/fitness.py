"""Whether a flow table fits a question: what can be tested of a route, and what cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from byway.trade.editions import Change, Series, changes
from byway.trade.notes import Note

if TYPE_CHECKING:
    from byway.trade.flows import Flows

LEAST_BEFORE = {True: 6, False: 1}
"""Periods before the event that a comparison needs: months, years."""


def fitness(
    flows: Flows,
    *,
    event: str,
    target: str,
    hubs: Collection[str] = (),
    goods: Collection[str] = (),
    series: Series | None = None,
) -> tuple[Note, ...]:
    """What cannot be tested of a route to `target` around `event` (YYYY-MM), and what still can.

    `goods` are HS6 codes (empty: all).  Each note says what is missing and what is left.
    """
    return (
        *flows.problems,
        *_periods(flows, event),
        *_places(flows, target, hubs),
        *_goods(flows, frozenset(goods), series or Series()),
    )


def _periods(flows: Flows, event: str) -> Iterator[Note]:
    start = event[: 7 if flows.monthly else 4]
    unit = "months" if flows.monthly else "years"
    before = sum(period < start for period in flows.periods)
    after = len(flows.periods) - before
    if before < LEAST_BEFORE[flows.monthly]:
        yield Note(
            "no period before",
            f"{before} {unit} before {event} (the table begins {flows.periods[0]}): no comparison"
            " with the past can be made; amounts after the event can be shown",
        )
    if not after:
        yield Note(
            "no period after",
            f"the table ends {flows.periods[-1]}, before {event}: nothing can be tested",
        )
    if not flows.monthly:
        text = "yearly data: break dates cannot be told within a year"
        yield Note("years only", text)
    elif holes := _holes(flows.periods):
        text = f"{len(holes)} months are absent from the whole table"
        yield Note("absent months", text, examples=holes[:5])


def _holes(periods: tuple[str, ...]) -> tuple[str, ...]:
    months = [int(p[:4]) * 12 + int(p[5:]) - 1 for p in periods if len(p) == 7]
    absent = sorted(set(range(months[0], months[-1] + 1)) - set(months)) if months else []
    return tuple(f"{month // 12}-{month % 12 + 1:02d}" for month in absent)


def _places(flows: Flows, target: str, hubs: Collection[str]) -> Iterator[Note]:
    sides = flows.engine.rows("SELECT DISTINCT reporter, partner, flow FROM flow ORDER BY 1, 2, 3")
    partners = {partner for _, partner, flow in sides if flow == "export"}
    if target not in partners:
        yield Note(
            "no target",
            f"no exports to {target}: substitution cannot be tested; surge,"
            " difference-in-differences and break can",
        )
    if absent := [hub for hub in hubs if hub not in partners]:
        yield Note("no hub", f"no exports to {', '.join(absent)}: these cannot be tested")
    second = {
        reporter for reporter, partner, flow in sides if partner == target and flow == "export"
    }
    second |= {
        partner for reporter, partner, flow in sides if reporter == target and flow == "import"
    }
    wanted = set(hubs) or partners - {target}
    if hubless := sorted(wanted - second):
        text = (
            f"no trade from {', '.join(hubless[:8])} to {target}: their second leg cannot be tested"
        )
        yield Note("no second leg", text)


def _goods(flows: Flows, goods: frozenset[str], series: Series) -> Iterator[Note]:
    if not goods:
        return
    present = {str(row[0]) for row in flows.engine.rows("SELECT DISTINCT product FROM code")}
    held = {series.name(code) for code in present} | present
    found = {code for code in goods if series.name(code) in held}
    if absent := sorted(goods - found):
        other = [code for code in absent if any(_born_in(code))]
        said = f" ({len(other)} are codes of one HS edition only)" if other else ""
        yield Note(
            "goods not in the table",
            f"{len(absent)} of {len(goods)} listed codes are not in the table{said}:"
            f" {len(found)} can be tested",
            examples=tuple(absent[:5]),
        )
    unjudged = sorted(code for code in found if series.name(code) in series.unassessable)
    if unjudged:
        yield Note(
            "goods not assessable",
            f"{len(unjudged)} of {len(goods)} listed codes begin or end with an HS edition",
            examples=tuple(unjudged[:5]),
        )


def _born_in(code: str) -> Iterator[Change]:
    """The changes of edition that made a code or ended it."""
    for change in changes():
        once = {end for group in change.joined for end in set(group.old) ^ set(group.new)}
        if code in once or code in change.wide:
            yield change
