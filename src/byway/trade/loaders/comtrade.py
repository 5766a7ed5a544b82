"""UN Comtrade: what its API, its downloads and its official client give, to flows.

Values are US dollars.  `primaryValue` is the amount (the CIF value of imports, the FOB value of
exports where reported); which of the two it is, is kept.  A partner is the country of origin of
imports and the last known destination of exports.  Rows are broken down by second partner, mode of
transport and customs procedure, and sums over each come along: where a sum over all of them is
there it is taken, else the fewest parts there are, added up, so that nothing counts twice.
(`isAggregate` tells that Comtrade computed a row, not that its parts are there too.)
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from byway.errors import TableError
from byway.tables import scan
from byway.tables.duck import Engine, Limits, literal, quoted
from byway.trade import reading
from byway.trade.flows import LARGE, Flows, collect
from byway.trade.mapping import READ
from byway.trade.notes import Note

NAMES: dict[str, tuple[str, ...]] = {
    "reporter": ("reportercode", "reporteriso"),
    "partner": ("partnercode", "partneriso"),
    "flow": ("flowcode", "tradecode", "tradeflowcode", "tradeflow"),
    "product": ("cmdcode", "commoditycode"),
    "period": ("period", "refperiodid"),
    "value": ("primaryvalue", "tradevalueus", "tradevalue"),
    "cif": ("cifvalue", "ciftradevalueus"),
    "fob": ("fobvalue", "fobtradevalueus"),
    "weight": ("netwgt", "netweightkg"),
    "quantity": ("qty",),
    "unit": ("qtyunitabbr", "qtyunitcode"),
    "classification": ("classificationcode", "classification"),
    "partner2": ("partner2code",),
    "transport": ("motcode",),
    "procedure": ("customscode",),
    "supply": ("moscode",),
}
"""Names of the API, of its older downloads and of the clients that write them in small letters,
without anything but letters and digits."""

_NEEDED = ("reporter", "partner", "flow", "product", "period", "value")
_PARTS = ("procedure", "transport", "partner2", "supply")
_SUMS = "('', '0', '0.0', 'C00', 'W00', '-1')"
"""How the sum over second partners, transport modes and procedures is written."""


def load(files: Sequence[Path], *, digits: int | None = 6, limits: Limits | None = None) -> Flows:
    """The flow table of CSV files or JSON answers (`{"data": [...]}`, a list, a record a line)."""
    where = str(files[0]) if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
    with Engine.opened(limits, on_disk=sum(f.stat().st_size for f in files) > LARGE) as engine:
        if files[0].name.lower().endswith((".json", ".json.gz", ".jsonl")):
            records = [record for file in files for record in read_json(file)]
            return _collect(engine, _stored(engine, records, where), where, digits)
        return _collect(engine, scan.text_source(files), where, digits)


def from_records(
    records: Iterable[Mapping[str, Any]],
    where: str = "Comtrade records",
    *,
    digits: int | None = 6,
    limits: Limits | None = None,
) -> Flows:
    """The flow table of records as the API gives them.

    For `comtradeapicall`, hand over `frame.to_dict("records")`.
    """
    with Engine.opened(limits) as engine:
        return _collect(engine, _stored(engine, list(records), where), where, digits)


def read_json(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON file.  Raises TableError when it holds none or an API error."""
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    try:
        with opener(path, "rb") as file:
            text = bytes(file.read()).decode("utf-8-sig")
        if path.name.lower().endswith(".jsonl"):
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        return records_of(json.loads(text), str(path))
    except (OSError, ValueError) as error:
        raise TableError(str(path), f"is no JSON ({error})", "an answer of UN Comtrade") from error


def records_of(answer: Any, where: str) -> list[dict[str, Any]]:
    """The records of an answer of the API.  Raises TableError when it tells of an error."""
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict) and isinstance(answer.get("data"), list):
        return list(answer["data"])
    said = answer.get("message") or answer.get("error") if isinstance(answer, dict) else None
    problem = f"tells of an error ({said})" if said else "has no records"
    raise TableError(where, problem, 'an object with "data"')


def _stored(engine: Engine, records: Sequence[Mapping[str, Any]], where: str) -> str:
    """Records as a Parquet file of text in the engine's folder; the SQL that scans it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not records:
        raise TableError(where, "no records", "records of trade")
    names = list(dict.fromkeys(name for record in records for name in record))
    table = pa.table(
        {name: pa.array([_text(r.get(name)) for r in records], pa.string()) for name in names}
    )
    target = engine.folder / "records.parquet"
    pq.write_table(table, target)
    return f"read_parquet({literal(str(target))})"


def _text(value: Any) -> str | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return str(value)


def _collect(engine: Engine, source: str, where: str, digits: int | None) -> Flows:
    columns = scan.columns(engine, source, where)
    plain = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in columns}
    found = {
        field: next((plain[name] for name in names if name in plain), None)
        for field, names in NAMES.items()
    }
    if absent := [field for field in _NEEDED if not found[field]]:
        raise TableError(
            where,
            f"no column for {', '.join(absent)} (it has {', '.join(columns)})",
            "the fields of UN Comtrade (reporterCode, partnerCode, flowCode, cmdCode, period,"
            " primaryValue)",
        )
    said = [
        f"trim(CAST({quoted(name)} AS VARCHAR)) AS {field}" for field, name in found.items() if name
    ]
    missing = [f"CAST(NULL AS VARCHAR) AS {field}" for field, name in found.items() if not name]
    with scan.naming(where):
        engine.run(
            f"CREATE TABLE answer AS SELECT DISTINCT {', '.join(said + missing)} FROM {source}"
        )
        given = int(engine.rows(f"SELECT count(*) FROM {source}")[0][0])
    notes = list(_chosen(engine, given, digits))
    engine.run(
        f"CREATE VIEW raw AS SELECT reporter, partner, flow, product, period,"
        f" {_number('value')} AS value, 'USD' AS currency,"
        f" nullif({_number('weight')}, 0) AS weight,"
        f" nullif({_number('quantity')}, 0) AS quantity, unit,"
        f" classification AS hs_edition, {_valuation()} AS valuation,"
        " CASE WHEN upper(flow) IN ('M', 'IMPORT', 'IMPORTS', '1') THEN 'origin'"
        " ELSE 'destination' END AS partner_basis, 'UN Comtrade' AS source,"
        f" concat_ws('|', {', '.join(f'coalesce({part}, NULL)' for part in _PARTS)}) AS part,"
        f" CASE WHEN {_number('value')} IS NULL"
        f" AND lower(value) NOT IN ({', '.join(map(literal, reading.MISSING))})"
        " THEN value END AS value_fault FROM chosen"
    )
    return collect(engine, READ, where, digits=digits, notes=notes)


def _number(name: str) -> str:
    number = f"TRY_CAST({name} AS DOUBLE)"
    return f"CASE WHEN isfinite({number}) THEN {number} END"


def _valuation() -> str:
    def near(name: str) -> str:
        return f"abs({_number('value')} - {_number(name)}) < 0.5 AND {_number(name)} > 0"

    importing = "upper(flow) IN ('M', 'IMPORT', 'IMPORTS', '1')"
    return (
        f"CASE WHEN {importing} AND {near('cif')} THEN 'cif' WHEN {near('fob')} THEN 'fob'"
        f" WHEN {near('cif')} THEN 'cif' END"
    )


def _chosen(engine: Engine, given: int, digits: int | None) -> Iterable[Note]:
    """Make `chosen`: rows of the Harmonized System, of which none is a sum over another."""
    total = int(engine.rows("SELECT count(*) FROM answer")[0][0])
    if given > total:
        yield Note(
            "repeated rows", f"{given - total:,} rows left out: exact repeats", given - total
        )
    other = "upper(coalesce(classification, 'HS')) SIMILAR TO '(S|B|E).*'"
    if foreign := int(engine.rows(f"SELECT count(*) FROM answer WHERE {other}")[0][0]):
        text = f"{foreign:,} rows left out: other classifications than the Harmonized System"
        yield Note("other classification", text, foreign)
    key = "reporter, partner, flow, product, period, classification"
    current = f"(SELECT * FROM answer WHERE NOT ({other}))"
    whole = " AND ".join(f"coalesce({part}, '') IN {_SUMS}" for part in _PARTS)
    current = (
        f"(SELECT * FROM {current} QUALIFY ({whole})"
        f" OR NOT bool_or({whole}) OVER (PARTITION BY {key}))"
    )
    for part in _PARTS:
        is_sum = f"coalesce({part}, '') IN {_SUMS}"
        current = (
            f"(SELECT * FROM {current} QUALIFY {is_sum}"
            f" OR NOT bool_or({is_sum}) OVER (PARTITION BY {key}))"
        )
    engine.run(f"CREATE TABLE chosen AS SELECT * FROM {current}")
    left = total - foreign - int(engine.rows("SELECT count(*) FROM chosen")[0][0])
    if left:
        text = (
            f"{left:,} rows left out: parts (second partner, transport, procedure) of sums that"
            " are there"
        )
        yield Note("parts of sums", text, left)
