"""The generator of synthetic shipments: one seed, one file; and the truth fits it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "bench" / "shipments"


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    """`bench/shipments/generate.py`, which stands outside the package."""
    before = set(sys.modules)
    sys.path.insert(0, str(FOLDER))
    import generate  # type: ignore[import-not-found]

    yield generate
    sys.path.remove(str(FOLDER))
    for name in set(sys.modules) - before:
        if str(FOLDER) in str(getattr(sys.modules[name], "__file__", None)):
            del sys.modules[name]


def test_the_same_seed_gives_the_same_rows(generator: ModuleType) -> None:
    first, again, other = (generator.generate(600, seed) for seed in (5, 5, 6))
    assert first.shipments.equals(again.shipments)
    assert not first.shipments.equals(other.shipments)
    assert first.truth.num_rows == first.full.num_rows == first.shipments.num_rows


def test_cells_are_emptied_and_never_changed(generator: ModuleType) -> None:
    made = generator.generate(600, 5)
    full, given = made.full.to_pylist(), made.shipments.to_pylist()
    assert all(
        cell is None or cell == whole[name]
        for whole, row in zip(full, given, strict=True)
        for name, cell in row.items()
    )
    assert sum(cell is None for row in given for cell in row.values()) > 600


def test_every_scheme_is_planted_and_every_look_alike_is_honest(generator: ModuleType) -> None:
    from schemes import LOOKALIKES, SCHEMES  # type: ignore[import-not-found]

    truth = generator.generate(600, 5).truth.to_pylist()
    kinds = {(row["scheme"], row["honest"]) for row in truth}
    assert sum(not honest for _, honest in kinds) == len(SCHEMES)
    assert sum(honest for _, honest in kinds) == len(LOOKALIKES) + 1
    assert all(not row["rules"] for row in truth if row["honest"])


def test_listed_parties_of_a_list_take_the_places_of_invented_ones(generator: ModuleType) -> None:
    made = generator.generate(600, 5, [("Rosoboronexport", "2023-09-01")])
    assert {name for name, _ in made.listed} == {"Rosoboronexport"}
    rows = zip(made.full.to_pylist(), made.truth.to_pylist(), strict=True)
    shown = {
        (str(row["ship_date"]) >= "2023-09-01", truth["rules"])
        for row, truth in rows
        if truth["scheme"] == "listed consignee"
    }
    assert shown == {(True, "LST-01"), (False, "")}
