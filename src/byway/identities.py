"""From actors in documents to parties that can be screened: one per identity, not per mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from byway.assessment.names import NameBook
from byway.model import Actor, Party

SCREENED = ("Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane")
"""FollowTheMoney schemata of actors that a sanctions list can name; places are not screened."""


def identities(actors: Iterable[Actor]) -> list[tuple[Actor, ...]]:
    """Actors that can be screened, grouped by identity; in each group the fullest name first."""
    kept = [actor for actor in actors if actor.schema_name in SCREENED]
    book = NameBook()
    book.learn(kept)
    groups: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in kept:
        person = "person" if actor.schema_name == "Person" else "body"
        groups[book.key(actor.name, actor.doc), person].append(actor)
    return [tuple(sorted(group, key=lambda a: -len(a.name.split()))) for group in groups.values()]


def as_party(group: Sequence[Actor]) -> Party:
    """The party to screen for one identity: its names and countries, nothing assumed."""
    first = group[0]
    names = dict.fromkeys(name for actor in group for name in (actor.name, *actor.names))
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
