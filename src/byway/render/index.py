"""Numbers and cross-references of one assessment: which claim, party or goods an item speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from byway.model import Assessment, Claim, Designation, Document, Evidence, Match, Screened


@dataclass(frozen=True)
class PartyEntry:
    """One party as the reports name it: actors of equal name and kind, with all their matches."""

    number: int
    name: str
    schema_name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    countries: tuple[str, ...]
    documents: tuple[str, ...]
    matches: tuple[Match, ...]

    @property
    def designations(self) -> tuple[Designation, ...]:
        """The designations of all matches, best match first, each once."""
        return tuple(dict.fromkeys(d for match in self.matches for d in match.designations))

    @property
    def is_country(self) -> bool:
        """Whether this is a country, which no list of parties is searched for."""
        return self.schema_name in ("Country", "Territory")


def party_entries(parties: Sequence[Screened]) -> tuple[PartyEntry, ...]:
    """Screened actors joined by name and schema: designated first, then matched, then the rest.

    Within each group the order is that of the assessment.
    """
    groups: dict[tuple[str, str], list[Screened]] = defaultdict(list)
    for screened in parties:
        groups[screened.actor.schema_name, screened.actor.name.casefold()].append(screened)
    ordered = sorted(groups.values(), key=_standing)
    return tuple(_entry(number, group) for number, group in enumerate(ordered, 1))


def _standing(group: Sequence[Screened]) -> int:
    if any(s.designations for s in group):
        return 0
    if any(s.matches for s in group):
        return 1
    return 3 if group[0].actor.schema_name in ("Country", "Territory") else 2


def _entry(number: int, group: Sequence[Screened]) -> PartyEntry:
    actors = [s.actor for s in group]
    best: dict[str, Match] = {}
    for match in (m for s in group for m in s.matches):
        held = best.get(match.listed.id)
        if held is None or match.score > held.score:
            best[match.listed.id] = match
    return PartyEntry(
        number=number,
        name=actors[0].name,
        schema_name=actors[0].schema_name,
        names=tuple(dict.fromkeys(n for a in actors for n in a.names if n != actors[0].name)),
        roles=tuple(dict.fromkeys(r for a in actors for r in a.roles)),
        countries=tuple(dict.fromkeys(c for a in actors for c in a.countries)),
        documents=tuple(dict.fromkeys(a.doc for a in actors)),
        matches=tuple(sorted(best.values(), key=lambda m: (-m.score, m.listed.id))),
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
        self._controls = {
            (control.list, control.code): number
            for number, goods in reversed(list(enumerate(assessment.goods, 1)))
            for control in goods.controls
        }
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

    def goods_of(self, item: Evidence) -> int | None:
        """The number of the goods whose control entry the item names."""
        at = item.locator
        return self._controls.get((at.list, at.entry)) if at.list and at.entry else None

    def _party_names(self) -> dict[tuple[str, str], set[int]]:
        names: dict[tuple[str, str], set[int]] = defaultdict(set)
        for party in self.parties:
            for name in (party.name, *party.names):
                names["", name.casefold()].add(party.number)
                for document in party.documents:
                    names[document, name.casefold()].add(party.number)
        return names
