"""Processes: answers in the order of the tasks, errors of the work raised here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from byway.errors import BywayError, OptionError
from byway.processes import AHEAD, Processes, cores


def squares(offset: int) -> Callable[[int], int]:
    """What the processes of these tests do."""
    print("whatever is printed is no answer")

    def answer(task: int) -> int:
        if task < 0:
            raise ValueError(f"{task} is negative")
        if task == 13:
            os._exit(3)
        return task * task + offset

    return answer


@pytest.fixture
def pool() -> Iterator[Processes]:
    with Processes("byway_of_squares:squares", 1, 2) as processes:
        yield processes


@pytest.fixture(autouse=True)
def _importable(tmp_path, monkeypatch) -> None:
    (tmp_path / "byway_of_squares.py").write_text(
        f"import importlib.util\nspec = importlib.util.spec_from_file_location('x', {__file__!r})\n"
        "module = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(module)\n"
        "squares = module.squares\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))


def test_answers_come_in_order(pool: Processes) -> None:
    assert list(pool.map(range(10))) == [n * n + 1 for n in range(10)]
    assert list(pool.map([])) == []


def test_only_a_few_tasks_are_taken_ahead(pool: Processes) -> None:
    taken = []
    answers = pool.map(taken.append(n) or n for n in range(10))
    assert next(answers) == 1
    assert len(taken) <= 2 * AHEAD


def test_an_error_of_the_work_is_raised(pool: Processes) -> None:
    with pytest.raises(ValueError, match="-1 is negative"):
        list(pool.map([1, -1]))
    assert list(pool.map([3])) == [10]


def test_a_process_that_ends_is_told(pool: Processes) -> None:
    with pytest.raises(BywayError, match="exit code 3"):
        list(pool.map([13]))


def test_none_is_too_few() -> None:
    with pytest.raises(OptionError, match="at least one"):
        Processes("byway_of_squares:squares", 0, 0)
    assert cores() >= 1
