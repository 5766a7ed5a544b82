"""One key for all the ways that reports name one source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from byway.model import Actor, Claim

_SHORT_WORDS = re.compile(r"^(the|a|an|some|several|many|two|three|four|five|\d+)\s+")


def fold(name: str) -> str:
    """Case, articles, counts, possessives and punctuation aside."""
    text = re.sub(r"['’]s\b", "", name.casefold())
    text = " ".join(re.findall(r"\w+", text))
    return _SHORT_WORDS.sub("", text)


def slug(name: str) -> str:
    """A name as part of an id."""
    return "-".join(fold(name).split())


def named_in(claims: Iterable[Claim]) -> set[str]:
    """The folded names of who does, receives or passes on in the claims; a name of signs alone is
    none."""
    return {
        fold(name)
        for claim in claims
        for name in (*claim.agent, *claim.recipient, *claim.intermediary)
    } - {""}


def spellings(publisher: str) -> tuple[str, ...]:
    """A publisher as given, and the names inside and outside its brackets."""
    inner = re.findall(r"\(([^)]+)\)", publisher)
    outer = re.sub(r"\s*\([^)]*\)", "", publisher).strip()
    return tuple(dict.fromkeys(name for name in (publisher, outer, *inner) if name))


class NameBook:
    """Joins names: an actor's within its document, full names and acronyms across documents.

    A single word such as a surname is joined only inside its own document, because two documents'
    "Wang" need not be one person.
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._names: set[str] = set()
        self._forms: set[str] = set()
        self._local: dict[tuple[str, str], str] = {}

    def learn(self, actors: Iterable[Actor]) -> None:
        """Join each actor's names."""
        for actor in actors:
            wide = [name for name in (actor.name, *actor.names) if _is_wide(name)]
            self._names.update(wide)
            for name in wide[1:]:
                self._join(fold(wide[0]), fold(name))
            for name in (actor.name, *actor.names):
                anchor = fold(wide[0]) if wide else fold(name)
                self._local[actor.doc, fold(name)] = anchor

    def describe(self, actors: Iterable[Actor]) -> None:
        """Join a role ("the think tank") to the one actor of its document that bears it."""
        bearers: dict[tuple[str, str], set[str]] = {}
        for actor in actors:
            for role in actor.roles:
                anchor = self._local.get((actor.doc, fold(actor.name)), fold(actor.name))
                bearers.setdefault((actor.doc, fold(role)), set()).add(anchor)
        for at, anchors in bearers.items():
            if len(anchors) == 1 and at not in self._local:
                self._local[at] = next(iter(anchors))

    def knows(self, doc: str, name: str) -> bool:
        """Whether document `doc` says who `name` is."""
        return (doc, fold(name)) in self._local

    def shorten(self, doc: str, names: Iterable[str]) -> None:
        """Join a name to the one longer name of its document that ends in it.

        "The customs service" is "Lithuania's customs service" where no other service is named.
        """
        folded = {fold(name) for name in names}
        for short in folded:
            longer = [name for name in folded if name.endswith(f" {short}")]
            if len(longer) == 1 and (doc, short) not in self._local:
                self._local[doc, short] = self._local.get((doc, longer[0]), longer[0])

    def join(self, names: Iterable[str]) -> None:
        """Join names that are known to be one, such as a publisher's."""
        first, *rest = names
        for name in rest:
            self._join(fold(first), fold(name))

    def key(self, name: str, doc: str) -> str:
        """The key of `name` as document `doc` uses it."""
        folded = fold(name)
        self._forms.add(re.sub(r"^[Tt]he ", "", name))
        return self._find(self._local.get((doc, folded), folded))

    def label(self, key: str) -> str:
        """A key in words: the fullest name, with the acronym that stands for it.

        "Institute for the Study of War (ISW)"; the same whichever form a report uses.
        """
        forms = self._that_mean(key, self._names) or self._that_mean(key, self._forms)
        full = max(forms, key=lambda form: (len(form), form), default=key)
        acronyms = [form for form in forms if _is_acronym(form) and form != full]
        return f"{full} ({min(acronyms, key=len)})" if acronyms and " " in full else full

    def _that_mean(self, key: str, forms: Iterable[str]) -> list[str]:
        return [f for f in forms if key in (self._find(fold(f)), *self._anchors(f))]

    def _anchors(self, form: str) -> tuple[str, ...]:
        folded = fold(form)
        return tuple(self._find(a) for (_, name), a in self._local.items() if name == folded)

    def _find(self, key: str) -> str:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def _join(self, left: str, right: str) -> None:
        a, b = self._find(left), self._find(right)
        if a != b:
            self._parent[max(a, b)] = min(a, b)


def _is_wide(name: str) -> bool:
    """Whether a name is telling enough to join documents by: several words, or an acronym."""
    words = name.split()
    return len(words) > 1 or _is_acronym(name)


def _is_acronym(name: str) -> bool:
    return len(name) >= 3 and name.isupper() and " " not in name
