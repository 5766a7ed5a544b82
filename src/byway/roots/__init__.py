"""Roots: which reports relay one and the same, in the same or another language."""

from byway.roots.retellings import retellings

__all__ = ["retellings"]
