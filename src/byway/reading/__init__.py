"""Reports to claims: who says, how surely, what happens, who to whom through whom."""

from byway.reading.reader import Reader
from byway.reading.result import Reading

__all__ = ["Reader", "Reading"]
