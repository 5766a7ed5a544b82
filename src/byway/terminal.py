"""Text from outside that cannot steer a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """Control and direction characters taken out; spaces of all kinds are one space each."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
