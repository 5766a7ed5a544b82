"""Who holds what of whom: parties and holdings as columns, so that millions of them are one graph.

A party is a number here (its place in `Holdings.ids`); a holding is a row of `Edges`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from byway.model import Holding, Party
from byway.ownership import days

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

KINDS = ("ownership", "voting", "control", "linked")
"""Kinds of holding; the place in this tuple is the number of the kind."""
OWNERSHIP, VOTING, CONTROL, LINKED = range(4)

PART = 50_000
"""Holdings that are kept as tuples until they become columns."""

About = tuple[str, dict[str, tuple[str, ...]]]
"""FollowTheMoney schema and properties of a party."""


@dataclass(frozen=True)
class Edges:
    """Holdings as columns of one length.

    owner, owned: numbers of parties.  kind: place in `KINDS`.  direct: not stated to be held
    through others.  low, high: percent.  since, until: days since 1970 (`days.ALWAYS`,
    `days.FOREVER` where not given).  source: place in `Holdings.sources`.
    """

    owner: Ints
    owned: Ints
    kind: NDArray[np.int8]
    direct: Flags
    low: Floats
    high: Floats
    since: Ints
    until: Ints
    source: Ints

    def __len__(self) -> int:
        return len(self.owner)

    def take(self, which: NDArray[Any]) -> Edges:
        """Some of the rows, by a mask or by their places."""
        columns = (getattr(self, name) for name in self.__dataclass_fields__)
        return Edges(*(column[which] for column in columns))


@dataclass(frozen=True)
class Holdings:
    """Parties and what they hold of each other, as records state it.

    ids: of the parties, in the order of their numbers.  about: schema and properties of those
    that are described.  unstated: number of a party to the reasons why its owners are not stated.
    notes: what was strange in the records, or left out.
    """

    ids: tuple[str, ...]
    edges: Edges
    sources: tuple[str, ...]
    about: Mapping[int, About] = field(default_factory=dict)
    unstated: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", {id: n for n, id in enumerate(self.ids)})

    numbers: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.ids)

    def name(self, number: int) -> str:
        """The first name of a party, its id where it has none."""
        about = self.about.get(number)
        names = about[1].get("name") if about else None
        return names[0] if names else self.ids[number]

    def names(self, number: int) -> tuple[str, ...]:
        """Names and aliases of a party."""
        about = self.about.get(number)
        if about is None:
            return ()
        return tuple(dict.fromkeys((*about[1].get("name", ()), *about[1].get("alias", ()))))

    def party(self, number: int) -> Party:
        """The party as FollowTheMoney describes it."""
        schema, properties = self.about.get(number, ("LegalEntity", {}))
        return Party(
            id=self.ids[number],
            schema_name=schema,
            caption=self.name(number),
            properties=properties,
        )

    def parties(self) -> Iterator[Party]:
        """Every party, in the order of the numbers."""
        return map(self.party, range(len(self.ids)))

    def countries(self, number: int) -> tuple[str, ...]:
        """Jurisdictions of a party, else its countries: ISO codes in lower case."""
        about = self.about.get(number)
        if about is None:
            return ()
        found = about[1].get("jurisdiction") or about[1].get("country") or ()
        return tuple(dict.fromkeys(code.strip().lower()[:2] for code in found if code.strip()))

    def holding(self, place: int, edges: Edges | None = None) -> Holding:
        """One row of the edges as a record."""
        rows = self.edges if edges is None else edges
        return Holding(
            owner_id=self.ids[rows.owner[place]],
            owned_id=self.ids[rows.owned[place]],
            kind=KINDS[rows.kind[place]],
            share_low=float(rows.low[place]),
            share_high=float(rows.high[place]),
            since=days.day(int(rows.since[place])),
            until=days.day(int(rows.until[place])),
            source=self.sources[rows.source[place]] or None,
            direct=bool(rows.direct[place]),
        )

    def holdings(self) -> Iterator[Holding]:
        """Every holding as a record, in the order of the records."""
        return map(self.holding, range(len(self.edges)))


class Builder:
    """Collects parties and holdings from any number of records, then `build`s the graph."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sources: dict[str, int] = {"": 0}
        self._about: dict[int, About] = {}
        self._unstated: dict[int, dict[str, None]] = {}
        self._notes: dict[str, int] = {}
        self._rows: list[tuple[Any, ...]] = []
        self._tables: list[Edges] = []

    def number(self, id: str) -> int:
        """The number of a party, a new one where the id is new."""
        return self._numbers.setdefault(id, len(self._numbers))

    def number_all(self, ids: Sequence[str]) -> Ints:
        """The numbers of many parties."""
        known = self._numbers
        return np.array([known.setdefault(id, len(known)) for id in ids], dtype=np.int32)

    def describe(self, id: str, schema: str, properties: Mapping[str, Sequence[str]]) -> int:
        """Say what is known of a party; what is said later is added.  Gives its number."""
        number = self.number(id)
        known = self._about.get(number)
        merged = dict(known[1]) if known else {}
        for name, values in properties.items():
            if values:
                merged[name] = tuple(dict.fromkeys((*merged.get(name, ()), *values)))
        general = known is None or known[0] == "LegalEntity"
        self._about[number] = (schema if general or known is None else known[0], merged)
        return number

    def hold(
        self,
        owner: str,
        owned: str,
        *,
        kind: int = OWNERSHIP,
        share: tuple[float, float] = (0.0, 100.0),
        since: int = days.ALWAYS,
        until: int = days.FOREVER,
        source: str = "",
        direct: bool = True,
    ) -> None:
        """Add one holding; `since` and `until` as in `Edges`."""
        self._rows.append(
            (
                self.number(owner),
                self.number(owned),
                kind,
                direct,
                *share,
                since,
                until,
                self.source(source),
            )
        )
        if len(self._rows) >= PART:
            self._flush()

    def hold_many(self, edges: Edges) -> None:
        """Add many holdings of parties and sources that have their numbers already."""
        self._flush()
        self._tables.append(edges)

    def source(self, source: str) -> int:
        """The number of a source."""
        return self._sources.setdefault(source, len(self._sources))

    def unstated(self, id: str, reason: str) -> None:
        """Say that the owners of a party are not stated, and why."""
        self._unstated.setdefault(self.number(id), {})[reason] = None

    def note(self, text: str) -> None:
        """Note something strange; the same note is counted."""
        self._notes[text] = self._notes.get(text, 0) + 1

    def build(self) -> Holdings:
        """The graph of all that was added."""
        self._flush()
        columns = zip(*([getattr(t, n) for n in _COLUMNS] for t in self._tables), strict=True)
        joined = [np.concatenate(column) for column in columns]
        return Holdings(
            ids=tuple(self._numbers),
            edges=Edges(*joined) if joined else _table([]),
            sources=tuple(self._sources),
            about=self._about,
            unstated={n: tuple(reasons) for n, reasons in self._unstated.items()},
            notes=tuple(
                f"{text} ({count:,} times)" if count > 1 else text
                for text, count in self._notes.items()
            ),
        )

    def _flush(self) -> None:
        if self._rows:
            self._tables.append(_table(self._rows))
            self._rows = []


_COLUMNS = tuple(Edges.__dataclass_fields__)
_TYPES = (np.int32, np.int32, np.int8, bool, float, float, np.int32, np.int32, np.int32)


def _table(rows: list[tuple[Any, ...]]) -> Edges:
    columns = zip(*rows, strict=True) if rows else ((),) * len(_TYPES)
    return Edges(*(np.array(c, dtype=t) for c, t in zip(columns, _TYPES, strict=True)))
