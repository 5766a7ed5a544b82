"""COM: what sort of company buys."""

from __future__ import annotations

from typing import Any

from shipments.asking import CHIP, TOY, day, says, words

NEW, OLD = day("2022-06-01"), day("2010-06-01")
BUYER = {"hs": CHIP, "consignee_name": "Aral Tech", "consignee_country": "KG"}
NO_PAYER = {**BUYER, "payer_name": "none"}


def test_new_company_outside_the_coalition() -> None:
    cases = [
        ({**BUYER, "consignee_incorporated": NEW}, "present"),
        ({**NO_PAYER, "consignee_incorporated": OLD}, "absent"),
        ({**NO_PAYER, "consignee_incorporated": NEW, "consignee_country": "DE"}, "absent"),
        ({**BUYER, "consignee_incorporated": OLD}, "not assessable"),
        (NO_PAYER, "not assessable"),
        ({**BUYER, "consignee_incorporated": NEW, "hs": TOY}, "not applicable"),
        (
            {
                "hs": CHIP,
                "payer_name": "Q",
                "payer_country": "AE",
                "payer_incorporated": NEW,
            },
            "present",
        ),
    ]
    assert words("COM-01", [row for row, _ in cases]) == [outcome for _, outcome in cases]


def test_new_customer_of_the_first_tiers() -> None:
    cases = [
        ({**BUYER, "consignee_incorporated": NEW}, "present"),
        ({**BUYER, "consignee_incorporated": OLD}, "absent"),
        (BUYER, "not assessable"),
        ({**BUYER, "hs": TOY}, "not applicable"),
    ]
    assert words("COM-02", [row for row, _ in cases]) == [outcome for _, outcome in cases]


def test_young() -> None:
    shipped = {**BUYER, "ship_date": day("2023-05-01")}
    cases = [
        ({**shipped, "consignee_incorporated": day("2022-12-01")}, "present"),
        ({**shipped, "consignee_incorporated": day("2020-12-01")}, "absent"),
        (shipped, "not assessable"),
        ({**shipped, "hs": TOY}, "not applicable"),
    ]
    assert words("COM-03", [row for row, _ in cases]) == [outcome for _, outcome in cases]


def test_principals() -> None:
    profiles = {
        "profiles": [
            {"name": "ARAL TECH", "officers_known": True, "accounts_known": False},
            {"name": "GOOD GMBH", "officers_known": True, "accounts_known": True},
            {"name": "HALF GMBH", "officers_known": True},
        ]
    }
    cases = [
        (BUYER, "present"),
        ({**BUYER, "consignee_name": "Good GmbH"}, "absent"),
        ({**BUYER, "consignee_name": "Half GmbH"}, "not assessable"),
        ({**BUYER, "hs": TOY}, "not applicable"),
    ]
    rows = [row for row, _ in cases]
    assert words("COM-04", rows, profiles) == [outcome for _, outcome in cases]
    assert says("COM-04", BUYER) == "not assessable"


def test_web_presence() -> None:
    cases = [
        ({"consignee_website": "none", "consignee_email": "aral@gmail.com"}, "present"),
        ({"consignee_website": "None", "consignee_email": "none"}, "present"),
        ({"consignee_website": "none", "consignee_email": "a@aral.example"}, "absent"),
        ({"consignee_website": "aral.example"}, "absent"),
        ({"consignee_email": "aral@gmail.com"}, "not assessable"),
        ({"hs": TOY}, "not applicable"),
    ]
    rows = [{"hs": CHIP, **row} for row, _ in cases]
    assert words("COM-05", rows) == [outcome for _, outcome in cases]


def on(*days: str, **cells: Any) -> list[dict[str, Any]]:
    return [{**BUYER, **cells, "ship_date": day(when)} for when in days]


def test_awakened() -> None:
    rows = on("2020-03-01", "2020-05-01", "2023-05-01", "2023-06-01")
    told = ["not applicable", "not applicable", "present", "absent"]
    assert words("COM-06", rows) == told
    assert says("COM-06", *rows[:2], BUYER, rows[2]) == "not assessable"
    assert says("COM-06", rows[2]) == "not assessable"
    assert says("COM-06", {**rows[0], "consignee_name": "Other"}, rows[2]) == "not assessable"


def test_another_line_of_business() -> None:
    toys = on("2021-03-01", "2021-06-01", "2022-01-10", hs=TOY)
    first, second = on("2023-05-01", "2023-06-01")
    assert words("COM-07", [*toys, first, second])[3:] == ["present", "absent"]
    assert says("COM-07", *toys[:2], first) == "not assessable"
    assert says("COM-07", *toys, {**BUYER, "hs": None}, first) == "not assessable"
    assert says("COM-07", *toys) == "not applicable"
