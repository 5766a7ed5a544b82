"""Words known to be forms of one name: nicknames, and the spellings languages give a name."""

from __future__ import annotations

from functools import cache, lru_cache

from byway.screening.lexicon import text_lines

FILES = ("nicknames.tsv", "name_forms.tsv")


@cache
def groups() -> tuple[tuple[tuple[str, ...], ...], dict[str, tuple[int, ...]]]:
    """All groups of forms, and for each word the numbers of its groups."""
    members: list[tuple[str, ...]] = []
    of: dict[str, tuple[int, ...]] = {}
    for file in FILES:
        for line in text_lines(file):
            words = tuple(line.split())
            for word in words:
                of[word] = (*of.get(word, ()), len(members))
            members.append(words)
    return tuple(members), of


@lru_cache(maxsize=200_000)
def variants(word: str) -> frozenset[str]:
    """The other forms of the name that `word` is a form of."""
    members, of = groups()
    return frozenset(form for group in of.get(word, ()) for form in members[group] if form != word)


def are_variants(left: str, right: str) -> bool:
    """Whether two words are known forms of one name."""
    return right in variants(left)
