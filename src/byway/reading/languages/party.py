"""A party as it stands in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Party:
    """A party at words `[start, end)`.

    `kind` is country, person, organisation, office ("the Chinese leader"), group ("Russian
    banks") or adjective (a nationality whose noun is not known).  `name` is English for whom
    the gazetteer knows, else as in the text.
    """

    start: int
    end: int
    name: str
    kind: str
    codes: tuple[str, ...] = ()
    schema: str = ""
    known: bool = False
    seat: bool = False
