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


def paced(
    name: str, before: float | None, after: float | None, early: int = 3, late: int = 3
) -> list[dict[str, Any]]:
    held = {"currency": "EUR", "weight_kg": 1.0, "consignee_name": name}
    return [
        *(shipped(f"2021-0{month}-01", **held, value=before) for month in (6, 8, 9)[:early]),
        *(shipped(f"2023-05-0{n}", **held, value=after) for n in range(1, late + 1)),
    ]


def jumps(cases: dict[str, list[dict[str, Any]]], *first: dict[str, Any]) -> dict[str, str]:
    """What is said of the last row of each buyer, all in one file that reaches back."""
    rows, last = [*first, *OLD], {}
    for name, held in cases.items():
        rows += [row | {"consignee_name": name} for row in held]
        last[name] = len(rows)
    answers = words("TRD-02", rows)
    return {name: answers[at - 1] for name, at in last.items()}


def test_jump() -> None:
    undated = {**BUYER, "hs": CHIP, "currency": "EUR", "weight_kg": 1.0}
    rows = paced("A", 100.0, 300.0)
    answers = jumps(
        {
            "three times as much": rows,
            "less": paced("A", 100.0, 299.0),
            "other goods": [*rows, shipped("2023-05-09", TOY)],
            "one large order": paced("A", 100.0, 9_000.0, late=1),
            "one before": paced("A", 100.0, 300.0, early=1, late=5),
            "one before, many now": paced("A", 100.0, 300.0, early=1, late=8),
            "none before": paced("A", 100.0, 300.0, early=0, late=8),
            "no amounts then": paced("A", None, 300.0),
            "no amounts now": paced("A", 100.0, None),
            "one of no day": [{**undated, "value": 1.0}, *rows],
            "one of no day does not matter": [{**undated, "value": 1.0}, *paced("A", 100.0, 400.0)],
            "one of no day and amount": [undated, *paced("A", 100.0, 400.0)],
            "ordered later": [{**undated, "order_date": day("2023-01-01")}, *rows],
        }
    )
    open_ = {"no amounts then", "no amounts now", "one of no day", "one of no day and amount"}
    there = {
        "three times as much", "one before, many now", "one of no day does not matter",
        "ordered later",
    }  # fmt: skip
    assert answers == {
        name: "present" if name in there
        else "not assessable" if name in open_
        else "not applicable" if name == "other goods"
        else "absent"
        for name in answers
    }  # fmt: skip
    assert says("TRD-02", *rows) == "not assessable"


def test_a_jump_where_a_row_names_nobody() -> None:
    cases = {"A": paced("A", 100.0, 300.0), "B": paced("B", 100.0, 200.0)}
    assert jumps(cases, {"hs": CHIP}) == {"A": "present", "B": "not assessable"}


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
