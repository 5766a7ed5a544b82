"""The store: snapshots by day, selection, and nothing half-written."""

from __future__ import annotations

import json
import os
import tarfile
from datetime import date
from pathlib import Path

import pytest

from byway.errors import ListError, OptionError, OutputError
from byway.lists import ListStore
from byway.lists.inputs import gather
from byway.lists.snapshot import MANIFEST, OFFSETS, open_snapshot
from byway.lists.store import day_in_names

FTM = '{"id":"%s","schema":"Person","properties":{"name":["%s"],"topics":["sanction"]}}\n'


def a_list(folder: Path, *names: str, file: str = "list.json") -> Path:
    path = folder / file
    path.write_text("".join(FTM % (name.lower(), name) for name in names))
    return path


def add(store: ListStore, path: Path, day: str, name: str = "x") -> None:
    store.add([path], "ftm", name, date.fromisoformat(day))


def test_snapshots_and_selection(store: ListStore, tmp_path: Path) -> None:
    path = a_list(tmp_path, "A", "B")
    for day in ("2024-01-01", "2022-01-01", "2023-01-01"):
        add(store, path, day)
    add(store, path, "2022-06-01", "y")
    assert [s.id for s in store.snapshots()][:4] == [
        "x@2022-01-01",
        "x@2023-01-01",
        "x@2024-01-01",
        "y@2022-06-01",
    ]
    assert [s.name for s in store.snapshots()][4:] == ["starter"]
    assert len(store.snapshots("x")) == 3

    def ids(*args: object) -> list[str]:
        return [s.id for s in store.select(*args) if s.name != "starter"]  # type: ignore[arg-type]

    assert ids() == ["x@2024-01-01", "y@2022-06-01"]
    assert ids(None, date(2023, 6, 1)) == ["x@2023-01-01", "y@2022-06-01"]
    assert ids(["y"]) == ["y@2022-06-01"]
    assert ids(None, date(2021, 1, 1)) == []
    assert [s.name for s in store.select(["starter"], date(2021, 1, 1))] == ["starter"]


def test_selection_of_what_is_not_there(store: ListStore, tmp_path: Path) -> None:
    add(store, a_list(tmp_path, "A"), "2023-01-01")
    with pytest.raises(ListError, match="z: no such list; expected one of x, starter"):
        store.select(["z"])
    with pytest.raises(ListError, match="no snapshot on or before 2022-01-01; expected a day from"):
        store.select(["x"], date(2022, 1, 1))


def test_snapshot_reads_single_parties(store: ListStore, tmp_path: Path) -> None:
    add(store, a_list(tmp_path, "A", "Ж"), "2023-01-01")
    (snapshot,) = store.snapshots("x")
    assert tuple(snapshot.ids()) == ("a", "ж")
    assert "a" in snapshot
    assert "nobody" not in snapshot
    assert snapshot.party("ж").party.caption == "Ж"
    assert snapshot.designations_of("nobody") == ()
    designations = snapshot.designations()
    assert len(designations) == 2
    assert list(designations) == ["a", "ж"]
    assert designations["a"][0].snapshot == date(2023, 1, 1)
    assert designations["a"][0].list == "x"
    with pytest.raises(KeyError):
        designations["nobody"]
    assert snapshot.age(date(2023, 1, 31)) == 30
    assert snapshot.path_for("index").parent.parent == snapshot.folder
    assert snapshot.to_dict()["day"] == "2023-01-01"
    assert snapshot.inputs.keys() == {"list.json"}


def test_same_day_is_replaced_with_what_was_prepared(store: ListStore, tmp_path: Path) -> None:
    add(store, a_list(tmp_path, "A"), "2023-01-01")
    (old,) = store.snapshots("x")
    old.path_for("index").parent.mkdir()
    old.path_for("index").touch()
    add(store, a_list(tmp_path, "B", "C"), "2023-01-01")
    (new,) = store.snapshots("x")
    assert tuple(new.ids()) == ("b", "c")
    assert not new.path_for("index").exists()
    assert [p.name for p in (store.folder / "x").iterdir()] == ["2023-01-01"]


def test_failure_leaves_the_old_snapshot(store: ListStore, tmp_path: Path) -> None:
    add(store, a_list(tmp_path, "A"), "2023-01-01")
    (tmp_path / "bad.json").write_text(FTM % ("b", "B") + "{")
    with pytest.raises(ListError):
        add(store, tmp_path / "bad.json", "2023-01-01")
    (snapshot,) = store.snapshots("x")
    assert tuple(snapshot.ids()) == ("a",)
    assert [p.name for p in (store.folder / "x").iterdir()] == ["2023-01-01"]


def test_failure_leaves_no_folder(store: ListStore, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(ListError):
        add(store, tmp_path / "bad.json", "2023-01-01")
    assert not store.folder.exists() or not list(store.folder.iterdir())


def test_progress(store: ListStore, tmp_path: Path) -> None:
    seen: list[int] = []
    path = a_list(tmp_path, *(f"N{i}" for i in range(2001)))
    store.add([path], "ftm", "x", progress=seen.append)
    assert seen == [1000, 2000, 2001]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2024-07-02.csv.gz", date(2024, 7, 2)),
        ("list-20240702.xml", date(2024, 7, 2)),
        ("cons_prim_2025-08.csv", date(2025, 8, 1)),
        ("un_2026_02_27.xml", date(2026, 2, 27)),
        ("list.csv", None),
        ("v120240702.csv", None),
    ],
)
def test_day_in_a_name(tmp_path: Path, name: str, day: date | None) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / name).touch()
    assert day_in_names([folder / name]) == day_in_names([folder]) == day


def test_day_defaults_to_today(store: ListStore, tmp_path: Path) -> None:
    snapshot = store.add([a_list(tmp_path, "A")], "ftm", "x")
    assert snapshot.day == date.today()


@pytest.mark.parametrize("name", ["starter", "", "A", "../x", ".x", "a/b", "a" * 65])
def test_names_that_cannot_be(store: ListStore, tmp_path: Path, name: str) -> None:
    with pytest.raises(OptionError, match="cannot be a list's name"):
        store.add([a_list(tmp_path, "A")], "ftm", name)


def test_unknown_format(store: ListStore, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="unknown format 'pdf'; expected one of ofac-csv"):
        store.add([a_list(tmp_path, "A")], "pdf", "x")


def test_missing_path(store: ListStore, tmp_path: Path) -> None:
    with pytest.raises(ListError, match="no such file or folder"):
        store.add([tmp_path / "nothing"], "ftm", "x")


def test_empty_folder(store: ListStore, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ListError, match="empty: no files"):
        store.add([tmp_path / "empty"], "ftm", "x")


def test_store_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = ListStore(tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be written"):
        store.add([a_list(tmp_path, "A")], "ftm", "x")
    assert store.starter().parties_total == 60  # kept elsewhere


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_damaged_archive(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(ListError, match="damaged or cut archive"):
        gather([path])


def test_tar(store: ListStore, tmp_path: Path) -> None:
    a_list(tmp_path, "A", file="inside.json")
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "inside.json", "folder/inside.json")
        tar.add(tmp_path / "inside.json", "folder/.hidden.json")
    assert store.add([tmp_path / "a.tar.gz"], "ftm", "x").party("a").party.caption == "A"


def test_unreadable_file(store: ListStore, tmp_path: Path) -> None:
    path = a_list(tmp_path, "A")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(ListError, match="cannot be read"):
        store.add([path], "ftm", "x")


def test_damaged_snapshots(store: ListStore, tmp_path: Path) -> None:
    add(store, a_list(tmp_path, "A"), "2023-01-01")
    (snapshot,) = store.snapshots("x")
    (snapshot.folder / OFFSETS).write_bytes(b"{")
    with pytest.raises(ListError, match="damaged snapshot"):
        open_snapshot(snapshot.folder).party("a")
    manifest = json.loads((snapshot.folder / MANIFEST).read_text())
    (snapshot.folder / MANIFEST).write_text(json.dumps({**manifest, "version": 0}))
    with pytest.raises(ListError, match="layout version 0; expected version 2"):
        open_snapshot(snapshot.folder)
    (snapshot.folder / MANIFEST).write_text("{}")
    with pytest.raises(ListError, match="damaged snapshot"):
        open_snapshot(snapshot.folder)
