"""Cells of text made comparable, the same way on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


def plain(column: ir.StringValue) -> ir.StringValue:
    """Letters and digits in capitals, all else as one space; NULL where nothing is left."""
    kept = column.upper().re_replace(r"[^\p{L}\p{N}]+", " ").strip()
    return kept.nullif("")


def named(column: ir.StringValue) -> ir.StringValue:
    """A party's name as it can be compared; NULL where there is none or it is unknown."""
    return plain(column).nullif("NONE")


def domain(column: ir.StringValue) -> ir.StringValue:
    """The domain of an e-mail address, in small letters."""
    return column.lower().re_extract(r"@([^@\s]+)$", 1).nullif("")
