"""Charts of route tests as SVG that needs no network and no script (Altair, vl-convert)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

INK, QUIET, TRADE, EVENT = "#1b1e23", "#7a828b", "#1a4b7c", "#8a1f11"
WIDTH = 460
"""Of the plotting area, in pixels; the page scales a chart down where the screen is narrower."""

_MILLION = 1e6
_IDS = re.compile(r'(\bid="|url\(#|href="#)')
_STYLE = re.compile(r' style="[^"]*"')


@dataclass(frozen=True)
class Link:
    """Goods that go from one place to another: `amount` a period; `known` is False for no data."""

    source: str
    target: str
    amount: float
    known: bool = True
    falls: bool = False


@dataclass(frozen=True)
class Series:
    """Trade by period and its counterfactual; None where it is missing."""

    periods: Sequence[str]
    trade: Sequence[float | None]
    counterfactual: Sequence[float | None]


def series_chart(series: Series, event: str, break_period: str | None, unit: str, name: str) -> str:
    """Trade by period beside what the control group's path would have made of it.

    Amounts are divided by a million; `unit` says so on the axis ("million EUR a month").  The
    event is a grey line, the break a red one.
    """
    import altair as alt

    rows = [
        {"at": _day(p), "kind": kind, "value": None if v is None else v / _MILLION}
        for kind, values in (
            ("as reported", series.trade),
            ("counterfactual", series.counterfactual),
        )
        for p, v in zip(series.periods, values, strict=True)
        if v is not None
    ]
    drawn = [
        kind for kind in ("as reported", "counterfactual") if any(r["kind"] == kind for r in rows)
    ]
    x = alt.X(
        "at:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(title=None, format="%b %Y", tickCount=6, labelAngle=0),
    )
    colours = alt.Scale(domain=drawn, range=[TRADE, QUIET][: len(drawn)])
    dashes = alt.Scale(domain=drawn, range=[[1, 0], [5, 4]][: len(drawn)])
    legend = alt.Legend(title=None, orient="top")
    lines = (
        alt.Chart(_data(rows))
        .mark_line(strokeWidth=2)
        .encode(
            x=x,
            y=alt.Y("value:Q", axis=alt.Axis(title=unit, tickCount=5)),
            color=alt.Color("kind:N", scale=colours, legend=legend),
            strokeDash=alt.StrokeDash("kind:N", scale=dashes, legend=legend),
        )
    )
    marks = [{"at": _day(event), "what": "controls"}]
    if break_period and break_period != event:
        marks.append({"at": _day(break_period), "what": "break"})
    elif break_period:
        marks[0]["what"] = "controls and break"
    rules = (
        alt.Chart(_data(marks))
        .mark_rule(strokeWidth=1.5)
        .encode(
            x=x, color=alt.condition("datum.what == 'controls'", alt.value(QUIET), alt.value(EVENT))
        )
    )
    words = alt.layer(
        *(
            alt.Chart(_data([mark]))
            .mark_text(align="right", dx=-4, dy=14 * n + 8, fontSize=12, color=INK)
            .encode(x=x, y=alt.value(0), text="what:N")
            for n, mark in enumerate(marks)
        )
    )
    return _svg((lines + rules + words).properties(width=WIDTH, height=210), f"series-{name}")


def placebo_chart(shifts: Sequence[float], actual: float, name: str) -> str:
    """Shifts (log points) at fake events in the past, and the true event's."""
    import altair as alt

    axis = alt.Axis(title="shift in log points", tickCount=6)
    fake = [{"shift": s, "of": "fake events"} for s in shifts]
    domain = alt.Scale(domain=["fake events", "the event"], range=[QUIET, EVENT])
    drawn = [*fake, {"shift": actual, "of": "the event"}]
    chart = (
        alt.Chart(_data(drawn))
        .mark_tick(thickness=3, size=30)
        .encode(
            x=alt.X("shift:Q", axis=axis, scale=alt.Scale(zero=True, nice=True)),
            color=alt.Color("of:N", scale=domain, legend=alt.Legend(title=None, orient="top")),
        )
    )
    return _svg(chart.properties(width=WIDTH, height=50), f"placebo-{name}")


def flow_chart(
    links: Sequence[Link], columns: Sequence[Sequence[str]], labels: dict[str, str]
) -> str:
    """Links between places in columns from left to right, as wide as their amounts.

    Falling links are grey, links without data dotted.  `labels` are the words beside a place.
    """
    import altair as alt

    most = max(len(column) for column in columns)
    place: dict[str, tuple[float, float]] = {}
    for x, column in enumerate(columns):
        for y, name in enumerate(column):
            place[name] = (float(x), (y + 0.5) * most / len(column))
    largest = max((link.amount for link in links if link.known), default=1.0) or 1.0
    lines = []
    for link in links:
        (x1, y1), (x2, y2) = place[link.source], place[link.target]
        dip = most / 2 + 0.35 if abs(x2 - x1) > 1 else 0.0
        wide = max(1.5, 22 * link.amount / largest) if link.known else 1.5
        points = [
            (x1, y1),
            (x1 + 0.25 * (x2 - x1), y1 + dip),
            (x2 - 0.25 * (x2 - x1), y2 + dip),
            (x2, y2),
        ]
        values = [{"x": x, "y": y, "n": i} for i, (x, y) in enumerate(points)]
        mark: dict[str, Any] = {
            "interpolate": "basis",
            "strokeWidth": wide,
            "opacity": 0.45 if not link.falls else 0.35,
            "color": QUIET if link.falls or not link.known else TRADE,
        }
        if not link.known:
            mark["strokeDash"] = [2, 4]
        lines.append(
            alt.Chart(_data(values))
            .mark_line(**mark)
            .encode(
                x=_axis("x", -0.42, len(columns) - 0.58),
                y=_axis("y", most + 0.8, -0.2),
                order="n:Q",
            )
        )
    words = [{"x": x, "y": y, "text": labels.get(name, name)} for name, (x, y) in place.items()]
    text = (
        alt.Chart(_data(words))
        .mark_text(fontSize=13, fontWeight=600, color=INK, stroke="white", strokeWidth=0)
        .encode(
            x=_axis("x", -0.42, len(columns) - 0.58), y=_axis("y", most + 0.8, -0.2), text="text:N"
        )
    )
    chart = alt.layer(*lines, text).properties(width=WIDTH + 40, height=60 + 42 * most)
    return _svg(chart, "flow")


def _data(rows: list[dict[str, Any]]) -> Any:
    import altair as alt

    kind: Any = alt.Data
    return kind(values=rows)


def _axis(field: str, low: float, high: float) -> Any:
    import altair as alt

    kind = alt.X if field == "x" else alt.Y
    return kind(
        f"{field}:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False)
    )


def _day(period: str) -> str:
    return f"{period}-01T00:00:00Z" if len(period) == 7 else f"{period}-01-01T00:00:00Z"


def _svg(chart: Any, name: str) -> str:
    """The chart as SVG whose ids are its own and that carries no inline style."""
    import vl_convert

    chart = chart.configure(font="system-ui, sans-serif", background="#ffffff").configure_view(
        stroke=None
    )
    chart = chart.configure_axis(
        labelFontSize=12,
        titleFontSize=12,
        titleFontWeight="normal",
        gridColor="#e4e7eb",
        labelColor=INK,
    ).configure_legend(labelFontSize=12, labelColor=INK, symbolSize=200)
    svg: str = vl_convert.vegalite_to_svg(chart.to_json())
    marked = re.sub(r"[^A-Za-z0-9]", "-", name)
    return _STYLE.sub("", _IDS.sub(rf"\g<1>{marked}-", svg))
