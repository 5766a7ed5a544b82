"""From actors in documents to parties that can be screened: one per identity, not per mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from byway.assessment.names import NameBook
from byway.model import Actor, Match, Party

SCREENED = ("Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane")
"""FollowTheMoney schemata of actors that a sanctions list can name; places are not screened."""


THRESHOLD = 0.8
"""Lowest score that counts for a party of a report, which seldom gives more than a name."""
SAME_BAND = 0.05
"""Matches so close to the best are taken for the same party on other lists."""
COUNTRIES = ("country", "jurisdiction", "mainCountry")
"""Properties that say where a body is."""


def identities(actors: Iterable[Actor]) -> list[tuple[Actor, ...]]:
    """Actors that can be screened, grouped by identity; in each group the fullest name first."""
    kept = [actor for actor in actors if _can_be_listed(actor)]
    book = NameBook()
    book.learn(kept)
    groups: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in kept:
        person = "person" if actor.schema_name == "Person" else "body"
        groups[book.key(actor.name, actor.doc), person].append(actor)
    found = [_fullest_first(group) for group in groups.values()]
    return _with_surnames(found)


def _can_be_listed(actor: Actor) -> bool:
    """Whether a list can name it; a ministry of no known country is no identity."""
    nameless = actor.schema_name == "PublicBody" and not actor.countries
    return actor.schema_name in SCREENED and not nameless


def _with_surnames(groups: list[tuple[Actor, ...]]) -> list[tuple[Actor, ...]]:
    """Join a person known by one word to the one person whose full name ends, or starts, in it.

    Only where no country contradicts and nobody else of the reports bears the name.
    """
    joined = {group[0]: group for group in groups}
    for group in groups:
        word = group[0].name
        if group[0].schema_name != "Person" or " " in word:
            continue
        bearers = [
            other
            for other in groups
            if other[0].schema_name == "Person"
            and word in (other[0].name.split()[0], other[0].name.split()[-1])
            and other is not group
        ]
        if len(bearers) == 1 and _agree(group, bearers[0]):
            first = bearers[0][0]
            joined[first] = (*joined[first], *joined.pop(group[0]))
    return list(joined.values())


def _agree(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    """Whether two groups share a country, or one of them has none."""
    ours = {code for actor in left for code in actor.countries}
    theirs = {code for actor in right for code in actor.countries}
    return not ours or not theirs or bool(ours & theirs)


def _fullest_first(group: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(sorted(group, key=lambda actor: -len(actor.name.split())))


def as_party(group: Sequence[Actor]) -> Party:
    """The party to screen for one identity: its names and countries, nothing assumed.

    A person whose full name is known is not also asked for by surname or forename alone, nor a
    body by its acronym, which it shares with others.
    """
    first = group[0]
    names = dict.fromkeys(name for actor in group for name in (actor.name, *actor.names))
    if " " in first.name:
        person = first.schema_name == "Person"
        names = {n: None for n in names if " " in n or not (person or n.isupper())}
    countries = dict.fromkeys(code.lower() for actor in group for code in actor.countries)
    properties = {"name": [first.name], "alias": [n for n in names if n != first.name]}
    properties["country"] = [code for code in countries if code != "eu"]
    return Party.from_ftm(
        {
            "id": f"{first.doc}#{first.name}",
            "schema": first.schema_name,
            "caption": first.name,
            "properties": properties,
        }
    )


def plausible(party: Party, match: Match) -> bool:
    """Whether a report's party can be the listed one as far as kind and countries tell.

    A person is no company, and a body of one country is not a body of another; persons may have
    several countries, which the screener weighs.  What either side leaves open contradicts
    nothing.
    """
    person, listed = party.schema_name == "Person", match.listed.schema_name
    if person or listed == "Person":
        return listed in ("Person", "LegalEntity") and (
            person or party.schema_name == "LegalEntity"
        )
    ours = set(party.get("country"))
    theirs = {code for name in COUNTRIES for code in match.listed.get(name)}
    return not ours or not theirs or bool(ours & theirs)


def nearest(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The strong matches, or those near the best: who only bears a like name is left out."""
    found = list(matches)
    best = max((match.score for match in found), default=0.0)
    return tuple(m for m in found if m.strong or m.score >= best - SAME_BAND)
