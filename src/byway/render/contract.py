"""`assessment.json`: the contract keys, with what the page shows beside them."""

from __future__ import annotations

from typing import Any

from byway.model import Assessment, Screened
from byway.render.index import Index


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain JSON values, in the order people read it.

    Keys: question, as_of, documents (with their text, so that quotes can be checked), parties,
    goods, routes, claims, evidence, findings, sources, receipt.  `likelihood.low` and `high` are
    in percent, `likelihood.value` in [0, 1], evidence weights in bits.  Beyond the model's fields a
    party carries `name`, `schema`, `countries` and `designations`, a claim its `id` (`c1`, as
    numbered on the page) and the ids of the `evidence` that rests on it.
    """
    index = Index(assessment)
    data = assessment.to_dict()
    data["parties"] = [_party(screened) for screened in assessment.parties]
    data["claims"] = [
        {"id": f"c{number}", **claim.to_dict(), "evidence": list(index.evidence_of(number))}
        for number, claim in index.claims.items()
    ]
    return data


def _party(screened: Screened) -> dict[str, Any]:
    actor = screened.actor
    return {
        "name": actor.name,
        "schema": actor.schema_name,
        "countries": list(actor.countries),
        "designations": [d.to_dict() for d in screened.designations],
        **screened.to_dict(),
    }
