"""Workers: the answers of one process, by several; and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from byway.errors import BywayError, InputError, OptionError
from byway.screening import Screener
from byway.screening.workers import Workers

GIVEN = ("Bogdan", "Theodora", "Khalid", "Wenxia", "Anselmo")
FAMILY = ("Zelentsov", "Mbakasinga", "Bazzazi", "Ouyang", "Figueiredo", "Tarkhan")


def person(number: int, *names: str) -> dict[str, Any]:
    return {"id": f"p{number}", "schema": "Person", "properties": {"name": list(names)}}


LISTED = [
    person(number, f"{given} {family}")
    for number, (given, family) in enumerate((g, f) for g in GIVEN for f in FAMILY)
]
QUERIES = [
    person(number, f"{GIVEN[number % 5]} {FAMILY[number % 6]}{'a' * (number % 3)}")
    for number in range(1300)
]


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.build(LISTED)


@pytest.fixture(scope="module")
def pool(screener: Screener) -> Iterator[Workers]:
    with Workers(screener, 2) as workers:
        yield workers


def test_the_same_answers_in_the_same_order(screener: Screener, pool: Workers) -> None:
    assert pool.match_many(QUERIES) == screener.match_many(QUERIES)
    assert pool.match_many(QUERIES[:3], limit=1) == screener.match_many(QUERIES[:3], limit=1)
    assert pool.match_many([]) == []


def test_a_loaded_screener_is_opened_where_it_is(screener: Screener, tmp_path: Path) -> None:
    screener.save(tmp_path)
    loaded = Screener.load(tmp_path)
    assert loaded.folder == tmp_path
    with Workers(loaded, 2) as pool:
        found = pool.match_many(QUERIES[:600])
    assert found == screener.match_many(QUERIES[:600])


def test_a_stream_is_read_no_further_than_needed(pool: Workers) -> None:
    read = 0

    def queries() -> Iterator[dict[str, Any]]:
        nonlocal read
        for query in QUERIES * 20:
            read += 1
            yield query

    results = pool.stream(queries())
    assert next(results)
    assert read < 4000
    results.close()  # type: ignore[attr-defined]
    assert len(pool.match_many(QUERIES[:5])) == 5


def test_what_is_no_entity_is_told_as_ever(pool: Workers) -> None:
    with pytest.raises(InputError, match="FtM-shaped"):
        pool.match_many([QUERIES[0], {"id": "x", "schema": "Person", "properties": ["name"]}])
    assert len(pool.match_many(QUERIES[:5])) == 5


def test_a_defect_in_a_process_is_raised_here(pool: Workers) -> None:
    broken = {"id": "x", "schema": "Person", "properties": {"name": [7]}}
    with pytest.raises((TypeError, AttributeError)):
        pool.match_many([broken])


def test_a_folder_that_is_gone(screener: Screener, tmp_path: Path) -> None:
    screener.save(tmp_path)
    loaded = Screener.load(tmp_path)
    (tmp_path / "manifest.json").unlink()
    with Workers(loaded, 1) as pool, pytest.raises(BywayError, match="manifest"):
        pool.match_many(QUERIES[:1])


def test_a_count_that_is_none(screener: Screener) -> None:
    with pytest.raises(OptionError, match="at least one"):
        Workers(screener, 0)


def test_a_process_that_dies_is_told(screener: Screener) -> None:
    with Workers(screener, 1) as pool:
        pool._processes.running[0].kill()
        with pytest.raises(BywayError, match="exit code -9"):
            pool.match_many(QUERIES)


def test_no_process_is_left(screener: Screener) -> None:
    pool = Workers(screener, 2)
    processes = list(pool._processes.running)
    with pytest.raises(KeyboardInterrupt), pool:
        pool.match_many(QUERIES[:5])
        raise KeyboardInterrupt
    assert all(process.poll() is not None for process in processes)
    assert not Path(pool._kept.name).exists()


PROGRAM = """
import signal
from byway.screening import Screener
from byway.screening.workers import Workers
party = {"id": "p", "schema": "Person", "properties": {"name": ["Bogdan Zelentsov"]}}
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it
with Workers(Screener.build([party]), 2) as pool:
    pool.match_many([party])
    print(*(process.pid for process in pool._processes.running), flush=True)
    while True:
        pool.match_many([party] * 2000)
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_its_parent(ending: signal.Signals) -> None:
    # Not measured: an interrupt while coverage holds its lock leaves the program waiting for it.
    unmeasured = {name: v for name, v in os.environ.items() if not name.startswith("COVERAGE_")}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=unmeasured,
    ) as parent:
        assert parent.stdout
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(children) == 2
        parent.send_signal(ending)
        parent.wait(timeout=20)
    for _ in range(100):
        if not any(_alive(pid) for pid in children):
            return
        time.sleep(0.1)
    pytest.fail("processes are left")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
