"""Text looked at once for each distinct cell, however many rows have it.

A file of a million shipments has far fewer names and addresses, and patterns in text are what costs
most of all that is asked of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.operations as ops
    import ibis.expr.types as ir

Keep = Callable[["ir.Table"], "ir.Table"]
WORTH = 2
"""In how many steps patterns are looked for, for a column to be worth a table of its cells."""


def once(
    table: ir.Table, values: Mapping[str, ir.Value], keep: Keep
) -> tuple[ir.Table, dict[str, ir.Value]]:
    """`values` over `table`, with the patterns in them worked out on distinct cells.

    Given back are the table with the answers beside its rows, and the values over that one.
    keep: how the engine works a table out once.
    """
    looks: dict[str, dict[ops.Node, str]] = {}
    for value in values.values():
        for column, look in _looks(value.op()):
            held = looks.setdefault(column, {})
            held.setdefault(look, f"_{len(held)} {column}")
    both: ir.Table = table
    there: dict[ops.Node, str] = {}
    for column, held in looks.items():
        if sum(map(_patterns, held)) < WORTH:
            continue
        home = _home(table[column].op())
        cells = home.rel.to_expr().select(_cell=home.to_expr()).drop_null().distinct()
        here = {table[column].op(): cells["_cell"].op()}
        answers = {name: _rebound(look, here) for look, name in held.items()}
        name = f"_cell {column}"
        told = keep(cells.select(cells["_cell"].name(name), **answers))
        both = both.left_join(told, table[column] == told[name])
        there |= held
    if not there:
        return table, dict(values)
    place: dict[ops.Node, ops.Node] = {table[name].op(): both[name].op() for name in table.columns}
    place |= {look: both[name].op() for look, name in there.items()}
    return both, {name: _rebound(value.op(), place) for name, value in values.items()}


def _home(column: ops.Field) -> ops.Field:
    """Where the cells of a column come from: some row above may have been left out since."""
    import ibis.expr.operations as ops

    while True:
        above = column.rel
        if isinstance(above, ops.Project | ops.JoinChain):
            found = above.values[column.name]
            if not isinstance(found, ops.Field):
                return column
            column = found
        elif isinstance(above, ops.JoinReference | ops.Filter | ops.DropColumns):
            column = ops.Field(above.parent, column.name)
        else:
            return column


def _kinds_of_pattern() -> tuple[type[ops.Node], ...]:
    """The kinds of steps that look for a pattern."""
    import ibis.expr.operations as ops

    return ops.RegexSearch, ops.RegexReplace, ops.RegexExtract


def _patterns(look: ops.Node) -> int:
    """In how many steps patterns are looked for."""
    import ibis.expr.operations as ops

    return len(look.find(_kinds_of_pattern(), filter=ops.Value))


def _rebound(value: ops.Node, place: Mapping[ops.Node, ops.Node]) -> ir.Value:
    """The value with some of its steps replaced."""
    import ibis.expr.operations as ops

    found: ir.Value = value.replace(place, filter=ops.Value).to_expr()
    return found


def _looks(value: ops.Node) -> Iterator[tuple[str, ops.Node]]:
    """The largest steps of `value` that look for a pattern in one column of text alone, with the
    column, and that are NULL where it is."""
    import ibis.expr.operations as ops

    patterns = _kinds_of_pattern()
    strict = (  # NULL where what they look at is
        *patterns,
        ops.Literal,
        ops.Uppercase,
        ops.Lowercase,
        ops.Strip,
        ops.StringReplace,
        ops.StringConcat,
        ops.StringLength,
        ops.Substring,
        ops.NullIf,
        ops.Cast,
        ops.Equals,
        ops.NotEquals,
        ops.InValues,
        ops.Not,
    )
    seen: dict[ops.Node, tuple[set[str], bool] | None] = {}

    def known(step: ops.Node) -> tuple[set[str], bool] | None:
        """The columns of a strict step and whether it looks for a pattern; None for another."""
        if step not in seen:
            seen[step] = None
            if isinstance(step, ops.Field):
                seen[step] = ({step.name}, False) if step.dtype.is_string() else None
            elif isinstance(step, strict):
                below = [known(child) for child in step.__children__]
                told = [one for one in below if one is not None]
                if len(told) == len(below):
                    columns = {name for names, _ in told for name in names}
                    pattern = isinstance(step, patterns) or any(looks for _, looks in told)
                    seen[step] = (columns, pattern)
        return seen[step]

    met: set[ops.Node] = set()
    waiting = [value]
    while waiting:
        step = waiting.pop()
        if step in met or not isinstance(step, ops.Value):
            continue
        met.add(step)
        found = known(step)
        if found and found[1] and len(found[0]) == 1:
            yield next(iter(found[0])), step
        elif not isinstance(step, ops.Field):
            waiting += step.__children__
