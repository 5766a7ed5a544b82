"""Files on disk as SQL that DuckDB scans: delimited text as written, Parquet with its types."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from byway.errors import TableError
from byway.tables.duck import Engine, literal

PARQUET = (".parquet", ".pq")
TEXT = (".csv", ".tsv", ".txt", ".dat", ".csv.gz", ".tsv.gz", ".dat.gz", ".json", ".json.gz")


def expand(paths: Path | str | Sequence[Path | str]) -> tuple[Path, ...]:
    """The files given; a folder stands for the tables in it.  Raises TableError when none is."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: list[Path] = []
    for path in map(Path, given):
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.name.lower().endswith(PARQUET + TEXT))
            if not inside:
                raise TableError(str(path), "no table in this folder", "CSV or Parquet files")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise TableError(str(path), "no such file", "a CSV or Parquet file")
    if not found:
        raise TableError("table", "no file given", "a CSV or Parquet file")
    return tuple(found)


@contextmanager
def naming(where: str) -> Iterator[None]:
    """DuckDB's complaints about a file as ours."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        told = [line for line in lines if not line.startswith(("Original Line", "LINE ", "^"))][:2]
        raise TableError(
            where, f"cannot be read ({'; '.join(told)})", "a whole CSV, Parquet or JSON lines file"
        ) from (error)


def scan(paths: Sequence[Path], delimiter: str | None = None) -> str:
    """The SQL that scans the files.  Raises TableError when they are no tables."""
    parquet = {path.name.lower().endswith(PARQUET) for path in paths}
    if len(parquet) > 1:
        raise TableError(str(paths[0]), "CSV and Parquet files together", "files of one kind")
    if parquet == {True}:
        names = "[" + ", ".join(literal(str(path)) for path in paths) + "]"
        return f"read_parquet({names}, union_by_name=true)"
    return text_source(paths, delimiter)


def text_source(paths: Sequence[Path], delimiter: str | None = None) -> str:
    """The SQL that scans delimited text, every column as text.

    The delimiter is the one that the first line of the first file has most of; files that are not
    UTF-8 are read as Latin-1.
    """
    names = "[" + ", ".join(literal(str(path)) for path in paths) + "]"
    header = read_head(paths[0]).split("\n", 1)[0]
    chosen = delimiter or max(",;\t|", key=header.count)
    for path in paths:
        _even(path, chosen)
    encoding = "utf-8" if all(map(_is_utf8, paths)) else "latin-1"
    return (
        f"read_csv({names}, all_varchar=true, header=true, skip=0, union_by_name=true, quote='\"',"
        f" escape='\"', delim={literal(chosen)}, encoding={literal(encoding)})"
    )


def _even(path: Path, delimiter: str) -> None:
    """Raise TableError naming the first line (of some thousands) that has not as many columns as
    the header; later ones are named by the engine."""
    text = read_head(path, 256_000)
    lines = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = next(lines, [])
    whole = text.count("\n")
    for line in lines:
        if line and len(line) != len(header) and lines.line_num <= whole:
            raise TableError(
                str(path),
                f"line {lines.line_num} has {len(line)} columns, the header {len(header)}",
                "as many columns in every line",
            )


def _is_utf8(path: Path) -> bool:
    """Whether the beginning of a file (16 MB, unpacked) is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(_beginning(path, 16_000_000))
    except UnicodeDecodeError:
        return False
    return True


def _beginning(path: Path, size: int) -> bytes:
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    try:
        with opener(path, "rb") as file:
            return bytes(file.read(size))
    except (OSError, EOFError) as error:
        raise TableError(str(path), f"cannot be read ({error})", "a table") from error


def columns(engine: Engine, source: str, where: str) -> dict[str, str]:
    """Names and SQL types of the columns of `source`.  Raises TableError when it is no table."""
    with naming(where):
        return {str(row[0]): str(row[1]) for row in engine.rows(f"DESCRIBE SELECT * FROM {source}")}


def read_head(path: Path, size: int = 4096) -> str:
    """The first characters of a text file, unpacked when it is gzip."""
    return _beginning(path, size).decode("utf-8-sig", "replace")
