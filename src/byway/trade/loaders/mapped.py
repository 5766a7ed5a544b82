"""Any CSV or Parquet table, by the flow table's own column names or by a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from byway.tables.duck import Engine, Limits
from byway.tables.scan import PARQUET
from byway.trade import reading
from byway.trade.flows import LARGE, Flows, collect
from byway.trade.mapping import Mapping


def load(
    files: Sequence[Path],
    mapping: Mapping,
    *,
    digits: int | None = 6,
    limits: Limits | None = None,
) -> Flows:
    """The flow table of `files` as `mapping` says; see `byway.trade.flows.load`."""
    where = str(files[0]) if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
    size = sum(path.stat().st_size for path in files)
    with Engine.opened(limits, on_disk=size > LARGE) as engine:
        text = not files[0].name.lower().endswith(PARQUET)
        fields = reading.view(engine, files, mapping, keep=text)
        return collect(engine, fields, where, repeats=mapping.repeats, digits=digits)
