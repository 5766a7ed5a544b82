"""RTE: ways and stops, forwarders, changes of instructions, splitting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shipments.asking import CHIP, TOY, day, found, says, words

WAY = {"hs": CHIP, "destination_country": "DE", "intermediate_country": "PL"}


def test_transshipment_point() -> None:
    cases = [
        ({**WAY, "transit_countries": "PL;TR"}, "present"),
        ({**WAY, "destination_country": "AM"}, "present"),
        ({**WAY, "transit_countries": "PL;LT"}, "absent"),
        (WAY, "not assessable"),
        ({"hs": CHIP, "destination_country": "DE", "transit_countries": "none"}, "not assessable"),
        (
            {
                "hs": CHIP,
                "destination_country": "DE",
                "transit_countries": "none",
                "intermediate_name": "none",
            },
            "absent",
        ),
        ({**WAY, "hs": TOY, "destination_country": "AM"}, "not applicable"),
    ]
    assert words("RTE-01", [row for row, _ in cases]) == [outcome for _, outcome in cases]


def orders(count: int, every: int = 5) -> list[dict[str, Any]]:
    first = day("2023-05-01")
    return [
        {"hs": CHIP, "consignee_name": "Aral Tech", "ship_date": first + timedelta(every * n)}
        for n in range(count)
    ]


def test_splitting() -> None:
    assert says("RTE-10", *orders(6)) == "present"
    assert says("RTE-10", *orders(5)) == "absent"
    assert says("RTE-10", *orders(6, every=20)) == "absent"
    assert says("RTE-10", *orders(40)) == "absent"
    assert says("RTE-10", {"consignee_name": "X", "hs": TOY}, *orders(40)) == "not assessable"
    assert says("RTE-10", *(row | {"hs": TOY} for row in orders(6))) == "not applicable"


@pytest.mark.parametrize("cell", ["hs", "ship_date", "consignee_name"])
def test_splitting_is_not_absent_where_another_row_may_belong_to_it(cell: str) -> None:
    *others, last = orders(6)
    others[0].pop(cell)
    assert says("RTE-10", *others, last) == "not assessable"


def test_values_and_what_is_missing_are_told() -> None:
    (answer,) = (a for a in found(["RTE-10"], orders(6)) if a["row"] == 6)
    assert answer["values"] == (
        '{"consignee_name":"Aral Tech","hs":"854231","ship_date":"2023-05-26","rte_10_count":"6"}'
    )
    (open_,) = found(["RTE-01"], [{"hs": CHIP, "destination_country": "DE"}])
    assert open_["missing"] == "transit_countries, intermediate_country"


def test_every_shipment_of_a_split_is_flagged_and_lines_are_no_shipments() -> None:
    assert words("RTE-10", orders(6)) == ["present"] * 6
    assert says("RTE-10", *(row | {"id": "one"} for row in orders(6, every=0))) == "absent"


def ways(count: int, stops: str | None, **more: Any) -> list[dict[str, Any]]:
    row = {"hs": CHIP, "destination_country": "KZ", "transit_countries": stops, **more}
    return [row] * count


def test_unusual_stop() -> None:
    usual = ways(30, "PL;LT")
    answers = words("RTE-02", [*usual, *ways(1, "PL;AE"), *ways(1, "none")])
    assert answers[-3:] == ["absent", "present", "absent"]
    assert words("RTE-02", ways(10, "PL") + ways(1, "AE"))[-1] == "not assessable"
    untold = [*ways(30, "PL"), *ways(2, "AE"), *ways(20, None), *ways(1, "AE", hs=TOY)]
    answers = words("RTE-02", untold)
    assert [answers[n] for n in (0, 30, 40, 52)] == [
        "absent", "not assessable", "not assessable", "not applicable",
    ]  # fmt: skip
    lost = ways(40, "PL", hs=None)
    assert words("RTE-02", [*ways(30, "PL"), *ways(3, "AE"), *lost])[32] == "not assessable"


KNOWN = {
    "hs": CHIP, "consignee_name": "Aral Tech", "consignee_kind": "manufacturer",
    "end_user_name": "Aral Works", "end_user_kind": "manufacturer", "forwarder_name": "Swift Cargo",
}  # fmt: skip


def test_forwarder_receives() -> None:
    cases = [
        (KNOWN, "absent"),
        ({**KNOWN, "consignee_kind": "Forwarder"}, "present"),
        ({**KNOWN, "end_user_name": "ООО Аль Логистика"}, "present"),
        ({**KNOWN, "forwarder_name": "ARAL TECH."}, "present"),
        ({**KNOWN, "end_user_name": "none", "end_user_kind": None}, "absent"),
        ({**KNOWN, "forwarder_name": "none"}, "absent"),
        ({**KNOWN, "forwarder_name": None}, "not assessable"),
        ({**KNOWN, "consignee_kind": None}, "not assessable"),
        ({**KNOWN, "hs": TOY, "consignee_kind": "forwarder"}, "not applicable"),
    ]
    assert words("RTE-03", [row for row, _ in cases]) == [outcome for _, outcome in cases]


def test_middleman_receives() -> None:
    nobody = {**KNOWN, "end_user_name": "none"}
    cases = [
        ({**nobody, "consignee_kind": "trader"}, "present"),
        ({**nobody, "consignee_name": "Aral Trading LLC"}, "present"),
        ({**nobody, "consignee_name": "Silk Bank JSC"}, "present"),
        (nobody, "absent"),
        ({**KNOWN, "consignee_kind": "trader"}, "absent"),
        ({**KNOWN, "consignee_kind": "trader", "end_user_name": None}, "not assessable"),
        ({**nobody, "hs": TOY, "consignee_kind": "trader"}, "not applicable"),
    ]
    assert words("RTE-04", [row for row, _ in cases]) == [outcome for _, outcome in cases]


def test_end_user_elsewhere() -> None:
    home = dict.fromkeys(("end_user_country", "destination_country", "consignee_country"), "KZ") | {
        "hs": CHIP,
        "end_user_name": "Aral Works",
    }
    cases = [
        (home, "absent"),
        ({**home, "destination_country": "DE"}, "present"),
        ({**home, "end_user_country": "KG"}, "present"),
        ({**home, "consignee_country": None}, "not assessable"),
        ({**home, "end_user_name": "none", "end_user_country": None}, "absent"),
        ({**home, "end_user_country": "KG", "hs": TOY}, "not applicable"),
    ]
    assert words("RTE-05", [row for row, _ in cases]) == [outcome for _, outcome in cases]


SHIPPED = day("2023-05-30")


def versions(name: str, first: dict[str, Any], then: dict[str, Any], when: str | None) -> list[Any]:
    """An order as first made, and as it was changed on a day."""
    base = {
        "id": name, "hs": CHIP, "ship_date": SHIPPED, "consignee_name": f"Buyer {name}",
        "end_user_name": "User", "destination_country": "KZ", "arrival_port": "KZALA",
        "delivery_date": day("2023-07-01"),
    }  # fmt: skip
    on = {} if when is None else {"version_date": day(when)}
    return [
        {**base, "version": 1, "version_date": day("2023-01-10"), **first},
        {**base, "version": 2, **on, **then},
    ]


def test_late_parties() -> None:
    other = {"consignee_name": "Somebody Else"}
    rows = [
        *versions("A", {}, other, "2023-05-20"),
        *versions("B", {}, other, "2023-03-20"),
        *versions("C", {}, {}, "2023-05-20"),
        *versions("D", {}, other, None),
        *versions("E", {}, {"end_user_name": None}, "2023-05-20"),
        *versions("F", {}, other | {"hs": TOY}, "2023-05-20"),
        *versions("G", {}, {"version": 3}, "2023-05-20"),
        versions("H", {}, {}, None)[0],
        {**versions("I", {}, {}, None)[0], "version": None},
        *versions("J", {"end_user_name": "none"}, {"end_user_name": "User"}, "2023-05-29"),
    ]
    answers = words("RTE-07", rows)
    assert [answers[n] for n in (1, 3, 5, 7, 9, 11, 13, 14, 15, 17)] == [
        "present", "absent", "absent", "not assessable", "not assessable", "not applicable",
        "not assessable", "absent", "not assessable", "present",
    ]  # fmt: skip
    lines = [*versions("K", {}, {}, "2023-05-29"), versions("K", {}, other, "2023-05-29")[1]]
    assert words("RTE-07", lines)[1:] == ["not assessable"] * 2


def test_late_instructions() -> None:
    other = {"arrival_port": "KGFRU", "destination_country": "KG"}
    before = {
        "consignee_name": "Buyer B", "ship_date": day("2023-01-01"), "id": "O", **other,
    }  # fmt: skip
    undated = {"consignee_name": "Buyer C", "id": "P", **other}
    rows = [
        before, undated,
        *versions("A", {}, other, "2023-05-20"),
        *versions("B", {}, other, "2023-05-20"),
        *versions("C", {}, other, "2023-05-20"),
        *versions("D", {}, other, "2023-03-20"),
        *versions("E", {}, other | {"hs": TOY}, "2023-05-20"),
    ]  # fmt: skip
    answers = words("RTE-06", rows)
    assert [answers[n] for n in (3, 5, 7, 9, 11)] == [
        "present", "absent", "not assessable", "absent", "not applicable",
    ]  # fmt: skip


def test_late_delivery_change() -> None:
    later = {"delivery_date": day("2023-07-05")}
    rows = [
        *versions("A", {}, later, "2023-05-20"),
        *versions("B", {}, later, "2023-03-20"),
        *versions("C", {"delivery_date": None}, later, "2023-05-20"),
        *versions("D", {}, later | {"hs": TOY}, "2023-05-20"),
    ]
    answers = words("RTE-08", rows)
    assert [answers[n] for n in (1, 3, 5, 7)] == [
        "present", "absent", "not assessable", "not applicable",
    ]  # fmt: skip
