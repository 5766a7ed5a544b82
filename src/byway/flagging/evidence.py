"""The flagged shipments of a file, as an assessment weighs and shows them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from byway.errors import TableError
from byway.files import sha256_of
from byway.flagging.knowledge import Knowledge
from byway.flagging.listed import Screening
from byway.flagging.run import flag_table
from byway.model import Flag, FlaggedShipment, Outcome
from byway.shipments.loading import load
from byway.shipments.mapping import Mapping as Fields
from byway.shipments.programme import Programme
from byway.shipments.rules import Rule, catalogue
from byway.shipments.schema import NOBODY, Schema
from byway.shipments.triage import triage
from byway.tables.duck import literal
from byway.watchlists import Watchlists

MOST = 200
"""Shipments that an assessment keeps, those first that deserve a person first."""


@dataclass(frozen=True)
class ShipmentRecords:
    """Files of shipments, what is asked of them, and what is known besides."""

    paths: Sequence[Path]
    programme: Programme
    knowledge: Knowledge
    mapping: Fields | None = None

    def flagged(self) -> list[FlaggedShipment]:
        """The shipments with flags, first those that deserve a person first, at most MOST.

        Raises TableError for a file that is none of shipments.
        """
        found = [shipment for path in self.paths for shipment in self._of(path)]
        return sorted(found, key=lambda s: (-s.score, s.dataset, s.row))[:MOST]

    def told(self) -> dict[str, Any]:
        """What a receipt keeps of it."""
        files = {path.name: sha256_of(path) for path in self.paths}
        return {**files, "programme": self.programme.name}

    def _of(self, path: Path) -> list[FlaggedShipment]:
        rules = {rule.id: rule for rule in catalogue()}
        with TemporaryDirectory(prefix="byway-flags-") as scratch:
            place = Path(scratch) / "flags.parquet"
            flag_table(
                path,
                place,
                rules=tuple(rules.values()),
                programme=self.programme,
                knowledge=self.knowledge,
                mapping=self.mapping,
                task={},
            )
            with load(path, self.mapping) as loaded:
                flags = loaded.engine.rows(
                    "SELECT shipment_id, rule, version, values, citation FROM"
                    f" read_parquet({literal(str(place))})"
                    f" WHERE outcome = {literal(Outcome.PRESENT.value)} ORDER BY row, rule"
                )
                opened = loaded.engine.rows(
                    f"SELECT shipment_id, count(*) FROM read_parquet({literal(str(place))})"
                    f" WHERE outcome = {literal(Outcome.NOT_ASSESSABLE.value)} GROUP BY 1"
                )
                seen: dict[str, list[Flag]] = {}
                for id, name, version, values, citation in flags:
                    seen.setdefault(id, []).append(
                        _flag(rules[name], id, version, values, citation)
                    )
                scores = {
                    id: triage(rules[flag.rule] for flag in held).score for id, held in seen.items()
                }
                best = sorted(scores, key=lambda id: -scores[id])[:MOST]
                rows = _rows(loaded.table, best)
        unknown = dict(opened)
        return [
            _shipment(rows[id], path.name, tuple(seen[id]), scores[id], unknown.get(id, 0))
            for id in best
        ]


def records(
    paths: Sequence[Path],
    programme: str,
    watchlists: Watchlists,
    as_of: date,
) -> ShipmentRecords:
    """Records of shipments whose parties are screened against `watchlists` as of a day.

    Raises OptionError for a programme that is none, TableError for a place that is no file.
    """
    for path in paths:
        if not path.is_file():
            raise TableError(str(path), "no such file", "a file of shipments")
    asked = Programme.named(programme)
    knowledge = Knowledge(goods=asked.goods, screening=Screening(watchlists, as_of))
    return ShipmentRecords(paths, asked, knowledge)


def _flag(rule: Rule, id: str, version: str, values: str, citation: str) -> Flag:
    shown = {name: (str(value),) for name, value in json.loads(values).items()}
    return Flag(
        shipment_id=id,
        rule=rule.id,
        version=version,
        outcome=Outcome.PRESENT,
        values=shown,
        citation=citation,
        title=rule.title,
        weight=rule.weight,
    )


def _rows(table: Any, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The row of each shipment: of several the one of the latest version that stands first."""
    found = table.filter(table.id.isin(list(ids))).to_pyarrow().to_pylist()
    ordered = sorted(found, key=lambda row: (-(row["version"] or 0), row["row"]))
    return {row["id"]: row for row in reversed(ordered)}


def _shipment(
    row: Mapping[str, Any], dataset: str, flags: tuple[Flag, ...], score: float, unknown: int
) -> FlaggedShipment:
    stops = [
        *(row["transit_countries"] or "").split(";"),
        row["intermediate_country"] or "",
    ]
    names = {role: row[f"{role}_name"] for role in Schema.load().roles}
    return FlaggedShipment(
        id=row["id"],
        dataset=dataset,
        row=row["row"],
        day=row["ship_date"] or row["order_date"],
        parties={
            role: (name,) for role, name in names.items() if name and name.casefold() != NOBODY
        },
        origin=row["origin_country"],
        stops=tuple(dict.fromkeys(stop for stop in stops if stop and stop.casefold() != NOBODY)),
        destination=row["destination_country"],
        end_user_country=row["end_user_country"],
        description=row["description"],
        hs=row["hs"],
        score=score,
        flags=flags,
        open=unknown,
    )
