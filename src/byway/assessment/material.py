"""What the finders found, laid out for weighing: claims with attribution, parties, goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from byway.assessment.accounts import claim_id
from byway.assessment.scales import Scales
from byway.assessment.sources import Attribution, Sources
from byway.model import (
    Claim,
    ControlEntry,
    Depth,
    Designation,
    Document,
    Evidence,
    EvidenceKind,
    Goods,
    Locator,
    Screened,
)

_SAID = {
    "asserted": "states",
    "likely": "calls likely",
    "possible": "calls possible",
    "unlikely": "calls unlikely",
    "denied": "reports as denied",
}


_MOST_CODES = 8
"""Codes named in one sentence; the rest stands with the goods."""


@dataclass(frozen=True)
class Material:
    """Everything that one assessment rests on.

    `claims[i]` has attribution `sources[i]` and evidence id `claim_id(i)`.
    """

    documents: Sequence[Document]
    claims: Sequence[Claim]
    parties: Sequence[Screened]
    goods: Sequence[Goods]
    as_of: date
    scales: Scales
    sources: Sources

    def claim_id(self, index: int) -> str:
        """Evidence id of a claim."""
        return claim_id(index)

    def weighed(self, index: int) -> Claim:
        """A claim as it counts: what a relay tells of its root as surely as the root is quoted."""
        claim, quoted = self.claims[index], self.sources[index].quoted
        return claim if quoted is None else claim.model_copy(update={"certainty": quoted})


def claim_evidence(material: Material, index: int) -> Evidence:
    """A claim as evidence: its speaker, how surely it speaks, and its own words."""
    claim, found = material.claims[index], material.sources[index]
    said = f"{_speaker(material, found)} {_SAID[claim.certainty.value]}: “{claim.quote}”"
    return Evidence(
        id=material.claim_id(index),
        kind=EvidenceKind.CLAIM,
        statement=said + (" (read by word lists)" if claim.depth is Depth.LEXICON else ""),
        locator=Locator(document=claim.doc, start=claim.start, end=claim.end),
        source=found.label,
        root_source=material.sources.name(found.root),
        date=claim.date,
        certainty=claim.certainty,
        status=claim.status,
    )


def _speaker(material: Material, found: Attribution) -> str:
    *relays, speaker = [part.strip() for part in found.label.split(" <- ")]
    return f"{speaker} (via {', '.join(reversed(relays))})" if relays else speaker


def party_evidence(material: Material) -> list[tuple[Screened, list[Evidence]]]:
    """Each screened party that met a listed one, with one item for each designation."""
    found: list[tuple[Screened, list[Evidence]]] = []
    for number, party in enumerate(material.parties, 1):
        items = [
            Evidence(
                id=f"d{number}.{position}",
                kind=EvidenceKind.DESIGNATION,
                statement=_standing(party, match.listed.caption, designation),
                locator=Locator(list=designation.list, entry=designation.entry or match.listed.id),
                source=designation.authority or designation.list,
                root_source=designation.authority or designation.list,
                date=designation.since.isoformat() if designation.since else None,
            )
            for position, (match, designation) in enumerate(
                ((m, d) for m in party.matches for d in m.designations), 1
            )
        ]
        if items:
            found.append((party, items))
    return found


def _standing(party: Screened, listed: str, designation: Designation) -> str:
    """A designation in words: a listing, or a warrant where the topic is `wanted`."""
    verb = "is wanted" if designation.topic == "wanted" else "is listed"
    words = [f"“{listed}” {verb} by {designation.authority or designation.list}"]
    if designation.programme:
        words.append(f"under {designation.programme}")
    if designation.since:
        words.append(f"since {designation.since}")
    words.append(f"(matches “{party.actor.name}”)")
    return " ".join(words)


def control_evidence(material: Material) -> list[tuple[Goods, list[Evidence]]]:
    """Each kind of goods that meets a control entry, with one item for each list."""
    found: list[tuple[Goods, list[Evidence]]] = []
    for number, goods in enumerate(material.goods, 1):
        items: list[Evidence] = []
        standing = [e for e in goods.controls if not e.since or e.since <= material.as_of]
        for name in dict.fromkeys(entry.list for entry in standing):
            entries = [entry for entry in standing if entry.list == name]
            named = list(dict.fromkeys(map(_code, entries)))
            codes = ", ".join(named[:_MOST_CODES])
            if len(named) > _MOST_CODES:
                codes += f" and {len(named) - _MOST_CODES} more"
            items.append(
                Evidence(
                    id=f"g{number}.{len(items) + 1}",
                    kind=EvidenceKind.CONTROL,
                    statement=(
                        f"“{goods.description}” may fall under {codes}, "
                        f"on {name}, version {entries[0].version}"
                    ),
                    locator=Locator(list=name, entry=entries[0].code),
                    source=name,
                    root_source=name,
                    date=entries[0].since.isoformat() if entries[0].since else None,
                )
            )
        if items:
            found.append((goods, items))
    return found


def _code(entry: ControlEntry) -> str:
    """A listed code in words; of a heading that is listed in part, that part."""
    tier = f" (tier {entry.tier})" if entry.tier else ""
    return (
        f"{entry.code}{tier}"
        if entry.within is None
        else f"{entry.within}, within it {entry.code}{tier}"
    )
