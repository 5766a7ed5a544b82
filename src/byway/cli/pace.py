"""How far long work is: on a terminal always, else now and then on a line of stderr."""

from __future__ import annotations

import sys
import time
from typing import Any

from byway.cli import options

PAUSE = 10.0
"""Seconds between two lines of progress where stderr is no terminal."""


class Pace:
    """Called with a few words on how far the work is."""

    def __init__(self, note: Any) -> None:
        self._note = note
        self._said = time.monotonic()

    def __call__(self, short: str, long: str | None = None) -> None:
        self._note(short)
        if not sys.stderr.isatty() and time.monotonic() - self._said >= PAUSE:
            self._said = time.monotonic()
            options.say(long or short)
