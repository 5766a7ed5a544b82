"""Numbers and cross-references of one assessment: which claim, party or goods an item speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from byway.model import Actor, Assessment, Claim, Designation, Document, Evidence, Match, Screened


@dataclass(frozen=True)
class PartyEntry:
    """One party of the reports: what its actors are called in all documents, and its matches."""

    number: int
    name: str
    schema_name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    countries: tuple[str, ...]
    actors: tuple[Actor, ...]
    matches: tuple[Match, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that name it."""
        return tuple(dict.fromkeys(actor.doc for actor in self.actors))

    @property
    def designations(self) -> tuple[Designation, ...]:
        """The designations of all matches, best match first."""
        return tuple(d for match in self.matches for d in match.designations)

    @property
    def is_country(self) -> bool:
        """Whether this is a country, which no list of parties is searched for."""
        return self.schema_name in ("Country", "Territory")


def party_entries(parties: Sequence[Screened]) -> tuple[PartyEntry, ...]:
    """The parties: designated first, then matched, then not found, then countries.

    Within each group the order is that of the assessment.
    """
    return tuple(_entry(n, held) for n, held in enumerate(sorted(parties, key=_standing), 1))


def _standing(screened: Screened) -> int:
    if screened.designations:
        return 0
    if screened.matches:
        return 1
    return 3 if screened.actor.schema_name in ("Country", "Territory") else 2


def _entry(number: int, screened: Screened) -> PartyEntry:
    actor = screened.actor
    actors = (actor, *screened.elsewhere)
    called = dict.fromkeys(name for a in actors for name in (a.name, *a.names))
    return PartyEntry(
        number=number,
        name=actor.name,
        schema_name=actor.schema_name,
        names=tuple(name for name in called if name != actor.name),
        roles=tuple(dict.fromkeys(role for a in actors for role in a.roles)),
        countries=tuple(dict.fromkeys(code for a in actors for code in a.countries)),
        actors=actors,
        matches=screened.matches,
    )


class Index:
    """Numbers (from 1, in the order of the assessment) and who refers to what.

    A reference that leads nowhere gives () or None; nothing here raises on odd input.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.parties = party_entries(assessment.parties)
        self.claims: dict[int, Claim] = dict(enumerate(assessment.claims, 1))
        self.documents: dict[str, int] = {d.id: n for n, d in enumerate(assessment.documents, 1)}
        self.evidence: dict[str, tuple[int, Evidence]] = {
            e.id: (n, e) for n, e in enumerate(assessment.evidence, 1)
        }
        self._texts = {d.id: d.text for d in assessment.documents}
        self._names = self._party_names()
        self._listed = {
            (d.list, key): party.number
            for party in reversed(self.parties)
            for d in party.designations
            for key in (d.entry, d.party_id)
            if key
        }
        self._controls: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for number, goods in enumerate(assessment.goods, 1):
            for key in dict.fromkeys((c.list, c.code) for c in goods.controls):
                self._controls[key].append((number, goods.description))
        self._at: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        for number, claim in self.claims.items():
            self._at[claim.doc, claim.start, claim.end].append(number)
        self._by_claim: dict[int, list[str]] = defaultdict(list)
        for item in assessment.evidence:
            for number in self.claims_of(item):
                self._by_claim[number].append(item.id)

    def claims_of(self, item: Evidence) -> tuple[int, ...]:
        """Numbers of the claims at the very place the item was read from."""
        at = item.locator
        if at.document is None or at.start is None or at.end is None:
            return ()
        return tuple(self._at.get((at.document, at.start, at.end), ()))

    def numbers_of(self, evidence: Iterable[str]) -> tuple[int, ...]:
        """Numbers of the claims that the evidence of those ids rests on, in order."""
        items = (self.evidence[i][1] for i in evidence if i in self.evidence)
        return tuple(sorted({n for item in items for n in self.claims_of(item)}))

    def evidence_of(self, claim: int) -> tuple[str, ...]:
        """Ids of the evidence that rests on the claim of that number."""
        return tuple(self._by_claim.get(claim, ()))

    def claims_in(self, document: Document) -> dict[int, Claim]:
        """The claims of one document by number, in the order of the text."""
        held = [(n, c) for n, c in self.claims.items() if c.doc == document.id]
        return dict(sorted(held, key=lambda item: (item[1].start, item[1].end, item[0])))

    def orphans(self) -> dict[int, Claim]:
        """Claims of documents that are not among those given."""
        return {n: c for n, c in self.claims.items() if c.doc not in self.documents}

    def is_quoted(self, claim: Claim) -> bool:
        """Whether the quote stands in the text exactly where the claim says."""
        text = self._texts.get(claim.doc, "")
        return 0 <= claim.start < claim.end and text[claim.start : claim.end] == claim.quote

    def party(self, name: str, document: str) -> int | None:
        """The number of the party that the document calls so; by name alone where it is one."""
        key = name.casefold()
        found = self._names.get((document, key)) or self._names.get(("", key), set())
        return next(iter(found)) if len(found) == 1 else None

    def party_of(self, item: Evidence) -> int | None:
        """The number of the party whose list entry the item names."""
        at = item.locator
        return self._listed.get((at.list, at.entry)) if at.list and at.entry else None

    def goods_of(self, item: Evidence) -> tuple[int, ...]:
        """Numbers of the goods whose control entry the item names; those it speaks of, if any."""
        at = item.locator
        meeting = self._controls.get((at.list, at.entry), []) if at.list and at.entry else []
        spoken = [held for held in meeting if held[1] in item.statement]
        return tuple(number for number, _ in spoken or meeting)

    def _party_names(self) -> dict[tuple[str, str], set[int]]:
        names: dict[tuple[str, str], set[int]] = defaultdict(set)
        for party in self.parties:
            for actor in party.actors:
                for name in (actor.name, *actor.names):
                    names["", name.casefold()].add(party.number)
                    names[actor.doc, name.casefold()].add(party.number)
        return names
