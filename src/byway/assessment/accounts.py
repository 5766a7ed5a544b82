"""Reports that relay one and the same: what they share is the root's, what one adds is its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from byway.model import Account, Claim, Event, Retelling

_TRANSFERS = (Event.SUPPLY, Event.CONSIDER_SUPPLY)
"""Told as done by one report and as considered by another, yet of one passage."""


def claim_id(index: int) -> str:
    """Evidence id of the claim at `index`."""
    return f"c{index + 1}"


def shared_claims(retelling: Retelling, claims: Sequence[Claim]) -> frozenset[int]:
    """Positions of the claims that two or more of the reports make.

    Two claims tell the same when their event is the same, no list of countries contradicts the
    other's, and they have a place or party in common.
    """
    documents = {account.document for account in retelling.accounts}
    held: dict[tuple[Event, str], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if claim.doc in documents:
            for key in _keys(claim):
                held[key].append(index)
    return frozenset(
        index
        for indexes in held.values()
        for index in indexes
        if any(_told_alike(claims[index], claims[other]) for other in indexes)
    )


def with_additions(retelling: Retelling, claims: Sequence[Claim]) -> Retelling:
    """The same retelling with the claims that only one of its reports makes."""
    shared = shared_claims(retelling, claims)
    added: dict[str, list[str]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if index not in shared:
            added[claim.doc].append(claim_id(index))
    accounts = tuple(
        Account(document=account.document, added=tuple(added[account.document]))
        for account in retelling.accounts
    )
    return retelling.model_copy(update={"accounts": accounts})


def _keys(claim: Claim) -> set[tuple[Event, str]]:
    event = _TRANSFERS[0] if claim.event in _TRANSFERS else claim.event
    places = {*claim.agent_countries, *claim.recipient_countries, *claim.intermediary_countries}
    names = (*claim.agent, *claim.recipient)
    return {(event, place) for place in places or {name.casefold() for name in names}}


def _told_alike(left: Claim, right: Claim) -> bool:
    return (
        left.doc != right.doc
        and meet(left.agent_countries, right.agent_countries)
        and meet(left.recipient_countries, right.recipient_countries)
    )


def meet(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two lists share an item; an empty one contradicts nothing."""
    return not left or not right or bool(set(left) & set(right))
