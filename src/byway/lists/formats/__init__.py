"""List formats.  A format is a module with `read`, a description in `data/lists`, a line here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any, Protocol, cast

from byway.errors import OptionError
from byway.lists.describe import Expected
from byway.lists.draft import Draft
from byway.lists.inputs import InputFile
from byway.lists.notices import Notices

FORMATS: dict[str, str] = {
    "ofac-csv": "byway.lists.formats.ofac_csv",
    "ofac-xml": "byway.lists.formats.ofac_xml",
    "un-xml": "byway.lists.formats.un_xml",
    "eu-fsf-xml": "byway.lists.formats.eu_fsf_xml",
    "eu-fsf-csv": "byway.lists.formats.eu_fsf_csv",
    "uk-csv": "byway.lists.formats.uk_csv",
    "csl-csv": "byway.lists.formats.csl_csv",
    "csl-json": "byway.lists.formats.csl_json",
    "ca-sema-xml": "byway.lists.formats.ca_sema_xml",
    "ch-seco-xml": "byway.lists.formats.ch_seco_xml",
    "ftm": "byway.lists.formats.ftm",
    "targets-simple": "byway.lists.formats.targets_simple",
    "csv": "byway.lists.formats.mapped_csv",
}
"""Format name to the module that reads it."""


@dataclass
class Content:
    """What a list holds.

    `parties` may be read once, as they come; `counts` (parties per part of the list, as the
    description names the parts) is complete when they are through.  `published` is the date
    that the list itself bears.  `expected`, `title`, `publisher` and `terms` take the place of
    the description's where the files themselves say what they are.  `relations` are FtM entities
    that tie parties to each other, besides those that drafts carry.
    """

    parties: Iterable[Draft]
    counts: dict[str, int] = field(default_factory=dict)
    published: date | None = None
    expected: dict[str, Expected] = field(default_factory=dict)
    title: str | None = None
    publisher: str | None = None
    terms: str | None = None
    relations: list[dict[str, Any]] = field(default_factory=list)

    def count(self, part: str) -> None:
        """Count one party of `part`."""
        self.counts[part] = self.counts.get(part, 0) + 1


class Format(Protocol):
    """What a format's module offers."""

    def read(self, files: Sequence[InputFile], notices: Notices) -> Content:
        """The content of a list from its files.  Raises ListError where it is broken."""
        ...


def load_format(name: str) -> Format:
    """The module that reads this format.  Raises OptionError for a name that is none."""
    if name not in FORMATS:
        raise OptionError("format", f"unknown format {name!r}", "one of " + ", ".join(FORMATS))
    return cast(Format, import_module(FORMATS[name]))
