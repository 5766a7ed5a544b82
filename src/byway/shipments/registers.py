"""Knowledge from outside the file of shipments: small tables, looked up by what a cell says.

What lists say of a name, what control lists say of a code: it is found once for each distinct
value, by whoever knows how, and joined here.  A register that was not given leaves its columns
unknown, so that what rests on it is not assessable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from byway.shipments.asked import Asked


@dataclass(frozen=True)
class Shape:
    """A register: what it says, the columns it is looked up by, and those it answers with.

    `plain`: its keys are `text.plain` (letters and digits alone), and so are cells before they meet
    it; else both stand as written.
    """

    meaning: str
    keys: tuple[str, ...]
    columns: dict[str, str]
    plain: bool = False


SHAPES: dict[str, Shape] = {
    "goods": Shape(
        "what control lists say of an HS code, for every code of the file",
        ("hs",),
        {"controlled": "boolean", "priority": "boolean", "tier": "string", "controls": "string"},
    ),
    "listed": Shape(
        "the listed party that a name meets, for every name of the file",
        ("name",),
        {
            "listed": "boolean",
            "id": "string",
            "caption": "string",
            "list": "string",
            "topic": "string",
            "since": "date",
            "snapshot": "date",
            "score": "float64",
        },
    ),
}
"""The registers by name.  `listed.since` is the day of listing, NULL where a list does not say."""


def joined(table: ir.Table, asked: Asked, name: str, on: tuple[str, ...], prefix: str) -> ir.Table:
    """`table` with the answers of the register `name` to its columns `on`, named by `prefix`.

    NULL where a column of `on` is, where the register has no such key or was not given.
    """
    import ibis

    shape = SHAPES[name]
    register = asked.registers.get(name)
    if register is None:
        return table.mutate(
            **{f"{prefix}{column}": ibis.null(kind) for column, kind in shape.columns.items()}
        )
    answers = register.select(
        **{f"{prefix}_key_{key}": register[key] for key in shape.keys},
        **{f"{prefix}{column}": register[column] for column in shape.columns},
    )
    from byway.shipments.text import plain

    ours = [plain(table[column]) if shape.plain else table[column] for column in on]
    met = [
        mine == answers[f"{prefix}_key_{key}"] for mine, key in zip(ours, shape.keys, strict=True)
    ]
    both = table.left_join(answers, met)
    return both.drop(*(f"{prefix}_key_{key}" for key in shape.keys))
