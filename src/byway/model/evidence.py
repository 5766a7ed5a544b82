"""Evidence, findings, assessments: from what was seen to what may be said."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from byway.model.actor import Actor
from byway.model.claim import Certainty, Claim, Status
from byway.model.document import Document
from byway.model.goods import Goods
from byway.model.party import Designation, Match, Reach
from byway.model.record import Record
from byway.model.shipment import FlaggedShipment, Outcome


class EvidenceKind(StrEnum):
    """Which finder the evidence came from."""

    CLAIM = "claim"
    DESIGNATION = "designation"
    CONTROL = "control"
    ROUTE_TEST = "route_test"
    FLAG = "flag"
    HOLDING = "holding"


class Locator(Record):
    """Where evidence can be looked up: document and offsets, list and entry, dataset and row."""

    document: str | None = None
    start: int | None = None
    end: int | None = None
    list: str | None = None
    entry: str | None = None
    dataset: str | None = None
    row: str | None = None


class Evidence(Record):
    """One item, stated in words that go no further than its source.

    `source` is who says it, outermost first, joined by " <- "; `root_source` is where it comes
    from in the end: items with one root are one item told several times.  `date` is the event's.
    `certainty` and `status` are the claim's, None for evidence that is not a claim.
    """

    id: str
    kind: EvidenceKind
    statement: str
    locator: Locator
    source: str
    root_source: str
    date: str | None = None
    certainty: Certainty | None = None
    status: Status | None = None


class Direction(StrEnum):
    """Whether an item speaks for or against a hypothesis, or only gives context."""

    FOR = "for"
    AGAINST = "against"
    CONTEXT = "context"


class Weighed(Record):
    """An evidence item within a finding.  `weight` >= 0 is in bits (log2 of a likelihood ratio)."""

    id: str
    direction: Direction
    weight: float


class Likelihood(Record):
    """An ICD 203 term with its range in percent, and the value it was read from (in [0, 1])."""

    term: str
    low: int
    high: int
    value: float


class Confidence(Record):
    """How well founded a judgement is: low, moderate or high.  Not how likely it is."""

    level: str
    because: tuple[str, ...]


class Finding(Record):
    """A judgement about one hypothesis.

    `kind` is supply, route, evasion, designated_party, ownership or shipment.  `sources` names the
    independent roots.
    """

    id: str
    kind: str
    hypothesis: str
    judgement: str
    likelihood: Likelihood
    confidence: Confidence
    evidence: tuple[Weighed, ...]
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()


class Grade(Record):
    """What the user holds of a publisher, as in the NATO system (Admiralty code).

    `reliability` of the source from A (reliable) to F (cannot be judged), `credibility` of its
    information from 1 (confirmed) to 6 (cannot be judged).  Never part of a likelihood.
    """

    publisher: str
    reliability: str
    credibility: int | None = None
    note: str | None = None


class Account(Record):
    """How one report retells its root: `added` are the evidence ids of claims only it makes."""

    document: str
    added: tuple[str, ...] = ()


class Retelling(Record):
    """Reports that relay one and the same: one source, however often it is told.

    `source` is who is relayed, None where no report says; `because` says what the reports have in
    common.
    """

    source: str | None
    accounts: tuple[Account, ...]
    because: tuple[str, ...] = ()


class SourceNode(Record):
    """A root and who relayed it.

    It is not independent when it is known `through` one relay alone: then it is that relay's word.
    `retellings` are the groups of reports that relay one and the same of it.
    """

    root: str
    relays: tuple[Relay, ...]
    independent: bool = True
    through: str | None = None
    retellings: tuple[Retelling, ...] = ()
    grade: Grade | None = None


class Relay(Record):
    """One way a root's statements reached us: through this document, by this chain."""

    document: str
    chain: tuple[str, ...]
    claims: int
    grade: Grade | None = None


class RouteTest(Record):
    """One test of a route in trade statistics, in words; not assessable where data are missing."""

    test: str
    outcome: Outcome
    statement: str


class RouteTrade(Record):
    """What trade statistics say of a claimed route.

    `goods` are the HS codes that were looked at and `basket` says where they come from; `before`
    and `after` are the origin's exports of them to the hub a period, in `currency`; `rows` names
    the rows of `dataset`.  `tests` is empty where nothing could be tested, and `notes` say why.
    `innocent` is what else would explain a rise.  None of it says whose goods these were.
    """

    dataset: str
    rows: str
    event: str
    basket: str
    goods: tuple[str, ...] = ()
    currency: str | None = None
    before: float | None = None
    after: float | None = None
    tests: tuple[RouteTest, ...] = ()
    innocent: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Route(Record):
    """A path of goods as claimed: ISO codes or names, with the evidence that speaks of it.

    `trade` is what trade statistics say of it, None where none were given.
    """

    origin: str
    hub: str
    destination: str
    goods: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    trade: RouteTrade | None = None


class Screened(Record):
    """An actor of the reports with its matches on the lists; none is an answer too.

    `elsewhere` are the actors of other documents that were taken for the same, by name alone.
    """

    actor: Actor
    elsewhere: tuple[Actor, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def designations(self) -> tuple[Designation, ...]:
        """The designations of all matches, best match first."""
        return tuple(d for match in self.matches for d in match.designations)


class Receipt(Record):
    """What went in, with which versions, when; `hash` seals it and the results."""

    inputs: tuple[dict[str, Any], ...]
    lists: tuple[dict[str, Any], ...]
    versions: dict[str, str]
    options: dict[str, Any]
    made: datetime
    hash: str = ""


class Assessment(Record):
    """Findings about one set of reports, with everything they rest on.

    `shipments` are those of the user's records that rules flagged, those first that deserve a
    person first; `reaches` what ownership records say of parties of the reports.
    """

    question: str
    as_of: date
    documents: tuple[Document, ...]
    parties: tuple[Screened, ...]
    goods: tuple[Goods, ...]
    routes: tuple[Route, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    sources: tuple[SourceNode, ...]
    receipt: Receipt
    shipments: tuple[FlaggedShipment, ...] = ()
    reaches: tuple[Reach, ...] = ()


SourceNode.model_rebuild()
