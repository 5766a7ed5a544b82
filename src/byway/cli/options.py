"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import os
import re
import sys
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from byway.errors import OptionError
from byway.terminal import printable

if TYPE_CHECKING:
    from byway.reading.llm import Service

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MONTH = re.compile(r"[0-9]{4}(-[0-9]{1,2})?\Z")

Reports = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Reports: text, HTML, PDF, RSS/Atom, a folder, - for standard input, or an address.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on stdout.")]
PublishedOn = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DATE",
        help="Publication date where the text gives none: YYYY-MM-DD, YYYY-MM or YYYY.",
    ),
]
Publisher = Annotated[str | None, typer.Option(help="Publisher where the text gives none.")]
Fetch = Annotated[bool, typer.Option("--fetch", help="Allow reading http(s) addresses.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day whose standing counts (default: today)."),
]

ListNames = Annotated[
    str | None, typer.Option(metavar="NAME,...", help="Lists to use (default: all there are).")
]
Store = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of list snapshots.")]
Restart = Annotated[
    bool, typer.Option("--restart", help="Begin anew where an earlier run was broken off.")
]
TableOut = Annotated[
    Path, typer.Option(metavar="OUT", help="CSV, Parquet or JSON lines, by its name.")
]

WhichReader = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar="rules|llm",
        help="rules: offline, by grammar. llm: a language model; the reports are sent to it.",
    ),
]
LlmAddress = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        envvar="BYWAY_LLM_ADDRESS",
        help="OpenAI-compatible server for --reader llm, e.g. http://localhost:8080/v1.",
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option(metavar="NAME", envvar="BYWAY_LLM_MODEL", help="The model's name there."),
]
LlmKey = Annotated[
    str | None,
    typer.Option(
        metavar="VARIABLE",
        envvar="BYWAY_LLM_KEY",
        help="Name of the environment variable that holds the key, if the server wants one.",
    ),
]
LlmTimeout = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS",
        envvar="BYWAY_LLM_TIMEOUT",
        help="Longest wait for one answer (default: 120).",
    ),
]


def service(
    reader: str, address: str | None, model: str | None, key: str | None, timeout: float | None
) -> Service | None:
    """The service of the second reader, None for the first one.

    Raises OptionError for a reader there is none of, and where address or model are not given.
    """
    if reader == "rules":
        return None
    if reader != "llm":
        raise OptionError("--reader", f"no reader {reader!r}", "rules or llm")
    if not address:
        raise OptionError("--llm-address", "not given", "the server that the reports may go to")
    if not model:
        raise OptionError("--llm-model", "not given", "the model's name as the server knows it")
    secret = os.environ.get(key) if key else None
    if key and not secret:
        raise OptionError(
            "--llm-key",
            "names an environment variable that is not set",
            "the variable's name, not the key itself",
        )
    from byway.reading.llm import Service
    from byway.reading.llm.service import TIMEOUT

    if timeout is not None and not 0 < timeout <= 86_400:
        raise OptionError("--llm-timeout", f"{timeout} is no time", "seconds, more than 0")
    return Service(address, model, key=secret, timeout=timeout or TIMEOUT)


def day(option: str, value: str | None) -> date | None:
    """The date of an option's value; raises OptionError when it is none."""
    if value is None:
        return None
    try:
        if not _DAY.match(value):  # fromisoformat takes weeks and days of the year, too
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise OptionError(option, f"{value!r} is no date", "YYYY-MM-DD") from None


def publication_day(option: str, value: str | None) -> date | None:
    """The day of publication; of a month or a year its last day, for reports tell of what was.

    Raises OptionError when the value is no date.
    """
    if value is None:
        return None
    numbers = value.split("-")
    if len(numbers) == 3 or not _MONTH.match(value):
        return day(option, value)
    year, month = int(numbers[0]), int(numbers[1]) if len(numbers) == 2 else 12
    try:
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        raise OptionError(option, f"{value!r} is no date", "YYYY-MM-DD, YYYY-MM or YYYY") from None


def names(value: str | None) -> list[str] | None:
    """The items of a comma-separated option."""
    if value is None:
        return None
    found = [name.strip() for name in value.split(",") if name.strip()]
    if not found:
        raise OptionError("names", f"{value!r} names nothing", "names parted by commas")
    return found


def emit(record: Any) -> None:
    """One JSON value on a line of stdout."""
    import json

    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def tell(text: str) -> None:
    """A result for a person, on stdout; words from outside cannot steer the terminal."""
    typer.echo("\n".join(map(printable, text.split("\n"))))


def say(line: str) -> None:
    """One line for a person, on stderr; words from outside cannot steer the terminal."""
    typer.echo(printable(line), err=True)


def existing_folder(option: str, folder: Path | None) -> Path | None:
    """The folder as given; raises OptionError when there is none, so that no list is missed."""
    if folder is not None and not folder.is_dir():
        raise OptionError(option, f"{str(folder)!r} is no folder", "the folder of list snapshots")
    return folder


def check_score(option: str, value: float | None) -> None:
    """Raise OptionError for a number that is no score."""
    if value is not None and not 0 <= value <= 1:
        raise OptionError(option, f"{value} is no score", "a number from 0 to 1")


def not_an_input(option: str, out: Path, inputs: Sequence[Path]) -> None:
    """Raise OptionError where a result would take the place of what it is made from."""
    if out.exists() and any(given.exists() and out.samefile(given) for given in inputs):
        raise OptionError(option, f"{str(out)!r} is the input", "another file")


def writable(folder: Path) -> Path:
    """The folder to write into, made now so that long work does not end in a refusal."""
    from byway.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error})") from error
    return folder


@contextmanager
def progress(title: str) -> Iterator[Any]:
    """A callable that shows what is being done, on stderr and only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(title) as status:
        yield lambda word: status.update(f"{title}: {word}")
