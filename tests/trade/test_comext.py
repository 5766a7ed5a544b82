"""Eurostat Comext: SDMX-CSV, TSV and bulk files, all telling the same trade."""

from __future__ import annotations

from pathlib import Path

import pytest

from byway.errors import TableError
from byway.trade.flows import Flows
from byway.trade.loading import load

SDMX = """\
DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,DE,KG,85423190,2,VALUE_IN_EUROS,2022-03,1500,
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,DE,KG,85423190,2,QUANTITY_IN_100KG,2022-03,0.5,
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,DE,KG,85423190,2,SUPPLEMENTARY_QUANTITY,2022-03,7,
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,DE,KG,85423190,2,VALUE_IN_EUROS,2022-04,:,c
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,DE,KG,854231,2,VALUE_IN_EUROS,2022-03,1500,
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,DE,KG,TOTAL,2,VALUE_IN_EUROS,2022-03,90000,
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,EU27_2020,KG,85423190,2,VALUE_IN_EUROS,2022-03,1500,
ESTAT:DS-045409(1.0),15/02/23 11:00:00,M,DE,KG,85423190,1,VALUE_IN_EUROS,2022-03,20,
"""

TSV = (
    "freq,reporter,partner,product,flow,indicators\\TIME_PERIOD\t2022-03 \t2022-04 \n"
    "M,DE,KG,85423190,2,VALUE_IN_EUROS\t1500 p\t: c\n"
    "M,DE,KG,85423190,2,QUANTITY_IN_100KG\t0.5\t:\n"
    "M,DE,KG,85423190,2,SUPPLEMENTARY_QUANTITY\t7\t:\n"
    "M,DE,KG,85423190,1,VALUE_IN_EUROS\t20\t:\n"
)

BULK = """\
REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,QUANTITY_KG,QUANTITY_SUPPL_UNIT
DE,KG,E,85423190,2,1,A,202203,1000,30,5
DE,KG,E,85423190,2,3,A,202203,500,20,2
DE,KG,E,85423190,2,3,A,202203,500,20,2
DE,KG,E,85423190,1,1,A,202203,20,,
DE,KG,E,TOTAL,2,1,,202203,1500,50,
DE,KG,E,85XXXXXX,2,1,,202203,4,1,
"""

OLD_BULK = """\
DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY
004,DE,0083,KG,E,85423190,2,1,202203,1500,50,7
004,DE,0083,KG,E,85423190,1,1,202203,20,,
"""

UNIT = "told by some forms"
EXPORT = ("DE", "KG", "export", "854231", "2022-03", 1500.0, "EUR", 50.0, 7.0, UNIT, None, "fob",
          "destination", "Eurostat Comext")  # fmt: skip
IMPORT = ("DE", "KG", "import", "854231", "2022-03", 20.0, "EUR", None, None, UNIT, None, "cif",
          "origin", "Eurostat Comext")  # fmt: skip


def read(folder: Path, text: str, name: str) -> Flows:
    path = folder / name
    path.write_text(text, "utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("text", "name"),
    [(SDMX, "a.csv"), (TSV, "b.tsv"), (BULK, "full202203.dat"), (OLD_BULK, "full202203.csv")],
)
def test_forms(tmp_path: Path, text: str, name: str) -> None:
    with read(tmp_path, text, name) as flows:
        found = flows.engine.rows("SELECT * REPLACE (? AS unit) FROM flow ORDER BY flow", [UNIT])
        assert found == [EXPORT, IMPORT]
        units = {row[0] for row in flows.engine.rows("SELECT unit FROM flow")}
        assert units == ({"A"} if text is BULK else {None})
        assert flows.currency == "EUR"


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    with read(tmp_path, SDMX, "a.csv") as flows:
        kinds = {note.kind: note.rows for note in flows.notes}
    assert kinds == {
        "aggregate": 1,
        "total": 1,
        "sum over finer codes": 1,
        "unit unknown": 0,
    }
    with read(tmp_path, BULK, "b.dat") as flows:
        kinds = {note.kind: note.rows for note in flows.notes}
    assert kinds == {"total": 1, "not a product code": 1, "repeated rows": 1}


def test_labels_beside_codes(tmp_path: Path) -> None:
    text = (
        "freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\n"
        "M:Monthly,DE:Germany,KG:Kyrgyzstan,85423190:Chips,2:EXPORT,"
        "VALUE_IN_EUROS:Value in euros,2022-03,5\n"
    )
    with read(tmp_path, text, "a.csv") as flows:
        assert flows.engine.rows("SELECT reporter, product, value FROM flow") == [
            ("DE", "854231", 5)
        ]


def test_contradicting_values(tmp_path: Path) -> None:
    line = "ESTAT:DS-045409(1.0),,M,DE,KG,85423190,2,VALUE_IN_EUROS,2022-03,"
    with pytest.raises(TableError, match=r"rows contradict each other .*2022-03"):
        read(tmp_path, f"{SDMX}{line}77,\n", "a.csv")


def test_value_that_is_no_number(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="many"):
        read(tmp_path, SDMX.replace("1500,\n", "many,\n", 1), "a.csv")
    with pytest.raises(TableError, match="many"):
        read(tmp_path, BULK.replace("1000", "many"), "a.dat")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SDMX.replace("VALUE_IN_EUROS", "VALUE_IN_BARTER"), "no values in euro"),
        (SDMX.replace("partner,", "friend,"), "no column partner"),
        (BULK.replace("VALUE_EUR", "VALUE_NAC"), "no values in euro"),
        (TSV.replace(",product,", ",thing,"), "no dimension product"),
    ],
)
def test_columns_that_are_absent(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        read(tmp_path, text, "a.tsv" if "\\TIME" in text else "a.csv")
