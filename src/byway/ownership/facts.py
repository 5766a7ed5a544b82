"""One row for each party with recorded owners: what rules over shipments need to know of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np

from byway.model import Outcome
from byway.ownership.divestment import Divestment
from byway.ownership.flags import Picture
from byway.ownership.graph import Holdings
from byway.ownership.results import Listed, Meets
from byway.ownership.working import Working

COLUMNS = (
    "party_id",
    "names",
    "listed",
    "outcome",
    "control",
    "low",
    "high",
    "accounted",
    "listed_owners",
    "listed_share_unknown",
    "divested",
    "divested_on",
    "depth",
    "jurisdictions",
    "top_known",
)
"""Columns of the table of facts, in order."""


def facts(
    holdings: Holdings, listed: Iterable[Listed], *, as_of: date, authority: str = "ofac"
) -> Any:
    """A pyarrow table with `COLUMNS`, a row for each party in whom a holding is recorded.

    outcome: "meets", "may meet", "does not meet"; null where no holding is in force on `as_of`.
    low, high: percent held by listed persons in all.  accounted: whether holders who do not count
    have the rest, so that "does not meet" says it is so and not only that nothing is recorded.
    listed_owners: names.  divested: "present", "absent", "not assessable", null where no listed
    owner ever held; divested_on: the day of the first move that is present.  depth: layers of
    owners.  jurisdictions: number of countries, null where some are not known.  top_known: whether
    a natural person is recorded above it, null where the records do not say what those at the top
    are.
    """
    picture = Picture.of(holdings, listed, as_of=as_of, authority=authority)
    return table(picture)


def table(picture: Picture) -> Any:
    """The table of facts of a picture that is there already."""
    import pyarrow as pa

    judged, structure = picture.judged, picture.structure
    holdings, numbers = judged.holdings, picture.judged.holdings.numbers
    recorded = structure.owned.copy()
    recorded[list(holdings.unstated)] = True
    divested = {numbers[id]: _told(found) for id, found in picture.divested.items()}
    days = {numbers[id]: _when(found) for id, found in picture.divested.items()}
    recorded[list(divested)] = True
    rows = np.flatnonzero(recorded)
    low = judged.owned[0].shares[rows]
    high = np.maximum(low, judged.owned[1].shares[rows])
    known = structure.owned[rows]
    reached = judged.reached[rows]
    outcomes = [
        (judged.outcome(int(n)).value if below else Meets.DOES_NOT.value) if there else None
        for n, below, there in zip(rows, reached, known, strict=True)
    ]
    columns: dict[str, Any] = {
        "party_id": pa.array([holdings.ids[n] for n in rows], pa.string()),
        "names": pa.array([list(holdings.names(int(n))) for n in rows], pa.list_(pa.string())),
        "listed": pa.array(judged.listed[rows]),
        "outcome": pa.array(outcomes, pa.string()),
        "control": pa.array(
            [
                (judged.control(int(n)) if below else "not shown") if there else None
                for n, below, there in zip(rows, reached, known, strict=True)
            ],
            pa.string(),
        ),
        "low": pa.array(low, pa.float64(), mask=~known),
        "high": pa.array(high, pa.float64(), mask=~known),
        "accounted": pa.array(picture.accounted[rows]),
        "listed_owners": pa.array(
            [
                [holdings.name(o) for o in Working(judged, int(n)).listed_owners()] if below else []
                for n, below in zip(rows, reached, strict=True)
            ],
            pa.list_(pa.string()),
        ),
        "listed_share_unknown": pa.array(
            [
                bool(below) and judged.share_unknown(int(n))
                for n, below in zip(rows, reached, strict=True)
            ],
            pa.bool_(),
        ),
        "divested": pa.array([divested.get(n) for n in rows.tolist()], pa.string()),
        "divested_on": pa.array([days.get(n) for n in rows.tolist()], pa.date32()),
        "depth": pa.array(structure.depth[rows], pa.int32(), mask=~known),
        "jurisdictions": pa.array(
            [
                len(structure.countries(int(n))) if placed else None
                for n, placed in zip(rows, structure.placed[rows], strict=True)
            ],
            pa.int32(),
        ),
        "top_known": pa.array(
            structure.persons[rows],
            pa.bool_(),
            mask=~known | (structure.vague[rows] & ~structure.persons[rows]),
        ),
    }
    return pa.table({name: columns[name] for name in COLUMNS})


def _told(divested: Iterable[Divestment]) -> str:
    """The outcome over all holdings in one party: present before not assessable before absent."""
    found = {divestment.outcome for divestment in divested}
    return next(o.value for o in _FIRST if o in found)


def _when(divested: Iterable[Divestment]) -> date | None:
    """The day on which a listed owner first moved away."""
    present = (d.ended for d in divested if d.outcome == Outcome.PRESENT and d.ended)
    return min(present, default=None)


_FIRST = (Outcome.PRESENT, Outcome.NOT_ASSESSABLE, Outcome.ABSENT)
