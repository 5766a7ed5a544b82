"""The starter list: whole, dated, sourced, valid FollowTheMoney."""

from __future__ import annotations

from datetime import date

import pytest
from followthemoney import model

from byway.lists import ListedParty, ListStore
from byway.lists.describe import load_yaml


@pytest.fixture
def starter(store: ListStore) -> dict[str, ListedParty]:
    return {listed.party.id: listed for listed in store.starter().parties()}


def test_sixty_parties_and_no_president_of_china(starter: dict[str, ListedParty]) -> None:
    assert len(starter) == 60
    names = " ".join(name for listed in starter.values() for name in listed.party.names)
    assert "Jinping" not in names
    assert "习近平" not in names


def test_putin(starter: dict[str, ListedParty]) -> None:
    listed = starter["starter-vladimir-putin"]
    since = {d.authority: d.since for d in listed.designations}
    assert since["International Criminal Court"] == date(2023, 3, 17)
    assert since["Office of Foreign Assets Control"] == date(2022, 2, 25)
    wanted = [d for d in listed.designations if d.topic == "wanted"]
    assert len(wanted) == 1
    assert not wanted[0].in_force(date(2023, 3, 16))
    assert set(listed.party.get("topics")) == {"sanction", "wanted"}


def test_every_designation_has_authority_programme_and_address(
    starter: dict[str, ListedParty],
) -> None:
    for listed in starter.values():
        assert listed.designations
        for designation in listed.designations:
            assert designation.authority
            assert designation.programme
            assert designation.address is not None
            assert designation.address.startswith("https://")
            assert "{" not in designation.address
            assert designation.since is None or designation.since < date(2026, 11, 24)


def test_every_authority_is_used() -> None:
    data = load_yaml("starter.yml")
    used = {d["by"] for facts in data["parties"].values() for d in facts["designations"]}
    assert used == set(data["authorities"])


def test_every_value_is_what_ftm_calls_clean(starter: dict[str, ListedParty]) -> None:
    for listed in starter.values():
        for entity in listed.to_ftm():
            proxy = model.get_proxy(entity, cleaned=False)
            for name, values in entity["properties"].items():
                assert sorted(proxy.get(name)) == sorted(set(values)), (entity["id"], name)


def test_prepared_once(store: ListStore) -> None:
    first = store.starter()
    before = (first.folder / "manifest.json").stat().st_mtime_ns
    assert store.starter().folder == first.folder
    assert (first.folder / "manifest.json").stat().st_mtime_ns == before
