"""OWN: who owns and controls the parties, by the ownership records that were given."""

from __future__ import annotations

from typing import Any

import pytest

from shipments.asking import CHIP, TOY, words

ROW = {"hs": CHIP, "consignee_name": "Aral Tech", "intermediate_name": "none"}
ALONE = {**ROW, "end_user_name": "none"}


def owned(**says: Any) -> dict[str, list[dict[str, Any]]]:
    return {"owned": [{"name": "ARAL TECH", **says}]}


@pytest.mark.parametrize(
    ("rule", "yes", "no", "may"),
    [
        (
            "OWN-01",
            {"outcome": "meets", "low": 60.0, "high": 60.0},
            {"outcome": "does not meet", "accounted": True},
            {"outcome": "may meet"},
        ),
        ("OWN-01", {"outcome": "meets"}, None, {"outcome": "does not meet", "accounted": False}),
        ("OWN-02", {"share_unknown": True}, {"share_unknown": False}, {}),
        ("OWN-03", {"divested": True}, {"divested": False}, {}),
        ("OWN-04", {"control": "stated"}, {"control": "not shown"}, {"control": "possible"}),
        (
            "OWN-06",
            {"depth": 4, "jurisdictions": 3, "person_on_top": True},
            {"depth": 2, "person_on_top": True},
            {"depth": 4, "person_on_top": True},
        ),
        ("OWN-06", {"person_on_top": False}, None, {"depth": 1}),
    ],
)
def test_owners_of_a_party(
    rule: str, yes: dict[str, Any], no: dict[str, Any] | None, may: dict[str, Any]
) -> None:
    assert words(rule, [ROW, ALONE], owned(**yes)) == ["present", "present"]
    if no is not None:
        assert words(rule, [ALONE, ROW], owned(**no)) == ["absent", "not assessable"]
    other = {**ALONE, "consignee_name": "Nobody recorded"}
    assert set(words(rule, [ALONE, ROW, other], owned(**may))) == {"not assessable"}


def test_no_records_say_nothing() -> None:
    assert words("OWN-01", [ALONE]) == ["not assessable"]
    assert words("OWN-06", [{**ALONE, "hs": TOY}], owned(depth=9)) == ["not applicable"]


def test_vehicle() -> None:
    place = {**ROW, "consignee_country": "AE", "consignee_registered_in": "VG"}
    cases = [
        (place, "present"),
        ({**place, "consignee_registered_in": "AE"}, "absent"),
        ({**place, "consignee_registered_in": None}, "not assessable"),
        ({**place, "hs": TOY}, "not applicable"),
    ]
    held = owned(person_on_top=False)
    assert words("OWN-05", [row for row, _ in cases], held) == [outcome for _, outcome in cases]
    assert words("OWN-05", [place], owned(person_on_top=True)) == ["absent"]


def test_standing_in_for_a_listed_person() -> None:
    ties = {
        "ties": [
            {"name": "WIFE", "tied": True, "kind": "Family", "to": "X", "to_listed": True},
            {"name": "ARAL TECH", "tied": False},
            {"name": "TRADER", "tied": True, "kind": "trade", "to_listed": True},
        ]
    }
    cases = [
        ({"consignee_name": "Aral Tech", "payer_name": "Wife"}, "present"),
        ({"consignee_name": "Aral Tech", "payer_name": "Trader"}, "absent"),
        ({"consignee_name": "Aral Tech", "payer_name": "none"}, "absent"),
        ({"consignee_name": "Aral Tech"}, "not assessable"),
        ({"consignee_name": "Not asked", "payer_name": "none"}, "not assessable"),
    ]
    assert words("OWN-08", [row for row, _ in cases], ties) == [outcome for _, outcome in cases]


def test_shell() -> None:
    profiles = {
        "profiles": [
            {"name": "SHELL FZE", "premises": False},
            {"name": "WORKS", "premises": True, "employees": 40.0},
        ]
    }
    end = {"intermediate_name": "none", "end_user_country": "AE"}
    cases = [
        ({**end, "end_user_name": "Shell FZE"}, "present"),
        ({**end, "end_user_name": "Works"}, "absent"),
        ({**end, "end_user_name": "Shell FZE", "end_user_country": "RU"}, "absent"),
        ({**end, "end_user_name": "Nobody looked"}, "not assessable"),
        ({"end_user_country": "AE", "end_user_name": "Works"}, "not assessable"),
    ]
    assert words("OWN-09", [row for row, _ in cases], profiles) == [o for _, o in cases]
