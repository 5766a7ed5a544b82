"""ADR: addresses, and how a party can be reached."""

from __future__ import annotations

from typing import Any

import pytest

from shipments.asking import CHIP, TOY, day, says, words

PLACE = "Office 5, 1 Example St, Yerevan"


def chips(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"hs": CHIP, **row} for row in rows]


def firms(*names: str, **cells: Any) -> list[dict[str, Any]]:
    return chips(*({"consignee_name": n, "consignee_address": PLACE, **cells} for n in names))


def test_common_address() -> None:
    three = firms("Alfa", "Beta", "Gamma")
    other = chips({"consignee_name": "Delta", "consignee_address": "2 Other St"})
    assert words("ADR-01", [*three, *other, *firms("Alfa", hs=TOY)]) == [
        *["present"] * 3,
        "absent",
        "not applicable",
    ]
    assert words("ADR-01", firms("Alfa", "Alfa", "ALFA.")) == ["absent"] * 3
    assert words("ADR-01", firms("Alfa LLC", "Alfa, L.L.C.", "Alfa")) == ["not assessable"] * 3
    assert says("ADR-01", *chips({"consignee_name": "Beta"}), *firms("Alfa", "Gamma")) == (
        "not assessable"
    )
    assert says("ADR-01", {"hs": CHIP}) == "not assessable"
    town = firms("Alfa", "Beta", "Gamma", consignee_address="Yerevan, Armenia")
    assert words("ADR-01", town) == ["not assessable"] * 3


def test_an_address_for_everybody_says_nothing() -> None:
    three = firms("Alfa", "Beta", "Gamma")
    forwarder = {"hs": TOY, "forwarder_address": "OFFICE 5 - 1 EXAMPLE ST. YEREVAN"}
    assert words("ADR-01", [*three, forwarder])[:3] == ["absent"] * 3
    known = {"premises": [{"address": PLACE, "kind": "Business centre"}]}
    assert words("ADR-01", three, known) == ["absent"] * 3


def test_residence() -> None:
    known = {
        "premises": [
            {"address": PLACE, "kind": "residence"},
            {"address": "2 Works Rd", "kind": "works"},
        ]
    }
    cases = [
        ({"consignee_address": PLACE}, "present"),
        ({"consignee_address": "2 Works Rd."}, "absent"),
        ({"consignee_address": "3 Unseen Rd."}, "not assessable"),
        ({"consignee_address": PLACE, "hs": TOY}, "not applicable"),
    ]
    rows = chips(*(row for row, _ in cases))
    assert words("ADR-02", rows, known) == [outcome for _, outcome in cases]


@pytest.mark.parametrize(
    ("rule", "register"), [("ADR-03", "listed_addresses"), ("ADR-04", "facilities")]
)
def test_address_in_a_register(rule: str, register: str) -> None:
    known = {register: [{"address": PLACE, "since": day("2022-06-01")}]}
    nobody = {"intermediate_name": "none", "end_user_name": "none"}
    here = {**nobody, "consignee_address": PLACE, "ship_date": day("2023-01-01")}
    cases = [
        (here, "present"),
        ({**here, "ship_date": day("2022-01-01")}, "absent"),
        ({**here, "consignee_address": "2 Other St"}, "absent"),
        ({**here, "ship_date": None}, "not assessable"),
        ({**here, "consignee_address": None}, "not assessable"),
        ({**here, "consignee_address": "Yerevan"}, "not assessable"),
        ({**here, "hs": TOY}, "not applicable"),
    ]
    rows = chips(*(row for row, _ in cases))
    assert words(rule, rows, known) == [outcome for _, outcome in cases]


def test_free_zone() -> None:
    firm = {"consignee_name": "Aral LLC", "consignee_address": PLACE, "end_user_name": "none"}
    cases = [
        ({**firm, "consignee_address": "Plot 7, Jebel Ali Free-Zone, Dubai"}, "present"),
        ({**firm, "consignee_name": "Aral Tech FZE"}, "present"),
        ({**firm, "consignee_name": "Aral Tech FZ-LLC"}, "present"),
        ({**firm, "end_user_name": "X", "end_user_address": "SEZ, Astana"}, "present"),
        (firm, "absent"),
        ({**firm, "consignee_address": None}, "not assessable"),
        ({**firm, "end_user_name": None}, "not assessable"),
        ({**firm, "hs": TOY}, "not applicable"),
    ]
    rows = chips(*(row for row, _ in cases))
    assert words("ADR-05", rows) == [outcome for _, outcome in cases]


def test_personal_mail() -> None:
    cases = [
        ({"hs": CHIP, "consignee_email": "a@GMAIL.com"}, "present"),
        ({"hs": CHIP, "consignee_email": "a@aral-tech.example"}, "absent"),
        ({"hs": CHIP, "consignee_email": "Ivan <a@gmail.com>"}, "present"),
        ({"hs": CHIP, "consignee_email": "a@gmail.com; b@aral-tech.example"}, "not assessable"),
        ({"hs": CHIP}, "not assessable"),
        ({"consignee_email": "a@gmail.com"}, "not assessable"),
        ({"hs": TOY, "consignee_email": "a@gmail.com"}, "not applicable"),
    ]
    assert words("ADR-06", [row for row, _ in cases]) == [outcome for _, outcome in cases]


def test_telephone() -> None:
    cases = [
        ("+7 495 123-45-67", "AM", "present"),
        ("+374 (10) 12 34 56", "AM", "absent"),
        ("00374 10 123456", "AM", "absent"),
        ("010 123456", "AM", "not assessable"),
        (None, "AM", "not assessable"),
        ("+374 10 123456", None, "not assessable"),
        ("+7 727 123 45 67", "KZ", "absent"),
        ("+7 727 123 45 67", "RU", "present"),
        ("+7 495 123 45 67", "KZ", "present"),
        ("+1 212 555 0100", "CA", "absent"),
        ("+1 242 555 0100", "US", "present"),
        ("+1 787 555 0100", "US", "absent"),
        ("+44 1534 123456", "JE", "absent"),
        ("+999 1", "AM", "not assessable"),
    ]
    rows = chips(*({"consignee_phone": p, "destination_country": c} for p, c, _ in cases))
    assert words("ADR-07", rows) == [outcome for *_, outcome in cases]
    toy = {"hs": TOY, "consignee_phone": "+7 495", "destination_country": "AM"}
    assert says("ADR-07", toy) == "not applicable"


def test_internet_address() -> None:
    cases = [
        ({"order_ip_country": "RU", "consignee_country": "AM"}, "present"),
        ({"order_ip_country": "AM", "consignee_country": "AM"}, "absent"),
        ({"consignee_country": "AM"}, "not assessable"),
        ({"hs": TOY, "order_ip_country": "RU", "consignee_country": "AM"}, "not applicable"),
    ]
    rows = chips(*(row for row, _ in cases))
    assert words("ADR-08", rows) == [outcome for _, outcome in cases]
