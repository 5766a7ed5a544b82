"""Fixtures for the tests of lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from byway.lists import ListedParty, ListStore


@pytest.fixture
def store(tmp_path: Path) -> ListStore:
    """An empty store."""
    return ListStore(tmp_path / "store")


@pytest.fixture
def samples(fixtures: Path) -> Path:
    """The folder of small lists written by us."""
    return fixtures / "lists"


@pytest.fixture
def load(store: ListStore, samples: Path) -> Callable[..., dict[str, ListedParty]]:
    """Reads a sample list and gives its parties by id."""

    def loaded(format: str, *names: str, name: str = "sample") -> dict[str, ListedParty]:
        paths = [samples / n for n in names]
        snapshot = store.add(paths, format, name, force=True)
        return {listed.party.id: listed for listed in snapshot.parties()}

    return loaded
