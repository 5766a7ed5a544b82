"""An actor as one document knows it, before anyone asks who that is outside the text."""

from __future__ import annotations

from byway.model.record import Record


class Mention(Record):
    """One place `[start, end)` in a document where an actor is named or described."""

    start: int
    end: int
    text: str


class Actor(Record):
    """A person, organisation or country with all the ways one document names it.

    `name` is the fullest name in the text, `names` all proper names (acronyms too, pronouns and
    roles not), `schema_name` the FollowTheMoney schema (Person, Organization, Company, PublicBody,
    Country, ...), `countries` ISO 3166-1 alpha-2 codes of seat or nationality as the text or the
    gazetteer tells, `roles` the words that describe it ("Chinese leader").
    It is not an identity: two documents' actors are joined only by screening or by name.
    """

    doc: str
    name: str
    names: tuple[str, ...]
    schema_name: str
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
