"""What changed between two snapshots."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from byway.lists import ListStore, Snapshot, diff


def a_snapshot(store: ListStore, folder: Path, day: int, *entities: dict[str, object]) -> Snapshot:
    path = folder / f"{day}.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities))
    return store.add([path], "ftm", "x", date(2022, 2, day))


def person(id: str, program: str = "EX", **properties: list[str]) -> dict[str, object]:
    sanction = {"id": f"{id}-s", "schema": "Sanction", "properties": {"program": [program]}}
    return {
        "id": id,
        "schema": "Person",
        "properties": {"name": [id.upper()], "sanctions": [sanction], **properties},
    }


def test_added_removed_changed(store: ListStore, tmp_path: Path) -> None:
    before = a_snapshot(
        store, tmp_path, 1, person("a"), person("b", alias=["Bob"]), person("c"), person("d")
    )
    after = a_snapshot(
        store,
        tmp_path,
        2,
        person("b", alias=["Bobby"], birthDate=["1970"]),
        person("c", program="EX-2"),
        person("d"),
        person("e"),
    )
    result = diff(before, after)
    assert (result.before, result.after) == ("x@2022-02-01", "x@2022-02-02")
    assert [p.party.id for p in result.added] == ["e"]
    assert [p.party.id for p in result.removed] == ["a"]
    assert [p.id for p in result.changed] == ["b", "c"]
    changes = {c.field: (c.removed, c.added) for c in result.changed[0].changes}
    assert changes == {"alias": (("Bob",), ("Bobby",)), "birthDate": ((), ("1970",))}
    (change,) = [c for c in result.changed[1].changes if c.field == "designations"]
    assert change.removed == ("sanction under EX",)
    assert change.added == ("sanction under EX-2",)
    assert result.touched() == ("e", "b", "c")


def test_same_is_no_difference(store: ListStore, tmp_path: Path) -> None:
    before = a_snapshot(store, tmp_path, 1, person("a"), person("b"))
    after = a_snapshot(store, tmp_path, 2, person("b"), person("a"))
    result = diff(before, after)
    assert not result.added + result.removed
    assert not result.changed


@pytest.mark.shared
def test_the_day_that_putin_was_listed(store: ListStore, shared: Path) -> None:
    folder = shared / "lists" / "us"
    before, after = (
        store.add([folder / f"sdn_2022-02-{day}.csv.gz"], "ofac-csv", "ofac") for day in (25, 26)
    )
    assert (before.parties_total, after.parties_total) == (9_214, 9_218)
    result = diff(before, after)
    assert "ofac-35096" in [listed.party.id for listed in result.added]
    assert len(result.added) - len(result.removed) == 4
    (as_of,) = store.select(["ofac"], date(2022, 2, 25))
    assert as_of.designations_of("ofac-35096") == ()
    (as_of,) = store.select(["ofac"], date(2022, 3, 1))
    assert as_of.designations_of("ofac-35096")[0].programme == "RUSSIA-EO14024"
