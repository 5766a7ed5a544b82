"""The same expressions on Spark: for tables larger than one machine's memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from byway.errors import SetupError

if TYPE_CHECKING:
    import ibis.expr.types as ir

MASTER = "local[2]"


class Spark:
    """A Spark session for the tests, with the tables it was given.

    `master` is a Spark master address; the default runs on this machine.  Raises SetupError when
    pyspark or Java is missing.
    """

    def __init__(self, master: str = MASTER) -> None:
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
        self._scratch = tempfile.TemporaryDirectory(prefix="byway-spark-")

    def copy(self, table: ir.Table, name: str) -> ir.Table:
        """`table` of another engine as a table of this one, by way of Parquet."""
        path = Path(self._scratch.name) / f"{name}.parquet"
        table.to_parquet(path)
        copied: ir.Table = self.backend.read_parquet(str(path), table_name=name)
        return copied

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
