"""`assessment.json`: the assessment itself, nothing added and nothing left out."""

from __future__ import annotations

from typing import Any

from byway.model import Assessment


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain JSON values.

    Keys: question, as_of, documents (with their text, so that quotes can be checked), parties,
    goods, routes, claims, evidence, findings, sources, receipt.  `likelihood.low` and `high` are
    in percent, `likelihood.value` in [0, 1], evidence weights in bits.  It is exactly what the
    receipt's hash seals, and `Assessment.from_dict` reads it again.
    """
    return assessment.to_dict()
