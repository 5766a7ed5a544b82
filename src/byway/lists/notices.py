"""What was strange in a list but does not stop it: counted, not repeated."""

from __future__ import annotations

from collections import Counter


class Notices:
    """Warnings met while a list is read.  The same one, met often, is one with a count."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def warn(self, where: str, problem: str) -> None:
        """Take note that `problem` was met in `where` (a file name or a field)."""
        self._seen[f"{where}: {problem}"] += 1

    def warnings(self) -> tuple[str, ...]:
        """Each warning once, most frequent first, with how often it was met."""
        return tuple(
            message if times == 1 else f"{message} ({times:,} times)"
            for message, times in self._seen.most_common()
        )
