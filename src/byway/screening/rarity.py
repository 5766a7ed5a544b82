"""How rare words are in names, from counts over published lists (`word_bits.tsv`)."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache

from byway.screening.lexicon import text_lines
from byway.screening.variants import attested
from byway.screening.words import skeleton, sound

COMMON_BITS = 7.5
"""Up to this a name is so common that a slip of one makes another."""


@cache
def counted() -> tuple[dict[str, float], dict[str, float]]:
    """Bits of the words common in names: of people by rarity key, of entities by word."""
    people: dict[str, float] = {}
    entities: dict[str, float] = {}
    for line in text_lines("word_bits.tsv"):
        key, person, entity = line.split("\t")
        if person:
            people[key] = float(person)
        if entity:
            entities[key] = float(entity)
    return people, entities


def rarity_key(word: str) -> str:
    """The key a word is counted under: its consonants, or its sound when they are few."""
    heard = sound(word)
    bones = skeleton(heard)
    return bones if len(bones) >= 3 else heard


@lru_cache(maxsize=200_000)
def known_name(word: str) -> int:
    """A number for the common name of people that `word` is a form of, 0 when it is none.

    Its lowest bit says whether the word is in the tables of name forms as it is spelt.
    """
    key = rarity_key(word)
    bits = counted()[0].get(key)
    if bits is None or bits > COMMON_BITS:
        return 0
    return 2 * (zlib.crc32(key.encode()) + 1) + attested(word)
