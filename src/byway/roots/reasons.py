"""Why reports are taken for relays of one root, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from byway.roots.likeness import COPIED, Likeness
from byway.roots.signs import Signs

_Item = TypeVar("_Item", str, tuple[int, int])
_MOST = 6
"""Names, numbers or days that are told; those that most pairs share come first."""


def called(keys: Iterable[str], reports: Sequence[Signs]) -> str:
    """The source that `keys` stand for, as the reports write it, in English where one does."""
    keys = list(keys)
    english = [r for r in reports if r.language in (None, "en")]
    forms = {r.written[k] for r in english for k in keys if k in r.written}
    forms = forms or {r.written[k] for r in reports for k in keys if k in r.written} or set(keys)
    form = max(forms, key=lambda form: (len(form), form))
    fuller = {r.written[k] for r in english or reports for k in r.cited if k in r.written}
    return max((f for f in fuller if f.startswith(f"{form} ")), key=len, default=form)


def reasons(links: Sequence[Likeness], reports: Sequence[Signs]) -> Iterator[str]:
    """What the pairs of a group have in common."""
    copied = max((link.copied for link in links), default=0.0)
    if copied >= COPIED:
        yield f"up to {copied:.0%} of a text is in another word for word"
    names = [called([key], reports) for key in _most(key for link in links for key in link.names)]
    numbers = _most(number for link in links for number in link.numbers)
    days = [f"{month:02}-{day:02}" for month, day in _most(d for x in links for d in x.days)]
    for kind, found in (("names", names), ("numbers", numbers), ("days (month-day)", days)):
        if found:
            yield f"{kind} in common: {', '.join(found)}"
    nearest = [link.nearest for link in links if link.nearest is not None]
    if nearest:
        yield f"nearest sentences have a cosine of {sum(nearest) / len(nearest):.2f}"


def _most(items: Iterable[_Item]) -> list[_Item]:
    counted = Counter(items)
    return sorted(counted, key=lambda item: (-counted[item], item))[:_MOST]
