"""Scopes of attribution: where in a text somebody speaks, and who speaks at a given word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from byway.reading.reference import Reference, same

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPEN, CLOSE, STRAIGHT = "“", "”", '"'
_LONGEST = 250  # tokens: a quotation mark that is not closed by then opens nothing


@dataclass(frozen=True)
class Scope:
    """Tokens `[start, end)` in which `source` speaks; `cue` is the reporting word's index.

    `by` is the token range of the clause that names the source, left out of quotes.
    """

    start: int
    end: int
    source: Reference | None
    cue: int
    by: tuple[int, int]

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end and not self.by[0] <= index < self.by[1]


def chain(scopes: list[Scope], index: int) -> list[Reference]:
    """The sources that speak at a token, outermost first, each once."""
    holding = sorted((s for s in scopes if index in s), key=lambda s: s.start - s.end)
    found: list[Reference] = []
    for scope in holding:
        source = scope.source
        if source is not None and not any(same(source, other) for other in found):
            found.append(source)
    return found


def innermost(scopes: list[Scope], index: int) -> Scope | None:
    """The narrowest scope that holds a token."""
    return min((s for s in scopes if index in s), key=lambda s: s.end - s.start, default=None)


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token intervals between quotation marks; straight marks alternate."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        text = token.text
        if text == OPEN or (text == STRAIGHT and opened is None) or text == "``":
            opened = token.i
        elif opened is not None and (text in (CLOSE, STRAIGHT, "''")):
            found.append((opened, token.i + 1))
            opened = None
        elif opened is not None and token.i - opened > _LONGEST:
            opened = None
    return found
