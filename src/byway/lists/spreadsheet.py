"""Rows of an OpenDocument spreadsheet (.ods): the `content.xml` in its archive.

Equal neighbours are written once with how often they repeat, empty cells to the end of the sheet
among them.  OpenDocument 1.3, part 3, sections 9.1.3 (rows) and 9.1.4 (cells).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from byway.lists.inputs import InputFile
from byway.lists.xml import elements, local

SUFFIX = ".ods"
WIDEST = 1024
"""Cells that repeat further to the right than this are padding, not content."""

_CELLS = ("table-cell", "covered-table-cell")
_SPACES = {"tab": "\t", "line-break": "\n"}


def sheet_rows(file: InputFile) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of each row with content, of all sheets one after the other.

    Cells after the last one with content are left out.  Raises ListError for broken XML.
    """
    number = 1
    for row in elements(file, {"table-row"}):
        cells = _cells(row)
        repeated = _repeated(row, "rows")
        for offset in range(repeated if cells else 0):
            yield number + offset, cells
        number += repeated


def _cells(row: Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local(cell.tag) in _CELLS:
            text = "\n".join(_text(p) for p in cell if local(p.tag) == "p")
            cells += [text] * min(_repeated(cell, "columns"), WIDEST)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _text(element: Element) -> str:
    pieces = [element.text or ""]
    for part in element:
        kind = local(part.tag)
        if kind == "s":  # a run of spaces
            pieces.append(" " * int(_attribute(part, "c") or 1))
        elif kind != "note":
            pieces.append(_SPACES.get(kind) or _text(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _repeated(element: Element, what: str) -> int:
    stated = _attribute(element, f"number-{what}-repeated") or ""
    return int(stated) if stated.isascii() and stated.isdigit() else 1


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if local(key) == name), None)
