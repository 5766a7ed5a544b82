"""Which parties of ownership records stand on a list: by screening them, or as the user says.

What resembles a listed party is to be looked at; it never counts as listed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from byway.batches import batched
from byway.errors import OptionError, TableError
from byway.files import read_bytes
from byway.model import Designation, Match, Party
from byway.ownership import Holdings, Listed, Rule

if TYPE_CHECKING:
    from byway.decisions import Decisions
    from byway.watchlists import Watchlists

PART = 5_000
"""Parties that are screened at a time."""
TOPIC = "sanction"
"""The topic of a designation that makes a party count; export controls and watch lists do not."""


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
    for parties in batched(named, PART):
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
