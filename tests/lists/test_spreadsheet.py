"""Spreadsheets (.ods): repeated cells and rows, spaces, and the short UK list in one."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from byway.errors import ListError
from byway.lists import ListStore
from byway.lists.inputs import gather
from byway.lists.spreadsheet import sheet_rows

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
HEADER = (
    "Unique ID|OFSI Group ID|Name|Regime Name|Type|Designation source|Date Designated|Sanctions"
)


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(line: str) -> str:
    padding = '<table:table-cell table:number-columns-repeated="16376"/>'
    return f"<table:table-row>{''.join(map(cell, line.split('|')))}{padding}</table:table-row>"


def spreadsheet(path: Path, rows: str) -> Path:
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
        f'xmlns:text="{TEXT}"><office:body><office:spreadsheet><table:table>{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def test_repeats_spaces_and_notes(tmp_path: Path) -> None:
    rows = "".join(
        (
            "<table:table-row>",
            cell("a", 'table:number-columns-repeated="2"'),
            cell("b"),
            '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>',
            '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>',
            '<table:table-row table:number-rows-repeated="2"><table:covered-table-cell/>',
            cell('x<text:s text:c="2"/>y<text:tab/>z'),
            "</table:table-row>",
        )
    )
    (file,) = gather([spreadsheet(tmp_path / "a.ods", rows)])
    assert list(sheet_rows(file)) == [
        (1, ["a", "a", "b"]),
        (5, ["", "x  y\tz"]),
        (6, ["", "x  y\tz"]),
    ]


def test_short_uk_list(store: ListStore, tmp_path: Path) -> None:
    lines = [
        HEADER,
        "RUS9001|1|Ann Example|Russia|Individual|UK|29-06-2022|Asset freeze",
        "RUS9001|1|Anna Example|Russia|Individual|UK|29-06-2022|Asset freeze",
        "AFG9002|2|Example Exchange|Afghanistan|Entity|UN|01-02-2012|Asset freeze",
        "RUS9003|3|EXAMPLE TANKER|Russia|Ship|UK|02-03-2025|Prohibition on port entry",
    ]
    path = spreadsheet(tmp_path / "uk_2025-08-11.ods", "".join(map(row, lines)))
    snapshot = store.add([path], "uk-csv", "uk", force=True)
    assert snapshot.day == date(2025, 8, 11)
    person = snapshot.party("gb-RUS9001")
    assert person.party.schema_name == "Person"
    assert person.party.names == ("Ann Example", "Anna Example")
    assert person.designations[0].since == date(2022, 6, 29)
    exchange = snapshot.party("gb-AFG9002")
    assert exchange.designations[0].authority == "United Nations Security Council"
    assert snapshot.party("gb-RUS9003").party.schema_name == "Vessel"


def test_a_cut_spreadsheet_is_named(store: ListStore, tmp_path: Path) -> None:
    path = spreadsheet(tmp_path / "uk.ods", row(HEADER))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ListError, match=r"uk\.ods"):
        store.add([path], "uk-csv", "uk")
