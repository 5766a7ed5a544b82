"""Writing a table: CSV, Parquet or JSON lines by the file's name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from byway.files import replacing

if TYPE_CHECKING:
    import pyarrow as pa


def write(table: pa.Table, path: Path) -> None:
    """Write `table` whole or not at all.  Nulls are empty cells in CSV.

    Raises OutputError when the place cannot be written.
    """
    from pyarrow import csv, parquet

    ending = path.suffix.lower()
    with replacing(path) as file:
        if ending == ".parquet":
            parquet.write_table(table, file)
        elif ending == ".jsonl":
            for row in table.to_pylist():
                file.write((json.dumps(row, ensure_ascii=False) + "\n").encode())
        else:
            csv.write_csv(table, file, csv.WriteOptions(quoting_style="needed"))
