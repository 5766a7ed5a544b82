"""Patterns in text, looked for once in each distinct cell."""

from __future__ import annotations

import ibis

from byway.shipments.distinct import once
from byway.shipments.text import has_word, plain, without_words


def test_answers_are_those_of_each_row() -> None:
    backend = ibis.duckdb.connect()
    names = ["Aral Tech LLC", "aral-tech llc", "Bank of Aral", "", None, None, "Aral Tech LLC"]
    rows = ibis.memtable(
        {"row": range(7), "name": names, "other": names[::-1]},
        schema={"row": "int64", "name": "string", "other": "string"},
    )
    table = backend.create_table("rows", rows).filter(lambda t: t.row != 2)
    asked = {
        "key": plain(table.name),
        "bank": has_word(table.name, ["BANK"]) | table.row.isin([0]),
        "same": without_words(plain(table.name), ["LLC"]) == plain(table.other),
        "open": plain(table.name).isnull(),
    }
    kept: list[ibis.Table] = []

    def keep(found: ibis.Table) -> ibis.Table:
        kept.append(backend.create_table(f"kept_{len(kept)}", found))
        return kept[-1]

    both, answers = once(table, asked, keep)
    direct = table.select("row", **asked).order_by("row").to_pyarrow().to_pylist()
    found = both.select(both.row.name("row"), **answers).order_by("row").to_pyarrow().to_pylist()
    assert found == direct
    assert len(kept) == 1  # `other` has a single pattern, which is quicker read than looked up
    assert kept[0].count().execute() == 4  # no row for what says nothing


def test_without_patterns_nothing_is_kept() -> None:
    table = ibis.table({"name": "string"}, name="rows")
    held, answers = once(table, {"long": table.name.length() > 3}, lambda found: found)
    assert held is table and list(answers) == ["long"]
