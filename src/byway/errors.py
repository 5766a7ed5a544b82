"""The error tree.

    BywayError
    ├── InputError        what the user gave cannot be used      CLI exit 2, HTTP 4xx
    │   ├── DocumentError     a report: empty, binary, no text, too large
    │   ├── ListError         a sanctions list: unknown format, truncated, implausible count
    │   ├── TableError        a table of parties, shipments or flows: column, row, value
    │   └── OptionError       an option's value: a date that is none, an unknown name
    ├── OutputError       what was asked for cannot be written   CLI exit 2
    ├── ServiceError      a service the user named fails         CLI exit 2
    └── SetupError        the installation lacks a part          CLI exit 2

Anything else that reaches the edge is a defect of ours: CLI exit 1, HTTP 500.
"""

from __future__ import annotations


class BywayError(Exception):
    """Root of every error that Byway raises on purpose."""


class InputError(BywayError):
    """Input that cannot be used.

    `where` names the file, row, field or option; `problem` says what is wrong with it;
    `expected` says what would have been right.  The message joins the three.
    """

    def __init__(self, where: str, problem: str, expected: str | None = None) -> None:
        self.where = where
        self.problem = problem
        self.expected = expected
        message = f"{where}: {problem}"
        super().__init__(f"{message}; expected {expected}" if expected else message)


class DocumentError(InputError):
    """A report that cannot be read."""


class ListError(InputError):
    """A sanctions list that cannot be loaded."""


class TableError(InputError):
    """A table whose columns, rows or values do not fit."""


class OptionError(InputError):
    """An option or argument whose value does not fit."""


class OutputError(BywayError):
    """A result that cannot be written where it was asked for."""


class ServiceError(BywayError):
    """A service that the user named does not answer, or not as its protocol says."""


class SetupError(BywayError):
    """A part of the installation is missing or does not fit; `byway doctor` tells which."""
