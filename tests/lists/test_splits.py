"""Words that a lost stress mark has split, and names that only look so."""

from __future__ import annotations

import pytest

from byway.lists.eu import unstressed
from byway.lists.splits import mended


@pytest.mark.parametrize(
    ("name", "latin", "expected"),
    [
        ("Ив ан Пет ро вич СИ ДОРОВ", ["Ivan Petrovich SIDOROV"], "Иван Петрович СИДОРОВ"),
        ("Иван Петрович Сидоров", ["Ivan Petrovich Sidorov"], "Иван Петрович Сидоров"),
        ("Фаик Самед оглы МАМЕДОВ", ["Faik Samed ogly MAMEDOV"], "Фаик Самед оглы МАМЕДОВ"),
        ("РЕШЕТОВА Ирина Ивановна", ["RESHETOVA IrinaIvanovna"], "РЕШЕТОВА Ирина Ивановна"),
        ("Абу аль Банат", ["Abu Banat"], "Абу аль Банат"),
        ("Завод имени Иванова", ["Zavod"], "Завод имени Иванова"),
        ("Ivan pe trov", ["Ivan Petrov"], "Ivan pe trov"),
        ("Ива н", [], "Ива н"),
    ],
)
def test_mended(name: str, latin: list[str], expected: str) -> None:
    assert mended(name, latin) == expected


def test_stress_marks_go_and_letters_stay() -> None:
    assert unstressed("Андре\u0301й Королё\u0301в") == "Андрей Королёв"
    assert unstressed("José") == "José"
