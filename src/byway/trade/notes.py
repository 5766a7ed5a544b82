"""What the reader of trade statistics must know beside the numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """Something that was left out, repaired, joined, unknown or cannot be tested.

    `kind` in a word or two, `text` for people, `rows` met (0: not a matter of rows), a few
    `examples`.
    """

    kind: str
    text: str
    rows: int = 0
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = f" (such as {'; '.join(self.examples)})" if self.examples else ""
        return f"{self.text}{shown}"
