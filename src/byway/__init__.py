"""Byway finds the byways that goods take around sanctions.

    byway.assess(documents, as_of=...)   the main job
    byway.Reader().read(text, date)      reports to claims
    byway.Screener.build(entities)       listed parties to matches
    byway.routes(panel, target, event)   does trade itself show the byway?

Names are loaded when they are first used, so that `import byway` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from byway.errors import BywayError, InputError, OutputError, SetupError
    from byway.pipeline import assess
    from byway.reading import Reader
    from byway.screening import Screener
    from byway.settings import Settings
    from byway.trade.ask import routes

__version__ = "0.1.0"
__all__ = [
    "BywayError",
    "InputError",
    "OutputError",
    "Reader",
    "Screener",
    "Settings",
    "SetupError",
    "assess",
    "routes",
]

_HOMES = {
    "BywayError": "byway.errors",
    "InputError": "byway.errors",
    "OutputError": "byway.errors",
    "SetupError": "byway.errors",
    "Reader": "byway.reading",
    "Screener": "byway.screening",
    "Settings": "byway.settings",
    "assess": "byway.pipeline",
    "routes": "byway.trade.ask",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'byway' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
