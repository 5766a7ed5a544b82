"""The nouns.  This package imports nothing else of ours."""

from byway.model.actor import Actor, Mention
from byway.model.claim import Certainty, Claim, Depth, Event, Status
from byway.model.decision import Decision, Verdict
from byway.model.document import Block, BlockKind, Document
from byway.model.evidence import (
    Account,
    Assessment,
    Confidence,
    Direction,
    Evidence,
    EvidenceKind,
    Finding,
    Grade,
    Likelihood,
    Locator,
    Receipt,
    Relay,
    Retelling,
    Route,
    RouteTest,
    RouteTrade,
    Screened,
    SourceNode,
    Weighed,
)
from byway.model.goods import ControlEntry, Flow, Goods, HsCandidate
from byway.model.party import Designation, Holding, Match, Party, Reason
from byway.model.record import Record
from byway.model.shipment import Flag, Outcome, Shipment

__all__ = [
    "Account",
    "Actor",
    "Assessment",
    "Block",
    "BlockKind",
    "Certainty",
    "Claim",
    "Confidence",
    "ControlEntry",
    "Decision",
    "Depth",
    "Designation",
    "Direction",
    "Document",
    "Event",
    "Evidence",
    "EvidenceKind",
    "Finding",
    "Flag",
    "Flow",
    "Goods",
    "Grade",
    "Holding",
    "HsCandidate",
    "Likelihood",
    "Locator",
    "Match",
    "Mention",
    "Outcome",
    "Party",
    "Reason",
    "Receipt",
    "Record",
    "Relay",
    "Retelling",
    "Route",
    "RouteTest",
    "RouteTrade",
    "Screened",
    "Shipment",
    "SourceNode",
    "Status",
    "Verdict",
    "Weighed",
]
