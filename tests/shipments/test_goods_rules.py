"""GDS: the goods, how many, and what they are said to be for."""

from __future__ import annotations

from typing import Any

import pytest

from shipments.asking import CHIP, TOY, found, says, words

OUT, IN = {"destination_country": "KG"}, {"destination_country": "DE"}


def told(rule: str, *cases: tuple[dict[str, Any], str], registers: Any = None) -> None:
    """The rule says the outcome of each row, all in one file."""
    answers = words(rule, [row for row, _ in cases], registers)
    assert answers == [outcome for _, outcome in cases]


def test_priority() -> None:
    told(
        "GDS-01",
        ({**OUT, "hs": CHIP}, "present"),
        ({**OUT, "hs": TOY}, "absent"),
        (OUT, "not assessable"),
        ({**IN, "hs": CHIP}, "not applicable"),
    )


def test_what_its_context_lacks_is_named() -> None:
    (answer,) = found(["GDS-01"], [{"hs": CHIP}])
    assert (answer["outcome"], answer["missing"]) == ("not assessable", "destination_country")


def test_controlled() -> None:
    told(
        "GDS-02",
        ({**OUT, "hs": CHIP}, "present"),
        ({**OUT, "hs": TOY, "control_code": "3A001.b.2"}, "present"),
        ({**OUT, "hs": TOY, "control_code": "9A610"}, "present"),
        ({**OUT, "hs": TOY, "control_code": "EAR99"}, "absent"),
        ({**OUT, "hs": TOY, "control_code": "see invoice"}, "not assessable"),
        ({**OUT, "hs": TOY, "control_code": "NLR"}, "not assessable"),
        ({**OUT, "hs": TOY}, "not assessable"),
        ({**IN, "hs": CHIP}, "not applicable"),
    )


def test_line_of_business() -> None:
    firm = {"hs": CHIP, "consignee_name": "Aral", "end_user_name": "none"}
    user = {"end_user_name": "User", "end_user_activity": "26.11"}
    told(
        "GDS-03",
        ({**firm, "consignee_activity": "C10.71"}, "present"),
        ({**firm, "consignee_activity": "56"}, "present"),
        ({**firm, "consignee_activity": "NACE Rev. 2 47.24"}, "present"),
        ({**firm, "consignee_activity": "46.52"}, "absent"),
        ({**firm, "consignee_activity": "2611"}, "absent"),
        ({**firm, "consignee_activity": "46.90"}, "not assessable"),
        ({**firm, "consignee_activity": "trader"}, "not assessable"),
        (firm, "not assessable"),
        ({**firm, **user, "consignee_activity": "26.11"}, "absent"),
        ({**firm, **user, "consignee_activity": "56.10"}, "present"),
        ({**firm, "consignee_activity": "26.11", "end_user_name": None}, "not assessable"),
        ({**firm, "consignee_activity": "56", "hs": TOY}, "not applicable"),
    )


def test_industry() -> None:
    industry = {
        "industry": [
            {"heading": "8542", "country": "KG", "uses": False},
            {"heading": "8542", "country": "DE", "uses": True},
        ]
    }
    told(
        "GDS-04",
        ({**OUT, "hs": CHIP}, "present"),
        ({**IN, "hs": CHIP}, "absent"),
        ({"hs": CHIP, "destination_country": "AM"}, "not assessable"),
        ({**OUT, "hs": TOY}, "not applicable"),
        registers=industry,
    )


def lines(*quantities: float | None, **cells: Any) -> list[dict[str, Any]]:
    return [{"hs": CHIP, "unit": "pcs", "quantity": q, **cells} for q in quantities]


def test_high_quantity() -> None:
    usual = lines(*(100.0 + n for n in range(12)))
    most, more, toys = lines(5000.0, 900.0, None)
    assert words("GDS-06", [*usual, most, more])[11:] == ["absent", "present", "absent"]
    assert says("GDS-06", *usual, toys) == "not assessable"
    assert says("GDS-06", *usual, {"hs": TOY, **OUT, "quantity": 1.0}) == "not applicable"
    assert says("GDS-06", *usual[:5], most) == "not assessable"
    kilograms = lines(5000.0, unit="kg")
    assert says("GDS-06", *usual, *kilograms) == "not assessable"


@pytest.mark.parametrize("cell", ["hs", "unit", "quantity"])
def test_unknown_lines_may_change_what_is_usual(cell: str) -> None:
    usual = lines(*(float(n) for n in range(10, 22)))
    open_ = {**lines(100.0)[0], cell: None}
    (near,) = lines(140.0)
    assert says("GDS-06", *usual, near) == "absent"
    assert says("GDS-06", *usual, open_, near) == "not assessable"


def test_spare_parts() -> None:
    def shipment(parts: float | None, whole: float | None) -> list[dict[str, Any]]:
        machine = {"id": "A", "hs": "845710", "value": whole, "currency": "EUR", **OUT}
        return [machine, {**machine, "hs": "846693", "value": parts}]

    assert words("GDS-07", shipment(60.0, 40.0)) == ["present", "present"]
    assert words("GDS-07", shipment(10.0, 40.0)) == ["absent", "absent"]
    assert words("GDS-07", shipment(None, 40.0)) == ["not assessable"] * 2
    assert words("GDS-07", shipment(60.0, 40.0)[1:]) == ["not assessable"]
    assert says("GDS-07", *(row | IN for row in shipment(60.0, 40.0))) == "not applicable"


def test_civil_story() -> None:
    told(
        "GDS-11",
        ({"hs": "930200", "end_use": "Satellite research"}, "present"),
        ({"hs": TOY, "control_code": "9A610", "end_use": "agricultural"}, "present"),
        ({"hs": TOY, "control_code": "ECCN: 9A610", "end_use": "agricultural"}, "present"),
        ({"hs": TOY, "control_code": "9A515.a", "end_use": "satellite"}, "absent"),
        ({"hs": TOY, "control_code": "ML10", "end_use": "civil and military"}, "absent"),
        ({"hs": TOY, "control_code": "9A610", "end_use": "Air force"}, "absent"),
        ({"hs": TOY, "control_code": "EAR99", "end_use": "satellite"}, "absent"),
        ({"hs": TOY, "end_use": "satellite"}, "not assessable"),
        ({"hs": "930200"}, "not assessable"),
    )
