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
    assert says("RTE-10", *orders(5)) == "present"
    assert says("RTE-10", *orders(4)) == "absent"
    assert says("RTE-10", *orders(5, every=20)) == "absent"
    assert says("RTE-10", *(row | {"hs": TOY} for row in orders(5))) == "not applicable"


@pytest.mark.parametrize("cell", ["hs", "ship_date", "consignee_name"])
def test_splitting_is_not_absent_where_another_row_may_belong_to_it(cell: str) -> None:
    *others, last = orders(5)
    others[0].pop(cell)
    assert says("RTE-10", *others, last) == "not assessable"


def test_values_and_what_is_missing_are_told() -> None:
    (answer,) = (a for a in found(["RTE-10"], orders(5)) if a["row"] == 5)
    assert answer["values"] == (
        '{"consignee_name":"Aral Tech","hs":"854231","ship_date":"2023-05-21","rte_10_count":"5"}'
    )
    (open_,) = found(["RTE-01"], [{"hs": CHIP, "destination_country": "DE"}])
    assert open_["missing"] == "transit_countries, intermediate_country"
