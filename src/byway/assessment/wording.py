"""Sentences.  None says more than the evidence: a possibility stays one, a place is no firm."""

from __future__ import annotations

from collections.abc import Sequence

from byway.assessment.hypotheses import UNKNOWN, Hypothesis, HypothesisKind, place_name, surest
from byway.assessment.names import fold
from byway.model import Claim, Likelihood, Screened

MOST_GOODS = 6
"""Goods named in one sentence; the rest stands in the evidence."""

_ARRANGING = {
    "occurred": ("has arranged", "have arranged"),
    "ongoing": ("is arranging", "are arranging"),
    "planned": ("plans to discuss or arrange", "plan to discuss or arrange"),
    "considered": ("considers", "consider"),
    "hypothetical": ("arranges or will arrange", "arrange or will arrange"),
}
"""For one who arranges, and for several."""

_CHANCE = {
    "almost no chance": "There is almost no chance that",
    "roughly even chance": "There is a roughly even chance that",
}


def hypothesis(question: Hypothesis, controlled: Sequence[str]) -> str:
    """The hypothesis as a question: what is asked, never what is found."""
    names = [place_name(place) for place in question.places]
    goods = "goods that may be controlled" if controlled else "goods"
    if question.kind is HypothesisKind.ROUTE:
        return f"Do {goods} go from {names[0]} through {names[1]} to {names[2]}?"
    if question.kind is HypothesisKind.SUPPLY:
        named = f" ({', '.join(controlled)})" if controlled else ""
        return f"Are {goods}{named} supplied from {names[0]} to {names[1]}?"
    known = [place_name(place) for place in question.places if place != UNKNOWN]
    verb = "Does" if len(known) == 1 else "Do"
    return f"{verb} {' and '.join(known)} discuss or arrange ways round sanctions?"


def judgement(
    question: Hypothesis, claims: Sequence[Claim], likelihood: Likelihood, sources: Sequence[str]
) -> str:
    """The judgement in a sentence or two.  Confidence is never in it (ICD 203)."""
    names = [place_name(place) for place in question.places]
    opening = _CHANCE.get(likelihood.term, f"It is {likelihood.term} that")
    furthest, telling = surest(claims)
    named = dict.fromkeys(phrase for claim in telling for phrase in claim.goods)
    goods = [phrase for phrase in named if fold(phrase) != "goods"]
    what = f"goods ({_listed(goods[:MOST_GOODS])})" if goods else "goods"
    if question.kind is HypothesisKind.ROUTE:
        verb = {
            "occurred": "have moved",
            "ongoing": "are moving",
            "planned": "are to move",
        }.get(furthest, "move or will move")
        body = f"{what} {verb} from {names[0]} through {names[1]} to {names[2]}"
    elif question.kind is HypothesisKind.SUPPLY:
        verb = {
            "occurred": "have been supplied",
            "ongoing": "are being supplied",
            "planned": "are to be supplied",
            "considered": "will be supplied",
        }.get(furthest, "are or will be supplied")
        body = f"{what} {verb} from {names[0]} to {names[1]}"
    else:
        known = [place_name(place) for place in question.places if place != UNKNOWN]
        one, several = _ARRANGING.get(furthest, _ARRANGING["hypothetical"])
        verb = one if len(known) == 1 else several
        body = f"{' and '.join(known)} {verb} ways round sanctions"
    return f"{opening} {body}. {_resting(sources)}"


def identity(party: Screened) -> str:
    """Whether a party of the reports is a listed one."""
    listed = party.matches[0].listed.caption
    return f"Is “{party.actor.name}” of the reports the listed “{listed}”?"


def standing(party: Screened, likelihood: Likelihood) -> str:
    """What may be said of a party that met a listed one."""
    best = party.matches[0]
    lists = dict.fromkeys(
        f"{d.authority or d.list}" + (f" ({d.programme})" if d.programme else "")
        for match in party.matches
        for d in match.designations
    )
    opening = _CHANCE.get(likelihood.term, f"It is {likelihood.term} that")
    return (
        f"{opening} “{party.actor.name}” of the reports is “{best.listed.caption}”, "
        f"listed by {_listed(list(lists))}."
    )


def _resting(sources: Sequence[str]) -> str:
    if not sources:
        return "No independent source speaks for it."
    noun = "one independent source" if len(sources) == 1 else f"{len(sources)} independent sources"
    return f"It rests on {noun}: {_listed(sources)}."


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
