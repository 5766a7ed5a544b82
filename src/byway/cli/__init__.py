"""The command line.  Exit codes: 0 done, 1 a defect of ours, 2 bad input or usage."""

from __future__ import annotations

import io
import os
import sys

from byway.errors import BywayError

_CUT_OFF = 141
"""Exit code where nobody reads the output any more, as of programs that end by SIGPIPE."""


def main() -> None:
    """Run `byway`; every error that we raise on purpose ends as one line on stderr."""
    from byway.cli.app import app

    for stream in (sys.stdout, sys.stderr):  # names keep their letters whatever the locale
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # `byway ... | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_CUT_OFF)
        raise
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
