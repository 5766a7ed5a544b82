"""The same rules ask for every programme: only its values change."""

from __future__ import annotations

import pytest

from byway.data import load_yaml
from byway.errors import OptionError
from byway.goods import ControlLists
from byway.shipments.programme import Programme
from shipments.asking import CHIP, words

NAMES = tuple(load_yaml("rules/programmes.yaml")["programmes"])
FIRM = {"hs": CHIP, "consignee_name": "Aral", "consignee_country": "KG", "payer_name": "none"}


@pytest.mark.parametrize("name", NAMES)
def test_a_company_is_new_from_the_turning_date_on(name: str) -> None:
    programme = Programme.named(name)
    turning = programme.turning
    rows = [
        {**FIRM, "consignee_incorporated": turning},
        {**FIRM, "consignee_incorporated": turning.replace(year=turning.year - 1)},
    ]
    assert words("COM-01", rows, programme=programme) == ["present", "absent"]


def test_ties_are_those_to_the_programmes_target() -> None:
    here = {"destination_country": "AE", "consignee_registered_in": "IR", "consignee_name": "Aral"}
    rows = [here, {**here, "destination_country": "IR"}]
    told = words("LST-07", rows, programme=Programme.named("iran"))
    assert told == ["present", "not applicable"]


def test_its_lists_are_there_and_others_refused() -> None:
    held = ControlLists.default()
    for name in NAMES:
        assert [held[goods].name for goods in Programme.named(name).goods]
    with pytest.raises(OptionError, match="no programme"):
        Programme.named("atlantis")
