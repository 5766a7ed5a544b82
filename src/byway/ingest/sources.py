"""Where bytes come from: a file, a folder, standard input, an address."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from byway.errors import DocumentError, InputError, OptionError
from byway.files import read_bytes

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_TIMEOUT = 30  # seconds without an answer
_AGENT = "byway (+https://pypi.org/project/byway/)"


@dataclass(frozen=True)
class Received:
    """Bytes as they came.  `charset` is what a server said of them."""

    id: str
    data: bytes
    charset: str | None = None
    address: str | None = None


def files_of(source: str) -> list[str] | None:
    """The files below the folder `source`, sorted by path, hidden ones left out.

    None when `source` is no folder.  Raises DocumentError when a folder cannot be read or holds
    no file.
    """
    if source == "-" or _ADDRESS.match(source) or not Path(source).is_dir():
        return None
    found: list[str] = []
    for folder, folders, names in os.walk(source, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(folder, name) for name in names if not name.startswith(".")]  # noqa: PTH118
    if not found:
        raise DocumentError(source, "a folder without files", "a folder with reports")
    return sorted(found)


def receive(source: str, *, limit: int, fetch: bool, stdin: BinaryIO | None) -> Received:
    """The bytes of a file, of standard input ("-") or of an http(s) address.

    Raises DocumentError when they cannot be had or are more than `limit`, OptionError when an
    address is given and `fetch` is not asked for.
    """
    if source == "-":
        return _from_stdin(stdin or sys.stdin.buffer, limit)
    if _ADDRESS.match(source):
        if not _WEB.match(source):
            raise OptionError(source, "an address of a kind that is not fetched", "http or https")
        if not fetch:
            raise OptionError(
                source,
                "an address, and fetching was not asked for",
                "a file, or the option --fetch",
            )
        return _from_web(source, limit)
    try:
        return Received(source, read_bytes(Path(source), limit))
    except InputError as error:
        raise DocumentError(source, error.problem, error.expected) from error
    except ValueError as error:  # a NUL in the name
        raise DocumentError(source, f"not a file name ({error})", "a file that exists") from error


def _from_stdin(stream: BinaryIO, limit: int) -> Received:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise _too_large("-", limit)
    return Received("-", data)


def _from_web(address: str, limit: int) -> Received:
    opener = _opener()
    try:
        request = Request(address, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        with opener.open(request, timeout=_TIMEOUT) as answer:
            data = answer.read(limit + 1)
            charset, final = answer.headers.get_content_charset(), answer.url
    except HTTPError as error:
        raise DocumentError(
            address, f"the server answered {error.code} {error.reason}", "a page"
        ) from error
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise DocumentError(address, f"cannot be fetched ({reason})", "a page") from error
    if len(data) > limit:
        raise _too_large(address, limit)
    return Received(address, data, charset, final)


def _opener() -> OpenerDirector:
    """Speaks http and https and nothing else, wherever it is redirected to."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPDefaultErrorHandler,
        HTTPRedirectHandler,
        HTTPErrorProcessor,
        UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _too_large(name: str, limit: int) -> DocumentError:
    return DocumentError(name, f"larger than {limit:,} bytes", "a report, not a dump")


def _unreadable(error: OSError) -> Iterator[None]:
    raise DocumentError(
        str(error.filename), f"cannot be read ({error.strerror})", "a folder that can be read"
    ) from error
