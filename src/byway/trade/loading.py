"""Files of trade statistics to one flow table, whatever their format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from byway.tables.duck import Limits
from byway.tables.scan import expand
from byway.trade import reading
from byway.trade.flows import Flows
from byway.trade.loaders import comext, comtrade, mapped
from byway.trade.mapping import Mapping

Format = Literal["table", "comtrade", "comext"]


def load(
    paths: Path | str | Sequence[Path | str],
    mapping: Mapping | Path | None = None,
    *,
    format: Format | None = None,
    digits: int | None = 6,
    limits: Limits | None = None,
) -> Flows:
    """The flow table of files, or of folders of them.

    format: "table" (CSV or Parquet, with `mapping` or the columns `reporter, partner, product,
    period, value` and optionally `flow, currency, weight, quantity, hs_edition, valuation,
    partner_basis, source`; without `flow`, reporters export to partners), "comtrade" (JSON or CSV
    of UN Comtrade) or "comext" (Eurostat).  None finds out from the first file's columns.
    digits: the length that product codes are cut to; None keeps them as published, with headings
    and TOTAL (for tables of totals only: such rows must not be summed with others).

    Raises TableError naming rows for mixed currencies, rows that contradict each other, values that
    are no numbers, and tables of which nothing can be used; OptionError for a mapping that is none.
    """
    files = expand(paths)
    kind = format or ("table" if mapping else reading.guess(files[0]))
    if kind == "comtrade":
        return comtrade.load(files, digits=digits, limits=limits)
    if kind == "comext":
        return comext.load(files, digits=digits, limits=limits)
    chosen = Mapping.read(mapping) if isinstance(mapping, Path) else mapping or Mapping()
    return mapped.load(files, chosen, digits=digits, limits=limits)
