"""The command line.  Exit codes: 0 done, 1 a defect of ours, 2 bad input or usage."""

from __future__ import annotations

import io
import signal
import sys

from byway.errors import BywayError


def main() -> None:
    """Run `byway`; every error that we raise on purpose ends as one line on stderr."""
    from byway.cli.app import app

    if hasattr(signal, "SIGPIPE"):  # `byway ... | head` ends as other programs do
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):  # names keep their letters whatever the locale
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except BywayError as error:
        _say(f"byway: {error}")
        sys.exit(2)
    except OSError as error:  # the output's disk is full, a stream is closed
        _say(f"byway: {error.filename or 'output'}: {error.strerror or error}")
        sys.exit(2)
    except KeyboardInterrupt:
        _say("byway: stopped")
        sys.exit(130)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        _say(f"byway: internal error: {type(error).__name__}: {error}")
        _say("This is a defect of Byway, not of your input; `byway --debug ...` shows where.")
        sys.exit(1)


def _say(line: str) -> None:
    print(line, file=sys.stderr)
