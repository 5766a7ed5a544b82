"""Propositions: claims before they are written down, and the writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from byway.model import Certainty, Claim, Document, Status
from byway.model import Event as EventType
from byway.reading.event import Event
from byway.reading.reference import Reference
from byway.reading.surface import Surface

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Proposition:
    """A claim before it is written down, with what is needed to compare it with others."""

    event: Event
    kind: str
    start: int
    end: int
    agents: tuple[Reference, ...]
    recipients: tuple[Reference, ...]
    intermediaries: tuple[Reference, ...]
    goods: tuple[str, ...]
    sources: tuple[Reference, ...]
    certainty: Certainty
    status: Status
    hedge: tuple[int, ...]
    date: str | None
    title: bool
    talked: bool = False


def write(document: Document, doc: Doc, surface: Surface, p: Proposition) -> Claim:
    """A proposition as a claim; the quote is cut from the text as it came."""
    last = doc[p.end - 1]
    start, end = surface.original(doc[p.start].idx, last.idx + len(last))
    return Claim(
        doc=document.id,
        quote=document.text[start:end],
        start=start,
        end=end,
        event=EventType(p.kind),
        agent=_names(p.agents),
        recipient=_names(p.recipients),
        intermediary=_names(p.intermediaries),
        agent_countries=_codes(p.agents),
        recipient_countries=_codes(p.recipients),
        intermediary_countries=_codes(p.intermediaries),
        goods=p.goods,
        source=_names(p.sources),
        certainty=p.certainty,
        status=p.status,
        hedge=_hedge_text(doc, p)
        if p.certainty not in (Certainty.ASSERTED, Certainty.DENIED)
        else None,
        date=p.date,
    )


def _hedge_text(doc: Doc, p: Proposition) -> str | None:
    if not p.hedge:
        return None
    return doc[min(p.hedge) : max(p.hedge) + 1].text


def _names(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.name for r in references if r.name))


def _codes(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for r in references for code in r.codes))
