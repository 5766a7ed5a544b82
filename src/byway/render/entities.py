"""The assessment as FollowTheMoney entities, for tools that read them (Aleph, OpenSanctions...).

Documents are Article; actors their own schema (countries Territory); a list entry that was met is
the list's entity with a Sanction per designation, joined to the actor by Similar, which says
*presumed*, never *the same*.  A claim becomes an Event whose name says who claims it and how
surely, and an UnknownLink between those it names; a place where an actor is named a Mention; a
finding a Note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from byway.model import Assessment, Claim, Designation, Document, Finding, Match, Party
from byway.render import words
from byway.render.index import Index, PartyEntry

PREFIX = "byway"


def ftm(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """FtM-shaped dicts `{"id", "caption", "schema", "properties"}`, each id once.

    The same assessment gives the same entities in the same order.  Values that FtM does not accept
    (a date that is none, an address that is none) are left out.
    """
    seen: set[str] = set()
    for proxy in _Builder(assessment).all():
        if proxy.id and proxy.id not in seen:
            seen.add(proxy.id)
            yield {
                "id": proxy.id,
                "caption": proxy.caption,
                "schema": proxy.schema.name,
                "properties": _properties(proxy),
            }


def _properties(proxy: Any) -> dict[str, list[str]]:
    """The values that FtM accepts as valid, sorted, by property."""
    held = {}
    for prop in sorted(proxy.iterprops(), key=lambda prop: str(prop.name)):
        if values := sorted(v for v in proxy.get(prop) if prop.validate([v]) is None):
            held[str(prop.name)] = values
    return held


class _Builder:
    """Makes entities and keeps the ids that they refer to each other by."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.index = Index(assessment)
        self.documents = {d.id: self._id("Article", d.id, d.sha256) for d in assessment.documents}
        self.parties = {
            party.number: self._id("Party", party.schema_name, party.name, *party.documents)
            for party in self.index.parties
        }

    def all(self) -> Iterator[Any]:
        """Every entity; what is referred to comes before what refers."""
        yield from (self.document(d) for d in self.assessment.documents)
        for party in self.index.parties:
            yield self.party(party)
            for match in party.matches:
                yield from self.match(party, match)
        yield from self.mentions()
        for number, claim in self.index.claims.items():
            yield self.event(number, claim)
            yield from self.links(claim)
        yield from (self.note(finding) for finding in self.assessment.findings)

    def document(self, document: Document) -> Any:
        return self._make(
            "Article",
            self.documents[document.id],
            fileName=document.id,
            title=document.title,
            publisher=document.publisher,
            publishedAt=document.published and document.published.isoformat(),
            language=document.language,
            sourceUrl=words.web_address(document.address),
            notes=f"SHA-256 of the bytes received: {document.sha256}",
            bodyText=document.text,
        )

    def party(self, party: PartyEntry) -> Any:
        codes = [code.lower() for code in party.countries]
        schema = _schema(party.schema_name)
        given: dict[str, Any] = {"name": party.name, "alias": party.names, "country": codes}
        if schema == "Person":
            given["position"] = party.roles
            given["alias"] = [name for name in party.names if " " in name]
            given["weakAlias"] = [name for name in party.names if " " not in name]
        elif schema == "Territory":
            given["territoryCode"] = codes
        proofs = [self.documents[d] for d in party.documents if d in self.documents]
        return self._make(schema, self.parties[party.number], proof=proofs, **given)

    def match(self, party: PartyEntry, match: Match) -> Iterator[Any]:
        listed = self._listed(match.listed)
        topics = [d.topic for d in match.designations]
        entity = self._make(match.listed.schema_name, listed, **match.listed.properties)
        entity.add("topics", topics, quiet=True)
        yield entity
        for designation in match.designations:
            yield self.sanction(listed, designation)
        yield self._make(
            "Similar",
            self._id("Similar", self.parties[party.number], listed),
            candidate=self.parties[party.number],
            match=listed,
            confidenceScore=f"{match.score:.4g}",
            criteria=[f"{r.feature}: {r.query_value} / {r.listed_value}" for r in match.reasons],
            matcher="byway",
        )

    def sanction(self, listed: str, held: Designation) -> Any:
        return self._make(
            "Sanction",
            self._id("Sanction", listed, held.list, held.topic, held.programme, str(held.since)),
            entity=listed,
            authority=held.authority or held.list,
            authorityId=held.entry,
            program=held.programme,
            reason=held.reason,
            startDate=held.since and held.since.isoformat(),
            endDate=held.until and held.until.isoformat(),
            retrievedAt=held.snapshot and held.snapshot.isoformat(),
            publisher=held.list,
            sourceUrl=words.web_address(held.address),
            summary=words.label("topic", held.topic),
        )

    def mentions(self) -> Iterator[Any]:
        for party in self.index.parties:
            schema = _schema(party.schema_name)
            for actor in party.actors:
                document = self.documents.get(actor.doc)
                if document is None or schema == "Territory":
                    continue
                resolved = self.parties[party.number]
                yield self._make(
                    "Mention",
                    self._id("Mention", document, resolved),
                    document=document,
                    resolved=resolved,
                    name=(actor.name, *actor.names),
                    detectedSchema=schema,
                    contextCountry=[code.lower() for code in actor.countries],
                )

    def event(self, number: int, claim: Claim) -> Any:
        start, end = _bounds(claim.date)
        people = (*claim.agent, *claim.recipient, *claim.intermediary)
        places = (*claim.agent_countries, *claim.recipient_countries)
        chain = " <- ".join((claim.doc, *claim.source))
        return self._make(
            "Event",
            self._id("Event", claim.doc, str(claim.start), str(claim.end), str(number)),
            name=f"Claim {number}: {_said(claim)}",
            summary=claim.quote,
            description=f"Claimed by: {chain}",
            keywords=[claim.event.value, claim.certainty.value, claim.status.value, *claim.goods],
            date=None if start != end else start,
            startDate=None if start == end else start,
            endDate=None if start == end else end,
            country=[c.lower() for c in (*places, *claim.intermediary_countries)],
            involved=[i for i, schema in self._known(people, claim.doc) if schema != "Territory"],
            proof=self.documents.get(claim.doc),
            recordId=f"c{number}",
        )

    def links(self, claim: Claim) -> Iterator[Any]:
        """A link from each doer to each receiver whom the assessment knows as parties."""
        start, end = _bounds(claim.date)
        doers = [i for i, _ in self._known(claim.agent, claim.doc)]
        receivers = [i for i, _ in self._known(claim.recipient, claim.doc)]
        for doer, receiver in product(doers, receivers):
            if doer == receiver:
                continue
            place = (claim.doc, str(claim.start), str(claim.end), claim.event.value)
            yield self._make(
                "UnknownLink",
                self._id("UnknownLink", *place, doer, receiver),
                subject=doer,
                object=receiver,
                role=f"claimed {_said(claim)}",
                status=claim.status.value,
                summary=claim.quote,
                date=None if start != end else start,
                startDate=None if start == end else start,
                endDate=None if start == end else end,
                proof=self.documents.get(claim.doc),
            )

    def note(self, finding: Finding) -> Any:
        held = finding.likelihood
        items = [self.index.evidence[w.id][1] for w in finding.evidence if self._has(w.id)]
        numbers = sorted({n for item in items for n in self.index.claims_of(item)})
        people = [
            self.parties[party]
            for claim in (self.index.claims[n] for n in numbers)
            for name in (*claim.agent, *claim.recipient, *claim.intermediary)
            if (party := self.index.party(name, claim.doc))
        ]
        people += [self.parties[n] for n in map(self.index.party_of, items) if n]
        return self._make(
            "Note",
            self._id("Note", finding.id, finding.hypothesis),
            name=finding.hypothesis,
            description=finding.judgement,
            notes=(
                f"Likelihood: {held.term} ({held.low}-{held.high} %).",
                f"Confidence: {finding.confidence.level}.",
            ),
            entity=people,
        )

    def _has(self, evidence: str) -> bool:
        return evidence in self.index.evidence

    def _known(self, names: Iterable[str], document: str) -> list[tuple[str, str]]:
        """(id, schema) of those of the names that are parties of the assessment, each once."""
        numbers = (self.index.party(name, document) for name in names)
        found = [self.index.parties[n - 1] for n in dict.fromkeys(numbers) if n]
        return [(self.parties[p.number], _schema(p.schema_name)) for p in found]

    def _listed(self, party: Party) -> str:
        """The list's own id where FtM accepts it."""
        from followthemoney.types import registry

        return registry.entity.clean(party.id) or self._id("Listed", party.id)

    def _make(self, schema: str, id: str, **properties: Any) -> Any:
        from followthemoney import model

        proxy = model.make_entity(_schema(schema))
        proxy.id = id
        for name, values in properties.items():
            if values:
                proxy.add(name, values, quiet=True)
        return proxy

    def _id(self, *parts: str | None) -> str:
        from hashlib import sha1

        text = "\0".join(part or "" for part in parts).encode("utf-8", "surrogatepass")
        return f"{PREFIX}-{sha1(text, usedforsecurity=False).hexdigest()}"


def _schema(name: str) -> str:
    """An FtM schema for a model's schema name; LegalEntity where FtM has none of that name."""
    from followthemoney import model

    if name == "Country":
        return "Territory"
    held = model.get(name)
    return "LegalEntity" if held is None or held.abstract else held.name


def _said(claim: Claim) -> str:
    event = words.label("event", claim.event.value)
    certainty = words.label("certainty", claim.certainty.value)
    return f"{event} ({certainty}, {words.label('status', claim.status.value)})"


def _bounds(date: str | None) -> tuple[str | None, str | None]:
    """Start and end of a claim's date; equal for a single date, (None, None) for none."""
    if words.span(date) is None or date is None:
        return None, None
    start, _, end = date.partition("/")
    return start, end or start
