"""Ownership beside lists: which parties of ownership records stand on a list, and what follows.

Joins what the finders know apart: holdings (ownership), matches (screening) and designations
(lists).  What resembles a listed party is to be looked at; it never counts as listed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from byway.errors import OptionError, TableError
from byway.files import read_bytes, sha256_of
from byway.model import Designation, Match, Outcome, Party
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

    from byway.decisions import Decisions
    from byway.watchlists import Watchlists

PART = 5_000
"""Parties that are screened at a time."""
TOPIC = "sanction"
"""The topic of a designation that makes a party count; export controls and watch lists do not."""

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


def listed_in(
    holdings: Holdings,
    watchlists: Watchlists,
    rule: Rule,
    as_of: date,
    *,
    any_list: bool = False,
    decisions: Decisions | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Listed]:
    """The parties of the records that stand on a list, by screening each that has a name.

    A strong match is listed, from the first day that its designations give; a weaker one is to be
    looked at.  Only designations by the rule's authority count, and only sanctions; with
    `any_list` those of every list that is screened.
    """
    found: list[Listed] = []
    named = (holdings.party(n) for n in range(len(holdings)) if holdings.names(n))
    done = 0
    for parties in _parts(named):
        matches = watchlists.screen_many(parties, as_of=as_of, decisions=decisions)
        for party, of_party in zip(parties, matches, strict=True):
            if entry := _listed(party, of_party, rule, any_list):
                found.append(entry)
        done += len(parties)
        if progress:
            progress(done)
    return found


def listed_from(text: str) -> list[Listed]:
    """Listed parties by their ids: parted by commas, or the name of a file that holds them.

    The file has an id on each line, with the day of its listing after a comma where it is known; a
    first line `id` or `id,since` is a header.
    Raises OptionError for what names nobody, TableError naming the line of what is no date.
    """
    path = Path(text)
    if path.is_file():
        lines = read_bytes(path).decode("utf-8-sig", "replace").splitlines()
        rows = [(number, line.split(",")) for number, line in enumerate(lines, 1) if line.strip()]
        if rows and rows[0][1][0].strip().lower() in ("id", "party_id"):
            rows = rows[1:]
    else:
        rows = [(0, [id]) for id in text.split(",") if id.strip()]
    if not rows:
        raise OptionError("--listed", f"{text!r} names nobody", "ids parted by commas, or a file")
    return [
        Listed(
            party_id=row[0].strip(),
            since=_since(row[1:], f"{text}, line {number}"),
            by="given by the user",
        )
        for number, row in rows
    ]


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


def _listed(party: Party, matches: Sequence[Match], rule: Rule, any_list: bool) -> Listed | None:
    """The best match that counts: a strong one before a weaker one."""
    for strong in (True, False):
        for match in matches:
            standing = [d for d in match.designations if _counts(d, rule, any_list)]
            if match.strong == strong and standing:
                days = [d.since for d in standing if d.since]
                lists = dict.fromkeys(d.authority or d.list for d in standing)
                return Listed(
                    party_id=party.id,
                    since=min(days, default=None),
                    sure=strong,
                    by=f"{match.listed.caption} ({', '.join(lists)})",
                )
    return None


def _counts(designation: Designation, rule: Rule, any_list: bool) -> bool:
    if designation.topic != TOPIC:
        return False
    return any_list or rule.lists_by(designation.authority, designation.list)


def _since(rest: Sequence[str], where: str) -> date | None:
    text = rest[0].strip() if rest else ""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TableError(where, f"{text!r} is no date", "YYYY-MM-DD") from None


_DIVESTED = {"present": True, "absent": False, "not assessable": None, None: False}
"""What the facts say of a listed owner's leaving, as yes, no or unknown."""


def _plain(name: str) -> str:
    """Letters and digits in capitals: what registers are looked up by."""
    return re.sub(r"[\W_]+", " ", name.upper()).strip()


def _parts(parties: Iterable[Party]) -> Iterator[list[Party]]:
    source = iter(parties)
    while part := list(islice(source, PART)):
        yield part
