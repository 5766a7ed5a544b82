"""Ownership beside lists: which parties of ownership records stand on a list, and what follows.

Joins what the finders know apart: holdings (ownership), matches (screening) and designations
(lists).  What resembles a listed party is to be looked at; it never counts as listed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from byway.files import sha256_of
from byway.listed_owners import listed_in
from byway.model import Outcome, Party
from byway.model.record import Record
from byway.ownership import (
    Divestment,
    Holdings,
    Judged,
    Listed,
    Result,
    Rule,
    divestments,
    facts,
    judge,
    load,
    move,
    statements,
)
from byway.ownership.flags import rules

if TYPE_CHECKING:
    import pyarrow as pa

    from byway.watchlists import Watchlists

COLUMNS = (
    "party_id",
    "name",
    "outcome",
    "low",
    "high",
    "ownership",
    "control",
    "listed",
    "share_unknown",
    "listed_owners",
    "possible_owners",
    "statement",
    "working",
    "notes",
)
"""Columns of the table of results, in order."""


REGISTER = (
    "name",
    "outcome",
    "low",
    "high",
    "owners",
    "accounted",
    "share_unknown",
    "control",
    "divested",
    "divested_on",
    "depth",
    "jurisdictions",
    "person_on_top",
)
"""Columns of the register `owned`, which red flags over shipments look parties up in."""


class Held(Record):
    """A party that was asked about, the party of the records that it may be, and what they say.

    `score` is how alike they are by name; as with lists, alike is not the same.  `result` is None
    where no listed owner is above it any more, but one was around its designation; `moves` are
    those holdings.  `statements` are in words, the result's first.
    """

    asked: Party
    party_id: str
    score: float
    result: Result | None
    moves: tuple[Divestment, ...]
    statements: tuple[str, ...]


@dataclass
class OwnershipRecords:
    """Ownership records and the authority by whose rule they are read.

    As evidence: `about(parties, watchlists, as_of)` gives what they say of parties of reports.
    """

    paths: tuple[Path, ...]
    holdings: Holdings
    authority: str = "ofac"

    @classmethod
    def load(
        cls, paths: Sequence[Path], authority: str = "ofac", format: str | None = None
    ) -> OwnershipRecords:
        """The records of files, of any format that is known.

        Raises TableError for what cannot be read, OptionError for an unknown authority.
        """
        Rule.on(authority, date.today())
        return cls(tuple(paths), load(paths, format), authority)

    def told(self) -> dict[str, Any]:
        """What a receipt keeps of it."""
        files = [{"file": path.name, "sha256": sha256_of(path)} for path in self.paths]
        return {"ownership": files, "authority": self.authority}

    def judged(self, listed: Iterable[Listed], as_of: date) -> Judged:
        """The authority's rule applied with these listed parties."""
        return judge(self.holdings, listed, as_of=as_of, authority=self.authority)

    def about(
        self,
        parties: Sequence[Party],
        watchlists: Watchlists,
        as_of: date,
        listed: Sequence[Listed] | None = None,
    ) -> list[Held]:
        """What the records say of `parties`, of those that a listed owner is above, or was around
        its designation.

        parties: of reports, or of shipments; they are found in the records by name.
        listed: the listed parties of the records (default: by screening them all).
        """
        from byway.screening import Screener

        if listed is None:
            listed = listed_in(self.holdings, watchlists, Rule.on(self.authority, as_of), as_of)
        judged = self.judged(listed, as_of)
        reached = {result.party_id: result for result in judged.each()}
        moved = self.moves(listed, as_of)
        numbers = self.holdings.numbers
        named = [
            self.holdings.party(numbers[id])
            for id in dict.fromkeys((*reached, *moved))
            if self.holdings.names(numbers[id])
        ]
        if not named or not parties:
            return []
        screener = Screener.build(party.to_ftm() for party in named)
        found = screener.match_many([party.to_ftm() for party in parties], limit=1)
        return [
            Held(
                asked=party,
                party_id=id,
                score=score,
                result=reached.get(id),
                moves=tuple(moved.get(id, ())),
                statements=(
                    *(statements([reached[id]], judged.rule) if id in reached else ()),
                    *(move(found, self.holdings) for found in moved.get(id, ())),
                ),
            )
            for party, ranked in zip(parties, found, strict=True)
            for id, score in ranked
            if score >= screener.strong_threshold
        ]

    def register(self, listed: Iterable[Listed], as_of: date) -> pa.Table:
        """The register `owned` with columns `REGISTER`, a row for each name of a party with
        recorded owners.

        Of a name that several parties bear, only what is the same of all of them is told.
        """
        import pyarrow as pa

        rows: dict[str, dict[str, Any]] = {}
        table = facts(self.holdings, listed, as_of=as_of, authority=self.authority)
        for fact in table.to_pylist():
            answer = {
                **{name: fact[name] for name in REGISTER if name in fact},
                "owners": "; ".join(fact["listed_owners"]) or None,
                "share_unknown": fact["listed_share_unknown"],
                "divested": _DIVESTED[fact["divested"]],
                "person_on_top": fact["top_known"],
            }
            for name in {_plain(name): name for name in fact["names"]}.values():
                row = rows.setdefault(_plain(name), {"name": name, **answer})
                row |= {key: None for key, value in answer.items() if row[key] != value}
        kinds = {field.name: field.type for field in table.schema if field.name in REGISTER}
        kinds |= dict.fromkeys(("share_unknown", "divested", "person_on_top"), pa.bool_())
        schema = pa.schema([(name, kinds.get(name, pa.string())) for name in REGISTER])
        return pa.Table.from_pylist(list(rows.values()), schema=schema)

    def moves(self, listed: Iterable[Listed], as_of: date) -> dict[str, list[Divestment]]:
        """Holdings that listed owners gave up around their designation, by the party held."""
        found: dict[str, list[Divestment]] = {}
        windows = rules()["OWN-03"]["parameters"]
        for divestment in divestments(self.holdings, listed, as_of=as_of, **windows):
            if divestment.outcome == Outcome.PRESENT:
                found.setdefault(divestment.owned_id, []).append(divestment)
        return found


def result_rows(results: Iterable[Result], rule: Rule) -> Iterator[dict[str, object]]:
    """Rows of the table of results, with `COLUMNS`."""
    for result in results:
        (statement,) = statements([result], rule)
        yield {
            "party_id": result.party_id,
            "name": result.name,
            "outcome": result.outcome.value,
            "low": result.low,
            "high": result.high,
            "ownership": result.ownership.value,
            "control": result.control,
            "listed": result.listed,
            "share_unknown": result.share_unknown,
            "listed_owners": "; ".join(result.listed_owners),
            "possible_owners": "; ".join(result.possible_owners),
            "statement": statement,
            "working": json.dumps(list(result.steps), ensure_ascii=False),
            "notes": "; ".join(result.notes),
        }


_DIVESTED = {"present": True, "absent": False, "not assessable": None, None: False}
"""What the facts say of a listed owner's leaving, as yes, no or unknown."""


def _plain(name: str) -> str:
    """Letters and digits in capitals: what registers are looked up by."""
    return re.sub(r"[\W_]+", " ", name.upper()).strip()
