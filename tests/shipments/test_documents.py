"""DOC: what the papers say of end use, goods, value, licence and names."""

from __future__ import annotations

from typing import Any

from shipments.asking import CHIP, TOY, day, found, words

Cases = list[tuple[dict[str, Any], str]]


def check(rule: str, cases: Cases, **more: Any) -> None:
    assert words(rule, [row for row, _ in cases], **more) == [outcome for _, outcome in cases]


def test_no_statement() -> None:
    out = {"hs": CHIP, "destination_country": "KZ"}
    cases: Cases = [
        ({**out, "end_use_statement": False}, "present"),
        ({**out, "end_use_statement": True}, "absent"),
        (out, "not assessable"),
        ({**out, "destination_country": "DE", "end_use_statement": False}, "not applicable"),
    ]
    check("DOC-01", cases)


def test_vague_end_use() -> None:
    told = {
        "hs": CHIP, "end_use": "control boards of lifts", "end_user_name": "Aral Works",
        "end_user_address": "1 Mill Road, Almaty",
    }  # fmt: skip
    cases: Cases = [
        (told, "absent"),
        ({**told, "end_use": "General industrial use"}, "present"),
        ({**told, "end_use": "for resale."}, "present"),
        ({**told, "end_user_name": "none"}, "present"),
        ({**told, "end_user_address": "TBA"}, "present"),
        ({**told, "end_user_address": None}, "not assessable"),
        ({**told, "end_use": "resale", "hs": TOY}, "not applicable"),
    ]
    check("DOC-02", cases)


def test_consigned_to_bank() -> None:
    credit = {
        "hs": CHIP, "payment_terms": "Irrevocable letter of credit", "consignee_name": "Silk Bank",
        "consignee_kind": "bank", "end_user_name": "none", "bank_name": "Silk Bank",
    }  # fmt: skip
    firm = {**credit, "consignee_name": "Aral Tech", "consignee_kind": "trader"}
    cases: Cases = [
        (credit, "present"),
        ({**credit, "payment_terms": "open account"}, "absent"),
        ({**credit, "end_user_name": "Aral Works"}, "absent"),
        ({**credit, "end_user_name": None}, "not assessable"),
        (firm, "absent"),
        ({**firm, "consignee_name": "Order of Kaz Pay", "bank_name": "Kaz Pay"}, "present"),
        ({**firm, "bank_name": None}, "not assessable"),
        ({**credit, "hs": TOY}, "not applicable"),
    ]  # fmt: skip
    check("DOC-03", cases)


def test_misclassified() -> None:
    fit = [
        {"description": "ball bearings", "hs": TOY, "contradicts": True, "because": "8482"},
        {"description": "toy cars", "hs": TOY, "contradicts": False},
        {"description": "parts", "hs": TOY},
    ]
    cases: Cases = [
        ({"description": "ball bearings", "hs": TOY}, "present"),
        ({"description": "toy cars", "hs": TOY}, "absent"),
        ({"description": "parts", "hs": TOY}, "not assessable"),
        ({"hs": TOY}, "not assessable"),
    ]
    check("DOC-04", cases, registers={"fit": fit})
    (answer,) = found(["DOC-04"], [cases[0][0]])
    assert (answer["outcome"], answer["missing"]) == ("not assessable", "register fit")


def priced(value: float | None, quantity: float | None = 10, **more: Any) -> dict[str, Any]:
    of = {"hs": CHIP, "unit": "pcs", "currency": "EUR"}
    return {**of, "value": value, "quantity": quantity, **more}


def test_undervalued() -> None:
    usual = [priced(100.0 + n) for n in range(12)]
    cases: Cases = [
        (priced(19.0, reference_price=10.0), "present"),
        (priced(20.0, reference_price=10.0), "absent"),
        (priced(None, reference_price=10.0), "not assessable"),
        (priced(5.0, 0, reference_price=10.0), "not assessable"),
        (priced(2.0), "present"),
        (priced(30.0), "not assessable"),
        (priced(2.0, unit="kg"), "not assessable"),
    ]
    answers = words("DOC-05", [*usual, *(row for row, _ in cases)])
    assert answers[len(usual) :] == [outcome for _, outcome in cases]


def test_usual_prices_that_are_wide_apart_make_no_low_one_odd() -> None:
    grades = [priced(10.0 * 2**n) for n in range(14)]
    assert words("DOC-05", [*grades, priced(2.0)])[-1] == "not assessable"


def test_false_licence() -> None:
    held = [
        {"number": "DE/2023-7", "valid_from": day("2023-01-01"), "valid_until": day("2023-12-31")}
    ]
    out = {"hs": CHIP, "ship_date": day("2023-05-01")}
    cases: Cases = [
        ({**out, "licence": "de 2023 7"}, "absent"),
        ({**out, "licence": "DE/2023-8"}, "present"),
        ({**out, "licence": "DE/2023-7", "ship_date": day("2024-01-01")}, "present"),
        ({"hs": CHIP, "licence": "DE/2023-7"}, "not assessable"),
        ({**out, "licence": "none"}, "absent"),
        ({**out, "licence": "NLR"}, "absent"),
        (out, "not assessable"),
        ({**out, "hs": TOY, "licence": "X"}, "not applicable"),
    ]  # fmt: skip
    check("DOC-06", cases, registers={"export_licences": held})
    check(
        "DOC-06",
        [({**out, "licence": "X1"}, "not assessable"), ({**out, "licence": "none"}, "absent")],
    )


def user(name: str, number: str | None, phone: str | None) -> dict[str, Any]:
    told = {"end_user_name": name, "end_user_id": number, "end_user_phone": phone}
    return {"intermediate_name": "none", **told}


def test_aliases() -> None:
    rows = [
        user("Aral Tech LLC", "77-1", "+7 701 1"),
        user("ARAL TECH", "77-1", "+7 701 1"),
        user("Steppe Trade", "88-1", "+7 702 2"),
        user("Kok Tobe", "99-1", "+7 7022"),
        {"intermediate_name": "none", "end_user_name": "none"},
    ]
    assert words("DOC-09", rows) == ["absent", "absent", "present", "present", "absent"]
    more = [*rows, user("Somebody", None, "+7 703 3")]
    assert words("DOC-09", more) == [
        "not assessable", "not assessable", "present", "present", "absent", "not assessable",
    ]  # fmt: skip


def test_domestic_end_user() -> None:
    out = {
        "hs": CHIP, "exporter_country": "DE", "end_user_name": "Shell GmbH",
        "end_user_country": "DE", "destination_country": "KZ",
    }  # fmt: skip
    cases: Cases = [
        (out, "present"),
        ({**out, "end_user_country": "KZ"}, "absent"),
        ({**out, "end_user_name": "none"}, "absent"),
        ({**out, "exporter_country": None}, "not assessable"),
        ({**out, "hs": TOY}, "not applicable"),
    ]
    check("DOC-10", cases)
