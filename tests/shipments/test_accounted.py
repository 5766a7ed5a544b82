"""Every flag of the catalogue is a rule, or a question to a person."""

from __future__ import annotations

import byway.shipments.checks  # noqa: F401  (registers the expressions)
from byway.data import load_yaml
from byway.shipments.contexts import CONTEXTS, READS
from byway.shipments.registers import SHAPES
from byway.shipments.registry import CHECKS
from byway.shipments.rules import catalogue
from byway.shipments.schema import Schema

FAMILIES = {
    "LST": 7, "OWN": 9, "COM": 8, "ADR": 9, "GDS": 12,
    "TRD": 6, "RTE": 10, "DOC": 10, "PAY": 10, "VES": 6,
}  # fmt: skip
"""Red flags of each family in the catalogue, numbered from 1."""
FLAGS = {f"{family}-{n:02}" for family, count in FAMILIES.items() for n in range(1, count + 1)}


def questions() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = load_yaml("rules/questions.yaml")["questions"]
    return rows


def test_every_flag_is_a_rule_or_a_question() -> None:
    assert len(FLAGS) == 87
    rules, asked = [rule.id for rule in catalogue()], [row["id"] for row in questions()]
    assert sorted(rules + asked) == sorted(FLAGS)
    assert len(rules) >= 50


def test_questions_say_what_to_ask_and_why() -> None:
    for row in questions():
        assert set(row) == {"id", "title", "question", "reason", "source"}, row
        assert row["question"].endswith("?")


def test_rules_name_only_what_there_is() -> None:
    assert set(READS) == set(CONTEXTS)
    fields = {field.name for field in Schema.load().fields}
    for rule in catalogue():
        assert rule.id in CHECKS
        assert set(rule.needs) <= fields, rule.id
        assert {name for context in rule.context for name in READS[context]} <= set(rule.needs)
        assert set(rule.context) <= set(CONTEXTS), rule.id
        assert set(rule.registers) <= set(SHAPES), rule.id
        assert rule.weight in (1, 2, 3)
        assert rule.sources and all(source.document for source in rule.sources), rule.id
