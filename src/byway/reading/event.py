"""One event: a predicate with the words that fill its slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from byway.reading.lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

Pairs = list[tuple[str, "Token"]]
"""(preposition, object) pairs of a predicate."""


@dataclass
class Event:
    """One predicate with its slots filled.

    `token` is the word that tells the event, `verb` the verb that carries it (itself, or the
    verb a noun is the object of).  `roles` maps agent, recipient, goods and intermediary to the
    tokens that fill them; `slots` are other words the entry asks for ("to the list").
    """

    token: Token
    verb: Token
    entry: Entry
    kind: str
    roles: dict[str, list[Token]] = field(default_factory=dict)
    slots: list[Token] = field(default_factory=list)

    def add(self, role: str, *tokens: Token) -> None:
        """Add fillers, each once."""
        fillers = self.roles.setdefault(role, [])
        for token in tokens:
            if all(token.i != other.i for other in fillers):
                fillers.append(token)

    def filled(self, role: str) -> list[Token]:
        """The fillers of a role, none if it is open."""
        return self.roles.get(role, [])

    def replace(self, role: str, tokens: Iterable[Token]) -> None:
        """Put `tokens` in place of a role's fillers."""
        self.roles[role] = list(tokens)
