"""The same expressions on Spark: for tables larger than one machine's memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from byway.errors import SetupError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

MASTER = "local[2]"


class Spark:
    """A Spark session, with the tables it was given.

    `master` is a Spark master address; the default runs on this machine.  `folder` is where tables
    are handed over: executors on other machines must see it.  Raises SetupError when pyspark or
    Java is missing.
    """

    def __init__(self, master: str = MASTER, folder: Path | None = None) -> None:
        try:
            import ibis
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise SetupError(
                f"the Spark engine needs pyspark (pip install 'byway[spark]'): {error}"
            ) from error
        try:
            self.session: Any = (
                SparkSession.builder.master(master)
                .appName("byway")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "8")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate()
            )
        except Exception as error:  # pyspark's own errors differ by version
            raise SetupError(f"Spark does not start: {str(error).splitlines()[0]}") from error
        self.session.sparkContext.setLogLevel("ERROR")
        self.backend: Any = ibis.pyspark.connect(self.session)
        self._scratch = tempfile.TemporaryDirectory(prefix="byway-spark-", dir=folder)

    def copy(self, table: ir.Table, name: str) -> ir.Table:
        """`table` of another engine as a table of this one, by way of Parquet."""
        path = Path(self._scratch.name) / f"{name}.parquet"
        table.to_parquet(path)
        return self._read(path, name)

    def hold(self, rows: pa.Table, name: str) -> ir.Table:
        """A small table from outside."""
        from pyarrow import parquet

        path = Path(self._scratch.name) / f"{name}.parquet"
        parquet.write_table(rows, path)
        return self._read(path, name)

    def keep(self, table: ir.Table, name: str) -> ir.Table:
        """What an expression gives, worked out once, on the executors' disks."""
        frame = self.session.sql(self.backend.compile(table)).localCheckpoint()
        frame.createOrReplaceTempView(name)
        kept: ir.Table = self.backend.table(name)
        return kept

    def write(self, table: ir.Table, place: Path) -> None:
        """What an expression gives, as a folder of Parquet files."""
        frame = self.session.sql(self.backend.compile(table))
        frame.write.mode("overwrite").parquet(str(place.absolute()))

    def _read(self, path: Path, name: str) -> ir.Table:
        table: ir.Table = self.backend.read_parquet(str(path), table_name=name)
        return table

    def __enter__(self) -> Spark:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.stop()
        self._scratch.cleanup()
