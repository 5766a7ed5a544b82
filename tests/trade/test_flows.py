"""The flow table from CSV and Parquet: what is read, repaired, left out and refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byway.errors import OptionError, TableError
from byway.trade.flows import FIELDS, Flows, Limits, combine
from byway.trade.loading import load
from byway.trade.mapping import Mapping

HEAD = "reporter,partner,product,period,value"


def table(folder: Path, *lines: str, head: str = HEAD, name: str = "panel.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((head, *lines)) + "\n", "utf-8")
    return path


def rows(flows: Flows, columns: str = "reporter, partner, flow, product, period, value") -> list:
    return flows.engine.rows(f"SELECT {columns} FROM flow ORDER BY ALL")


def kinds(flows: Flows) -> dict[str, int]:
    return {note.kind: note.rows for note in flows.notes}


def test_default_columns(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,854231,2022-03,1500", "DE,RU,854231,2022-03,7.5")
    with load(path) as flows:
        assert rows(flows) == [
            ("DE", "KG", "export", "854231", "2022-03", 1500.0),
            ("DE", "RU", "export", "854231", "2022-03", 7.5),
        ]
        assert tuple(flows.table.columns) == FIELDS
        assert flows.currency is None
        assert flows.monthly
        assert flows.periods == ("2022-03",)
        assert flows.rows == 2
        assert "currency unknown" in kinds(flows)
        assert [p.kind for p in flows.problems] == ["one reporter", "one period"]
    assert not flows.engine.folder.exists()


def test_types_do_not_depend_on_what_is_there(tmp_path: Path) -> None:
    with load(table(tmp_path, "DE,KG,854231,2022-03,1")) as flows:
        types = {name: str(kind) for name, kind in flows.table.schema().items()}
    numbers = {"value", "weight", "quantity"}
    assert types == {name: "float64" if name in numbers else "string" for name in FIELDS}


def test_all_columns(tmp_path: Path) -> None:
    head = f"{HEAD},flow,currency,weight,quantity,unit,hs_edition,valuation,partner_basis,source"
    path = table(
        tmp_path, "DEU,417,8542.31,202203,10,Imports,usd,2,3,l,HS2022,CIF,origin,mine", head=head
    )
    with load(path) as flows:
        assert rows(flows, "*") == [
            (
                "DE",
                "KG",
                "import",
                "854231",
                "2022-03",
                10.0,
                "USD",
                2.0,
                3.0,
                "l",
                "H6",
                "cif",
                "origin",
                "mine",
            )
        ]


def test_missing_is_not_zero(tmp_path: Path) -> None:
    path = table(
        tmp_path, "DE,KG,854231,2022-03,:", "DE,KG,854231,2022-04,0", "DE,KG,854231,2022-05,"
    )
    with load(path) as flows:
        assert [row[-1] for row in rows(flows)] == [None, 0.0, None]
        assert kinds(flows)["missing value"] == 2


def test_parquet_with_numbers_and_lost_zeros(tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    pq.write_table(
        pa.table(
            {
                "reporter": ["DE", "DE"],
                "partner": ["KG", "KG"],
                "product": [1012100, 85423190],
                "period": [202203, 202203],
                "value_eur": [1, 2],
            }
        ),
        path,
    )
    with load(path) as flows:
        assert [(r[3], r[5]) for r in rows(flows)] == [("010121", 1.0), ("854231", 2.0)]
        assert flows.currency == "EUR"
        assert kinds(flows)["leading zero"] == 1
        note = next(n for n in flows.notes if n.kind == "leading zero")
        assert "1012100 read as 010121" in str(note)


def test_finer_codes_are_summed_to_hs6(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "DE,KG,85423111,2022-03,1",
        "DE,KG,85423119,2022-03,2",
        "DE,KG,8542319000,2022-04,4",
    )
    with load(path) as flows:
        assert [row[3:] for row in rows(flows)] == [
            ("854231", "2022-03", 3.0),
            ("854231", "2022-04", 4.0),
        ]
        assert flows.codes.count().execute() == 3


def test_sums_never_count_twice(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "DE,KG,854231,2022-03,3",
        "DE,KG,85423111,2022-03,1",
        "DE,KG,85423119,2022-03,2",
        "FR,KG,854231,2022-03,5",
        "DE,KG,8542,2022-03,9",
        "DE,KG,TOTAL,2022-03,90",
        "EU27_2020,KG,854231,2022-03,8",
        "DE,World,854231,2022-03,30",
        "DE,QU,854231,2022-03,1",
    )
    with load(path) as flows:
        assert [(r[0], r[5]) for r in rows(flows)] == [("DE", 3.0), ("FR", 5.0)]
        assert kinds(flows) == {
            "aggregate": 2,
            "unspecified place": 1,
            "total": 1,
            "heading": 1,
            "sum over finer codes": 1,
            "currency unknown": 0,
        }


def test_totals_are_kept_on_wish(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,TOTAL,2022-03,90", "DE,KG,27,2022-03,9")
    with load(path, digits=None) as flows:
        assert [row[3] for row in rows(flows)] == ["27", "TOTAL"]
    with pytest.raises(TableError, match=r"none of 2 rows can be used .*all goods"):
        load(path)


def test_mixed_currencies_name_their_rows(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "DE,KG,854231,2022-03,1,EUR",
        "DE,KG,854231,2022-04,1,USD",
        "DE,KG,854231,2022-05,1,eur",
        "DE,KG,854231,2022-06,1,",
        head=f"{HEAD},currency",
    )
    with pytest.raises(TableError, match="mixed currencies") as caught:
        load(path)
    for part in ("EUR in 2 rows (row 1, 3)", "USD in 1 rows (row 2)", "(none) in 1 rows (row 4)"):
        assert part in str(caught.value)


def test_unknown_currency(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,854231,2022-03,1,EURO", head=f"{HEAD},currency")
    with pytest.raises(TableError, match="unknown currency 'EURO'"):
        load(path)
    path = table(tmp_path, "DE,KG,854231,2022-03,1,", head=f"{HEAD},currency")
    with load(path) as flows:
        assert flows.currency is None


def test_values_that_are_no_numbers(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,854231,2022-03,1", "DE,KG,854231,2022-04,many")
    with pytest.raises(TableError, match=r"1 values are no numbers .row 2: 'many'"):
        load(path)


def test_negative_values_are_left_out(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,854231,2022-03,1", "DE,KG,854231,2022-04,-5")
    with load(path) as flows:
        assert len(rows(flows)) == 1
        note = next(n for n in flows.notes if n.kind == "negative value")
        assert note.examples == ("row 2: -5",)


def test_exact_repeats_are_dropped_and_contradictions_refused(tmp_path: Path) -> None:
    line = "DE,KG,854231,2022-03,1"
    with load(table(tmp_path, line, line, line, "DE,KG,854232,2022-03,2")) as flows:
        assert [row[-1] for row in rows(flows)] == [1.0, 2.0]
        assert kinds(flows)["repeated rows"] == 2
    path = table(tmp_path, line, "DE,KG,854232,2022-03,2", "DE,KG,854231,2022-03,4")
    with pytest.raises(TableError, match=r"rows contradict each other .rows 1, 3: DE KG 854231"):
        load(path)


def test_parts_are_summed_by_mapping(tmp_path: Path) -> None:
    lines = (
        "DE,KG,854231,2022-03,1,road",
        "DE,KG,854231,2022-03,1,air",
        "DE,KG,854231,2022-03,1,air",
    )
    path = table(tmp_path, *lines, head=f"{HEAD},mode")
    with load(path, Mapping.of({"part": "mode"})) as flows:
        assert [row[-1] for row in rows(flows)] == [2.0]
        assert kinds(flows)["repeated rows"] == 1
    with load(path, Mapping.of({"repeats": "sum"})) as flows:
        assert [row[-1] for row in rows(flows)] == [3.0]


def test_quantities_of_several_units_are_not_added(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "DE,KG,85423111,2022-03,1,3,p/st",
        "DE,KG,85423119,2022-03,2,4,kg",
        "DE,KG,85423211,2022-03,1,3,p/st",
        "DE,KG,85423219,2022-03,2,4,p/st",
        head=f"{HEAD},quantity,unit",
    )
    with load(path) as flows:
        assert rows(flows, "product, value, quantity, unit") == [
            ("854231", 3.0, None, None),
            ("854232", 3.0, 7.0, "p/st"),
        ]
        assert kinds(flows)["several units"] == 1
    path = table(tmp_path, "DE,KG,854231,2022-03,1,3", head=f"{HEAD},quantity")
    with load(path) as flows:
        assert "unit unknown" in kinds(flows)


def test_one_flow_in_two_units_is_refused(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "DE,KG,854231,2022-03,1,3,p/st",
        "DE,KG,854231,2022-03,1,4,kg",
        head=f"{HEAD},quantity,unit",
    )
    with pytest.raises(TableError, match="rows contradict each other"):
        load(path)


def test_unknown_words_are_left_out_and_named(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "DE,KG,854231,2022-03,1,X",
        "DE,KG,854231,2022-03,1,RX",
        "DE,KG,854231,2022-03,1,sideways",
        "DE,Atlantis,854231,2022-03,1,X",
        "DE,KG,chips,2022-03,1,X",
        "DE,KG,77641,2022-03,1,X",
        "DE,KG,854231,spring,1,X",
        head=f"{HEAD},flow",
    )
    with load(path) as flows:
        assert len(rows(flows)) == 1
        found = kinds(flows)
    for kind in (
        "part of others",
        "unknown flow",
        "unknown place",
        "not a product code",
        "odd product code",
        "not a period",
    ):
        assert found[kind] == 1


def test_mapping_file(tmp_path: Path) -> None:
    path = tmp_path / "tabelle.csv"
    path.write_text(
        "Land;Ziel;Ware;Monat;Wert;Richtung;Art\n"
        "Deutschland;KG;854231;2022-03;1.000,5;Ausfuhr;Total\n"
        "Deutschland;KG;854231;2022-03;1,0;Ausfuhr;Luft\n",
        "utf-8",
    )
    described = tmp_path / "mapping.yml"
    described.write_text(
        "reporter: {column: Land, values: {Deutschland: DE}}\n"
        "partner: Ziel\nproduct: Ware\nperiod: Monat\n"
        "value: {column: Wert, scale: 1000}\n"
        "currency: {constant: EUR}\n"
        "flow: {column: Richtung, values: {Ausfuhr: export}}\n"
        "where: {Art: [Total]}\ndelimiter: ';'\ndecimal: ','\n",
        "utf-8",
    )
    with load(path, described) as flows:
        assert rows(flows) == [("DE", "KG", "export", "854231", "2022-03", 1_000_500.0)]
        assert flows.currency == "EUR"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a list", "is not a mapping"),
        ("colour: blue", "colour"),
        ("value: {columm: x}", "value.columm"),
        ("value: [", "is not YAML"),
    ],
)
def test_bad_mapping(tmp_path: Path, text: str, told: str) -> None:
    described = tmp_path / "mapping.yml"
    described.write_text(text, "utf-8")
    path = table(tmp_path, "DE,KG,854231,2022-03,1")
    with pytest.raises(OptionError, match=told):
        load(path, described)


def test_mapping_names_an_absent_column(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,854231,2022-03,1")
    with pytest.raises(TableError, match="no column Wert"):
        load(path, Mapping.of({"value": "Wert"}))


def test_absent_columns(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,1", head="reporter,partner,value")
    with pytest.raises(TableError, match=r"no column for product, period \(it has reporter"):
        load(path)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such file"):
        load(tmp_path / "none.csv")
    with pytest.raises(TableError, match="no table in this folder"):
        load(tmp_path)
    with pytest.raises(TableError, match="no file given"):
        load([])
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 no")
    with pytest.raises(TableError, match="cannot be read"):
        load(broken)
    empty = table(tmp_path)
    with pytest.raises(TableError, match="none of 0 rows"):
        load(empty)
    with pytest.raises(TableError, match="files of one kind"):
        load([empty, broken])


def test_delimiters_and_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"reporter;partner;product;period;value;note\nDE;KG;854231;2022-03;5;C\xf4te, x\n"
    )
    with load(path) as flows:
        assert rows(flows) == [("DE", "KG", "export", "854231", "2022-03", 5.0)]


def test_ragged_lines_are_named(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,854231,2022-03,5", "DE,KG,854232,2022-03,5,7,8")
    with pytest.raises(TableError, match="line 3 has 7 columns, the header 5"):
        load(path)
    late = ["DE,KG,854231,2022-03,5"] * 20_000
    with pytest.raises(TableError, match=r"Line: 20002.*Columns: 5 Found: 6"):
        load(table(tmp_path, *late, "DE,KG,854232,2022-03,5,7"))
    broken = tmp_path / "a.csv.gz"
    broken.write_bytes(gzip.compress(path.read_bytes())[:-12])
    with pytest.raises(TableError, match="cannot be read"):
        load(broken)


def test_folder_gzip_and_bounds(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    table(folder, "DE,KG,854231,2022-03,1")
    (folder / "b.csv.gz").write_bytes(gzip.compress(f"{HEAD}\nFR,KG,854231,2022-03,2\n".encode()))
    with load(folder, limits=Limits(memory="200MB", threads=1, folder=tmp_path)) as flows:
        assert [(r[0], r[5]) for r in rows(flows)] == [("DE", 1.0), ("FR", 2.0)]


def test_problems_of_a_table(tmp_path: Path) -> None:
    path = table(tmp_path, "DE,KG,854231,2022-03,1", "FR,KG,854231,2021,1")
    with load(path) as flows:
        assert [p.kind for p in flows.problems] == ["one direction", "months and years"]


@pytest.mark.parametrize(
    ("field", "ways", "stays"),
    [
        ("valuation", ("cif", "fob"), "fob"),
        ("partner_basis", ("consignment", "origin"), "origin"),
        ("hs_edition", ("HS2017", "HS2022"), "H6"),
        ("source", ("a", "b"), "b"),
    ],
)
def test_a_flow_told_twice_counts_once(
    tmp_path: Path, field: str, ways: tuple[str, str], stays: str
) -> None:
    path = table(
        tmp_path,
        f"DE,KG,854231,2022-03,5,{ways[0]}",
        f"DE,KG,854231,2022-03,6,{ways[1]}",
        f"DE,KG,854231,2022-04,7,{ways[0]}",
        f"DE,KG,854232,2022-05,8,{ways[1]}",
        f"FR,KG,854231,2022-03,9,{ways[1]}",
        f"FR,KG,854232,2022-04,9,{ways[1]}",
        head=f"{HEAD},{field}",
    )
    with load(path) as flows:
        found = rows(flows, f"value, {field}")
        assert found[0] == (6.0, stays)
        assert [value for value, _ in found] == [6.0, 7.0, 8.0, 9.0, 9.0]
        assert flows.rows == 5
        assert kinds(flows)[f"told twice: {field}"] == 1


def test_combined_tables(tmp_path: Path) -> None:
    head = f"{HEAD},flow,currency,source"
    ours = table(tmp_path, "DE,KG,854231,2022-03,5,export,EUR,a", head=head, name="a.csv")
    theirs = table(tmp_path, "KG,DE,854231,2022-03,3,import,EUR,b", head=head, name="b.csv")
    other = table(tmp_path, "KG,DE,854231,2022-03,3,import,USD,b", head=head, name="c.csv")
    with load(ours) as a, load(theirs) as b, load(other) as c:
        with combine(a, b) as both:
            assert [row[2] for row in rows(both)] == ["export", "import"]
            assert both.problems[0].kind == "one period"
        with pytest.raises(TableError, match="mixed currencies"):
            combine(a, c)


AMOUNT = st.one_of(st.none(), st.integers(0, 10**9))


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=st.dictionaries(
        st.tuples(
            st.sampled_from(["DE", "FR", "XK"]),
            st.sampled_from(["KG", "RU"]),
            st.sampled_from(["01012100", "85423111", "85423119", "880730"]),
            st.sampled_from(["2021-12", "2022-01"]),
        ),
        AMOUNT,
        min_size=1,
        max_size=30,
    )
)
def test_nothing_is_lost_or_gained(tmp_path: Path, lines: dict) -> None:
    written = [",".join(key) + f",{'' if value is None else value}" for key, value in lines.items()]
    with load(table(tmp_path, *written)) as flows:
        total = flows.engine.rows("SELECT coalesce(sum(value), 0) FROM flow")[0][0]
        keys = {(r, p, c[:6], t) for r, p, c, t in lines}
        assert total == sum(value or 0 for value in lines.values())
        assert flows.rows == len(keys)
