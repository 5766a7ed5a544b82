"""The same expressions on Spark: for tables larger than one machine's memory."""

from __future__ import annotations

import os
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from byway.errors import SetupError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

MASTER = "local[2]"
HERE = {
    "spark.driver.memory": "4g",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""Settings for Spark on this machine; on a cluster its own hold."""
TASKS_A_CORE = 4
"""Into how many tasks for each core long work is cut, so that none is waited for long."""


class Spark:
    """A Spark session, with the tables it was given.

    `master` is a Spark master address; the default runs on this machine.  `folder` is where tables
    are handed over: executors on other machines must see it.  `settings` are Spark's own, by their
    names; they go before ours.  Raises SetupError when pyspark or Java is missing.
    """

    def __init__(
        self,
        master: str = MASTER,
        folder: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        try:
            import ibis
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise SetupError(
                f"the Spark engine needs pyspark (pip install 'byway[spark]'): {error}"
            ) from error
        here = master.startswith("local")
        chosen = {
            "spark.sql.session.timeZone": "UTC",
            **(HERE if here else {}),
            **(settings or {}),
        }
        try:
            builder = SparkSession.builder.master(master).appName("byway")
            for name, value in chosen.items():
                builder = builder.config(name, value)
            self.session: Any = builder.getOrCreate()
        except Exception as error:  # pyspark's own errors differ by version
            raise SetupError(f"Spark does not start: {str(error).splitlines()[0]}") from error
        self._context: Any = self.session.sparkContext
        self._context.setLogLevel("ERROR")
        if here and "PYSPARK_PYTHON" not in os.environ:
            self._context.pythonExec = sys.executable  # not whichever python3 comes first
        self.backend: Any = ibis.pyspark.connect(self.session)
        self._scratch = tempfile.TemporaryDirectory(prefix="byway-spark-", dir=folder)
        self._sent = count(1)

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
        return self._kept(self._frame(table), name)

    def send(self, folders: Sequence[Path], name: str) -> str:
        """Send folders to all executors; where to find them there, for `received`.

        They stand there side by side, named by their numbers: `000`, `001`, ...
        """
        called = f"{name}-{next(self._sent)}"
        archive = Path(self._scratch.name) / f"{called}.tar"
        with tarfile.open(archive, "w") as file:
            for number, folder in enumerate(folders):
                file.add(folder, f"{number:03}")
        self._context.addArchive(f"{archive}#{called}")
        return called

    def mapped(
        self,
        table: ir.Table,
        function: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]],
        columns: Mapping[str, str],
        name: str,
    ) -> ir.Table:
        """What a function of Arrow batches gives on the executors, worked out once.

        columns: names to Ibis types of what it gives.  It can be pickled by its name: byway is
        installed where executors are.
        """
        import ibis
        from ibis.backends.pyspark.datatypes import PySparkSchema

        schema = PySparkSchema.from_ibis(ibis.schema(dict(columns)))
        tasks = TASKS_A_CORE * self._context.defaultParallelism
        frame = self._frame(table).repartition(tasks).mapInArrow(function, schema)
        return self._kept(frame, name)

    def write(self, table: ir.Table, place: Path) -> None:
        """What an expression gives, as a folder of Parquet files."""
        self._frame(table).write.mode("overwrite").parquet(str(place.absolute()))

    def _frame(self, table: ir.Table) -> Any:
        return self.session.sql(self.backend.compile(table))

    def _kept(self, frame: Any, name: str) -> ir.Table:
        frame.localCheckpoint().createOrReplaceTempView(name)
        kept: ir.Table = self.backend.table(name)
        return kept

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


def received(name: str) -> Path:
    """On an executor: the folder of what `Spark.send` sent under this name."""
    from pyspark import SparkFiles

    return Path(SparkFiles.get(name))
