"""A DuckDB connection: its own, bounded in memory, spilling to its own folder."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byway.errors import OptionError


def checked_memory(text: str, where: str) -> str:
    """A size as DuckDB reads it ("1500MB").  Raises OptionError for anything else."""
    if not re.fullmatch(r"\d+(\.\d+)? *([KMGT]i?B)", text.strip(), re.IGNORECASE):
        raise OptionError(where, f"{text!r} is no size", "a number with its unit, as 1500MB or 4GB")
    return text.strip()


@dataclass(frozen=True)
class Limits:
    """Bounds for the engine.

    memory: what DuckDB may hold before it spills to disk ("4GB").
    threads: None leaves it to DuckDB (one per core).
    folder: where it spills; None: the system's folder for temporary files.
    """

    memory: str = "3GB"
    threads: int | None = None
    folder: Path | None = None


class Engine:
    """An Ibis backend on DuckDB with a scratch folder that goes when it is closed."""

    def __init__(self, limits: Limits, *, on_disk: bool = False) -> None:
        import ibis

        self._scratch = tempfile.TemporaryDirectory(prefix="byway-duckdb-", dir=limits.folder)
        folder = self.folder = Path(self._scratch.name)
        options: dict[str, Any] = {
            "memory_limit": limits.memory,
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": False,
        }
        if limits.threads:
            options["threads"] = limits.threads
        database = str(folder / "tables.duckdb") if on_disk else ":memory:"
        self.backend = ibis.duckdb.connect(database, **options)

    @classmethod
    @contextmanager
    def opened(cls, limits: Limits | None, *, on_disk: bool = False) -> Iterator[Engine]:
        """An engine that is closed when the block fails, and stays open when it does not."""
        engine = cls(limits or Limits(), on_disk=on_disk)
        try:
            yield engine
        except BaseException:
            engine.close()
            raise

    def rows(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a small result."""
        found: list[tuple[Any, ...]] = self.backend.con.execute(sql, parameters or []).fetchall()
        return found

    def run(self, sql: str, parameters: list[Any] | None = None) -> None:
        """A statement without a result."""
        import duckdb

        try:
            self.backend.con.execute(sql, parameters or [])
        except duckdb.OutOfMemoryException as error:
            held = self.rows("SELECT current_setting('memory_limit')")[0][0]
            problem = f"{held} are not enough for this file"
            raise OptionError("--memory", problem, "more, as 4GB") from error

    def keep(self, name: str, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
        """A small table of the engine's own: column name to SQL type and values."""
        parts = [
            f"unnest(CAST(? AS {kind}[])) AS {column}" for column, (kind, _) in columns.items()
        ]
        values = [list(values) for _, values in columns.values()]
        self.run(f"CREATE TABLE {name} AS SELECT {', '.join(parts)}", values)

    def close(self) -> None:
        """Close the connection and remove the scratch folder."""
        self.backend.disconnect()
        self._scratch.cleanup()


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"
