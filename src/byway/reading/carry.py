"""What one sentence leaves out and another tells: dates and doers of the same event.

Only for events that news tells several times in one report: the visit that is planned, the round
of designations, the rule that a notice puts into force.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from byway.model import Status
from byway.reading.analysis import Analysis
from byway.reading.lexicon import Lexicon
from byway.reading.propositions import Proposition
from byway.reading.reference import Reference
from byway.reading.syntax import children, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENCOUNTERS = frozenset({"meet", "visit"})
_RULED = frozenset({"designate", "restrict", "other"})


def carry(propositions: list[Proposition], analysis: Analysis) -> list[Proposition]:
    """The propositions with dates and doers filled from the others, in the same order."""
    if _is_official(analysis.doc, analysis.lexicon):
        issuer = analysis.references.first_acting_body()
        propositions = [_ruled(p, issuer, analysis.published) for p in propositions]
    propositions = _designated(propositions)
    propositions = _share(propositions, _is_planned_encounter, _joins_encounter)
    propositions = _share(propositions, _is_designation, _is_designation)
    return _inherit(propositions)


def _is_official(doc: Doc, lexicon: Lexicon) -> bool:
    """Whether a text speaks of itself as a legal act: "this rule", "this notice"."""
    return any(
        token.lemma_.lower() in lexicon.acts
        and any(c.lower_ == "this" for c in children(token, "det"))
        for token in doc
    )


def _ruled(p: Proposition, issuer: Reference | None, published: date | None) -> Proposition:
    """What an official text does, its issuer does, on the day it is published."""
    if p.kind not in _RULED or p.sources or p.event.token.pos_ != "VERB":
        return p
    agents = p.agents or ((issuer,) if issuer is not None else ())
    if issuer is not None and not any(a.key == issuer.key for a in agents):
        return p
    return replace(p, agents=agents, date=p.date or (published.isoformat() if published else None))


def _designated(propositions: list[Proposition]) -> list[Proposition]:
    """ "X was designated": by whoever alone designates others in the text."""
    doers = {p.agents for p in propositions if p.kind == "designate" and p.agents}
    if len({tuple(a.key for a in agents) for agents in doers}) != 1:
        return propositions
    agents = next(iter(doers))
    return [replace(p, agents=agents) if _lacks_designator(p) else p for p in propositions]


def _lacks_designator(p: Proposition) -> bool:
    if p.kind != "designate" or p.agents or p.sources or p.status is not Status.OCCURRED:
        return False
    return p.event.token.dep_ != "acl" and is_passive(p.event.token)


def _share(
    propositions: list[Proposition],
    gives: Callable[[Proposition], bool],
    takes: Callable[[Proposition], bool],
) -> list[Proposition]:
    """One date that all givers of a party agree on goes to the takers that lack one."""
    dated = [p for p in propositions if p.date and gives(p)]
    shared: list[Proposition] = []
    for p in propositions:
        if p.date is None and takes(p):
            dates = {g.date for g in dated if _codes(g) & _codes(p)}
            shared.append(replace(p, date=dates.pop()) if len(dates) == 1 else p)
        else:
            shared.append(p)
    return shared


def _is_planned_encounter(p: Proposition) -> bool:
    return p.kind in _ENCOUNTERS and p.status is Status.PLANNED


def _joins_encounter(p: Proposition) -> bool:
    """A planned encounter, or what is to be talked of or signed there."""
    if p.status not in (Status.PLANNED, Status.CONSIDERED):
        return False
    return p.kind in _ENCOUNTERS or p.talked or (p.kind == "agree" and p.status is Status.PLANNED)


def _is_designation(p: Proposition) -> bool:
    return p.kind == "designate" and p.status is Status.OCCURRED


def _codes(p: Proposition) -> set[str]:
    return {code for r in p.agents for code in r.codes}


def _inherit(propositions: list[Proposition]) -> list[Proposition]:
    """ "The plan includes", "a new round of talks": the doers told last, where none are named."""
    last: dict[str, tuple[Reference, ...]] = {}
    filled: list[Proposition] = []
    for p in propositions:
        agents = p.agents
        if p.kind in ("propose_peace", "meet"):
            agents = last.setdefault(p.kind, p.agents) if not p.agents else p.agents
            last[p.kind] = agents
        filled.append(replace(p, agents=agents))
    return filled
