"""The triage order: its formula, shown and monotone; several lines of one shipment."""

from __future__ import annotations

from dataclasses import replace

import ibis
from hypothesis import given
from hypothesis import strategies as st

from byway.shipments.facts import prepare
from byway.shipments.outcomes import ranked, told
from byway.shipments.rules import catalogue
from byway.shipments.triage import decided, scores, triage, wide
from shipments.asking import CHIP, TOY, asked, rule

BY_ID = {rule.id: rule for rule in catalogue()}


def test_the_heaviest_of_a_family_counts_in_full() -> None:
    heavy = replace(rule("RTE-10"), weight=2)
    light = replace(rule("RTE-01"), weight=1)
    other = replace(rule("ADR-06"), weight=1)
    found = triage([light, other, heavy])
    assert found.score == 2 + 0.25 + 1
    assert found.breakdown == "RTE 2.25 (RTE-10 2, RTE-01 0.25); ADR 1 (ADR-06 1)"
    assert triage([]).score == 0 and triage([]).breakdown == ""


@given(st.sets(st.sampled_from(sorted(BY_ID))), st.sampled_from(sorted(BY_ID)))
def test_a_further_flag_never_lowers_it(present: set[str], further: str) -> None:
    before, after = (
        triage(BY_ID[name] for name in names).score for names in (present, present | {further})
    )
    assert after > before if further not in present else after == before


def test_lines_of_one_shipment_are_joined() -> None:
    rows = [
        {"id": "A", "line": "1", "hs": CHIP, "consignee_email": "a@aral.example"},
        {"id": "A", "line": "2", "hs": CHIP, "consignee_email": "a@gmail.com"},
        {"id": "A", "line": "3", "hs": CHIP, "consignee_email": "b@gmail.com"},
        {"id": "B", "line": "1", "hs": CHIP, "consignee_email": "b@aral.example"},
        {"id": "B", "line": "2", "hs": CHIP},
        {"id": "C", "hs": TOY},
    ]
    question = asked(rows)
    first = {"A": 1, "B": 4, "C": 6}
    table = question.table.mutate(
        shipment=ibis.cases(*((question.table.id == k, n) for k, n in first.items()))
    )
    chosen = [rule("ADR-06")]
    prepared = prepare(table, replace(question, table=table), chosen)
    kept = question.keep(ranked(replace(question, table=prepared), chosen))
    lines = told(decided(kept, chosen), chosen, ()).order_by("row").to_pyarrow().to_pylist()
    assert [(a["shipment_id"], a["row"], a["outcome"]) for a in lines] == [
        ("A", 2, "present"),
        ("B", 5, "not assessable"),
    ]
    one_each = wide(kept, chosen).order_by("row").to_pyarrow().to_pylist()
    assert [(a["shipment_id"], a["ADR-06"], a["present"]) for a in one_each] == [
        ("A", "present", "ADR-06"),
        ("B", "not assessable", ""),
        ("C", "not applicable", ""),
    ]
    assert [a["present_count"] for a in one_each] == [1, 0, 0]
    (judged,) = scores(["ADR-06"], chosen)
    assert judged["triage"] == rule("ADR-06").weight
