"""The user's own records beside reports: shipments and ownership, as an assessment takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from byway.model import FlaggedShipment, Party, Reach

if TYPE_CHECKING:
    from byway.owners import Held, OwnershipRecords
    from byway.watchlists import Watchlists


def reaches(
    records: OwnershipRecords,
    parties: Sequence[Party],
    shipments: Iterable[FlaggedShipment],
    watchlists: Watchlists,
    as_of: date,
) -> list[Reach]:
    """What ownership records say of the parties of reports and of flagged shipments.

    Each party of the records once, under the name that was met first.
    """
    names = [name for s in shipments for held in s.parties.values() for name in held]
    known = {party.caption.casefold() for party in parties}
    named = [Party.named(name) for name in dict.fromkeys(names) if name.casefold() not in known]
    found: dict[str, Held] = {}
    for held in records.about([*parties, *named], watchlists, as_of):
        found.setdefault(held.party_id, held)
    return [_reach(held, records, as_of) for held in found.values() if held.result]


def _reach(held: Held, records: OwnershipRecords, as_of: date) -> Reach:
    from byway.ownership import Rule

    assert held.result
    rule = Rule.on(records.authority, as_of)
    return Reach(
        party=held.asked.caption,
        authority=records.authority,
        outcome=held.result.outcome.value,
        statement=" ".join(held.statements),
        dataset=", ".join(path.name for path in records.paths),
        rule=f"{rule.title}, {rule.source}",
        working=held.result.steps,
        owners=held.result.owners,
        as_of=as_of,
    )
