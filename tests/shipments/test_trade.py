"""TRD: what a buyer or seller did before, and where to."""

from __future__ import annotations

from typing import Any

from shipments.asking import CHIP, TOY, day, says, words

OLD = [
    {"hs": TOY, "consignee_name": "Others", "ship_date": day(f"2021-01-0{n}")} for n in (1, 2, 3)
]
"""What makes the file reach back before the turning date."""
BUYER = {"consignee_name": "Aral Tech", "destination_country": "KZ"}


def shipped(when: str | None, hs: str = CHIP, **more: Any) -> dict[str, Any]:
    row = {**BUYER, "hs": hs, **more}
    return row if when is None else {**row, "ship_date": day(when)}


NOW = shipped("2023-05-01")


def test_only_after_turning() -> None:
    rows = [
        *OLD,
        shipped("2021-06-01", TOY), NOW,
        shipped("2021-06-01", consignee_name="B"), {**NOW, "consignee_name": "B"},
        {**NOW, "consignee_name": "C"},
        shipped("2021-06-01", TOY, consignee_name="D"),
        {"consignee_name": "D"}, {**NOW, "consignee_name": "D"},
        {**NOW, "destination_country": "DE"},
        shipped("2021-07-01", consignee_name="B"),
    ]  # fmt: skip
    answers = words("TRD-01", rows)
    assert [answers[n] for n in (4, 6, 7, 10, 11, 12)] == [
        "present", "absent", "absent", "not assessable", "not applicable", "not applicable",
    ]  # fmt: skip
    assert says("TRD-01", shipped("2021-12-01", TOY), NOW) == "not assessable"
    nobody = words("TRD-01", [{"hs": CHIP}, *rows])
    assert [nobody[n] for n in (5, 7, 8)] == ["present", "absent", "not assessable"]


def paced(name: str, before: float | None, after: float | None) -> list[dict[str, Any]]:
    held = {"currency": "EUR", "weight_kg": 1.0, "consignee_name": name}
    return [
        *(shipped(f"2021-0{month}-01", **held, value=before) for month in (6, 8, 9)),
        shipped("2023-05-01", **held, value=after),
    ]


def test_jump() -> None:
    rows = [
        *OLD,
        *paced("A", 100.0, 900.0), *paced("B", 100.0, 899.0),
        *paced("C", None, 300.0), *paced("D", 100.0, None),
        *paced("E", 100.0, 900.0)[2:],
        paced("F", 0, 300.0)[3] | {"hs": TOY},
    ]  # fmt: skip
    answers = words("TRD-02", rows)
    assert [answers[n] for n in (6, 10, 14, 18, 20, 21)] == [
        "present", "absent", "not assessable", "not assessable", "absent", "not applicable",
    ]  # fmt: skip
    nobody = words("TRD-02", [{"hs": CHIP}] * 3 + rows)
    assert [nobody[n] for n in (9, 13, 23)] == ["present", "not assessable", "not assessable"]
    assert says("TRD-02", *paced("A", 100.0, 900.0)) == "not assessable"


def test_first_time() -> None:
    both = {"exporter_name": "Maker"}
    maker = [{**row, **both, "hs": CHIP} for row in OLD]
    rows = [
        *maker,
        shipped("2023-05-01", **both),
        shipped("2023-05-20", **both),
        shipped("2023-08-01", **both),
        shipped("2023-08-01", TOY, **both),
        {**shipped("2023-08-01"), "exporter_name": "New Maker", "consignee_name": "Others"},
        shipped("2023-08-02"),
    ]
    assert words("TRD-03", rows)[3:] == [
        "present", "present", "absent", "not applicable", "present", "not assessable",
    ]  # fmt: skip
    assert says("TRD-03", shipped("2023-05-01", **both)) == "not assessable"
    unsure = {**BUYER, **both, "ship_date": day("2022-05-01")}
    assert says("TRD-03", *maker, unsure, shipped("2023-05-01", **both)) == "not assessable"


def test_new_countries() -> None:
    def sent(when: str, to: str | None, who: str = "Maker") -> dict[str, Any]:
        return {"hs": CHIP, "exporter_name": who, "ship_date": day(when), "destination_country": to}

    before = [
        *OLD,
        sent("2021-05-01", "RU"),
        sent("2021-05-01", "KZ"),
        sent("2021-05-01", "KZ", "X"),
    ]
    rows = [
        *({**row, "exporter_name": "Y", "destination_country": "DE"} for row in OLD),
        *before[3:],
        sent("2023-05-01", "KG"),
        sent("2023-05-01", "KZ"),
        sent("2023-05-01", "KG", "X"),
        sent("2023-05-01", "RU"),
        sent("2023-05-01", None),
    ]
    assert words("TRD-04", rows)[6:] == [
        "present", "absent", "absent", "not applicable", "not assessable",
    ]  # fmt: skip
    assert says("TRD-04", *rows[:6], sent("2021-06-01", None), rows[6]) == "not assessable"


def test_replanned() -> None:
    def order(name: str, version: int, to: str | None, payer: str | None = "KZ") -> dict[str, Any]:
        return {"id": name, "version": version, "destination_country": to, "payer_country": payer}

    rows = [
        order("A", 1, "RU"), order("A", 2, "KZ"),
        order("B", 1, "KG"), order("B", 2, "KZ"),
        order("C", 1, None), order("C", 2, "KZ"),
        order("D", 1, "RU"), order("D", 2, "RU"),
        order("E", 3, "KZ"),
        order("F", 1, "KZ"),
        order("G", 1, "KZ", "BY"), order("G", 2, "KZ"),
        {"id": "H", "destination_country": "KZ", "payer_country": "KZ"},
    ]  # fmt: skip
    answers = words("TRD-05", rows)
    assert [answers[n] for n in (1, 3, 5, 7, 8, 9, 11, 12)] == [
        "present", "absent", "not assessable", "not applicable",
        "not assessable", "absent", "present", "not assessable",
    ]  # fmt: skip


def test_elevated_risk() -> None:
    row = {"hs": CHIP, "destination_country": "KZ"}
    cases = [
        ({**row, "ship_date": day("2025-02-01")}, "present"),
        ({**row, "ship_date": day("2024-02-01")}, "absent"),
        ({**row, "destination_country": "DE"}, "absent"),
        (row, "not assessable"),
        ({**row, "hs": TOY, "ship_date": day("2025-02-01")}, "not applicable"),
    ]
    assert words("TRD-06", [row for row, _ in cases]) == [outcome for _, outcome in cases]
