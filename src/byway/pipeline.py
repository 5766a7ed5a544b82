"""The main job: reports in, an evidence-linked assessment out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from byway.assessment import Scales, weigh
from byway.corroboration import TradeStatistics
from byway.errors import InputError
from byway.goods import Classifier
from byway.grades import Grades
from byway.identities import THRESHOLD, as_party, identities, nearest, plausible
from byway.model import Assessment, Claim, Document, Goods, Reach, Receipt, Screened
from byway.reading import Reader, Reading
from byway.reading.llm import LlmReader
from byway.receipt import list_snapshots, seal, versions
from byway.records import reaches
from byway.roots import retellings
from byway.settings import Settings
from byway.watchlists import Watchlists

if TYPE_CHECKING:
    from byway.flagging.evidence import ShipmentRecords
    from byway.owners import OwnershipRecords

QUESTION = "Do these reports show a way of goods round sanctions, and how far does it carry?"
Note = Callable[[str], None]


def assess(
    documents: Iterable[Document],
    *,
    watchlists: Watchlists | None = None,
    as_of: date | None = None,
    question: str = QUESTION,
    reader: Reader | LlmReader | None = None,
    classifier: Classifier | None = None,
    grades: Grades | None = None,
    trade: TradeStatistics | None = None,
    shipments: ShipmentRecords | None = None,
    ownership: OwnershipRecords | None = None,
    now: datetime | None = None,
    note: Note | None = None,
) -> Assessment:
    """Read, screen, classify and weigh.

    documents: the reports, as `byway.ingest.load` gives them.
    watchlists: the list snapshots to screen against (default: those of the user's folder, and
    the starter list).
    as_of: the day on which a party's standing is asked for (default: today).
    reader: who reads (default: the rules, offline).
    grades: what the user holds of publishers; shown beside sources, never weighed.
    trade: a panel of trade statistics in which claimed routes are tested.
    shipments: records of shipments, which red flags are looked for in.
    ownership: records of owners, read by one authority's rule on majority ownership.
    note: called with a word on what is being done, for progress.
    """
    tell = note or (lambda _: None)
    if watchlists is None:
        settings = Settings.from_environment(os.environ)
        watchlists = Watchlists.open(settings.lists_dir, as_of=as_of)
    as_of = as_of or date.today()
    documents = list(documents)
    tell("reading")
    readings = list((reader or Reader()).analyse_many(documents))
    claims = [claim for reading in readings for claim in reading.claims]
    tell("comparing reports")
    retold = retellings([reading.document for reading in readings], claims)
    tell("screening")
    parties = screen_actors(readings, watchlists, as_of)
    tell("classifying goods")
    goods = classify_goods(claims, classifier or Classifier.default())
    flagged = None
    if shipments:
        tell("looking for red flags")
        flagged = shipments.flagged()
    owned: list[Reach] = []
    if ownership:
        tell("following owners")
        asked = [as_party((held.actor, *held.elsewhere)) for held in parties]
        owned = reaches(ownership, asked, flagged or (), watchlists, as_of)
    tell("weighing")
    scales = Scales.load()
    judged = weigh(
        documents=documents,
        claims=claims,
        parties=parties,
        goods=goods,
        as_of=as_of,
        scales=scales,
        retellings=retold,
        tester=trade.tester(goods) if trade else None,
        shipments=flagged,
        reaches=owned,
    )
    options: dict[str, Any] = {"as_of": as_of.isoformat(), "question": question}
    if isinstance(reader, LlmReader):
        options["reader"] = reader.told()
    if trade:
        options["trade"] = trade.told()
    if shipments:
        options["shipments"] = shipments.told()
    if ownership:
        options["ownership"] = ownership.told()
    if grades:
        options["grades_sha256"] = grades.sha256
    unsealed = Assessment(
        question=question,
        as_of=as_of,
        documents=tuple(reading.document for reading in readings),
        parties=tuple(parties),
        goods=tuple(goods),
        routes=judged.routes,
        claims=tuple(claims),
        evidence=judged.evidence,
        findings=judged.findings,
        sources=grades.beside(judged.sources, documents) if grades else judged.sources,
        shipments=tuple(flagged or ()),
        reaches=tuple(owned),
        receipt=Receipt(
            inputs=tuple(_input(reading) for reading in readings),
            lists=tuple(list_snapshots(watchlists.snapshots, as_of)),
            versions=versions(
                {"scales": scales.version, **{e.list: e.version for g in goods for e in g.controls}}
            ),
            options=options,
            made=now or datetime.now(UTC),
        ),
    )
    return sealed(unsealed)


def screen_actors(
    readings: Sequence[Reading], watchlists: Watchlists, as_of: date
) -> list[Screened]:
    """Every person and body of the reports with its matches, the listed ones first."""
    groups = identities(actor for reading in readings for actor in reading.actors)
    parties = [as_party(group) for group in groups]
    matches = watchlists.screen_many(parties, as_of=as_of, threshold=THRESHOLD)
    screened = [
        Screened(
            actor=group[0],
            elsewhere=group[1:],
            matches=nearest(match for match in found if plausible(party, match)),
        )
        for group, party, found in zip(groups, parties, matches, strict=True)
    ]
    return sorted(screened, key=lambda s: -max((m.score for m in s.matches), default=0.0))


def classify_goods(claims: Sequence[Claim], classifier: Classifier) -> list[Goods]:
    """The goods that the claims name, each phrase once, in the order of the reports."""
    phrases = dict.fromkeys(phrase.casefold() for claim in claims for phrase in claim.goods)
    return [_classified(phrase, classifier) for phrase in phrases]


def _classified(phrase: str, classifier: Classifier) -> Goods:
    """A phrase of a report is no user's input: one that cannot be classified stays as it is."""
    try:
        return classifier.classify(phrase)
    except InputError:
        return Goods(description=phrase)


def sealed(assessment: Assessment) -> Assessment:
    """The same assessment with the hash of its content in its receipt."""
    receipt = assessment.receipt.model_copy(update={"hash": seal(assessment.to_dict())})
    return assessment.model_copy(update={"receipt": receipt})


def _input(reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "document": document.id,
        "sha256": document.sha256,
        "publisher": document.publisher,
        "published": document.published and document.published.isoformat(),
        "language": document.language,
        "notes": list(reading.notes),
        **({"unread": reading.failed} if reading.failed else {}),
    }
