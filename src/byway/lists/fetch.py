"""Downloading a list: conditional, tried again when the net fails, checked, whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from byway.errors import InputError, ListError
from byway.files import replacing

AGENT = "byway (sanctions lists; one request per list and day)"
TRIES, FIRST_PAUSE, LONGEST_PAUSE, TIMEOUT = 4, 1.0, 60.0, 60.0
"""Tries in all; seconds before the second try, doubled each time; longest pause; time-out."""

_CHUNK = 1 << 18
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_DIGEST = re.compile(r"sha-256=:?([A-Za-z0-9+/=]+):?")


@dataclass(frozen=True)
class Download:
    """What was fetched: where from, its SHA-256, and what tells the server that we have it."""

    address: str
    sha256: str
    etag: str | None = None
    modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the file only if it is another one by now."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


def download(
    address: str,
    target: Path,
    *,
    known: Download | None = None,
    tries: int = TRIES,
    pause: Callable[[float], None] = time.sleep,
    timeout: float = TIMEOUT,
) -> Download | None:
    """Fetch `address` into `target`; None when it is still what `known` says.

    Network faults, cut answers and the statuses of passing trouble (429, 5xx) are tried again,
    `tries` times in all, with growing pauses or as `Retry-After` says.  The answer is checked
    against its length and the digests that the server states.
    Raises InputError for an address that is not http(s), ListError when it cannot be had.
    """
    if not address.lower().startswith(("http://", "https://")):
        raise InputError(address, "no web address", "an address that begins with https://")
    conditions = known.conditions() if known and known.address == address else {}
    for turn in range(1, tries + 1):
        wait = min(FIRST_PAUSE * 2 ** (turn - 1), LONGEST_PAUSE)
        try:
            return _once(address, target, conditions, timeout)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 304:
                    return None
                problem = f"the server answers {error.code} {error.reason}"
                if error.code not in _PASSING:
                    raise ListError(address, problem, "the list") from None
                wait = _retry_after(error.headers, wait)
        except (OSError, http.client.HTTPException, _Damaged) as error:
            reason = getattr(error, "reason", None) or str(error) or type(error).__name__
            problem = f"cannot be fetched ({reason})"
        if turn < tries:
            pause(wait)
    raise ListError(address, f"{problem}, tried {tries} times", "the list")


class _Damaged(Exception):
    """An answer that does not agree with its own headers."""


def _once(
    address: str, target: Path, conditions: Mapping[str, str], timeout: float
) -> Download | None:
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", **conditions}
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(request, timeout=timeout) as answer, replacing(target) as file:
        sha256, md5, size = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
        while chunk := answer.read(_CHUNK):
            for digest in (sha256, md5):
                digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        _check(answer.headers, size, sha256.digest(), md5.digest())
        return Download(
            address=address,
            sha256=sha256.hexdigest(),
            etag=answer.headers.get("ETag"),
            modified=answer.headers.get("Last-Modified"),
        )


def _check(headers: Message, size: int, sha256: bytes, md5: bytes) -> None:
    length = headers.get("Content-Length")
    if length and length.isdigit() and int(length) != size:
        raise _Damaged(f"{size:,} of {int(length):,} bytes came")
    stated = headers.get("Repr-Digest") or headers.get("Digest") or ""
    if (found := _DIGEST.search(stated)) and base64.b64decode(found[1]) != sha256:
        raise _Damaged("its SHA-256 is not the one that the server states")
    if (given := headers.get("Content-MD5")) and base64.b64decode(given) != md5:
        raise _Damaged("its MD5 is not the one that the server states")
    if not size:
        raise _Damaged("empty")


def _retry_after(headers: Message, otherwise: float) -> float:
    stated = headers.get("Retry-After", "")
    return min(float(stated), LONGEST_PAUSE) if stated.isdigit() else otherwise
