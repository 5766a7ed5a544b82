"""Cells of a file to the schema's types, in SQL: what is meant, or that it is no such thing.

What is no date, number, country or answer becomes unknown and is told of, never guessed at.
"""

from __future__ import annotations

from byway.shipments.schema import Kind
from byway.tables.duck import literal

UNKNOWN = ("", "-", "n/a", "null", "unknown", "?")
"""What stands, in small letters, in a cell that says nothing."""
NOT_NUMBERS = (*UNKNOWN, "na", "nan", "none", "nat")
"""The same where numbers and dates stand; elsewhere some of these say something."""
YES, NO = ("yes", "y", "true", "1", "1.0"), ("no", "n", "false", "0", "0.0")
CODE_LENGTHS = (4, 6, 8, 10, 11)
"""Digits of HS codes and of national ones; of an odd number a leading zero was lost, mostly."""
CODED: tuple[Kind, ...] = ("country", "list")
"""Kinds whose distinct cells are looked up outside the engine."""

EXPECTED: dict[Kind, tuple[str, str]] = {
    "code": ("HS codes", "4, 6, 8, 10 or 11 digits"),
    "country": ("countries", "ISO 3166-1 alpha-2"),
    "list": ("lists of countries", "ISO 3166-1 alpha-2, parted by ;"),
    "number": ("numbers", "a number, as 1234.5"),
    "date": ("dates", "YYYY-MM-DD"),
    "answer": ("answers", "yes or no"),
}
"""What a kind's cells are, and how they are written."""


TYPED: dict[Kind, tuple[str, ...]] = {
    "number": ("DOUBLE", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    "date": ("DATE",),
    "answer": ("BOOLEAN",),
}
"""Types of columns whose cells need not be read as text."""


def said(text: str, kind: Kind) -> str:
    """The SQL of a cell's text; NULL where it says nothing."""
    signs = NOT_NUMBERS if kind in ("number", "date", "answer") else UNKNOWN
    says = f"lower({text}) NOT IN ({', '.join(map(literal, signs))})"
    return f"CASE WHEN length({text}) > {max(map(len, signs))} OR {says} THEN {text} END"


def held(column: str, kind: Kind) -> str:
    """The SQL of a cell that has its type (TYPED) already; NULL where it says nothing."""
    return f"CASE WHEN NOT isnan({column}) THEN {column} END" if kind == "number" else column


def checked(value: str, kind: Kind, *, scale: float) -> str:
    """The SQL of what a cell of its type (TYPED) means; NULL where it is no such thing."""
    if kind == "number":
        return _finite(f"CAST({value} AS DOUBLE)", scale)
    if kind == "date":
        return f"CASE WHEN {value} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {value} END"
    return value


def meant(text: str, kind: Kind, *, decimal: str, scale: float, date_format: str | None) -> str:
    """The SQL of what the text in the column `text` means; NULL where it is no such thing."""
    if kind == "number":
        return _number(text, decimal, scale)
    if kind == "date":
        return _date(text, date_format)
    if kind == "answer":
        return (
            f"CASE WHEN lower({text}) IN ({', '.join(map(literal, YES))}) THEN true"
            f" WHEN lower({text}) IN ({', '.join(map(literal, NO))}) THEN false END"
        )
    if kind == "code":
        return _code(text)
    return text


def _number(text: str, decimal: str, scale: float) -> str:
    if decimal == ",":
        text = f"replace(replace({text}, '.', ''), ',', '.')"
    return _finite(f"TRY_CAST({text} AS DOUBLE)", scale)


def _finite(value: str, scale: float) -> str:
    scaled = "" if scale == 1 else f" * {scale!r}"
    return f"CASE WHEN isfinite({value}) THEN {value}{scaled} END"


def _date(text: str, date_format: str | None) -> str:
    iso = (
        f"CASE WHEN regexp_full_match({text}, '\\d{{4}}-\\d{{2}}-\\d{{2}}([T ].*)?')"
        f" THEN TRY_CAST(substr({text}, 1, 10) AS DATE) END"
    )
    if date_format is None:
        return iso
    return f"coalesce(CAST(try_strptime({text}, {literal(date_format)}) AS DATE), {iso})"


def _code(text: str) -> str:
    bare = rf"regexp_replace({text}, '^(hs|hts|htsus|cn|taric|code)[\s.:#-]*', '', 'i')"
    digits = rf"regexp_replace(regexp_replace({bare}, '\.0$', ''), '[\s.·/_-]', '', 'g')"
    lengths = ", ".join(map(str, CODE_LENGTHS))

    def whole(code: str) -> str:
        return f"length({code}) IN ({lengths}) AND regexp_full_match({code}, '[0-9]+')"

    return f"CASE WHEN {whole(text)} THEN {text} WHEN {whole(digits)} THEN {digits} END"
