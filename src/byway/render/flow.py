"""A route as a drawing: origin, hub and destination, with goods and certainty on the arrows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from byway.model import Certainty, Evidence, Route, Status
from byway.render.words import count, country, label, rank

NODE = (148, 64)
"""Width and height of a node, in units of the drawing."""
GAP = 158
"""Length of an arrow across; its words stand above and below it."""
DROP = 112
"""Length of an arrow downwards; its words stand to the right of it."""
LINE = 15
"""Height of a line of words."""


@dataclass(frozen=True)
class Text:
    """Lines of words: `x` and the baseline `y` of the first, how they are anchored, which kind."""

    x: float
    y: float
    lines: tuple[str, ...]
    kind: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Box:
    """A node: its corner and size."""

    x: float
    y: float
    width: float = NODE[0]
    height: float = NODE[1]


@dataclass(frozen=True)
class Arrow:
    """A straight arrow from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Drawing:
    """What stands where; `style` (firm, likely, possible) is the line of the arrows."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    texts: tuple[Text, ...]
    style: str


@dataclass(frozen=True)
class Standing:
    """How surely a route is told: style of its line and words for it."""

    style: str
    words: str


def standing(evidence: Iterable[Evidence]) -> Standing:
    """The surest statement that speaks of a route, and how many deny it.

    firm: asserted as occurred or ongoing.  likely: asserted or likely, whatever its status but a
    supposition.  possible: everything else; so a line is never firmer than its best source.
    """
    items = list(evidence)
    held = [(e.certainty, e.status) for e in items if e.certainty and e.status]
    denials = sum(c is Certainty.DENIED for c, _ in held)
    said = sorted((p for p in held if p[0] is not Certainty.DENIED), key=lambda p: rank(*p))
    if not said:
        words = f"only denied ({count(denials, 'claim')})" if denials else "certainty not stated"
        return Standing("possible", words)
    certainty, status = said[0]
    words = f"{label('certainty', certainty.value)}, told as {label('status', status.value)}"
    if denials:
        words += f"; denied in {count(denials, 'claim')}"
    firm = certainty is Certainty.ASSERTED and status in (Status.OCCURRED, Status.ONGOING)
    open_ = status in (Status.CONSIDERED, Status.HYPOTHETICAL)
    if firm:
        return Standing("firm", words)
    if certainty in (Certainty.ASSERTED, Certainty.LIKELY) and not open_:
        return Standing("likely", words)
    return Standing("possible", words)


def stops(route: Route) -> tuple[tuple[str, str], ...]:
    """(place, part it plays) along the route; an empty place is left out, "?" is not named."""
    given = ((route.origin, "origin"), (route.hub, "hub"), (route.destination, "destination"))
    return tuple(
        ("not named" if place == "?" else country(place), part) for place, part in given if place
    )


def across(route: Route, how: Standing) -> Drawing:
    """The route from left to right, for wide screens and paper."""
    places = stops(route)
    goods = wrap("; ".join(route.goods) or "goods not named", 21, 4)
    words = wrap(how.words, 21, 3)
    top = max(0, len(goods) * LINE + 6 - NODE[1] / 2)
    middle = top + NODE[1] / 2
    height = middle + max(NODE[1] / 2, len(words) * LINE + 12) + 2
    boxes, arrows, texts = [], [], []
    for i, (place, part) in enumerate(places):
        x = 1 + i * (NODE[0] + GAP)
        boxes.append(Box(x, top + 1))
        texts += _node_words(place, part, x, top + 1)
        if i + 1 < len(places):
            start, end = x + NODE[0] + 5, x + NODE[0] + GAP - 5
            arrows.append(Arrow(start, middle, end, middle))
            centre = (start + end) / 2 - 3
            texts.append(Text(centre, middle - 9 - (len(goods) - 1) * LINE, goods, "goods"))
            texts.append(Text(centre, middle + 18, words, "how"))
    width = len(places) * NODE[0] + max(0, len(places) - 1) * GAP + 2
    return Drawing(width, height, tuple(boxes), tuple(arrows), tuple(texts), how.style)


def down(route: Route, how: Standing) -> Drawing:
    """The route from top to bottom, for narrow screens."""
    places = stops(route)
    goods = wrap("; ".join(route.goods) or "goods not named", 25, 3)
    words = wrap(how.words, 25, 3)
    boxes, arrows, texts = [], [], []
    for i, (place, part) in enumerate(places):
        y = 1 + i * (NODE[1] + DROP)
        boxes.append(Box(1, y))
        texts += _node_words(place, part, 1, y)
        if i + 1 < len(places):
            start, end = y + NODE[1] + 5, y + NODE[1] + DROP - 5
            x = 1 + NODE[0] / 2
            arrows.append(Arrow(x, start, x, end))
            lines = len(goods) + len(words)
            first = (start + end) / 2 - (lines - 1) * LINE / 2 + 4
            texts.append(Text(x + 16, first, goods, "goods", "start"))
            texts.append(Text(x + 16, first + len(goods) * LINE, words, "how", "start"))
    height = len(places) * NODE[1] + max(0, len(places) - 1) * DROP + 2
    return Drawing(280, height, tuple(boxes), tuple(arrows), tuple(texts), how.style)


def _node_words(place: str, part: str, x: float, y: float) -> list[Text]:
    lines = wrap(place, 17, 2)
    first = y + (31 if len(lines) == 1 else 23)
    centre = x + NODE[0] / 2
    return [
        Text(centre, first, lines, "place"),
        Text(centre, first + len(lines) * LINE + 1, (part,), "part"),
    ]


def wrap(text: str, width: int, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines of `width` columns; what does not fit ends in an ellipsis.

    Wide characters (East Asian Width) take two columns, marks that combine none.
    """
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            joined = f"{lines[-1]} {piece}".strip()
            if _columns(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and _columns(last) > width - 1:
            last = last.rpartition(" ")[0] or last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ;,')}…"]
    return tuple(lines)


def _pieces(word: str, width: int) -> list[str]:
    """A word cut into pieces that fit a line."""
    pieces = [""]
    for character in word:
        if pieces[-1] and _columns(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
