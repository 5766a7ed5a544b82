"""VES: vessels."""

from __future__ import annotations

from typing import Any

import pytest

from shipments.asking import TOY, day, words

OIL = {"hs": "270900", "vessel_imo": "IMO 9074729", "ship_date": day("2025-05-01")}
MAY, LATE = {"since": day("2025-04-20"), "until": day("2025-05-10")}, {"since": day("2025-09-01")}


def seen(imo: str, event: str, **more: Any) -> dict[str, Any]:
    return {"imo": imo, "event": event, **MAY, **more}


@pytest.mark.parametrize(
    ("rule", "event"),
    [
        ("VES-01", "dark"),
        ("VES-02", "false position"),
        ("VES-04", "night transfer"),
        ("VES-05", "false flag"),
    ],
)
def test_what_watchers_saw(rule: str, event: str) -> None:
    register = [
        seen("9074729", event, hours=30.0), seen("9074729", event, hours=3.0),
        seen("8814275", "watched"), seen("8814275", event, hours=30.0, **LATE),
        seen("9000003", event, hours=30.0, **LATE),
    ]  # fmt: skip
    rows = [
        OIL,
        {**OIL, "vessel_imo": "8814275"},
        {**OIL, "vessel_imo": "9000003"},
        {**OIL, "vessel_imo": None},
        {**OIL, "hs": TOY},
    ]
    assert words(rule, rows, registers={"vessels": register}) == [
        "present", "absent", "not assessable", "not assessable", "not applicable",
    ]  # fmt: skip


def test_identity() -> None:
    register = [seen("9074729", "watched"), seen("8814275", "identity")]
    proper = {**OIL, "vessel_mmsi": "273 456 789"}
    rows = [
        proper,
        {**proper, "vessel_imo": "9074728"},
        {**proper, "vessel_imo": "907472"},
        {**proper, "vessel_mmsi": "27345"},
        {**proper, "vessel_imo": "8814275"},
        OIL,
        {**proper, "hs": TOY},
    ]
    assert words("VES-03", rows, registers={"vessels": register}) == [
        "absent", "present", "present", "present", "present", "not assessable", "not applicable",
    ]  # fmt: skip
    assert words("VES-03", rows[:2]) == ["not assessable", "present"]


def test_certificate_from_transfers() -> None:
    register = [{"country": "MY", "frequent": True}, {"country": "DE", "frequent": False}]
    rows = [{"hs": "2709", "certificate_country": place} for place in ("MY", "DE", "NO", None)]
    rows.append({"hs": TOY, "certificate_country": "MY"})
    assert words("VES-06", rows, registers={"transfer_places": register}) == [
        "present", "absent", "not assessable", "not assessable", "not applicable",
    ]  # fmt: skip
