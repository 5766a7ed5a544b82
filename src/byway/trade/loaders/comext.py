"""Eurostat Comext: SDMX-CSV, TSV and the monthly bulk files, to flows.

Values are euro; imports are valued CIF and exports FOB at the Union's border.  A partner is the
country of origin of imports from outside the Union and the destination of exports.  Weights in
hundreds of kilograms become kilograms; `:` is missing, and so is a confidential value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from byway.errors import TableError
from byway.tables import scan
from byway.tables.duck import Engine, Limits, literal, quoted
from byway.trade import reading
from byway.trade.flows import LARGE, Flows, collect

INDICATORS: dict[str, dict[str, float]] = {
    "value": {"VALUE_IN_EUROS": 1, "VALUE_EUR": 1, "VALUE_IN_EURO": 1, "VALUE": 1},
    "weight": {"QUANTITY_IN_100KG": 100, "QUANTITY_IN_KG": 1, "QUANTITY_KG": 1},
    "quantity": {"SUPPLEMENTARY_QUANTITY": 1, "SUP_QUANTITY": 1, "QUANTITY_SUPPL_UNIT": 1},
}
"""Names of what is measured, and what makes them euro, kilograms and supplementary units."""

_BULK = {
    "reporter": ("declarantiso", "reporter", "declarant"),
    "partner": ("partneriso", "partner"),
    "flow": ("flow",),
    "product": ("productnc",),
    "period": ("period",),
}
_BULK_PARTS = ("tradetype", "statprocedure", "statregime")
_KEYS = ("reporter", "partner", "flow", "product")


def load(files: Sequence[Path], *, digits: int | None = 6, limits: Limits | None = None) -> Flows:
    """The flow table of files of one of Comext's forms, found out from their columns."""
    where = str(files[0]) if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
    head = scan.read_head(files[0]).split("\n", 1)[0]
    size = sum(path.stat().st_size for path in files)
    with Engine.opened(limits, on_disk=size > LARGE) as engine:
        if "\\TIME_PERIOD" in head.upper():
            _long(engine, scan.text_source(files, "\t"), where)
            part = _pivot(engine, where)
        elif "TIME_PERIOD" in head.upper():
            _sdmx(engine, scan.text_source(files), where)
            part = _pivot(engine, where)
        else:
            part = _bulk(engine, scan.text_source(files), where)
        _raw(engine)
        fields = (
            *_KEYS,
            "period",
            "value",
            "currency",
            "weight",
            "quantity",
            "valuation",
            "partner_basis",
            "source",
            *part,
        )
        return collect(engine, fields, where, digits=digits)


def _named(engine: Engine, source: str, where: str) -> dict[str, str]:
    columns = scan.columns(engine, source, where)
    return {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in columns}


def _column(plain: dict[str, str], names: Sequence[str], where: str) -> str:
    for name in names:
        if name in plain:
            return quoted(plain[name])
    raise TableError(where, f"no column {names[0]} (it has {', '.join(plain.values())})")


def _code(column: str) -> str:
    """A code without its label ("DE:Germany")."""
    return f"trim(split_part(CAST({column} AS VARCHAR), ':', 1))"


def _sdmx(engine: Engine, source: str, where: str) -> None:
    """Make `long` of SDMX-CSV: one row per key, indicator and period."""
    plain = _named(engine, source, where)
    parts = [f"{_code(_column(plain, (name,), where))} AS {name}" for name in _KEYS]
    indicator = _code(_column(plain, ("indicators", "indicator"), where))
    period = _code(_column(plain, ("timeperiod",), where))
    value = _column(plain, ("obsvalue",), where)
    engine.run(
        f"CREATE TABLE long AS SELECT DISTINCT {', '.join(parts)}, upper({indicator}) AS indicator,"
        f" {period} AS period, trim({value}) AS written FROM {source}"
    )


def _long(engine: Engine, source: str, where: str) -> None:
    """Make `long` of TSV: keys joined by commas in the first column, a column per period."""
    columns = list(scan.columns(engine, source, where))
    names = [name.strip().lower() for name in columns[0].split("\\")[0].split(",")]
    parts = []
    for name in (*_KEYS, "indicators"):
        if name not in names:
            raise TableError(where, f"no dimension {name} (it has {', '.join(names)})")
        parts.append(f"trim(split_part(key, ',', {names.index(name) + 1})) AS {name}")
    periods = ", ".join(quoted(name) for name in columns[1:])
    with scan.naming(where):
        engine.run(
            f"CREATE TABLE long AS SELECT DISTINCT {', '.join(parts[:-1])},"
            f" upper({parts[-1].removesuffix(' AS indicators')}) AS indicator,"
            " trim(period) AS period, trim(written) AS written FROM (SELECT * FROM"
            f" (SELECT {quoted(columns[0])} AS key, {periods} FROM {source})"
            f" UNPIVOT (written FOR period IN ({periods})))"
        )


def _pivot(engine: Engine, where: str) -> tuple[str, ...]:
    """Make `wide` of `long`: value, weight and quantity beside each other."""
    met = {str(row[0]) for row in engine.rows("SELECT DISTINCT indicator FROM long")}
    known = {name for names in INDICATORS.values() for name in names}
    if not met & set(INDICATORS["value"]):
        raise TableError(
            where, f"no values in euro (indicators {', '.join(sorted(met))})", "VALUE_IN_EUROS"
        )
    # flags follow a number after a space ("123 p"); ": c" is confidential
    engine.run(
        "CREATE VIEW cell AS SELECT *, split_part(written, ' ', 1) AS bare FROM long"
        f" WHERE indicator IN ({', '.join(map(literal, sorted(known)))}) AND written <> ''"
        " AND NOT starts_with(written, ':')"
    )
    keys = ", ".join((*_KEYS, "period"))
    twice = engine.rows(
        f"SELECT {keys}, indicator, min(bare), max(bare) FROM cell GROUP BY {keys}, indicator"
        " HAVING count(DISTINCT bare) > 1 ORDER BY ALL LIMIT 5"
    )
    if twice:
        named = "; ".join(" ".join(map(str, row)) for row in twice)
        raise TableError(where, f"rows contradict each other ({named})", "one value per series")
    parts = [f"max({_scaled(names)}) AS {field}" for field, names in INDICATORS.items()]
    fault = "max(bare) FILTER (TRY_CAST(bare AS DOUBLE) IS NULL)"
    engine.run(
        f"CREATE TABLE wide AS SELECT {keys}, {', '.join(parts)}, {fault} AS value_fault"
        f" FROM cell GROUP BY {keys}"
    )
    return ()


def _scaled(names: dict[str, float]) -> str:
    cases = " ".join(
        f"WHEN indicator = {literal(name)} THEN TRY_CAST(bare AS DOUBLE) * {scale:g}"
        for name, scale in names.items()
    )
    return f"CASE {cases} END"


def _bulk(engine: Engine, source: str, where: str) -> tuple[str, ...]:
    """Make `wide` of the monthly bulk files; rows differ by procedure and trade type too."""
    plain = _named(engine, source, where)
    parts = [f"trim({_column(plain, names, where)}) AS {field}" for field, names in _BULK.items()]
    faults = "CAST(NULL AS VARCHAR)"
    for field, names in INDICATORS.items():
        told = {re.sub(r"[^a-z0-9]", "", name.lower()): scale for name, scale in names.items()}
        name = next((name for name in told if name in plain), None)
        if name is None and field == "value":
            raise TableError(where, f"no values in euro (it has {', '.join(plain.values())})")
        number = f"TRY_CAST({quoted(plain[name])} AS DOUBLE)" if name else "CAST(NULL AS DOUBLE)"
        parts.append(f"{number} * {told[name] if name else 1:g} AS {field}")
        if field == "value" and name:
            written = f"trim({quoted(plain[name])})"
            signs = ", ".join(map(literal, reading.MISSING))
            faults = (
                f"CASE WHEN {number} IS NULL AND lower({written}) NOT IN ({signs})"
                f" THEN {written} END"
            )
    unit = quoted(plain["supplunit"]) if "supplunit" in plain else "''"
    told_apart = [quoted(plain[name]) for name in _BULK_PARTS if name in plain]
    part = f"concat_ws('|', {', '.join(told_apart)})" if told_apart else "''"
    with scan.naming(where):
        engine.run(
            f"CREATE TABLE wide AS SELECT {', '.join(parts)}, {faults} AS value_fault,"
            f" {unit} AS unit, {part} AS part FROM {source}"
        )
    return ("unit", "part")


def _raw(engine: Engine) -> None:
    importing = "upper(flow) IN ('1', 'IMPORT', 'M')"
    engine.run(
        "CREATE VIEW raw AS SELECT *, 'EUR' AS currency,"
        f" CASE WHEN {importing} THEN 'cif' ELSE 'fob' END AS valuation,"
        f" CASE WHEN {importing} THEN 'origin' ELSE 'destination' END AS partner_basis,"
        " 'Eurostat Comext' AS source FROM wide"
    )
