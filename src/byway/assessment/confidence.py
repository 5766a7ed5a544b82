"""How well founded a judgement is: apart from how likely it is."""

from __future__ import annotations

from collections.abc import Sequence

from byway.assessment.hypotheses import speaks_against
from byway.model import Certainty, Claim, Confidence


def confidence(
    claims: Sequence[Claim], sources: Sequence[str], seen: Sequence[str] = ()
) -> Confidence:
    """High: three independent sources, somebody asserts it and nobody contests it.

    Moderate: two independent sources, of which one asserts it.  Low: anything less.  ICD 203
    (section D.6.e.2.b) asks for the basis of the level, which `because` gives.
    `seen` says what statistics and records were weighed; the level does not rest on them.
    """
    count = len(sources)
    hedged = all(c.certainty is not Certainty.ASSERTED for c in claims if not speaks_against(c))
    contested = any(speaks_against(c) for c in claims)
    if count >= 3 and not contested and not hedged:
        level = "high"
    elif count >= 2 and not hedged:
        level = "moderate"
    else:
        level = "low"
    because = [_counted(sources)]
    because.append("every statement is hedged" if hedged else "some statements are unhedged")
    if contested:
        because.append("a statement speaks against it")
    because.extend(seen or ["claims alone: no statistics, records or documents were weighed"])
    return Confidence(level=level, because=tuple(because))


def _counted(sources: Sequence[str]) -> str:
    if not sources:
        return "no independent source speaks for it"
    noun = "independent source" if len(sources) == 1 else "independent sources"
    return f"{len(sources)} {noun}: {', '.join(sources)}"
