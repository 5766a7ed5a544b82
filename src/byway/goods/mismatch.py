"""Does a description of goods fit the HS code that stands beside it?  (red flag DOC-04)

A trade document that says "spare parts for tractors" beside the code of integrated circuits hides
one of the two.  The question is asked of the classifier: where does the description lead, and does
the code lie there?  The answer is a reason to look, not a finding of fraud: codes are often typed
wrong, descriptions are short, and a code is not a customs ruling.
"""

from __future__ import annotations

from functools import cache

from byway.errors import InputError, OptionError
from byway.goods.classifier import Classifier
from byway.model import HsCandidate, Outcome
from byway.model.record import Record

LEAST_SURE = 0.5
"""A description whose best candidate scores less leads nowhere that a code could contradict."""
LOOKED_AT = 30
"""Candidates among which the code's heading is looked for: a late one still fits the words."""


class Fit(Record):
    """Whether description and code fit.

    outcome: PRESENT (they contradict), ABSENT (they fit), NOT_ASSESSABLE (the description leads
    nowhere, or there is no code).  agrees: how far the code agrees with the nearest candidate:
    `subheading`, `heading`, `chapter` or `nothing`; None when not assessable.
    because: in words.  candidates: where the description leads, best first.
    """

    outcome: Outcome
    agrees: str | None
    because: str
    candidates: tuple[HsCandidate, ...] = ()


def mismatch(description: str, hs: str, classifier: Classifier | None = None) -> Fit:
    """DOC-04: the description against the HS code (2 digits or more, any punctuation).

    PRESENT when the code's heading is not among the description's candidates.  A chapter that is
    the same is told (`agrees`), for near headings are easily mistaken.  Codes of the 2017 edition
    are read as what they became.  An empty cell is not assessable, never absent.
    """
    judge = classifier or _default()
    if not description.strip() or not hs.strip():
        return _unknown("no description" if hs.strip() else "no HS code")
    try:
        codes = tuple(c.code for c in judge.classify(hs).candidates) if _digits(hs) else ()
    except OptionError as error:
        return _unknown(f"{hs}: no code of the Harmonized System ({error.problem})")
    if not codes:
        return _unknown(f"{hs!r} is no HS code")
    try:
        found = judge.classify(description, limit=LOOKED_AT).candidates
    except InputError as error:
        return _unknown(f"the description cannot be classified ({error.problem})")
    if not found or found[0].score < LEAST_SURE:
        return _unknown("the description is too general to lead to a heading")
    level, nearest = _nearest(codes, found)
    shown = found[:5]
    said = f"“{description.strip()}” leads to HS {found[0].code} ({found[0].text})"
    if level in ("subheading", "heading"):
        because = f"the code {hs} and the description meet in {nearest.code} ({nearest.text})"
        return Fit(outcome=Outcome.ABSENT, agrees=level, because=because, candidates=shown)
    text = judge.nomenclature.texts.get(codes[0], "")
    because = (
        f"{said}, the code {hs} is of another {'heading' if level == 'chapter' else 'chapter'}"
    )
    because += f" ({text})" if text else ""
    return Fit(outcome=Outcome.PRESENT, agrees=level, because=because, candidates=shown)


def _nearest(codes: tuple[str, ...], found: tuple[HsCandidate, ...]) -> tuple[str, HsCandidate]:
    """How far the codes agree with any candidate, and with which."""
    for level, digits in (("subheading", 6), ("heading", 4), ("chapter", 2)):
        for candidate in found:
            for code in codes:
                if len(code) < digits and level != "chapter":
                    if len(code) == 2 and level == "heading" and candidate.code[:2] == code:
                        return level, candidate
                    continue
                if candidate.code[:digits] == code[:digits]:
                    return level, candidate
    return "nothing", found[0]


def _digits(hs: str) -> bool:
    return any(character.isdigit() for character in hs)


def _unknown(because: str) -> Fit:
    return Fit(outcome=Outcome.NOT_ASSESSABLE, agrees=None, because=because)


@cache
def _default() -> Classifier:
    return Classifier.default()
