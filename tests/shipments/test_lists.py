"""LST: who is on a list, or stands in knowledge that an authority or you hold."""

from __future__ import annotations

from typing import Any

import pytest

from shipments.asking import day, says, words

ROLES = (
    "exporter",
    "consignee",
    "intermediate",
    "end_user",
    "forwarder",
    "notify",
    "payer",
    "bank",
)
OTHERS = {f"{role}_name": "none" for role in ROLES if role != "consignee"}
SHIPPED = {**OTHERS, "consignee_name": "Volna Trade", "ship_date": day("2023-05-01")}
CLEAN = {"name": "Aral Tech", "listed": False}
SNAPSHOT = {"caption": "VOLNA TRADE OOO", "list": "example", "snapshot": day("2024-01-01")}


def lists(**held: Any) -> dict[str, list[dict[str, Any]]]:
    return {"listed": [CLEAN, {"name": "Volna Trade", "listed": True, **SNAPSHOT, **held}]}


def test_listed_from_the_day_of_listing_on() -> None:
    cases = [
        (SHIPPED, "present"),
        ({**SHIPPED, "ship_date": day("2022-12-31")}, "absent"),
        ({**SHIPPED, "ship_date": None}, "not assessable"),
        ({**SHIPPED, "ship_date": None, "order_date": day("2023-02-01")}, "present"),
        ({**SHIPPED, "consignee_name": "Aral Tech"}, "absent"),
        ({**SHIPPED, "consignee_name": "Aral Tech", "payer_name": "Volna Trade"}, "present"),
        ({**SHIPPED, "consignee_name": "Aral Tech", "payer_name": None}, "not assessable"),
    ]
    held = lists(since=day("2023-01-01"))
    assert words("LST-01", [row for row, _ in cases], held) == [outcome for _, outcome in cases]
    assert says("LST-01", SHIPPED) == "not assessable"


def test_listed_with_no_day_counts_from_the_snapshot_on() -> None:
    later = {**SHIPPED, "ship_date": day("2024-02-01")}
    assert words("LST-01", [later, SHIPPED], lists()) == ["present", "not assessable"]


NAMED = {"consignee_name": "Volna-Trade, OOO", "intermediate_name": "none", "end_user_name": "none"}
OTHER = {**NAMED, "consignee_name": "Aral Tech"}
ENTRY = {"name": "Volna Trade OOO", "since": day("2023-01-01")}


@pytest.mark.parametrize(
    ("rule", "register"),
    [
        ("LST-02", "unverified"),
        ("LST-03", "letters"),
        ("LST-04", "suppliers"),
        ("LST-06", "licences"),
    ],
)
def test_a_name_in_a_register(rule: str, register: str) -> None:
    shipped = {"ship_date": day("2023-05-01"), "hs": "854231"}
    cases = [
        ({**NAMED, **shipped}, "present"),
        ({**NAMED, **shipped, "ship_date": day("2022-05-01")}, "absent"),
        ({**NAMED, "hs": "854231"}, "not assessable"),
        ({**OTHER, **shipped}, "absent"),
        ({**OTHER, **shipped, "end_user_name": "VOLNA TRADE OOO"}, "present"),
        ({**OTHER, **shipped, "end_user_name": None}, "not assessable"),
        ({**NAMED, **shipped, "end_user_name": None}, "present"),
    ]
    rows = [row for row, _ in cases]
    twice = {register: [ENTRY, {**ENTRY, "since": day("2023-03-01")}]}
    assert words(rule, rows, twice) == [outcome for _, outcome in cases]
    assert set(words(rule, rows)) == {"not assessable"}


def test_letter_about_some_goods() -> None:
    letters = {"letters": [{"name": "Volna Trade OOO", "kind": "is informed", "hs": "8542"}]}
    rows = [{**NAMED, "hs": "854231"}, {**NAMED, "hs": "950300"}, NAMED]
    assert words("LST-03", rows, letters) == ["present", "absent", "not assessable"]


def test_licence_that_ran_out() -> None:
    licences = {"licences": [{"name": "Volna Trade OOO", "until": day("2023-01-01")}]}
    rows = [{**NAMED, "ship_date": day(when)} for when in ("2023-01-01", "2023-01-02")]
    assert words("LST-06", [*rows, NAMED], licences) == ["present", "absent", "not assessable"]


def test_risky_address() -> None:
    listed = {"risky_addresses": [{"address": "Flat 5, 12 Harbour Rd., Hong Kong"}]}
    nobody = {"intermediate_name": "none", "end_user_name": "none"}
    cases = [
        ({**nobody, "consignee_address": "FLAT 5; 12 HARBOUR RD - HONG KONG"}, "present"),
        ({**nobody, "consignee_address": "1 Example Street"}, "absent"),
        ({"consignee_address": "1 Example Street"}, "not assessable"),
        (nobody, "not assessable"),
    ]
    assert words("LST-05", [row for row, _ in cases], listed) == [outcome for _, outcome in cases]


def test_ties() -> None:
    ties = {"ties": [{"name": "ARAL TECH", "tied": False}, {"name": "VOLNA TRADE", "tied": True}]}
    there = {"destination_country": "AM", "consignee_registered_in": "AM"}
    cases = [
        ({**there, "consignee_name": "Volna Trade"}, "present"),
        ({**there, "consignee_name": "Aral Tech"}, "absent"),
        ({**there, "consignee_name": "Aral Tech", "consignee_registered_in": "RU"}, "present"),
        ({**there, "consignee_name": "Nobody asked"}, "not assessable"),
        ({**there, "destination_country": "RU", "consignee_name": "Volna Trade"}, "not applicable"),
    ]
    assert words("LST-07", [row for row, _ in cases], ties) == [outcome for _, outcome in cases]
