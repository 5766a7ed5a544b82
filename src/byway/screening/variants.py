"""Words known to be forms of one name: nicknames, and the spellings languages give a name."""

from __future__ import annotations

from functools import cache, lru_cache

from byway.screening.lexicon import text_lines

FILES = ("nicknames.tsv", "name_forms.tsv", "wade_giles.tsv")


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


@cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    """Syllables of Wade-Giles, to what they are in pinyin."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text_lines("wade_giles.tsv"):
        wade, pinyin = line.split()
        found[wade] = (*found.get(wade, ()), pinyin)
    return found


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=100_000)
def joined_pinyin(first: str, second: str) -> frozenset[str]:
    """What two syllables of Wade-Giles are in pinyin, as one word: "xiaoping" of "hsiao", "ping".

    Nothing where neither is spelt as in Wade-Giles.
    """
    if not (is_wade_giles(first) or is_wade_giles(second)):
        return _NONE
    return frozenset(a + b for a in readings(first) for b in readings(second))


def is_wade_giles(syllable: str) -> bool:
    """Whether a syllable is spelt as in Wade-Giles, and otherwise in pinyin."""
    return syllable in _pinyin()


_UNASPIRATED = {"p": "b", "t": "d", "k": "g"}


def readings(syllable: str) -> tuple[str, ...]:
    """What a syllable of Wade-Giles whose apostrophe may be lost can be in pinyin."""
    plain = _UNASPIRATED.get(syllable[0], syllable[0]) + syllable[1:]
    return _pinyin().get(syllable, (syllable, plain))


def are_variants(left: str, right: str) -> bool:
    """Whether two words are known forms of one name."""
    return right in variants(left)


def attested(word: str) -> bool:
    """Whether the tables have `word` as it is spelt."""
    return word in groups()[1]
