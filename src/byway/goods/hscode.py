"""Harmonized System codes as people write them: any punctuation, with or without a label."""

from __future__ import annotations

import re
import unicodedata

_WORD = r"(?:codes?|headings?|subheadings?|chapters?|items?|no\.?|numbers?)"
_WIDTH = rf"(?:(?:10|[468])\b|-(?:10|[468])(?=\s*(?:{_WORD}|:)))?"
_SYSTEM = rf"(?:h\.?s\.?|hts(?:us)?|cn|taric|ncm|tn[\s\-]?ved){_WIDTH}"
_LABEL = rf"(?:{_SYSTEM}[\s\-]*)?(?:{_WORD}[\s\-]*){{0,2}}"
_CODE = re.compile(rf"{_LABEL}[\s:#]*(\d[\d\s.\-·_/]*\d)\.?", re.IGNORECASE)
_LABELLED = re.compile(
    rf"\b{_SYSTEM}[\s\-]*{_WORD}?[\s:#\-]*(\d{{2}}(?:[\s.\-]?\d{{2}}){{1,4}})\b", re.IGNORECASE
)
_NOT_DIGITS = re.compile(r"\D")
_LIST = re.compile(r"\s*[,;\n]\s*")


def digits_of(text: str) -> str | None:
    """The digits of `text` when all of it is one code ("HS 8542.31", "85 42 31"), else None.

    Says nothing about whether the code exists; leading zeros are kept.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if len(folded) > 60:
        return None
    met = _CODE.fullmatch(folded)
    if met is None:
        return folded if folded.isascii() and folded.isdigit() else None
    return _NOT_DIGITS.sub("", met.group(1))


def codes_in_list(text: str) -> tuple[str, ...]:
    """The digits of each code when `text` is a list of codes ("8542.31; 8542.32"), else ()."""
    pieces = [piece for piece in _LIST.split(text.strip()) if piece]
    found = [digits_of(piece) for piece in pieces]
    return tuple(code for code in found if code) if all(found) else ()


def labelled_codes(text: str) -> tuple[str, ...]:
    """The digits of codes that a description names as such ("chips (HS 8542.31)")."""
    folded = unicodedata.normalize("NFKC", text)
    return tuple(_NOT_DIGITS.sub("", met.group(1)) for met in _LABELLED.finditer(folded))


def without_labelled_codes(text: str) -> str:
    """The description that is left when the codes it names are taken out."""
    return _LABELLED.sub(" ", unicodedata.normalize("NFKC", text))
