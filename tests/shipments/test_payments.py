"""PAY: who pays, from where, how much, in how many parts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shipments.asking import CHIP, TOY, day, words

Cases = list[tuple[dict[str, Any], str]]


def check(rule: str, cases: Cases, **more: Any) -> None:
    assert words(rule, [row for row, _ in cases], **more) == [outcome for _, outcome in cases]


def test_other_payer() -> None:
    own = {
        "hs": CHIP, "destination_country": "KZ", "consignee_name": "Aral Tech",
        "consignee_country": "KZ", "end_user_name": "Aral Works", "end_user_country": "KG",
        "intermediate_name": "none", "payer_name": "ARAL TECH", "payer_country": "KZ",
    }  # fmt: skip
    cases: Cases = [
        (own, "absent"),
        ({**own, "payer_country": "KG"}, "absent"),
        ({**own, "payer_country": "AE"}, "present"),
        ({**own, "payer_name": "Palm Star FZE"}, "present"),
        ({**own, "payer_name": "Palm Star FZE", "end_user_name": None}, "not assessable"),
        ({**own, "payer_name": None}, "not assessable"),
        ({**own, "payer_name": "Aral Tech L.L.C."}, "not assessable"),
        ({**own, "payer_country": "AE", "end_user_country": None}, "not assessable"),
        ({**own, "payer_name": "none"}, "absent"),
        ({**own, "payer_country": "AE", "hs": TOY}, "not applicable"),
    ]
    check("PAY-01", cases)


def test_single_rows() -> None:
    abroad = {"hs": CHIP, "payer_registered_in": "KZ", "bank_country": "AE"}
    check(
        "PAY-02",
        [
            (abroad, "present"),
            ({**abroad, "bank_country": "KZ"}, "absent"),
            ({**abroad, "payer_registered_in": None}, "not assessable"),
            ({**abroad, "hs": TOY}, "not applicable"),
        ],
    )
    cash = {"hs": CHIP, "payment_terms": "Cash", "value": 20_000.0, "currency": "EUR"}
    check(
        "PAY-03",
        [
            (cash, "present"),
            ({**cash, "value": 9_000.0}, "absent"),
            ({**cash, "payment_terms": "cash in advance"}, "absent"),
            ({**cash, "currency": "KZT"}, "not assessable"),
            ({**cash, "hs": TOY}, "not applicable"),
        ],
    )
    paid = {"hs": CHIP, "value": 200.0, "quantity": 10.0, "reference_price": 10.0}
    check(
        "PAY-04",
        [
            (paid, "present"),
            ({**paid, "value": 199.0}, "absent"),
            ({**paid, "reference_price": None}, "not assessable"),
            ({**paid, "hs": TOY}, "not applicable"),
        ],
    )
    open_ = {"hs": CHIP, "payment_terms": "Open account, 60 days", "destination_country": "AM"}
    check(
        "PAY-06",
        [
            (open_, "present"),
            ({**open_, "destination_country": "DE"}, "absent"),
            ({**open_, "payment_terms": "letter of credit"}, "absent"),
            ({**open_, "payment_terms": None}, "not assessable"),
            ({**open_, "hs": TOY}, "not applicable"),
        ],
    )


def test_many_countries() -> None:
    row = {
        "hs": CHIP, "payer_country": "AE", "bank_country": "CY", "consignee_country": "KZ",
        "destination_country": "KG",
    }  # fmt: skip
    cases: Cases = [
        (row, "present"),
        ({**row, "bank_country": "AE"}, "absent"),
        ({**row, "bank_country": "AE", "payer_country": None}, "not assessable"),
        ({**row, "bank_country": "KZ", "payer_country": None}, "absent"),
        ({**row, "hs": TOY}, "not applicable"),
    ]
    check("PAY-10", cases)


def paid_to(seller: str | None, **more: Any) -> dict[str, Any]:
    row = {
        "hs": CHIP, "payer_name": "Aral Tech", "exporter_name": seller, "bank_country": "AE",
        "pay_date": day("2023-05-03"), "end_user_country": "KZ", "paid": 900.0, "currency": "EUR",
    }  # fmt: skip
    return {**row, **more}


def test_many_suppliers() -> None:
    rows = [paid_to("A"), paid_to("B"), paid_to("C"), paid_to("C", paid=90_000.0)]
    rows += [paid_to("C", bank_country="KZ"), paid_to("D", pay_date=day("2023-07-01"))]
    rows += [paid_to("C", currency="KZT"), paid_to("A", hs=TOY)]
    assert words("PAY-05", rows) == [
        "present", "present", "present", "absent", "absent", "absent", "not assessable",
        "not applicable",
    ]  # fmt: skip
    assert words("PAY-05", [*rows[:2], paid_to(None)]) == ["not assessable"] * 3


def invoices(*values: float | None, every: int = 5, **more: Any) -> list[dict[str, Any]]:
    first = day("2023-05-01")
    row = {"hs": CHIP, "consignee_name": "Aral Tech", "currency": "EUR", **more}
    return [
        {**row, "value": value, "ship_date": first + timedelta(every * n)}
        for n, value in enumerate(values)
    ]


def test_divided() -> None:
    assert words("PAY-07", invoices(900.0, 950.0, 999.0, 1000.0, 300.0)) == [
        "present", "present", "present", "absent", "absent",
    ]  # fmt: skip
    assert words("PAY-07", invoices(900.0, 950.0, 999.0, every=20)) == ["absent"] * 3
    assert words("PAY-07", invoices(900.0, 950.0, None)) == ["not assessable"] * 3
    assert words("PAY-07", invoices(500.0, 450.0, 5000.0, id="one")) == ["absent"] * 3
    mixed = [*invoices(900.0, 950.0), {"hs": CHIP}, *invoices(900.0, hs=TOY)[:1]]
    assert words("PAY-07", mixed)[0] == "present"
    nobody = [*invoices(900.0, 950.0), {"hs": CHIP}]
    assert words("PAY-07", nobody)[0] == "not assessable"


def test_unlike_amounts() -> None:
    lines = {"id": "two", "hs": CHIP, "paid": 300.0}
    cases: Cases = [
        ({"hs": CHIP, "value": 100.0, "paid": 200.0}, "present"),
        ({"hs": CHIP, "value": 100.0, "paid": 95.0}, "absent"),
        ({"hs": CHIP, "value": 100.0}, "not assessable"),
        ({**lines, "value": 100.0}, "absent"),
        ({**lines, "value": 200.0}, "absent"),
        ({"hs": TOY, "value": 100.0, "paid": 200.0}, "not applicable"),
    ]
    check("PAY-08", cases)


def test_passed_on() -> None:
    transfers = [
        {"receiver": "Aral Tech", "sender_country": "CY", "day": day("2023-05-01"), "amount": 60.0},
        {"receiver": "ARAL TECH", "sender_country": "AE", "day": day("2023-05-03"), "amount": 35.0},
        {"receiver": "Aral Tech", "sender_country": "KZ", "day": day("2023-06-01"), "amount": 99.0},
    ]
    row = {
        "hs": CHIP, "payer_name": "Aral Tech", "payer_country": "KZ", "paid": 100.0,
        "pay_date": day("2023-05-04"),
    }  # fmt: skip
    cases: Cases = [
        (row, "present"),
        ({**row, "pay_date": day("2023-05-07")}, "absent"),
        ({**row, "pay_date": day("2023-06-02")}, "absent"),
        ({**row, "payer_name": "Somebody"}, "not assessable"),
        ({**row, "pay_date": None}, "not assessable"),
        ({**row, "hs": TOY}, "not applicable"),
    ]
    check("PAY-09", cases, registers={"transfers": transfers})
    check("PAY-09", [(row, "not assessable")])
    for lost in ("sender_country", "day", "amount"):
        untold = [*transfers[1:], {**transfers[0], lost: None}]
        check("PAY-09", [(row, "not assessable")], registers={"transfers": untold})
